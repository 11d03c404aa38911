"""Rows that no rule tells apart: by the numbers of the first column, where all of them agree.

A three-line table has rules around its header row and at its end. Each number stands at the top of its row
or in its middle, as all the others do; rows meet where no line of text is. Of all ways to part the lines so
the cheapest is taken, and only where it costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import mean

from pipeline.model.item_numbers import item_number
from pipeline.read.pdf.values import TextLine

# In line heights: how far from its number a cell's first line or middle may be, on the average and at most.
_MEAN, _MOST = 0.3, 1.2
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
    for stretch in stretches:
        own, found = _parted(stretch, middle=middle)
        costs += own
        edges.append(found)
    return (mean(costs) if costs else 0.0), edges


def _parted(stretch: Stretch, *, middle: bool) -> tuple[list[float], list[float]]:
    """What each row costs, and where they meet: the cheapest way."""
    numbers = numbers_in(stretch.columns[0])
    if not numbers:
        return [], []
    gaps = [stretch.top, *_gaps(stretch), stretch.bottom]
    places = [(number.top + number.bottom) / 2 for number in numbers]
    # By gap: the cheapest way to put all rows that end there, their costs and edges.
    best: dict[int, tuple[float, list[float], list[float]]] = {0: (0.0, [], [])}
    if stretch.starts:
        for at in range(1, len(gaps)):
            if gaps[at] < places[0]:
                best[at] = (0.0, [], [gaps[at]])
    for index, place in enumerate(places):
        last = index == len(places) - 1
        following: dict[int, tuple[float, list[float], list[float]]] = {}
        for start, (cost, costs, edges) in best.items():
            if gaps[start] >= place:
                continue
            for end in range(start + 1, len(gaps)):
                if gaps[end] <= place or (last and end < len(gaps) - 1):
                    continue
                if not last and gaps[end] > places[index + 1]:
                    break
                own = _cost(stretch, gaps[start], gaps[end], numbers[index], middle=middle)
                if last and stretch.ends:
                    own = min(own, _CUT)
                if own <= _MOST and cost + own < following.get(end, (inf, [], []))[0]:
                    inner = [] if last else [gaps[end]]
                    following[end] = (cost + own, [*costs, own], [*edges, *inner])
        best = following
    found = min(best.values(), key=lambda way: way[0], default=None)
    return (found[1], found[2]) if found else ([inf], [])


def _cost(stretch: Stretch, top: float, bottom: float, number: TextLine, *, middle: bool) -> float:
    """How far the cells between two places are from standing as their number does, in line heights."""
    place = (number.top + number.bottom) / 2
    off: list[float] = []
    for column in stretch.columns[1:]:
        own = [line for line in column if top < (line.top + line.bottom) / 2 < bottom]
        if own:
            at = own[0].top, own[-1 if middle else 0].bottom
            off.append(abs(sum(at) / 2 - place) / number.size)
    return max(off, default=inf)


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
