"""Where one section ends and the next begins, in the count of a list's items, and what that costs.

The items' numbers say between which two of them a section row stands: mostly that is one place, and
where rows are lost, as many as are lost. There sizes decide, or several places are tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.validate.numbering import costs
from pipeline.validate.numbering.standing import Standing, Title


@dataclass(frozen=True, slots=True)
class Placed:
    """A section in its place: which part it is, the number before its first item, and that of its last.

    `count` is how many items it has, where none is lost or doubled. `wrong`: its declared size is.
    `uncounted`: how many rows without a number its size leaves out.
    """

    part: int
    before: int
    last: int
    count: int
    wrong: bool = False
    uncounted: int = 0


class Open(NamedTuple):
    """A section that has begun: its row, and the number after which it begins."""

    title: Title
    start: int


class Close(NamedTuple):
    """One way to end the section that is open and to begin the next: after which numbers."""

    end: int
    start: int
    cost: int
    lost: bool = False
    untitled: bool = False


class Skipped(NamedTuple):
    """The ordinals between two section rows: all of them, and those that no section row stands for;
    `cost` is that of section rows which cannot all be elsewhere."""

    ordinals: range
    absent: tuple[int, ...]
    cost: int


def closes(ground: Standing, above: Open | None, title: Title, skipped: Skipped) -> Iterator[Close]:
    """The ways to end the open section before a section row, `skipped` ordinals lying between."""
    starts = _starts(ground, above, title)
    if above is None:
        for start in starts:
            yield _opening(ground, title, start, skipped)
    elif not skipped.ordinals:
        for start in starts:
            yield Close(start, start, 0)
        if title.low < title.high:  # numbers left out, no row lost
            yield Close(title.low, title.high, costs.SIZE_COUNTS_ROWS)
    else:
        end, cost = _end_before_lost(ground, above, title)
        absent = bool(skipped.absent)
        lost = absent and cost != costs.TITLE_LOST_WITH_ROWS
        for start in starts:
            if start >= end:
                yield Close(end, start, cost if absent else 0, lost)


def _starts(ground: Standing, above: Open | None, title: Title) -> Iterable[int]:
    """The numbers after which a section may begin: as sizes say, or at the ends of what is lost."""
    if title.low == title.high:
        return (title.low,)
    likely = {title.low, title.high}
    if above is not None and above.title.size is not None:
        likely.add(above.start + above.title.size)
    following = ground.following(title)
    if title.size is not None:
        likely |= {following.low - title.size, following.high - title.size}
    return sorted(
        n for n in likely if max(title.low, above.start if above else 0) <= n <= title.high
    )


def _opening(ground: Standing, title: Title, start: int, skipped: Skipped) -> Close:
    """How a list begins: with this section row, or with others that are lost."""
    if title.low > 0:  # items above it
        excused = not ground.begins_with_first
        return Close(start, start, 0 if excused else costs.TITLE_LOST, untitled=not excused)
    if not skipped.absent:
        return Close(0, start, 0 if skipped.ordinals or not start else costs.SIZE_WRONG)
    alone = ground.is_placed(1)
    return Close(0, start, costs.TITLE_LOST_ALONE if alone else costs.TITLE_LOST_WITH_ROWS, alone)


def _end_before_lost(ground: Standing, above: Open, title: Title) -> tuple[int, int]:
    """Where the open section ends if those after it are lost, and what that costs."""
    if above.title.size is None:
        with_rows = ground.lacks_any(above.start + 1, title.high)
        return title.low, costs.TITLE_LOST_WITH_ROWS if with_rows else costs.TITLE_LOST
    end = above.start + above.title.size
    if end > title.high:  # larger than its rows: wrong, whatever is lost
        return title.low, costs.TITLE_LOST
    if ground.lacks_any(end, end + 1) or title.low < end:
        return end, costs.TITLE_LOST_WITH_ROWS
    return end, costs.TITLE_LOST_ALONE if end == title.low else costs.TITLE_LOST


def closed(
    ground: Standing, above: Open | None, close: Close, row: int
) -> tuple[Placed | None, int, int]:
    """The section that is open, ended before a row; what its size costs, and the regret of that: of two
    sizes one of which is wrong, it is the smaller one."""
    if above is None:
        return None, 0, 0
    size, extent = above.title.size, close.end - above.start
    unnumbered = ground.unnumbered(above.title.row, row)
    placed = Placed(above.title.part, above.start, close.end, extent + unnumbered)
    if size is None:
        return placed, 0, 0
    if extent <= size <= placed.count:
        return replace(placed, count=size, uncounted=placed.count - size), 0, 0
    if size == row - above.title.row:
        return replace(placed, count=size), costs.SIZE_COUNTS_ROWS, 0
    return replace(placed, wrong=True), costs.SIZE_WRONG, size


def ends(ground: Standing, above: Open | None) -> list[Close]:
    """The ways to end the last section: with the last number, or before section rows lost with items."""
    end = ground.end
    found = [Close(number, number, 0) for number in sorted({end.low, end.high})]
    if above is not None and above.title.size is not None:
        border = above.start + above.title.size
        if end.low < border < end.high:  # the rest is that of section rows that stand elsewhere
            found.append(Close(border, end.high, 0))
        elif border < end.low and ground.lacks_any(border, border + 1):
            found.append(Close(border, end.low, costs.TITLE_LOST_WITH_ROWS))
    return found
