"""The numbers printed on sheets: — 12 —, - 12 -, 第 12 页, 12."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.read.pdf.values import TextLine

# "— 12 —", "-12-", "第 12 页", "第12页 共60页", "12/60", "12", "【12】", "(12)", "12."
_FOLIO = re.compile(
    r"[\-‐‑–—―－─·•~～◆◇\s【\[（(<《]*第?(?P<number>\d{1,4})页?(?:[,，/／]?共?\d{1,4}页?)?"
    r"[\-‐‑–—―－─·•~～◆◇\s】\]）)>》.]*"
)
_BARE = re.compile(r"[\s【\[（(<《]*\d+[\s】\]）)>》.]*")
# Where on a sheet page numbers, heads and feet stand: the outer eighth at top and bottom.
_MARGIN = 1 / 8
# Points: page numbers stand at one height all through a document, give or take.
_LEVEL = 3.0
# The share of sheets that bare numbers at one height stand on.
_USUAL = 1 / 3


def folios(
    sheets: Iterable[tuple[Sequence[TextLine], float, float]],
) -> tuple[tuple[TextLine, int] | None, ...]:
    """The line that prints each sheet's number, and the number; the sheets are given as their lines,
    width and height.

    Of several that may be one, the one at the height where most sheets have theirs. A bare number
    has to stand at one height on many: the number of an item may stand alone at a page's end.
    """
    found = [
        [(line, *place) for line in lines if (place := _printed(line, width, height))]
        for lines, width, height in sheets
    ]
    levels = Counter(
        level for lines in found for level in {round(at / _LEVEL) for _, _, at in lines}
    )
    chosen: list[tuple[TextLine, int] | None] = []
    for lines in found:
        best = max(lines, key=lambda place: _support(place[2], levels), default=None)
        usual = best is not None and (
            not _bare(best[0]) or _support(best[2], levels) >= _USUAL * len(found)
        )
        chosen.append((best[0], best[1]) if best and usual else None)
    return tuple(chosen)


def in_margin(middle: float, length: float) -> bool:
    """Whether what has its middle there is in the margin of a sheet of that length, in points."""
    return not length * _MARGIN < middle < length * (1 - _MARGIN)


def _support(at: float, levels: Counter[int]) -> int:
    level = round(at / _LEVEL)
    return levels[level - 1] + levels[level] + levels[level + 1]


def _bare(line: TextLine) -> bool:
    return _BARE.fullmatch(line.text) is not None


def _printed(line: TextLine, width: float, height: float) -> tuple[int, float] | None:
    """The page number that a line prints, and how far from the top (negative: from the bottom) of
    the sheet; None where it prints none."""
    # A page number that runs another way than the text stands at a side.
    middle, length = (
        ((line.x0 + line.x1) / 2, width)
        if line.turn % 2
        else ((line.top + line.bottom) / 2, height)
    )
    if not in_margin(middle, length):
        return None
    match = _FOLIO.fullmatch("".join(line.text.split()))
    return (
        (int(match["number"]), middle if middle < length / 2 else middle - length)
        if match
        else None
    )


def page_numbers(printed: Sequence[int | None]) -> tuple[int | None, ...]:
    """The number of each sheet: what is printed; between two that agree also where nothing is; the
    sheets counted from 1 where no sheet has a number."""
    if not any(number is not None for number in printed):
        return tuple(range(1, len(printed) + 1))
    numbers = list(printed)
    known = [(index, number) for index, number in enumerate(printed) if number is not None]
    for (start, first), (end, last) in pairwise(known):
        if last - first == end - start:
            numbers[start:end] = range(first, last)
    return tuple(numbers)
