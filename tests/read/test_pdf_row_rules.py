"""Tables that are ruled between their rows only."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from tests.read.drawn import FONT, Drawing, rows

SIZE, LEFT, RIGHT = 10, 60, 535
Table = list[tuple[str, ...]]

FIRST: Table = [
    ("序号", "事项名称", "承接部门及工作方式"),
    ("1", "对非法采砂的行政处罚", "承接部门：县水务局"),
    ("2", "对损坏公共绿地的行政处罚", "承接部门：县城管局"),
]
SECOND: Table = [
    FIRST[0],
    ("3", "对占用应急车道等违法行为的行政处罚", "承接部门：县公安局"),
]


def draw(canvas: Canvas, table: Table, top: float, columns: tuple[float, ...]) -> float:
    """The table with a rule above and below each row; where it ends."""
    canvas.setFont(FONT, SIZE)
    for row in table:
        canvas.line(LEFT, top, RIGHT, top)
        for x, text in zip(columns, row, strict=True):
            canvas.drawString(x, top - 15, text)
        top -= 22
    canvas.line(LEFT, top, RIGHT, top)
    return top


def test_tables_of_one_list_with_columns_of_their_own(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    end = draw(drawing.canvas, FIRST, 750, (70, 110, 260))
    draw(drawing.canvas, SECOND, end - 60, (70, 110, 400))
    assert rows(drawing.read()) == [*FIRST, *SECOND]


def test_a_frame_around_the_table_rules_no_column(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    end = draw(drawing.canvas, FIRST, 750, (70, 110, 260))
    drawing.canvas.rect(LEFT, end, RIGHT - LEFT, 750 - end)
    assert rows(drawing.read()) == FIRST


def test_a_number_is_a_column_of_its_own_in_the_shortest_table(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    table = [("序号", "事项名称"), ("1", "5G基站建设保护。")]
    canvas = drawing.canvas
    draw(canvas, [("序号",), ("1",)], 750, (70,))
    canvas.drawString(300, 750 - 15, table[0][1])
    canvas.drawString(100, 750 - 22 - 15, table[1][1])
    assert rows(drawing.read()) == table
