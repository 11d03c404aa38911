"""Which column each cell of a row stands in: the columns are those of the header row, and a cell belongs
where it covers most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

Edges = tuple[float, float]
"""Left and right edge of a cell or a column."""


def usual_columns(rows: Sequence[Sequence[Edges]]) -> tuple[Edges, ...]:
    """The columns of a table without a header row: those that most of its rows have."""
    sizes = Counter(len(row) for row in rows if len(row) > 1)
    if not sizes:
        return tuple(rows[0]) if rows else ()
    usual = max(sizes, key=lambda size: (sizes[size], size))
    return tuple(next(row for row in rows if len(row) == usual))


def columns_for(row: Sequence[Edges], columns: Sequence[Edges]) -> tuple[int, ...]:
    """The column of each cell. One beyond the last column gets a number beyond the columns' own."""
    if len(row) == len(columns):
        return tuple(range(len(row)))
    return tuple(_column_for(cell, columns) for cell in row)


def _column_for(cell: Edges, columns: Sequence[Edges]) -> int:
    left, right = cell
    shares = [max(0.0, min(right, x1) - max(left, x0)) / max(x1 - x0, 1e-9) for x0, x1 in columns]
    # A merged cell stands in the first column that it covers.
    covered = next((i for i, share in enumerate(shares) if share > 0.5), None)
    if covered is not None:
        return covered
    best = max(range(len(shares)), key=shares.__getitem__, default=0)
    return best if shares and shares[best] > 0 else len(columns)
