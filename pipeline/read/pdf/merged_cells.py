"""Cells merged downwards: what they say, they say of every duty beside them, on the next sheet too."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model.characters import count
from pipeline.model.schema import is_heading as is_column_heading
from pipeline.read.pdf.tables import is_header_row, is_heading
from pipeline.read.pdf.values import CellBox, TableRow

# In font sizes: lines farther apart than paragraphs with an empty line between them (at a line spacing of
# nearly one and a half) are texts of two cells between which a rule is missing.
_WIDEST_GAP = 1.9
# So many cells that are empty where a sheet starts, and nowhere else, are no chance.
_FEWEST_CUT = 3


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
    return all(is_column_heading(cell.text) for cell in row.cells if cell and cell.lines)


def _with_filled_cells(rows: Sequence[TableRow]) -> list[TableRow]:
    result = list(rows)
    # By column: the last cell that is no part of one above, and whether such a part ended the row before.
    texts: dict[int, CellBox] = {}
    held: set[int] = set()
    cut = _cut_columns(rows)
    body = [index for index, row in enumerate(rows) if not is_heading(row)]
    for before, index, after in zip([None, *body], body, [*body[1:], None], strict=False):
        row = rows[index]
        if before is None or rows[before].table != row.table:
            texts, held = {}, set()
        covered = {c for c, cell in enumerate(row.cells) if cell and cell.covered}
        if before is None or row.sheet != rows[before].sheet:
            # The rest of a merged cell that a page break cut, with nothing left to say.
            below = () if after is None or rows[after].sheet != row.sheet else rows[after].cells
            held |= {c for c, cell in enumerate(below) if cell and cell.covered}
            held |= cut.get(row.table, set())
            covered |= {c for c in held if (cell := row.cells[c]) and not cell.lines}
        own = bool(row.cells[0] and row.cells[0].lines)
        for c, cell in enumerate(row.cells):
            if cell and c not in covered:
                # Without a number of its own a row goes on with the duty above, and so do its cells.
                above = texts.get(c) if not own and rows[index].cells[0] is not None else None
                texts[c] = replace(cell, lines=(*above.lines, *cell.lines)) if above else cell
        held = covered
        filled = {c: texts[c] for c in covered if c in texts and _is_one_text(texts[c])}
        if filled and own:
            cells = tuple(filled.get(c, cell) for c, cell in enumerate(row.cells))
            result[index] = replace(row, cells=cells)
    return result


def _cut_columns(rows: Sequence[TableRow]) -> dict[int, set[int]]:
    """The columns, by table, in which an empty cell that starts a sheet is the rest of a merged one:
    where cells are merged elsewhere, or so many are empty there, and none is anywhere else."""
    first: Counter[tuple[int, int]] = Counter()
    merged: set[tuple[int, int]] = set()
    elsewhere: set[tuple[int, int]] = set()
    sheet = None
    for row in rows:
        if is_heading(row):
            continue
        numbered = row.cells[0] is not None and bool(row.cells[0].lines)
        for c, cell in enumerate(row.cells[1:], 1):
            if cell is None or cell.lines or not numbered:
                continue
            if cell.covered:
                merged.add((row.table, c))
            elif row.sheet != sheet:
                first[row.table, c] += 1
            else:
                elsewhere.add((row.table, c))
        sheet = row.sheet
    found: defaultdict[int, set[int]] = defaultdict(set)
    for table, c in first:
        is_cut = (table, c) in merged or first[table, c] >= _FEWEST_CUT
        if is_cut and (table, c) not in elsewhere:
            found[table].add(c)
    return found


def _characters(row: TableRow) -> int:
    return sum(count(line.text) for cell in row.cells if cell for line in cell.lines)


def _is_one_text(cell: CellBox) -> bool:
    return all(
        after.top - before.bottom < _WIDEST_GAP * before.size
        for before, after in pairwise(cell.lines)
    )
