"""The one geometry of tables: edges of columns and rows, and the cells between them.

Where the edges come from (rules, rules between rows only, grounds, aligned numbers) makes no difference:
they divide a table into elementary boxes, and boxes with no rule between them are one cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from pipeline.read.pdf.contents import Span
from pipeline.read.pdf.glyphs import Floats, Indices
from pipeline.read.pdf.rules import NEAR, Rule

# The share of a box's side that rules have to cover: gaps and dashes do not matter.
_COVERED = 0.5
# Points: a frame of this size or less in a cell is a check box, no cell.
_CHECK_BOX = 16.0

_Box = tuple[int, int]
"""Row and column of an elementary box."""

Sides = Sequence[Sequence[bool]]
"""For each edge whether each stretch of it, between the edges that cross it, parts cells."""


@dataclass(frozen=True, slots=True, eq=False)
class Lattice:
    """A table's cells.

    `xs`, `ys`: the edges of columns and rows; `cells`: the box of each cell. `boxes` numbers the cell
    of each elementary box, -1 outside, with a margin of -1 around them. `ruled`: whether the sides of
    its columns are printed, or found from the text; `open`: whether no rule ends it, since a row goes on
    after a page break.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Span, ...]
    boxes: Indices
    ruled: bool = True
    open: bool = False

    def cells_at(self, xs: Floats, ys: Floats) -> Indices:
        """The cell around each point, -1 where there is none."""
        down, across = (
            np.searchsorted(edges, places, side="right")
            for edges, places in ((self.ys, ys), (self.xs, xs))
        )
        return self.boxes[down, across]

    def reaching(self, bottom: float) -> Lattice:
        """The same with a last row that goes down to there."""
        last = self.ys[-1]
        cells = tuple((x0, y0, x1, bottom if y1 == last else y1) for x0, y0, x1, y1 in self.cells)
        return replace(self, ys=(*self.ys[:-1], bottom), cells=cells)


def levels(rules: Iterable[Rule]) -> list[float]:
    """The places of the rules, those near one another once."""
    found: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not found or at - found[-1] > NEAR:
            found.append(at)
    return found


def covered(rules: Sequence[Rule], at: float, edges: Sequence[float]) -> list[bool]:
    """Whether the rules at a place cover the stretch between each two edges."""
    near = [rule for rule in rules if abs(rule.at - at) <= NEAR]
    return [
        sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in near)
        >= _COVERED * (end - start)
        for start, end in pairwise(edges)
    ]


def lattice(
    xs: Sequence[float], ys: Sequence[float], above: Sides, beside: Sides, *, ruled: bool = True
) -> Lattice | None:
    """The cells between the edges: `above` has for each of the rows' whether it parts what is above and
    below in each column, `beside` for each of the columns' whether it parts left and right in each row.

    A box that is open to the outside belongs to no cell; None where there is no cell.
    """
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
    own = tuple(cells[number] for number in kept)
    return Lattice(tuple(xs), tuple(ys), own, renumbered[np.array(numbers)], ruled)


def _flood(start: _Box, above: Sides, beside: Sides) -> tuple[set[_Box], bool]:
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
