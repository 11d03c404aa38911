"""Cells merged downwards: what they say, they say of every duty beside them, on the next sheet too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.characters import count
from pipeline.read.pdf.own_columns import is_heading
from pipeline.read.pdf.values import CellBox, TableRow

# In font sizes: lines farther apart are texts of two cells between which a rule is missing.
_WIDEST_GAP = 1.5


def with_merged_cells(rows: Sequence[TableRow]) -> tuple[list[TableRow], int]:
    """The rows, with the text of merged cells in each one that has a number of its own, and how many
    characters that puts in again. A row without a number goes on with the duty above."""
    result = list(rows)
    texts: dict[
        int, CellBox
    ] = {}  # what the columns say, from their last cell with text of its own
    held: set[int] = (
        set()
    )  # the columns whose merged cell reaches down to the end of the row before
    body = [index for index, row in enumerate(rows) if not is_heading(row)]
    repeated = 0
    for before, index, after in zip([None, *body], body, [*body[1:], None], strict=False):
        row = rows[index]
        if before is None or len(rows[before].cells) != len(row.cells):
            texts, held = {}, set()
        first = before is None or row.top <= rows[before].top
        below = () if after is None or rows[after].top <= row.top else rows[after].cells
        covered = {c for c, cell in enumerate(row.cells) if cell and cell.covered}
        if first:
            # The rest of a merged cell that a page break cut, with nothing left to say.
            merged = {c for c, cell in enumerate(below) if cell and cell.covered}
            covered |= {
                c
                for c, cell in enumerate(row.cells)
                if c in merged | held and cell and not cell.lines
            }
        own = {c: cell for c, cell in enumerate(row.cells) if cell and c not in covered}
        texts, held = texts | own, covered
        if row.cells[0] and row.cells[0].lines:
            filled = {c: texts[c] for c in covered if c in texts and _is_one_text(texts[c])}
            cells = tuple(filled.get(c, cell) for c, cell in enumerate(row.cells))
            result[index] = replace(row, cells=cells)
            repeated += sum(count(line.text) for cell in filled.values() for line in cell.lines)
    return result, repeated


def _is_one_text(cell: CellBox) -> bool:
    return all(
        after.top - before.bottom < _WIDEST_GAP * before.size
        for before, after in pairwise(cell.lines)
    )
