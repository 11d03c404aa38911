"""Cells merged downwards: what they say, they say of every duty beside them, on the next sheet too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model.characters import count
from pipeline.model.schema import list_schemas
from pipeline.read.pdf.own_columns import is_header_row, is_heading
from pipeline.read.pdf.values import CellBox, TableRow

# In font sizes: lines farther apart than paragraphs with an empty line between them (at a line spacing of
# nearly one and a half) are texts of two cells between which a rule is missing.
_WIDEST_GAP = 1.9


def with_merged_cells(rows: Sequence[TableRow]) -> tuple[list[TableRow], int]:
    """The rows, with the text of merged cells in each one that has a number of its own, and how many
    characters that puts in again. A row without a number goes on with the duty above."""
    result = _with_filled_cells(_with_whole_headers(rows))
    repeated = sum(
        _characters(new) - _characters(old)
        for new, old in zip(result, rows, strict=True)
        if new is not old
    )
    return result, repeated


def _with_whole_headers(rows: Sequence[TableRow]) -> list[TableRow]:
    """The rows; the lower row of a header of two, over parts of its columns, is a header by itself."""
    result = list(rows)
    for index, (upper, lower) in enumerate(pairwise(rows), 1):
        if is_header_row(upper) and lower.cells[0] is None and _is_headings(lower):
            columns = zip(upper.cells, lower.cells, strict=False)
            own = [above if cell and cell.covered else cell for above, cell in columns]
            result[index] = replace(lower, cells=(upper.cells[0], *own[1:]))
    return result


def _is_headings(row: TableRow) -> bool:
    """Whether all that a row says itself are headings of columns."""
    own = (cell.text for cell in row.cells if cell)
    known = [column.heading for schema in list_schemas() for column in schema.columns]
    return all(any(heading.fullmatch(text) for heading in known) for text in own if text)


def _with_filled_cells(rows: Sequence[TableRow]) -> list[TableRow]:
    result = list(rows)
    # By column: the last cell that is no part of one above, and whether such a part ended the row before.
    texts: dict[int, CellBox] = {}
    held: set[int] = set()
    body = [index for index, row in enumerate(rows) if not is_heading(row)]
    for before, index, after in zip([None, *body], body, [*body[1:], None], strict=False):
        row = rows[index]
        if before is None or len(rows[before].cells) != len(row.cells):
            texts, held = {}, set()
        covered = {c for c, cell in enumerate(row.cells) if cell and cell.covered}
        if before is None or row.top <= rows[before].top:
            # The rest of a merged cell that a page break cut, with nothing left to say.
            below = () if after is None or rows[after].top <= row.top else rows[after].cells
            held |= {c for c, cell in enumerate(below) if cell and cell.covered}
            covered |= {c for c in held if (cell := row.cells[c]) and not cell.lines}
        texts |= {c: cell for c, cell in enumerate(row.cells) if cell and c not in covered}
        held = covered
        filled = {c: texts[c] for c in covered if c in texts and _is_one_text(texts[c])}
        if filled and row.cells[0] and row.cells[0].lines:
            cells = tuple(filled.get(c, cell) for c, cell in enumerate(row.cells))
            result[index] = replace(row, cells=cells)
    return result


def _characters(row: TableRow) -> int:
    return sum(count(line.text) for cell in row.cells if cell for line in cell.lines)


def _is_one_text(cell: CellBox) -> bool:
    return all(
        after.top - before.bottom < _WIDEST_GAP * before.size
        for before, after in pairwise(cell.lines)
    )
