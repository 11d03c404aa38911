"""Two lists on one page, in one grid of rules: each gets the columns that it has itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.pdf.values import TableRow

_NUMBER_HEADING = "序号"


def with_own_columns(rows: Sequence[TableRow]) -> list[TableRow]:
    """The rows of a grid, without the columns in which no row of the same list has a cell.

    A list starts with its header row, or with the title above it.
    """
    starts = [index for index, row in enumerate(rows) if is_header_row(row)]
    starts = [_title_above(rows, index) for index in starts]
    result: list[TableRow] = []
    for start, end in zip([0, *starts], [*starts, len(rows)], strict=True):
        part = rows[start:end]
        used = {c for row in part for c, cell in enumerate(row.cells) if cell}
        # Merged rows alone do not tell how many columns there are.
        if len(used) < 2:
            result += part
            continue
        result += [replace(row, cells=tuple(row.cells[c] for c in sorted(used))) for row in part]
    return result


def is_header_row(row: TableRow) -> bool:
    """Whether a row is the header row of a list."""
    first = row.cells[0]
    return first is not None and first.text == _NUMBER_HEADING


def is_heading(row: TableRow) -> bool:
    """The header row, repeated on each page, and a title or section row merged over all columns."""
    alone = len(row.cells) > 1 and all(cell is None for cell in row.cells[1:])
    return alone or is_header_row(row)


def _title_above(rows: Sequence[TableRow], header: int) -> int:
    """Where the list of a header row starts: with the merged row above, if there is one."""
    above = rows[header - 1] if header else None
    merged = above is not None and above.cells[0] and all(cell is None for cell in above.cells[1:])
    return header - 1 if merged else header
