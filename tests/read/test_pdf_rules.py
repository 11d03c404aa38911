"""How programs draw the rules of a table: the cells read are always the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.read.drawn import ROWS, TITLE, Box, Drawing, lines, rows, texts, write


def rects(canvas: Canvas, box: Box) -> None:
    """Word processors print rules as thin filled rectangles."""
    for x0, y0, x1, y1 in box.sides:
        canvas.rect(x0 - 0.24, y0 - 0.24, x1 - x0 + 0.48, y1 - y0 + 0.48, stroke=0, fill=1)


def stroked_rect(canvas: Canvas, box: Box) -> None:
    canvas.rect(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0)


def dashed(canvas: Canvas, box: Box) -> None:
    canvas.setDash(2, 2)
    lines(canvas, box)


def dashes_one_by_one(canvas: Canvas, box: Box) -> None:
    """Dashes as paths of their own, as an export to PDF draws them at times."""
    for x0, y0, x1, y1 in box.sides:
        length = max(x1 - x0, y1 - y0)
        for start in range(0, int(length), 5):
            a, b = start / length, min(1, (start + 3) / length)
            ends = (x0 + a * (x1 - x0), y0 + a * (y1 - y0), x0 + b * (x1 - x0), y0 + b * (y1 - y0))
            canvas.line(*ends)


def dots(canvas: Canvas, box: Box) -> None:
    """A dotted rule of squares: each dot could belong to a rule either way."""
    for x0, y0, x1, y1 in box.sides:
        for step in range(int(max(x1 - x0, y1 - y0) / 2) + 1):
            share = step * 2 / max(x1 - x0, y1 - y0)
            x, y = x0 + share * (x1 - x0), y0 + share * (y1 - y0)
            canvas.rect(x - 0.5, y - 0.5, 1, 1, stroke=0, fill=1)


def apart(canvas: Canvas, box: Box) -> None:
    """Each cell with its own rules, which stop short of the corners and of the neighbour's."""
    inner = Box(box.x0 + 0.8, box.y0 + 0.8, box.x1 - 0.8, box.y1 - 0.8, "")
    for side, (dx, dy) in zip(inner.sides, ((1, 0), (1, 0), (0, 1), (0, 1)), strict=True):
        canvas.line(side[0] + dx, side[1] + dy, side[2] - dx, side[3] - dy)


def ring(canvas: Canvas, box: Box) -> None:
    """A browser fills the area between two rectangles."""
    path = canvas.beginPath()
    path.rect(box.x0 - 0.4, box.y0 - 0.4, box.x1 - box.x0 + 0.8, box.y1 - box.y0 + 0.8)
    path.rect(box.x0 + 0.4, box.y0 + 0.4, box.x1 - box.x0 - 0.8, box.y1 - box.y0 - 0.8)
    canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


def double(canvas: Canvas, box: Box) -> None:
    lines(canvas, box)
    lines(canvas, Box(box.x0 + 1.5, box.y0 + 1.5, box.x1 - 1.5, box.y1 - 1.5, ""))


def curves(canvas: Canvas, box: Box) -> None:
    """Curves that are straight."""
    for x0, y0, x1, y1 in box.sides:
        a = (x0 + (x1 - x0) / 3, y0 + (y1 - y0) / 3, x0 + (x1 - x0) / 1.5, y0 + (y1 - y0) / 1.5)
        canvas.bezier(x0, y0, *a, x1, y1)


def askew(canvas: Canvas, box: Box) -> None:
    """Drawn a hair off, by a program that rounds."""
    for x0, y0, x1, y1 in box.sides:
        canvas.line(x0, y0, x1 + 0.2, y1 + 0.2)


def open_sides(canvas: Canvas, box: Box) -> None:
    """No rule at the table's left and right."""
    top, bottom, left, right = box.sides
    canvas.line(*top)
    canvas.line(*bottom)
    if box.x0 > 100:
        canvas.line(*left)
    elif box.x1 < 400:
        canvas.line(*right)


def clipped(canvas: Canvas, box: Box) -> None:
    """Lines across the sheet that only show inside the cell."""
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(box.x0 - 0.5, box.y0 - 0.5, box.x1 - box.x0 + 1, box.y1 - box.y0 + 1)
    canvas.clipPath(path, stroke=0, fill=0)
    for x0, y0, x1, y1 in box.sides:
        canvas.line(*((0, y0, 595, y1) if y0 == y1 else (x0, 0, x1, 842)))
    canvas.restoreState()


WAYS = (
    lines, rects, stroked_rect, dashed, dashes_one_by_one, dots, apart, ring, double, curves, askew,
    open_sides, clipped,
)  # fmt: skip


@pytest.mark.parametrize("rules", WAYS, ids=lambda way: way.__name__)
def test_rules_however_they_are_drawn(rules: Callable[[Canvas, Box], None], tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    write(drawing.canvas, rules)
    source = drawing.read()
    assert rows(source) == list(ROWS)
    assert texts(source) == [TITLE]
