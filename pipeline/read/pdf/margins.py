"""How text sits in the columns of a document's tables: paddings and first-line indents.

No PDF says where a line of a cell could have ended; the lines of the whole column do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.pdf.paragraphs import Room, certainly_wraps, starts_point
from pipeline.read.pdf.values import CellBox, TableRow, TextLine

# Points: no maker pads a cell more than this.
_WIDEST_PADDING = 15.0
# Shares of lines or cells that may be odd ones: text that overflows, a cell that somebody indented.
_ODD, _MOST = 0.02, 0.9
# In font sizes: a first-line indent is two ideographs, give or take.
_INDENT = (1.2, 2.8)
# Fewer cells tell no habit.
_FEWEST = 4

Key = tuple[int, int, bool]
"""Number of columns of the table, the column, whether its sides are printed."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Distances from a cell's edges to where its text starts and may reach, in points; whether
    paragraphs are indented: always, at times, never."""

    left: float
    right: float
    indents: bool
    always: bool

    def room(self, cell: CellBox) -> Room:
        """The room that text has in a cell of the column."""
        return Room(cell.x0 + self.left, cell.x1 - self.right, self.indents, self.always)


def column_margins(rows: Sequence[TableRow]) -> dict[Key, Margins]:
    """The margins of every column of the rows, all of a document."""
    cells: defaultdict[Key, list[tuple[CellBox, bool]]] = defaultdict(list)
    for row in rows:
        for c, cell in enumerate(row.cells):
            if cell and cell.lines:
                starts = bool(row.cells[0] and row.cells[0].lines)
                cells[len(row.cells), c, row.ruled].append((cell, starts))
    printed = [found for (_, c, ruled), found in cells.items() if c and ruled]
    padding = _left([pair for found in printed for pair in found])
    apart = min(
        (
            _left(found) + _nearest(cells[columns, c - 1, False])
            for (columns, c, ruled), found in cells.items()
            if not ruled and (columns, c - 1, False) in cells
        ),
        default=0.0,
    )
    margins: dict[Key, Margins] = {}
    for key, found in cells.items():
        left = padding if key[2] else _left(found)
        right = _right(found, padding) if key[2] else _right_unruled(key, cells, apart / 2)
        margins[key] = Margins(left, right, *_indents(found, left))
    return margins


def _left(cells: Sequence[tuple[CellBox, bool]]) -> float:
    """How near to a cell's left edge text starts."""
    gaps = [line.x0 - cell.x0 for cell, line in _lines(cells)]
    return max(0.0, min(_quantile(gaps, _ODD), _WIDEST_PADDING)) if gaps else 0.0


def _indents(cells: Sequence[tuple[CellBox, bool]], left: float) -> tuple[bool, bool]:
    """Whether paragraphs may be indented (no: lines that go on never start farther left), and
    whether they always are."""
    flush = any(
        line.x0 - cell.x0 - left < 0.5 * line.size and not starts_point(line)
        for cell, _ in cells
        for line in cell.lines[1:]
    )
    firsts = [
        _INDENT[0] < (cell.lines[0].x0 - cell.x0 - left) / cell.lines[0].size < _INDENT[1]
        for cell, starts in cells
        if starts
    ]
    always = flush and len(firsts) >= _FEWEST and sum(firsts) >= _MOST * len(firsts)
    return flush, always


def _right(cells: Sequence[tuple[CellBox, bool]], padding: float) -> float:
    """How near to a cell's right edge text may come: as near as to its left one, but not nearer than
    where text had to be wrapped, and not farther than where it stands."""
    wrapped = [
        cell.x1 - line.x1 - following.start
        for cell, _ in cells
        for line, following in pairwise(cell.lines)
        if certainly_wraps(line)
    ]
    right = max(padding, _quantile(wrapped, _MOST)) if wrapped else padding
    return max(0.0, min(right, _nearest(cells)))


def _right_unruled(
    key: Key, cells: Mapping[Key, Sequence[tuple[CellBox, bool]]], padding: float
) -> float:
    """The same where no edge is printed: columns are twice the padding apart, and at the last one's
    end the rules end."""
    columns, column, _ = key
    following = cells.get((columns, column + 1, False))
    right = 2 * padding - _left(following) if following else padding
    return max(0.0, min(right, _nearest(cells[key])))


def _nearest(cells: Sequence[tuple[CellBox, bool]]) -> float:
    """How near text comes to the right edges, but for an odd line."""
    return _quantile([cell.x1 - line.solid for cell, line in _lines(cells)], _ODD)


def _lines(cells: Iterable[tuple[CellBox, bool]]) -> Iterator[tuple[CellBox, TextLine]]:
    for cell, _ in cells:
        for line in cell.lines:
            yield cell, line


def _quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
