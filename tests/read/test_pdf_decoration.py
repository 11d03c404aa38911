"""Lines under text and through it rule no table."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.read.drawn import FONT, Box, Drawing, lines, rows

TEXTS = ("加强党支部建设，", "做好党员发展工作。")
SIZE, LEFT = 11, 145


def draw(canvas: Canvas, rises: tuple[float, ...]) -> None:
    """Two duties of two lines each, with a line along each line of text, so far above its base line."""
    for number in (1, 2):
        y0 = 700 - number * 40
        lines(canvas, Box(80, y0, 140, y0 + 40, ""))
        lines(canvas, Box(140, y0, 240, y0 + 40, ""))
        canvas.drawString(85, y0 + 15, str(number))
        for text, base in zip(TEXTS, (y0 + 24, y0 + 8), strict=True):
            canvas.drawString(LEFT, base, text)
            for rise in rises:
                canvas.line(LEFT, base + rise, LEFT + len(text) * SIZE, base + rise)


@pytest.mark.parametrize("rises", [(), (-1.2,), (-2.4,), (4.2,), (-1.2, 4.2)])
def test_a_row_is_not_cut_at_lines_of_its_text(rises: tuple[float, ...], tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    drawing.canvas.setFont(FONT, SIZE)
    draw(drawing.canvas, rises)
    assert rows(drawing.read()) == [(str(number), "".join(TEXTS)) for number in (1, 2)]


def test_a_rule_that_text_runs_over_is_a_rule(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    drawing.canvas.setFont(FONT, SIZE)
    for number in (1, 2):
        y0 = 700 - number * 20
        lines(drawing.canvas, Box(80, y0, 140, y0 + 20, ""))
        lines(drawing.canvas, Box(140, y0, 240, y0 + 20, ""))
        drawing.canvas.drawString(85, y0 + 5, str(number))
        drawing.canvas.drawString(LEFT, y0 + (5 if number == 2 else 1), "上门办理")
    assert rows(drawing.read()) == [("1", "上门办理"), ("2", "上门办理")]
