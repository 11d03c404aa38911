"""How text sits in the columns of a document's tables: paddings and first-line indents.

No PDF says where a line of a cell could have ended; the lines of the whole column do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.pdf.paragraphs import Room, certainly_wraps, starts_point, unbreakable
from pipeline.read.pdf.values import CellBox, TableRow, TextLine

# Points: no maker pads a cell more than this.
_WIDEST_PADDING = 15.0
# Shares of lines or cells that may be odd ones: text that overflows, a cell that somebody indented.
_ODD, _MOST = 0.02, 0.9
# In font sizes: a first-line indent is two ideographs, give or take.
_INDENT = (1.2, 2.8)
# Fewer cells tell no habit.
_FEWEST = 4

Key = tuple[int, int]
"""Number of columns of the table, and the column."""


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
                cells[len(row.cells), c].append((cell, starts))
    gaps = [
        line.x0 - cell.x0 for (_, c), found in cells.items() if c for cell, line in _lines(found)
    ]
    padding = min(max(0.0, _quantile(gaps, _ODD)), _WIDEST_PADDING) if gaps else 0.0
    return {key: _margins(found, padding) for key, found in cells.items()}


def _margins(cells: Sequence[tuple[CellBox, bool]], padding: float) -> Margins:
    flush = any(
        line.x0 - cell.x0 - padding < 0.5 * line.size and not starts_point(line)
        for cell, _ in cells
        for line in cell.lines[1:]
    )
    firsts = [
        _INDENT[0] < (cell.lines[0].x0 - cell.x0 - padding) / cell.lines[0].size < _INDENT[1]
        for cell, starts in cells
        if starts
    ]
    always = flush and len(firsts) >= _FEWEST and sum(firsts) >= _MOST * len(firsts)
    return Margins(padding, _right(cells, padding), flush, always)


def _right(cells: Sequence[tuple[CellBox, bool]], padding: float) -> float:
    """How near to a cell's right edge text may come: as near as it comes anywhere, and farther
    from it than where text had to be wrapped."""
    reached = [cell.x1 - _solid_end(line) for cell, line in _lines(cells)]
    wrapped = [
        cell.x1 - line.x1 - unbreakable(following.glyphs)
        for cell, _ in cells
        for line, following in pairwise(cell.lines)
        if certainly_wraps(line)
    ]
    right = max(padding, _quantile(wrapped, 1 - _ODD)) if wrapped else padding
    return max(0.0, min(right, _quantile(reached, _ODD)))


def _solid_end(line: TextLine) -> float:
    """Where a line ends without the punctuation that may hang over the margin."""
    return (
        line.glyphs[-2].x1
        if line.glyphs[-1].text in "，。、；：" and len(line.glyphs) > 1
        else line.x1
    )


def _lines(cells: Iterable[tuple[CellBox, bool]]) -> Iterator[tuple[CellBox, TextLine]]:
    for cell, _ in cells:
        for line in cell.lines:
            yield cell, line


def _quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
