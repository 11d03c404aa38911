"""Rows to tables: what heads one, which rows of which sheets are of one, and what its columns are.

A list's table goes on over many sheets, with its header row again on each, or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.model.schema import heads_numbers
from pipeline.read.pdf.values import TableRow


def is_header_row(row: TableRow) -> bool:
    """Whether a row is the header row of a list."""
    first = row.cells[0]
    return first is not None and heads_numbers(first.text)


def is_heading(row: TableRow) -> bool:
    """The header row, repeated on each page, and a title or section row merged over all columns."""
    alone = len(row.cells) > 1 and all(cell is None for cell in row.cells[1:])
    return alone or is_header_row(row)


def in_tables(rows: Iterable[tuple[int, TableRow]]) -> list[TableRow]:
    """The rows of a document, each given with its sheet, that know it and their table.

    A header row says which table follows: tables with the same headings are one, also where each section
    has its own. Without a header row a table goes on as long as there are as many columns.
    """
    tables: dict[object, int] = {}
    result: list[TableRow] = []
    table, columns = 0, 0
    for sheet, row in rows:
        if is_header_row(row):
            texts = tuple(cell.text if cell else None for cell in row.cells)
            table, columns = tables.setdefault(texts, len(tables) + 1), len(row.cells)
        elif len(row.cells) != columns and not is_heading(row):
            columns = len(row.cells)
            table = tables.setdefault((table, columns), len(tables) + 1)
        result.append(replace(row, sheet=sheet, table=table))
    return result


def with_own_columns(rows: Sequence[TableRow]) -> list[TableRow]:
    """The rows of a grid that holds two lists, without the columns in which no row of the same list has
    a cell.

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


def _title_above(rows: Sequence[TableRow], header: int) -> int:
    """Where the list of a header row starts: with the merged row above, if there is one."""
    above = rows[header - 1] if header else None
    merged = above is not None and above.cells[0] and all(cell is None for cell in above.cells[1:])
    return header - 1 if merged else header
