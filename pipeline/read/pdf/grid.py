"""Rules to tables: which cells they enclose, whatever pieces they are drawn in.

The rules of a table divide it into elementary boxes, between the x of all its vertical rules and the
y of all its horizontal ones; boxes with no rule between them are one cell. A side counts as ruled
where rules cover most of it, so gaps, dashes and rules drawn cell by cell do not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pipeline.read.pdf.contents import Span, Stroke
from pipeline.read.pdf.glyphs import Floats, Indices

# Points: rules nearer than this are one (a double line, the edges of two cells' own borders); pieces
# with a smaller gap go on; rules that end nearer than this meet.
_SNAP, _JOIN, _MEET = 3.0, 4.0, 4.0
# Points: how far the dashes and dots of one rule may be off each other.
_IN_LINE = 0.75
# A shorter piece rules nothing: the ends of thick lines, ticks.
_SHORTEST = 6.0
# The share of a box's side that rules have to cover.
_COVERED = 0.5
# Points: a row that is merged over all columns is a section's or a title's, of a line or two.
_TALLEST_MERGED = 60.0
# Points: a frame of this size or less in a cell is a check box, no cell.
_CHECK_BOX = 16.0
# More rules than this are a drawing, not a table.
_MAX_RULES = 1000
_MAX_BOXES = 10_000


_Box = tuple[int, int]
"""Row and column of an elementary box."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table's cells.

    `xs`, `ys`: the edges of columns and rows; `cells`: the box of each cell. `boxes` numbers the cell
    of each elementary box, -1 outside, with a margin of -1 around them.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Span, ...]
    boxes: Indices

    def cells_at(self, xs: Floats, ys: Floats) -> Indices:
        """The cell around each point, -1 where there is none."""
        down, across = (
            np.searchsorted(edges, places, side="right")
            for edges, places in ((self.ys, ys), (self.xs, xs))
        )
        return self.boxes[down, across]


@dataclass(slots=True)
class _Line:
    """A rule: its place across its direction, and from where to where it runs."""

    at: float
    start: float
    end: float


def find_grids(strokes: Iterable[Stroke]) -> tuple[list[Grid], list[Stroke]]:
    """The tables with rules both ways, from top to bottom; the horizontal rules of none of them."""
    across, down = _joined(strokes)
    if len(across) + len(down) > _MAX_RULES:
        return [], []
    grids: list[Grid] = []
    rest: list[_Line] = []
    for rows, columns in _stacked(_with_row_ends(_connected(across, down))):
        grid = _grid(rows, columns) if rows and columns else None
        if grid is None or _is_framed(grid):
            rest += rows
        else:
            grids.append(grid)
    grids = [grid for grid in grids if not any(_within(grid, other) for other in grids)]
    grids.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return grids, [Stroke(line.start, line.at, line.end, line.at) for line in rest]


def _joined(strokes: Iterable[Stroke]) -> tuple[list[_Line], list[_Line]]:
    """The horizontal and the vertical rules, their pieces put together."""
    across: list[tuple[float, float, float]] = []
    down: list[tuple[float, float, float]] = []
    for x0, top, x1, bottom in strokes:
        if x1 - x0 >= bottom - top:
            across.append((top, x0, x1))
        else:
            down.append((x0, top, bottom))
    return _snapped(across), _snapped(down)


def _snapped(pieces: list[tuple[float, float, float]]) -> list[_Line]:
    """Pieces in one line put together; then rules side by side, as one."""
    lines = _put_together(pieces, _IN_LINE)
    return _put_together([(line.at, line.start, line.end) for line in lines], _SNAP)


def _put_together(pieces: list[tuple[float, float, float]], reach: float) -> list[_Line]:
    pieces.sort()
    bands: list[list[tuple[float, float, float]]] = []
    for piece in pieces:
        if bands and piece[0] - bands[-1][-1][0] <= reach:
            bands[-1].append(piece)
        else:
            bands.append([piece])
    lines: list[_Line] = []
    for band in bands:
        # The place of a rule is that of its longest piece, not drawn off by a stray one.
        at = max(band, key=lambda piece: piece[2] - piece[1])[0]
        runs: list[_Line] = []
        for _, start, end in sorted(band, key=lambda piece: piece[1]):
            if runs and start - runs[-1].end <= _JOIN:
                runs[-1].end = max(runs[-1].end, end)
            else:
                runs.append(_Line(at, start, end))
        lines += [run for run in runs if run.end - run.start >= _SHORTEST]
    return lines


