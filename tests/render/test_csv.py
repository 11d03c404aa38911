"""Cells of a CSV: text for a spreadsheet whatever it takes as separator, and the document's text again after that."""

from __future__ import annotations

import random

import pytest

from pipeline.render.csv import neutralise, restored

# What the document says, and what the cell says.
CELLS = {
    "text": ("加强党支部建设。", "加强党支部建设。"),
    "departments": ("县残联;县民政局", "县残联;县民政局"),
    "a formula": ("=1+1", "'=1+1"),
    "of full width": ("＠SUM", "'＠SUM"),
    "an apostrophe there already": ("'=1", "''=1"),
    "an apostrophe elsewhere": ("Farmer's =1", "Farmer's =1"),
    "a cell for readers of ;": ("甲局;=1+1;乙局", "甲局;'=1+1;乙局"),
    "a cell for readers of tab": ("甲\t-1", "甲\t'-1"),
    "a row for readers that end one": ("甲\n@x", "甲\n'@x"),
    "quotes of its own": ('甲;"=1"', '甲;"\'=1"'),
    "blanks before it": ("甲; \u3000+1", "甲; \u3000'+1"),
}


@pytest.mark.parametrize(("text", "cell"), CELLS.values(), ids=CELLS)
def test_a_cell(text: str, cell: str) -> None:
    assert neutralise(text) == cell
    assert restored(cell) == text


def test_any_text_comes_back() -> None:
    chance = random.Random(1)
    for _ in range(20_000):
        text = "".join(chance.choices("=+-@＝\t\r\n;'\" a,\u3000", k=chance.randrange(8)))
        assert restored(neutralise(text)) == text
