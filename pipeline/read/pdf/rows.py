"""Table rows to cells of paragraphs, and whether a cell goes on without a seam on the next page."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.pdf.paragraphs import paragraphs, wraps
from pipeline.read.pdf.values import CellBox, TableRow
from pipeline.source import Cell

_NUMBER_HEADING = "序号"
# The padding of a cell, in points, where no line of the table comes near its left edge.
_WIDEST_PADDING = 8.0


def to_rows(placed: Sequence[tuple[int, TableRow]]) -> list[tuple[Cell, ...]]:
    """The cells of all rows of a document, each row given with its sheet."""
    paddings = _paddings(placed)
    rights = [
        [cell.x1 - paddings[sheet] if cell else 0.0 for cell in row.cells] for sheet, row in placed
    ]
    runs_on = _running_on(placed, rights)
    return [
        tuple(
            Cell(paragraphs(cell.lines, right), (r, c) in runs_on) if cell else Cell()
            for c, (cell, right) in enumerate(zip(row.cells, row_rights, strict=True))
        )
        for r, ((_, row), row_rights) in enumerate(zip(placed, rights, strict=True))
    ]


def _paddings(placed: Sequence[tuple[int, TableRow]]) -> dict[int, float]:
    """The padding inside the cells of each sheet: how near the nearest line comes to its edge."""
    gaps: dict[int, float] = {}
    for sheet, row in placed:
        for cell in row.cells:
            for line in cell.lines if cell else ():
                gap = max(0.0, line.x0 - cell.x0) if cell else 0.0
                gaps[sheet] = min(gaps.get(sheet, _WIDEST_PADDING), gap)
    return {sheet: gaps.get(sheet, 0.0) for sheet, _ in placed}


def _running_on(
    placed: Sequence[tuple[int, TableRow]], rights: Sequence[Sequence[float]]
) -> set[tuple[int, int]]:
    """The cells (row, column) whose last paragraph goes on in a later row."""
    found: set[tuple[int, int]] = set()
    last: dict[int, int] = {}
    columns = 0
    for r, (_, row) in enumerate(placed):
        if _is_heading(row):
            continue
        if row.cells[0] is None or row.cells[0].lines or len(row.cells) != columns:
            last, columns = {}, len(row.cells)
        for c, cell in enumerate(row.cells):
            if not cell or not cell.lines:
                continue
            if c in last:
                before = placed[last[c]][1].cells[c]
                if before and _goes_on(before, cell, rights[last[c]][c]):
                    found.add((last[c], c))
            last[c] = r
    return found


def _goes_on(before: CellBox, cell: CellBox, right: float) -> bool:
    left = min(line.x0 for line in before.lines)
    # A column may stand elsewhere on the next sheet (mirrored margins): only widths are compared.
    return wraps(before.lines[-1], cell.lines[0], right, left + cell.x0 - before.x0)


def _is_heading(row: TableRow) -> bool:
    """The header row, repeated on each page, and a title or section row merged over all columns."""
    first = row.cells[0]
    text = "".join(line.text for line in first.lines) if first else ""
    alone = len(row.cells) > 1 and all(cell is None for cell in row.cells[1:])
    return alone or "".join(text.split()) == _NUMBER_HEADING
