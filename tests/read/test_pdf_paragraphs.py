"""Lines of a column to paragraphs: where a line starts, how full the one before is, what a point is."""

from __future__ import annotations

import pytest

from pipeline.read.pdf.habits import column_habits
from pipeline.read.pdf.paragraphs import FLUSH, Layout, Room, joints, paragraphs
from pipeline.read.pdf.rows import to_rows
from pipeline.read.pdf.values import CellBox, TableRow, TextLine

SIZE, WIDE = 10.0, 10  # a column of ten ideographs


def line(text: str, indent: float = 0.0, at: int = 0) -> TextLine:
    """A line of full-width glyphs that starts `indent` ideographs from the left, the `at`th of its cell."""
    stripped = text.strip()
    x0, top = indent * SIZE, 15.0 * at
    x1 = x0 + SIZE * len(stripped)
    return TextLine(text, x0, top, x1, top + SIZE, SIZE, SIZE, x1, len(stripped))


def lines(*texts: str) -> list[TextLine]:
    """Lines of a cell; each `>` in front is an ideograph of indent."""
    return [
        line(text.lstrip(">"), len(text) - len(text.lstrip(">")), at)
        for at, text in enumerate(texts)
    ]


HANGING = Layout("hanging", level=20.0)
INDENTED, ALWAYS = Layout("indented"), Layout("always-indented")
CIRCLED = Layout("flush", starting=frozenset({"circled"}))
# name, layout, lines, for each line but the first: g goes on, s starts a paragraph
CASES = [
    ("a line that is full goes on", FLUSH, ["一二三四五六七八九十", "一二三"], "g"),
    ("one with room left ended", FLUSH, ["负责工作。", "指导工作。"], "s"),
    ("a sentence that stops a little short", FLUSH, ["一二三四五六七八九", "一二三"], "g"),
    ("a point after a full line", FLUSH, ["1. 二三四五六七八。", "2. 二三"], "s"),
    ("a point inside the paragraph", FLUSH, ["1. 二三；2. 七八。", "2. 二三"], "g"),
    ("circles stand inside, as a rule", FLUSH, ["①二三四五六七八九。", "②二三"], "g"),
    ("or start lines, if others do", CIRCLED, ["①二三四五六七八九。", "②二三"], "s"),
    ("what hangs goes on, full or not", HANGING, ["1. 二三", ">>五六七八九十", ">>一二"], "gg"),
    ("a point that is level with the one above", HANGING, ["1. 二三四五六七八", "2. 二三"], "s"),
    ("after what hung", HANGING, ["1. 二三四五六七八", ">>一二三四五六七八", "一二三"], "gs"),
    ("the rest of a point on the next page", HANGING, [">>一二三四五六七八", ">>九。", "2. 二"], "gs"),
    ("no point, in a column that hangs", HANGING, ["一二三四五六七八九十", "一二三"], "g"),
    ("an indent starts a paragraph", INDENTED, [">>一二三四五六七八", ">>一二三"], "s"),
    ("where nothing else does", ALWAYS, [">>一二", "一二三", ">>一二三"], "gs"),
]  # fmt: skip


@pytest.mark.parametrize(("layout", "texts", "expected"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])  # fmt: skip
def test_lines_go_on_or_start(layout: Layout, texts: list[str], expected: str) -> None:
    room = Room(0.0, SIZE * WIDE, layout)
    assert "".join("g" if goes_on else "s" for goes_on in joints(lines(*texts), room)) == expected


def column(*cells: list[str]) -> list[TableRow]:
    """Rows with a number each, whose second cells hold these lines."""
    number = CellBox(-50, -10, (line("1"),))
    return [
        TableRow((number, CellBox(0, SIZE * WIDE, tuple(lines(*cell)))), -50, 0, 100, 20)
        for cell in cells
    ]


def test_a_column_hangs_where_points_go_on_right_of_their_marks() -> None:
    cells = [
        ["1. 二三四五六七八", ">>一二三四五六七八", ">>一二", "2. 二三"],
        ["一二三四五六七八九十", "一二三四五六"],
        ["1. 二三四五六七八", ">>一二三"],
    ]
    rows = column(*cells)
    habit = column_habits(rows)[0, 1, True]
    assert habit.layout.kind == "hanging"
    assert habit.layout.level == pytest.approx(20.0)
    boxes = [cell for row in rows if (cell := row.cells[1])]
    assert [paragraphs(box.lines, habit.room(box)) for box in boxes] == [
        ("1. 二三四五六七八一二三四五六七八一二", "2. 二三"),
        ("一二三四五六七八九十一二三四五六",),
        ("1. 二三四五六七八一二三",),
    ]


def test_a_column_is_indented_where_first_lines_start_right_of_the_others() -> None:
    cells = [[">>1. 二三四五六", "一二三四五六七八九十", "一二", ">>2. 二"]] * 5
    assert column_habits(column(*cells))[0, 1, True].layout.kind == "always-indented"


def test_lines_in_the_middle_of_their_cells_tell_no_indent() -> None:
    cells = [["一二三四五六七八九十", ">>>一二三四"]] * 5
    assert column_habits(column(*cells))[0, 1, True].layout.kind == "flush"


def test_points_start_lines_where_they_follow_lines_with_room_left() -> None:
    cells = [["①二三。", "②二三。"], ["①二三四五六七八九。", "②二三"]]
    rows = column(*cells)
    habit = column_habits(rows)[0, 1, True]
    assert habit.layout.starting == {"circled"}


def test_the_part_of_a_cell_on_the_next_page_tells_that_points_run_on() -> None:
    head = ["1. 二三四五六七。", "2. 二三四五六七八"]  # by itself: two points, each on a line
    (own,) = column(head)
    rest = CellBox(0, SIZE * WIDE, tuple(lines("一二三。 3. 五六七", "八九。")))
    below = TableRow((CellBox(-50, -10), rest), -50, 0, 100, 20, sheet=1)
    cells = [row[1] for row in to_rows([own, below])]
    assert [len(cell.paragraphs) for cell in cells] == [1, 1]
    assert [len(row[1].paragraphs) for row in to_rows([own])] == [2]
