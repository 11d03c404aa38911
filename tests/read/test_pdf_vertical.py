"""Cells that are set from top to bottom, in columns from right to left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.read.drawn import FONT, Box, Drawing, lines, rows

# The columns of a cell, the right one first, and what they say.
CASES = (
    ("two columns", ("区信", "访局"), "区信访局"),
    ("the last one shorter", ("区农业农", "村局"), "区农业农村局"),
    ("three columns", ("区人力", "资源和", "社保局"), "区人力资源和社保局"),
)


def _draw(folder: Path, columns: tuple[str, ...], *, downwards: bool) -> Drawing:
    drawing = Drawing(folder / "v1.pdf")
    canvas = drawing.canvas
    canvas.setFont(FONT, 10)
    for box in (Box(80, 600, 140, 680, ""), Box(140, 600, 300, 680, "名称")):
        lines(canvas, box)
        canvas.drawString(box.x0 + 5, 640, box.text)
    places = [
        (120 - 14 * column, 660 - 11.5 * row, char)
        for column, text in enumerate(columns)
        for row, char in enumerate(text)
    ]
    for x, y, char in places if downwards else sorted(places, key=lambda p: (-p[1], p[0])):
        canvas.drawString(x, y, char)
    return drawing


@pytest.mark.parametrize(("name", "columns", "said"), CASES, ids=[case[0] for case in CASES])
def test_columns_are_read_from_right_to_left(
    name: str, columns: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    assert rows(_draw(tmp_path, columns, downwards=True).read()) == [(said, "名称")]


def test_lines_that_are_drawn_as_lines_are_lines(tmp_path: Path) -> None:
    drawing = _draw(tmp_path, ("区信", "访局"), downwards=False)
    assert [row[0].replace("\n", "") for row in rows(drawing.read())] == ["访区局信"]
