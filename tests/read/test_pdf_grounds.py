"""Grounds behind cells and rows: which of the filled areas of a sheet are a table's."""

from __future__ import annotations

import pytest

from pipeline.read.pdf.contents import Fill
from pipeline.read.pdf.glyphs import NO_GLYPHS
from pipeline.read.pdf.grounds import GroundRow, edges, ground_rows

CELLS = [Fill(x, top, x + 98, top + 18, 0.9) for top in (100, 120, 140) for x in (50, 150)]
STRIPES = [Fill(50, top, 250, top + 18, 0.9) for top in (100, 140, 180)]
DRAWING = [Fill(x, y, x + 9, y + 9, 0.5) for x in range(0, 500, 10) for y in range(0, 500, 10)]

ROWS = {
    "a ground behind each cell": (CELLS, [(50, 149, 248)] * 3),
    "one behind every second row": (STRIPES, [(50, 250)] * 3),
    "one alone is a box": (STRIPES[:1], []),
    "so many are a drawing": (DRAWING, []),
    "pictures are none": ([fill._replace(grey=None) for fill in CELLS], []),
}


@pytest.mark.parametrize(("fills", "xs"), ROWS.values(), ids=ROWS)
def test_rows_of_grounds(fills: list[Fill], xs: list[tuple[float, ...]]) -> None:
    assert [row.xs for row in ground_rows(fills, NO_GLYPHS)] == xs


def test_one_alone_goes_on_from_the_sheet_before() -> None:
    before = ground_rows(STRIPES, NO_GLYPHS)
    assert ground_rows(STRIPES[:1], NO_GLYPHS, before) == [GroundRow(100, 118, (50, 250))]


@pytest.mark.parametrize(("fills", "down"), [(CELLS, 9), (STRIPES, 0)], ids=["cells", "stripes"])
def test_only_grounds_of_cells_have_sides(fills: list[Fill], down: int) -> None:
    strokes = edges(ground_rows(fills, NO_GLYPHS))
    assert sum(not stroke.horizontal for stroke in strokes) == down