def _connected(
    across: Sequence[_Line], down: Sequence[_Line]
) -> list[tuple[list[_Line], list[_Line]]]:
    """The rules in groups that touch: horizontal and vertical ones of each."""
    group = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for i, row in enumerate(across):
        for j, column in enumerate(down, len(across)):
            if _crosses(row, column):
                group[root(j)] = root(i)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for index in range(len(group)):
        rows, columns = groups.setdefault(root(index), ([], []))
        if index < len(across):
            rows.append(across[index])
        else:
            columns.append(down[index - len(across)])
    return list(groups.values())


def _stacked(
    groups: Sequence[tuple[list[_Line], list[_Line]]],
) -> list[tuple[list[_Line], list[_Line]]]:
    """The groups, with those put together that are one table without outer sides: a row merged over
    all columns has no vertical rule that would connect what is above it to what is below."""
    stacked: list[tuple[list[_Line], list[_Line]]] = []
    for rows, columns in sorted(
        groups, key=lambda group: min(line.at for line in group[0] or group[1])
    ):
        last = stacked[-1] if stacked else None
        if last and _is_open(*last) and _is_open(rows, columns) and _goes_on(last[0], rows):
            last[0].extend(rows)
            last[1].extend(columns)
        else:
            stacked.append((rows, columns))
    return stacked


def _is_open(rows: Sequence[_Line], columns: Sequence[_Line]) -> bool:
    if not rows:
        return False
    ends = min(line.start for line in rows), max(line.end for line in rows)
    return not any(abs(line.at - end) <= _MEET for line in columns for end in ends)


def _goes_on(above: Sequence[_Line], below: Sequence[_Line]) -> bool:
    return (
        min(line.at for line in below) - max(line.at for line in above) <= _TALLEST_MERGED
        and abs(min(a.start for a in above) - min(b.start for b in below)) <= _MEET
        and abs(max(a.end for a in above) - max(b.end for b in below)) <= _MEET
    )


def _with_row_ends(
    groups: Sequence[tuple[list[_Line], list[_Line]]],
) -> list[tuple[list[_Line], list[_Line]]]:
    """The groups, and as one of them the vertical rules that touch no other but begin and end
    together: a row that is higher than its page has no horizontal rule on it."""
    result = [group for group in groups if group[0]]
    alone = [column for rows, columns in groups if not rows for column in columns]
    while alone:
        first = alone[0]
        beside = [
            column
            for column in alone
            if abs(column.start - first.start) <= _MEET and abs(column.end - first.end) <= _MEET
        ]
        alone = [column for column in alone if column not in beside]
        if len(beside) > 2:
            xs = [column.at for column in beside]
            ends = [_Line(y, min(xs), max(xs)) for y in (first.start, first.end)]
            result.append((ends, beside))
    return result


def _crosses(row: _Line, column: _Line) -> bool:
    return (
        row.start - _MEET <= column.at <= row.end + _MEET
        and column.start - _MEET <= row.at <= column.end + _MEET
    )


def _grid(across: list[_Line], down: list[_Line]) -> Grid | None:
    down = [*down, *_open_sides(across, down)]
    across = [*across, *_open_ends(across, down)]
    xs, ys = _levels(down), _levels(across)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MAX_BOXES:
        return None
    above = [_covered(across, y, xs) for y in ys]
    for end in (0, -1):
        # A browser leaves a cell open that goes on over the page's end, beside others that do not.
        above[end] = [any(above[end])] * len(above[end])
    beside = [_covered(down, x, ys) for x in xs]
    return _regions(xs, ys, above, beside)


def _levels(lines: Iterable[_Line]) -> list[float]:
    levels: list[float] = []
    for at in sorted(line.at for line in lines):
        if not levels or at - levels[-1] > _SNAP:
            levels.append(at)
    return levels


def _open_sides(across: Sequence[_Line], down: Sequence[_Line]) -> list[_Line]:
    """The outer sides of a table that is drawn without them: where its horizontal rules end."""
    sides: list[_Line] = []
    inner = [line.at for line in down]
    for end, beyond in (
        (min(line.start for line in across), min(inner)),
        (max(line.end for line in across), max(inner)),
    ):
        reaching = [line.at for line in across
                    if min(abs(line.start - end), abs(line.end - end)) <= _MEET]  # fmt: skip
        if abs(beyond - end) > 2 * _MEET and len(reaching) > len(across) / 2:
            # As far as the inner ones go, where a page break left the last row open.
            first = min([*reaching, *(line.start for line in down)])
            sides.append(_Line(end, first, max([*reaching, *(line.end for line in down)])))
    return sides


