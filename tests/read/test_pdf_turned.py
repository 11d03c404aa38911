"""Sheets that are turned, and text that runs another way than its sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.source import Line, Source
from tests.read.drawn import FONT, ROWS, TITLE, Box, Drawing, lines, rows, texts, write

TURNS = {
    # How the sheet is turned for display, and how what is drawn on it is turned (degrees).
    "a landscape sheet": (0, 0),
    "turned to the right for display": (90, 0),
    "upside down for display": (180, 0),
    "turned to the left for display": (270, 0),
    "drawn bottom to top on an upright sheet": (0, 90),
    "drawn top to bottom on an upright sheet": (0, 270),
    "drawn upside down": (0, 180),
    "drawn to be displayed turned": (90, 90),
    "drawn to be displayed turned the other way": (270, 270),
}


def turned_drawing(path: Path, display: int, drawn: int) -> Source:
    drawing = Drawing(path, (842, 842))
    canvas = drawing.canvas
    canvas.setPageRotation(display)
    canvas.translate(421, 421)
    canvas.rotate(drawn)
    canvas.translate(-421, -421)
    write(canvas)
    return drawing.read()


@pytest.mark.parametrize("case", TURNS)
def test_a_turned_sheet_is_read_the_way_its_text_runs(case: str, tmp_path: Path) -> None:
    source = turned_drawing(tmp_path / "v1.pdf", *TURNS[case])
    assert rows(source) == list(ROWS)
    assert texts(source) == [TITLE]
    assert source.markup == 0


@pytest.mark.parametrize("case", TURNS)
def test_places_are_those_of_the_sheet_as_displayed(case: str, tmp_path: Path) -> None:
    display, drawn = TURNS[case]
    source = turned_drawing(tmp_path / "v1.pdf", display, drawn)
    header = next(block for block in source.blocks if not isinstance(block, Line))
    # The header row on the sheet before it is turned, then as often a quarter to the right.
    x0, top, x1, bottom = 80.0, 142.0, 440.0, 166.0
    for _ in range((display - drawn) // 90 % 4):
        x0, top, x1, bottom = 842 - bottom, x0, 842 - top, x1
    assert header.place.box == pytest.approx((1, x0, top, x1, bottom), abs=0.2)


def test_a_page_number_across_a_turned_sheet(tmp_path: Path) -> None:
    """A landscape page in a portrait document: its number runs as on the other pages."""
    drawing = Drawing(tmp_path / "v1.pdf")
    canvas = drawing.canvas
    canvas.saveState()
    canvas.rotate(90)
    canvas.translate(0, -780)
    write(canvas)
    canvas.restoreState()
    canvas.setFont(FONT, 10)
    canvas.drawString(280, 30, "— 12 —")
    source = drawing.read()
    assert rows(source) == list(ROWS)
    assert source.sheets[0].printed == 12


def test_text_that_runs_upwards_in_its_cell(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    canvas = drawing.canvas
    write(canvas)
    lines(canvas, Box(440, 604, 470, 700, ""))
    canvas.translate(460, 610)
    canvas.rotate(90)
    canvas.drawString(0, 0, "联系电话")
    assert "联系电话" in [cell for row in rows(drawing.read()) for cell in row]
