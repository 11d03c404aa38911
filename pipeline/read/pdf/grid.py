"""Rules to tables: which of them belong together, and the cells that they enclose.

A frame (a border of the sheet, of its cover, around a table) is no table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.read.pdf.contents import Span
from pipeline.read.pdf.lattice import Lattice, covered, lattice, levels
from pipeline.read.pdf.rules import NEAR, Rule, Rules

# Points: a table's vertical rules go on beyond its horizontal ones by more than this, if at all.
_BEYOND = 6.0
# Points: a row that is merged over all columns is a section's or a title's, of a line or two.
_TALLEST_MERGED = 60.0
# More rules than this are a drawing, not a table.
_MAX_RULES = 1000
_MAX_BOXES = 10_000


@dataclass(slots=True)
class _Group:
    """Rules that touch one another: those across, those down."""

    across: list[Rule]
    down: list[Rule]

    @property
    def box(self) -> Span:
        """What they span."""
        xs = [rule.at for rule in self.down] + [x for r in self.across for x in (r.start, r.end)]
        ys = [rule.at for rule in self.across] + [y for r in self.down for y in (r.start, r.end)]
        return min(xs), min(ys), max(xs), max(ys)


def find_grids(rules: Rules) -> tuple[list[Lattice], list[Rule]]:
    """The tables with rules both ways, from top to bottom; the rules across of none of them."""
    across, down = rules
    if len(across) + len(down) > _MAX_RULES:
        return [], []
    groups = _stacked(_with_row_ends(_connected(across, down)))
    grids: list[Lattice] = []
    rest: list[Rule] = []
    for group in groups:
        grid = _grid(group.across, group.down) if group.across and group.down else None
        if grid is None:
            rest += group.across
        elif len(grid.xs) > 2:
            grids.append(grid)
        elif len(grid.ys) > 2:
            rest += group.across  # a frame, and rules between rows
        elif not _is_frame(grid, group, groups):
            grids.append(grid)
    grids = [grid for grid in grids if not any(_within(grid, other) for other in grids)]
    grids.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return grids, rest


def _is_frame(grid: Lattice, own: _Group, groups: Sequence[_Group]) -> bool:
    """Whether a single cell is none, but a border of the sheet, of its cover or around a table."""
    if grid.ys[-1] - grid.ys[0] > _TALLEST_MERGED:
        return True
    x0, top, x1, bottom = own.box
    return any(
        x0 < left and up > top and right < x1 and down < bottom
        for group in groups
        if group is not own
        for left, up, right, down in (group.box,)
    )


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> list[_Group]:
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
    groups: dict[int, _Group] = {}
    for index in range(len(group)):
        own = groups.setdefault(root(index), _Group([], []))
        if index < len(across):
            own.across.append(across[index])
        else:
            own.down.append(down[index - len(across)])
    return list(groups.values())


def _stacked(
    groups: Sequence[_Group],
) -> list[_Group]:
    """The groups, with those put together that are one table without outer sides: a row merged over
    all columns has no vertical rule that would connect what is above it to what is below."""
    stacked: list[_Group] = []
    for group in sorted(groups, key=lambda group: min(r.at for r in group.across or group.down)):
        last = stacked[-1] if stacked else None
        if last and _is_open(last) and _is_open(group) and _goes_on(last.across, group.across):
            last.across.extend(group.across)
            last.down.extend(group.down)
        else:
            stacked.append(group)
    return stacked


def _is_open(group: _Group) -> bool:
    """Whether no rule runs down where the rules across begin or end."""
    if not group.across:
        return False
    ends = min(rule.start for rule in group.across), max(rule.end for rule in group.across)
    return not any(abs(rule.at - end) <= NEAR for rule in group.down for end in ends)


def _goes_on(above: Sequence[Rule], below: Sequence[Rule]) -> bool:
    return (
        min(line.at for line in below) - max(line.at for line in above) <= _TALLEST_MERGED
        and abs(min(a.start for a in above) - min(b.start for b in below)) <= NEAR
        and abs(max(a.end for a in above) - max(b.end for b in below)) <= NEAR
    )


def _with_row_ends(
    groups: Sequence[_Group],
) -> list[_Group]:
    """The groups, and as one of them the vertical rules that touch no other but begin and end
    together: a row that is higher than its page has no horizontal rule on it."""
    result = [group for group in groups if group.across]
    alone = [rule for group in groups if not group.across for rule in group.down]
    while alone:
        first = alone[0]
        beside = [
            column
            for column in alone
            if abs(column.start - first.start) <= NEAR and abs(column.end - first.end) <= NEAR
        ]
        alone = [column for column in alone if column not in beside]
        if len(beside) > 2:
            xs = [column.at for column in beside]
            ends = [Rule(y, min(xs), max(xs)) for y in (first.start, first.end)]
            result.append(_Group(ends, beside))
    return result


def _crosses(row: Rule, column: Rule) -> bool:
    return (
        row.start - NEAR <= column.at <= row.end + NEAR
        and column.start - NEAR <= row.at <= column.end + NEAR
    )


def _grid(across: list[Rule], down: list[Rule]) -> Lattice | None:
    down = [*down, *_open_sides(across, down)]
    ruled_to = max(rule.at for rule in across)
    across = [*across, *_open_ends(across, down)]
    xs, ys = levels(down), levels(across)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MAX_BOXES:
        return None
    above = [covered(across, y, xs) for y in ys]
    for end in (0, -1):
        # A browser leaves a cell open that goes on over the page's end, beside others that do not.
        above[end] = [any(above[end])] * len(above[end])
    beside = [covered(down, x, ys) for x in xs]
    found = lattice(xs, ys, above, beside)
    return found and replace(found, open=ys[-1] > ruled_to + NEAR)


def _open_sides(across: Sequence[Rule], down: Sequence[Rule]) -> list[Rule]:
    """The outer sides of a table that is drawn without them: where its horizontal rules end."""
    sides: list[Rule] = []
    inner = [line.at for line in down]
    for end, beyond in (
        (min(line.start for line in across), min(inner)),
        (max(line.end for line in across), max(inner)),
    ):
        reaching = [line.at for line in across
                    if min(abs(line.start - end), abs(line.end - end)) <= NEAR]  # fmt: skip
        if abs(beyond - end) > 2 * NEAR and len(reaching) > len(across) / 2:
            # As far as the inner ones go, where a page break left the last row open.
            first = min([*reaching, *(line.start for line in down)])
            sides.append(Rule(end, first, max([*reaching, *(line.end for line in down)])))
    return sides


def _open_ends(across: Sequence[Rule], down: Sequence[Rule]) -> list[Rule]:
    """The first and the last edge of a table whose vertical rules go on beyond its horizontal ones: a
    browser that breaks a row at the end of a page draws no rule there."""
    ends: list[Rule] = []
    for edge, ruled, places in (
        (min(line.start for line in down), min(line.at for line in across), "start"),
        (max(line.end for line in down), max(line.at for line in across), "end"),
    ):
        xs = [line.at for line in down if abs(getattr(line, places) - edge) <= NEAR]
        if abs(edge - ruled) > _BEYOND and len(xs) > 1:
            ends.append(Rule(edge, min(xs), max(xs)))
    return ends


def _within(inner: Lattice, outer: Lattice) -> bool:
    """Whether a table stands in one cell of another: a frame or a check box in it."""
    if inner is outer:
        return False
    x0, top, x1, bottom = inner.xs[0], inner.ys[0], inner.xs[-1], inner.ys[-1]
    corners = outer.cells_at(np.array([x0, x0, x1, x1]), np.array([top, bottom, top, bottom]))
    return len(set(corners.tolist())) == 1 and corners[0] >= 0
