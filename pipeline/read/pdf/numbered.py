"""Rows that no rule tells apart: by the numbers of the first column, where all of them agree.

A three-line table has rules around its header row and at its end. Each number stands at the top of its row
or in its middle, as all the others do; rows meet where no line of text is. Of all ways to part the lines so
the cheapest is taken, and only where it costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from statistics import mean

from pipeline.model.item_numbers import item_number
from pipeline.model.text import SENTENCE_END
from pipeline.read.pdf.values import TextLine

# In line heights: how far from its number a cell's first line or middle may be, on the average and at most.
_MEAN, _MOST = 0.3, 1.2
# … and where no page break cut it.
_EXACT = 0.2
# What a cell costs that is empty; two ways are as good that cost the same but for so much.
_LACKING, _AS_GOOD = 0.5, 0.02
# What a cell costs that ends inside a sentence; shorter lines may be whole names.
_BROKEN, _SENTENCE = 0.06, 10
# What a row costs that a page break cuts.
_CUT = 0.5
# In line heights: lines that overlap by less than this do not.
_OVERLAP = 0.2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines between two places at which rows surely meet: by column, the numbers' first. `starts`, `ends`:
    whether a page break may have cut its first and its last row."""

    top: float
    bottom: float
    columns: tuple[tuple[TextLine, ...], ...]
    starts: bool
    ends: bool


def numbers_in(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines of a first column that are numbers of items."""
    return [line for line in lines if item_number(line.text) is not None]


def told_by_numbers(stretches: Sequence[Stretch]) -> list[list[float]] | None:
    """Where the rows of each stretch meet; None where the numbers do not tell."""
    ways = [_all_parted(stretches, middle=middle) for middle in (False, True)]
    cost, edges = min(ways, key=lambda way: way[0])
    return edges if cost <= _MEAN else None


def _all_parted(stretches: Sequence[Stretch], *, middle: bool) -> tuple[float, list[list[float]]]:
    costs: list[float] = []
    edges: list[list[float]] = []
    cut = False
    for stretch in stretches:
        # What a page break cut goes on where the next sheet starts, and nothing else does.
        own, found = _parted(stretch, cut and stretch.starts, middle=middle)
        if stretch.starts and not cut and max(own, default=0.0) > _MEAN:
            # The part of a row may stand as a whole one would.
            rest = _parted(stretch, True, middle=middle)
            own, found = min((own, found), rest, key=lambda way: sum(way[0]))
        costs += own
        edges.append(found)
        if numbers_in(stretch.columns[0]):
            cut = stretch.ends and own[-1] > _EXACT
    return (mean(costs) if costs else 0.0), edges


def _parted(stretch: Stretch, cut: bool, *, middle: bool) -> tuple[list[float], list[float]]:
    """What each row costs, and where they meet: the cheapest way. `cut`: whether the first goes on from
    the sheet before."""
    numbers = numbers_in(stretch.columns[0])
    if not numbers:
        return [], []
    gaps = [stretch.top, *_gaps(stretch), stretch.bottom]
    places = [*((number.top + number.bottom) / 2 for number in numbers), inf]
    # By gap: the cheapest way to put all rows that end there.
    best = {0: _Way()}
    if cut:
        best = {at: _Way(edges=(gap,)) for at, gap in enumerate(gaps) if at > 0 and gap < places[0]}
    for index, number in enumerate(numbers):
        last = index == len(numbers) - 1
        ends = [len(gaps) - 1] if last else [
            at for at, gap in enumerate(gaps) if places[index] < gap < places[index + 1]
        ]  # fmt: skip
        following: dict[int, _Way] = {}
        for start, way in best.items():
            for end in ends:
                own = _cost(stretch, gaps[start], gaps[end], number, middle=middle)
                if last and stretch.ends and own > _EXACT:
                    # Its middle is not on this sheet; where it starts has to be told by the row above.
                    own = inf if cut and index == 0 else _CUT
                longer = way.longer(own, gaps[end], last=last)
                if gaps[start] < places[index] and own <= _MOST:
                    following[end] = _better(following[end], longer) if end in following else longer
        best = following
    found = min(best.values(), key=_Way.cost, default=_Way((inf,)))
    return ([inf], []) if found.tied else (list(found.costs), list(found.edges))


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to part rows: what each costs, and where they meet; `tied`: whether another is as good."""

    costs: tuple[float, ...] = ()
    edges: tuple[float, ...] = ()
    tied: bool = False

    def cost(self) -> float:
        return sum(self.costs)

    def longer(self, cost: float, end: float, *, last: bool) -> _Way:
        """The same with another row."""
        return _Way((*self.costs, cost), self.edges if last else (*self.edges, end), self.tied)


def _better(one: _Way, other: _Way) -> _Way:
    best = min(one, other, key=_Way.cost)
    return replace(best, tied=best.tied or abs(one.cost() - other.cost()) <= _AS_GOOD)


def _cost(stretch: Stretch, top: float, bottom: float, number: TextLine, *, middle: bool) -> float:
    """How far the cells between two places are from standing as their number does, in line heights."""
    place = (number.top + number.bottom) / 2
    off, lacking, broken = 0.0, 0, 0
    for column in stretch.columns[1:]:
        own = [line for line in column if top < (line.top + line.bottom) / 2 < bottom]
        lacking += not own
        if own:
            at = own[0].top, own[-1 if middle else 0].bottom
            off = max(off, abs(sum(at) / 2 - place) / number.size)
            # Where lines stand too close to tell, rows end with sentences.
            broken += own[-1].glyphs >= _SENTENCE and own[-1].text.rstrip()[-1:] not in SENTENCE_END
    return off + _LACKING * lacking + _BROKEN * broken


def _gaps(stretch: Stretch) -> list[float]:
    """The middles of the places at which no line stands in any column."""
    spans = sorted(
        (line.top + _OVERLAP * line.size, line.bottom - _OVERLAP * line.size)
        for column in stretch.columns
        for line in column
    )
    reached: list[list[float]] = []
    for top, bottom in spans:
        if reached and top <= reached[-1][1]:
            reached[-1][1] = max(reached[-1][1], bottom)
        else:
            reached.append([top, bottom])
    return [(one[1] + other[0]) / 2 for one, other in pairwise(reached)]
