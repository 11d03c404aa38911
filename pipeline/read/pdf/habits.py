"""How the columns of a document lay out their text: paddings, indents, hanging points.

No PDF says where a line of a cell could have ended, or that a line goes on with a paragraph; the lines
of the whole column do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from pipeline.model.points import marks_inside, point_mark
from pipeline.read.pdf.paragraphs import (
    FLUSH,
    Layout,
    Room,
    certainly_wraps,
    is_centred,
    is_full,
    opens,
)
from pipeline.read.pdf.values import CellBox, TableRow, TextLine

# Points: no maker pads a cell more than this.
_WIDEST_PADDING = 15.0
# Shares of lines or cells that may be odd ones: text that overflows, a cell that somebody indented.
_ODD, _MOST = 0.02, 0.9
# In font sizes: a first-line indent is two ideographs, give or take.
_INDENT = (1.2, 2.8)
# In font sizes: what goes on with a point hangs this far from its mark.
_HANG = (0.5, 4.5)
# So many times more lines hang than are indented the other way, in a column that hangs.
_CLEARLY = 4
# A line is short that has less than this share of the widest one's width; a column is centred whose short
# lines are, for the most part.
_SHORT, _MOSTLY = 0.8, 0.6
# Fewer cells tell no habit.
_FEWEST = 4

Key = tuple[int, int, bool]
"""The table, its column, whether the sides of that are printed."""

_Cells = Sequence[tuple[CellBox, bool]]
"""The cells of a column, each with whether an item starts in its row."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How a column lays out its text: distances from a cell's edges to where it starts and may reach,
    in points; where its paragraphs start and go on."""

    left: float
    right: float
    layout: Layout = FLUSH

    def room(self, cell: CellBox) -> Room:
        """The room that text has in a cell of the column."""
        return Room(cell.x0 + self.left, cell.x1 - self.right, self.layout)


def column_habits(rows: Sequence[TableRow]) -> dict[Key, Habit]:
    """The habit of every column of the rows, all of a document."""
    cells: defaultdict[Key, list[tuple[CellBox, bool]]] = defaultdict(list)
    for row in rows:
        for c, cell in enumerate(row.cells):
            if cell and cell.lines:
                starts = bool(row.cells[0] and row.cells[0].lines)
                cells[row.table, c, row.ruled].append((cell, starts))
    printed = [found for (_, c, ruled), found in cells.items() if c and ruled]
    padding = _left([pair for found in printed for pair in found])
    apart = min(
        (
            _left(found) + _nearest(cells[table, c - 1, False])
            for (table, c, ruled), found in cells.items()
            if not ruled and (table, c - 1, False) in cells
        ),
        default=0.0,
    )
    habits: dict[Key, Habit] = {}
    for key, found in cells.items():
        left = padding if key[2] else _left(found)
        right = _right(found, padding) if key[2] else _right_unruled(key, cells, apart / 2)
        habits[key] = _with_layout(Habit(left, right), found)
    return habits


def _with_layout(habit: Habit, cells: _Cells) -> Habit:
    """The habit, with where paragraphs start and go on."""
    layout = FLUSH if _is_centred(habit, cells) else _hanging(habit, cells)
    layout = layout or _indented(habit, cells)
    habit = replace(habit, layout=layout)
    return replace(habit, layout=replace(layout, starting=_starting(habit, cells)))


def _is_centred(habit: Habit, cells: _Cells) -> bool:
    """Whether the lines of a column stand in the middle of it: told by the short ones."""
    lines = [(line, habit.room(cell)) for cell, line in _lines(cells)]
    widest = max((line.x1 - line.x0 for line, _ in lines), default=0.0)
    short = [(line, room) for line, room in lines if line.x1 - line.x0 < _SHORT * widest]
    middle = sum(is_centred(line, room) for line, room in short)
    return len(short) >= _FEWEST and middle >= _MOSTLY * len(short)


def _hanging(habit: Habit, cells: _Cells) -> Layout | None:
    """The layout of a column whose paragraphs go on farther right than they start, or None."""
    hanging: list[float] = []
    indented = 0
    for cell, starts in cells:
        room = habit.room(cell)
        for at, (line, following) in enumerate(pairwise(cell.lines)):
            if is_centred(line, room) or is_centred(following, room):
                continue
            marked = opens(line.text)
            if opens(following.text) or not (marked or (starts and at == 0)):
                continue
            low, high = (share * line.size for share in _HANG)
            if low < following.x0 - line.x0 < high and (marked or is_full(line, following, room)):
                hanging.append(following.x0 - room.left)
            elif low < line.x0 - following.x0 < high:
                indented += 1
    if len(hanging) <= _CLEARLY * indented:
        return None
    return Layout("hanging", level=median(hanging))


def _indented(habit: Habit, cells: _Cells) -> Layout:
    """The layout of a column whose paragraphs may be indented (no: lines that go on never start
    farther left), or always are."""
    left = habit.left
    flush = any(
        line.x0 - cell.x0 - left < 0.5 * line.size and not point_mark(line.text)
        for cell, _ in cells
        for line in cell.lines[1:]
    )
    firsts = [
        _INDENT[0] < (cell.lines[0].x0 - cell.x0 - left) / cell.lines[0].size < _INDENT[1]
        for cell, starts in cells
        if starts
    ]
    if not flush:
        return FLUSH
    always = len(firsts) >= _FEWEST and sum(firsts) >= _MOST * len(firsts)
    return Layout("always-indented" if always else "indented", level=_usual_indent(left, cells))


def _usual_indent(left: float, cells: _Cells) -> float:
    """How far from the left of their room most of the lines start that are indented; 0 where it differs,
    as it does where lines are centred."""
    indents = Counter(
        round(2 * indent) / 2
        for cell, line in _lines(cells)
        if _INDENT[0] < (indent := line.x0 - cell.x0 - left) / line.size < _INDENT[1]
    )
    usual, times = max(indents.items(), key=lambda pair: pair[1], default=(0.0, 0))
    return usual if times >= _FEWEST and 2 * times > sum(indents.values()) else 0.0


def _starting(habit: Habit, cells: _Cells) -> frozenset[str]:
    """The styles of points that start lines of the column rather than stand inside its paragraphs."""
    starting: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for cell, _ in cells:
        room = habit.room(cell)
        inside.update(mark.style for line in cell.lines for mark in marks_inside(line.text)
                      if mark.number > 1)  # fmt: skip
        for line, following in pairwise(cell.lines):
            mark = point_mark(following.text)
            if mark and mark.number > 1 and not is_full(line, following, room):
                starting[mark.style] += 1
    return frozenset(style for style in starting if starting[style] > inside[style])


def _left(cells: _Cells) -> float:
    """How near to a cell's left edge text starts."""
    gaps = [line.x0 - cell.x0 for cell, line in _lines(cells)]
    return max(0.0, min(_quantile(gaps, _ODD), _WIDEST_PADDING)) if gaps else 0.0


def _right(cells: _Cells, padding: float) -> float:
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


def _right_unruled(key: Key, cells: Mapping[Key, _Cells], padding: float) -> float:
    """The same where no edge is printed: columns are twice the padding apart, and at the last one's
    end the rules end."""
    table, column, _ = key
    following = cells.get((table, column + 1, False))
    right = 2 * padding - _left(following) if following else padding
    return max(0.0, min(right, _nearest(cells[key])))


def _nearest(cells: _Cells) -> float:
    """How near text comes to the right edges, but for an odd line."""
    return _quantile([cell.x1 - line.solid for cell, line in _lines(cells)], _ODD)


def _lines(cells: Iterable[tuple[CellBox, bool]]) -> Iterator[tuple[CellBox, TextLine]]:
    for cell, _ in cells:
        for line in cell.lines:
            yield cell, line


def _quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
