"""Which rules make a table: frames are none, doubles are one, and close text makes no rule a line of text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.read.pdf.contents import Stroke
from pipeline.read.pdf.glyphs import NO_GLYPHS, Glyph, Glyphs
from pipeline.read.pdf.grid import find_grids
from pipeline.read.pdf.rules import Rule, ruling
from tests.read.drawn import ROWS, Box, Drawing, lines, rows, write


def box(x0: float, top: float, x1: float, bottom: float) -> list[Stroke]:
    """Four strokes around a place."""
    return [
        Stroke(x0, top, x1, top),
        Stroke(x0, bottom, x1, bottom),
        Stroke(x0, top, x0, bottom),
        Stroke(x1, top, x1, bottom),
    ]


def cells(x0: float, top: float, *, apart: float = 0.0) -> list[Stroke]:
    """The strokes of three rows of two cells of 100 by 20 points."""
    places = [(x0 + c * (100 + apart), top + r * (20 + apart)) for r in range(3) for c in range(2)]
    return [stroke for x, y in places for stroke in box(x, y, x + 100, y + 20)]


PAGE, CLOSE = box(20, 20, 575, 822), box(60, 60, 280, 140)
# name, strokes, how many rows and columns each table has
CASES: list[tuple[str, list[Stroke], list[tuple[int, int]]]] = [
    ("a table", cells(70, 70), [(3, 2)]),
    ("in a border of the sheet", [*cells(70, 70), *PAGE], [(3, 2)]),
    ("in a frame of its own", [*cells(70, 70), *CLOSE], [(3, 2)]),
    ("in both", [*cells(70, 70), *CLOSE, *PAGE], [(3, 2)]),
    ("a border around text", PAGE, []),
    ("cells with borders of their own", cells(70, 70, apart=2), [(3, 2)]),
    ("double rules", cells(70, 70, apart=4.4), [(3, 2)]),
    ("a box in a cell", [*cells(70, 70), *box(80, 76, 120, 84)], [(3, 2)]),
    ("two tables", [*cells(70, 70), *cells(70, 200)], [(3, 2), (3, 2)]),
    ("a border whose rows are ruled", [*box(60, 60, 280, 140), Stroke(60, 100, 280, 100)], []),
]


@pytest.mark.parametrize(("strokes", "expected"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])  # fmt: skip
def test_tables_of_a_sheet(strokes: list[Stroke], expected: list[tuple[int, int]]) -> None:
    grids, _ = find_grids(ruling(strokes, NO_GLYPHS))
    assert [(len(grid.ys) - 1, len(grid.xs) - 1) for grid in grids] == expected


# The glyphs stand from x 100 to 200, on a line from y 100 to 110; name, strokes beside the line that runs
# just under them, and whether that is a rule
UNDER = Stroke(100, 110.5, 200, 110.5)
LINES: list[tuple[str, list[Stroke], bool]] = [
    ("an underline", [], False),
    ("from side to side of a cell", [Stroke(x, 90, x, 130) for x in (100.0, 200.0)], True),
    ("as long as the others", [Stroke(100, y, 200, y) for y in (80.0, 130.0)], True),
    ("short of the sides", [Stroke(x, 90, x, 130) for x in (95.0, 205.0)], False),
]


@pytest.mark.parametrize(("others", "expected"), [case[1:] for case in LINES],
                         ids=[case[0] for case in LINES])  # fmt: skip
def test_a_line_under_text_is_a_rule_where_it_meets_others(
    others: list[Stroke], expected: bool
) -> None:
    glyphs = Glyphs.of(Glyph("乡", x, 100, x + 10, 110) for x in range(100, 200, 10))
    across, _ = ruling([UNDER, *others], glyphs)
    assert any(rule.at == UNDER.top for rule in across) is expected


def test_the_dots_of_a_rule_are_one() -> None:
    dots = [Stroke(x, 50 + x % 3 / 10, x + 0.6, 50 + x % 3 / 10) for x in range(0, 100, 3)]
    across, down = ruling(dots, NO_GLYPHS)
    assert [(rule.start, rule.end) for rule in across] == [(0, 99.6)]
    assert down == []


def _border(canvas: Canvas, gaps: tuple[float, ...]) -> None:
    for gap in gaps:
        canvas.rect(20 + gap, 20 + gap, 555 - 2 * gap, 802 - 2 * gap)


FRAMES: dict[str, Callable[[Canvas], None]] = {
    "a border of the sheet": lambda canvas: _border(canvas, (0,)),
    "a double one": lambda canvas: _border(canvas, (0, 3)),
    "one in another": lambda canvas: _border(canvas, (0, 12)),
    "a frame around the table": lambda canvas: canvas.rect(70, 590, 380, 125),
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_around_a_table_is_none(name: str, tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    FRAMES[name](drawing.canvas)
    write(drawing.canvas)
    assert rows(drawing.read()) == [*ROWS]


def test_each_cell_in_two_boxes(tmp_path: Path) -> None:
    def double(canvas: Canvas, cell: Box) -> None:
        lines(canvas, cell)
        lines(canvas, Box(cell.x0 + 2.2, cell.y0 + 2.2, cell.x1 - 2.2, cell.y1 - 2.2, ""))

    drawing = Drawing(tmp_path / "v1.pdf")
    write(drawing.canvas, double)
    assert rows(drawing.read()) == [*ROWS]


def test_rules_are_values() -> None:
    across, down = ruling(box(0, 0, 100, 50), NO_GLYPHS)
    assert across == [Rule(0, 0, 100), Rule(50, 0, 100)]
    assert down == [Rule(0, 0, 50), Rule(100, 0, 50)]