def _open_ends(across: Sequence[_Line], down: Sequence[_Line]) -> list[_Line]:
    """The first and the last edge of a table whose vertical rules go on beyond its horizontal ones: a
    browser that breaks a row at the end of a page draws no rule there."""
    ends: list[_Line] = []
    for edge, ruled, places in (
        (min(line.start for line in down), min(line.at for line in across), "start"),
        (max(line.end for line in down), max(line.at for line in across), "end"),
    ):
        xs = [line.at for line in down if abs(getattr(line, places) - edge) <= _MEET]
        if abs(edge - ruled) > _SHORTEST and len(xs) > 1:
            ends.append(_Line(edge, min(xs), max(xs)))
    return ends


def _covered(lines: Sequence[_Line], at: float, edges: Sequence[float]) -> list[bool]:
    """Whether the lines at a place cover the stretch between each two edges."""
    near = [line for line in lines if abs(line.at - at) <= _SNAP]
    return [
        sum(max(0.0, min(line.end, end) - max(line.start, start)) for line in near)
        >= _COVERED * (end - start)
        for start, end in pairwise(edges)
    ]


def _regions(
    xs: Sequence[float],
    ys: Sequence[float],
    above: Sequence[Sequence[bool]],
    beside: Sequence[Sequence[bool]],
) -> Grid | None:
    """The cells between the rules. A box that is open to the outside belongs to none."""
    columns, rows = len(xs) - 1, len(ys) - 1
    numbers = [[-1] * (columns + 2) for _ in range(rows + 2)]
    seen: set[_Box] = set()
    cells: list[Span] = []
    for start in ((r, c) for r in range(rows) for c in range(columns)):
        if start in seen:
            continue
        found, enclosed = _flood(start, above, beside)
        seen |= found
        if enclosed:
            for r, c in found:
                numbers[r + 1][c + 1] = len(cells)
            down, across = zip(*found, strict=True)
            ends = max(across) + 1, max(down) + 1
            cells.append((xs[min(across)], ys[min(down)], xs[ends[0]], ys[ends[1]]))
    if not cells:
        return None
    around = [_around(number, cells) for number in range(len(cells))]
    kept = sorted(set(around))
    # The last entry is for -1, where there is no cell.
    renumbered = np.append(np.searchsorted(kept, around), -1)
    return Grid(
        tuple(xs), tuple(ys), tuple(cells[number] for number in kept), renumbered[np.array(numbers)]
    )


def _flood(
    start: _Box, above: Sequence[Sequence[bool]], beside: Sequence[Sequence[bool]]
) -> tuple[set[_Box], bool]:
    """The boxes that no rule parts from the first one, and whether rules enclose them."""
    rows, columns = len(beside[0]), len(above[0])
    found, queue, enclosed = {start}, [start], True
    while queue:
        r, c = queue.pop()
        for ruled, neighbour in (
            (above[r][c], (r - 1, c)), (above[r + 1][c], (r + 1, c)),
            (beside[c][r], (r, c - 1)), (beside[c + 1][r], (r, c + 1)),
        ):  # fmt: skip
            if ruled or neighbour in found:
                continue
            if 0 <= neighbour[0] < rows and 0 <= neighbour[1] < columns:
                found.add(neighbour)
                queue.append(neighbour)
            else:
                enclosed = False
    return found, enclosed


def _around(own: int, cells: Sequence[Span]) -> int:
    """The number of the cell, or of the one around it where it is but a check box in that."""
    x0, top, x1, bottom = cells[own]
    if x1 - x0 <= _CHECK_BOX and bottom - top <= _CHECK_BOX:
        for number, other in enumerate(cells):
            if other[0] <= x0 and other[1] <= top and x1 <= other[2] and bottom <= other[3]:
                return number
    return own


def _is_framed(grid: Grid) -> bool:
    """Whether the rules are a frame and rules between rows: its columns are ruled by nothing."""
    return len(grid.xs) == 2 and len(grid.ys) > 3


def _within(inner: Grid, outer: Grid) -> bool:
    """Whether a table stands in one cell of another: a frame or a check box in it."""
    if inner is outer:
        return False
    x0, top, x1, bottom = inner.xs[0], inner.ys[0], inner.xs[-1], inner.ys[-1]
    corners = outer.cells_at(np.array([x0, x0, x1, x1]), np.array([top, bottom, top, bottom]))
    return len(set(corners.tolist())) == 1 and corners[0] >= 0
