"""Cells merged downwards: a table is given as rows, with ^ where the cell above reaches down."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.characters import count
from pipeline.model.source import Row
from pipeline.read import read_source
from tests.read.drawn import FONT, Box, Drawing, lines

HEADER = ("序号", "事项名称", "对应上级部门")
EDGES, HEIGHT, TOP = (80, 130, 300, 420), 30, 740
Table = list[tuple[str, str, str]]


def draw(path: Path, *sheets: Table) -> None:
    drawing = Drawing(path)
    for sheet in sheets:
        drawing.canvas.setFont(FONT, 10)
        table = [HEADER, *sheet]
        for r, row in enumerate(table):
            for c, text in enumerate(row):
                if text == "^":
                    continue
                below = [other[c] for other in table[r + 1 :]]
                rows = 1 + next((n for n, t in enumerate(below) if t != "^"), len(below))
                y1 = TOP - r * HEIGHT
                y0 = y1 - rows * HEIGHT
                lines(drawing.canvas, Box(EDGES[c], y0, EDGES[c + 1], y1, ""))
                drawing.canvas.drawString(EDGES[c] + 5, (y0 + y1) / 2 - 4, text)
        drawing.canvas.showPage()
    drawing.canvas.save()


ONE, TWO, THREE, FOUR = ((n, f"事项{n}", "") for n in "1234")


def named(row: tuple[str, str, str], department: str) -> tuple[str, str, str]:
    return (*row[:2], department)


@pytest.mark.parametrize(
    ("sheets", "departments"),
    [
        ([[named(ONE, "县民政局"), named(TWO, "^"), named(THREE, "县财政局")]],
         ["县民政局", "县民政局", "县财政局"]),
        # more rows than the middle of the cell would be sorted after
        ([[named(ONE, "县民政局"), named(TWO, "^"), named(THREE, "^"), named(FOUR, "^")]],
         ["县民政局"] * 4),
        # over a page's end: two rows before it, one after
        ([[named(ONE, "县民政局"), named(TWO, "^")], [THREE, named(FOUR, "县财政局")]],
         ["县民政局"] * 3 + ["县财政局"]),
        # one before, two after
        ([[named(ONE, "县民政局")], [TWO, named(THREE, "^"), named(FOUR, "县财政局")]],
         ["县民政局"] * 3 + ["县财政局"]),
        # the row itself is cut by the page's end
        ([[named(ONE, "县民政局")], [("", "其余", ""), named(TWO, "^"), named(THREE, "县财政局")]],
         ["县民政局", "", "县民政局", "县财政局"]),
        # an empty cell that no other reaches into stays empty
        ([[named(ONE, "县民政局"), TWO, named(THREE, "县财政局")], [FOUR]],
         ["县民政局", "", "县财政局", ""]),
        # a number that is merged too: rows of one duty, which has the text once
        ([[named(ONE, "县民政局"), ("^", "其余", "^"), named(TWO, "县财政局")]],
         ["县民政局", "", "县财政局"]),
    ],
)  # fmt: skip
def test_the_text_stands_in_every_row_with_a_number(
    sheets: list[Table], departments: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "v1.pdf"
    draw(path, *sheets)
    source = read_source(path)
    found = [block for block in source.blocks if isinstance(block, Row)]
    body = [row for row in found if row.cells[0].text != HEADER[0]]
    assert [row.cells[2].text for row in body] == departments
    held = sum(count(cell.text) for row in found for cell in row.cells)
    assert source.characters - source.markup == held


def test_a_header_of_two_rows(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    drawing.canvas.setFont(FONT, 10)
    left, first, second, right = 80, 140, 250, 420
    for x0, y0, x1, y1, text in (
        (left, 680, first, 740, "序号"),
        (first, 710, right, 740, "职责分工"),
        (first, 680, second, 710, "上级部门职责"),
        (second, 680, right, 710, "乡镇配合职责"),
        (left, 650, first, 680, "1"),
        (first, 650, second, 680, "负责指导。"),
        (second, 650, right, 680, "配合巡查。"),
    ):
        lines(drawing.canvas, Box(x0, y0, x1, y1, ""))
        drawing.canvas.drawString(x0 + 5, (y0 + y1) / 2 - 4, text)
    source = drawing.read()
    rows = [[c.text for c in b.cells] for b in source.blocks if isinstance(b, Row)]
    assert rows == [
        ["序号", "职责分工", ""],
        ["序号", "上级部门职责", "乡镇配合职责"],
        ["1", "负责指导。", "配合巡查。"],
    ]


def test_two_texts_without_a_rule_between_them_are_not_one(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    drawing.canvas.setFont(FONT, 10)
    for r, row in enumerate((ONE, TWO)):
        y0 = TOP - (r + 1) * HEIGHT
        for c, text in enumerate(row[:2]):
            lines(drawing.canvas, Box(EDGES[c], y0, EDGES[c + 1], y0 + HEIGHT, ""))
            drawing.canvas.drawString(EDGES[c] + 5, y0 + 11, text)
        drawing.canvas.drawString(EDGES[2] + 5, y0 + 11, "县民政局" if r else "县财政局")
    lines(drawing.canvas, Box(EDGES[2], TOP - 2 * HEIGHT, EDGES[3], TOP, ""))
    found = [block for block in drawing.read().blocks if isinstance(block, Row)]
    assert [row.cells[2].text for row in found] == ["县财政局\n县民政局", ""]
