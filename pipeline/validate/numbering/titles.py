"""The section rows of a list, explained: where each section begins and ends in the count of its items.

The items' numbers say between which two of them a section row stands: mostly that is one place, and
where rows are lost, as many as are lost. How many items a section truly has follows from where it and
the next one begin, whatever rows are lost, doubled or moved. So a declared size that is wrong is one
defect, and so is a section row that is lost, doubled, moved or misnumbered. The cheapest way from the
first section row to the end is a shortest path, found step by step; its states are the last section row
that is in its place, the ordinal that it stands for, and where its section begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from pipeline.validate.numbering import costs
from pipeline.validate.numbering.observed import Part
from pipeline.validate.numbering.rows import Rows
from pipeline.validate.numbering.sequence import Break
from pipeline.validate.numbering.standing import Standing, Title, standing

# A state dearer than the cheapest by more than four defects leads nowhere; no list needs more states.
_DEARER, _STATES = 40, 60


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


@dataclass(frozen=True, slots=True)
class Titles:
    """The section rows explained. `moved` are the parts whose section row is not in order, since a block
    of items has taken it along; `untitled`: items stand above the first section row, which is lost; `count`: how many
    items there are, where none is lost or doubled."""

    placed: tuple[Placed, ...] = ()
    faults: tuple[Break, ...] = ()
    moved: tuple[int, ...] = ()
    untitled: bool = False
    count: int = 0
    cost: int = 0


class _Told(NamedTuple):
    """What a step says of a section row, or (lost) of those that are missing before it.

    `goes_on`: it belongs to a block of section rows, whose first one tells it.
    """

    what: Literal["lost", "astray", "misnumbered", "carried", "untitled"]
    title: Title
    ordinals: tuple[int, ...] = ()
    goes_on: bool = False


class _Path(NamedTuple):
    """The way to a state: the sections closed and what was told, newest first."""

    closed: Placed | None
    told: tuple[_Told, ...]
    earlier: _Path | None


class _State(NamedTuple):
    """`regret` decides between equals: of two sizes one of which is wrong, it is the smaller one.

    `aside` is what was told of the section row above, if that is out of order: those that go on from it
    are one block with it.
    """

    cost: int
    regret: int
    last: Title | None
    ordinal: int
    start: int
    aside: _Told | None
    path: _Path | None


class _Close(NamedTuple):
    """One way to end the section that is open and to begin the next: after which numbers."""

    end: int
    start: int
    cost: int
    lost: bool = False
    untitled: bool = False


def explain_titles(parts: Sequence[Part], rows: Rows, last: int = 0) -> Titles:
    """The cheapest explanation of a list's section rows, given that of its rows.

    `last` is the number of the last item, where that is known to be higher than those that are there.
    """
    ground = standing(parts, rows, last)
    if not ground.titles:
        untitled = ground.begins_with_first
        cost = costs.TITLE_LOST if untitled else 0
        return Titles(untitled=untitled, count=ground.count, cost=cost)
    states = [_State(0, 0, None, 0, 0, None, None)]
    for title in ground.titles:
        found: dict[object, _State] = {}
        for state in (after for before in states for after in _after(ground, before, title)):
            key = (state.last and state.last.part, *state[3:5], state.aside and state.aside.what)
            if key not in found or state[:2] < found[key][:2]:
                found.pop(key, None)  # of two alike, the one that was found first stays the first
                found[key] = state
        ranked = sorted(found.values(), key=lambda s: s[:2])
        states = [s for s in ranked[:_STATES] if s.cost <= ranked[0].cost + _DEARER]
    ends = [end for state in states for end in _ended(ground, state)]
    return _unwound(ground, min(ends, key=lambda s: s[:2]))


def lacking_sizes(parts: Sequence[Part], titles: Titles) -> list[int]:
    """The sections that declare no size where others do."""
    if all(part.size is None for part in parts):
        return []
    return [p.part for p in titles.placed if parts[p.part].size is None]


def _after(ground: Standing, state: _State, title: Title) -> Iterator[_State]:
    """What a section row may be: in its place, by its own ordinal or another, or astray."""
    for ordinal, told, cost in _ordinals(ground, state, title):
        skipped = _skipped(ground, state, ordinal)
        for close in _closes(ground, state, title, skipped):
            facts = [told] if told else []
            if close.lost:
                facts.append(_Told("lost", title, skipped.absent))
            if close.untitled:
                facts.append(_Told("untitled", title))
            closed, paid, regret = _closed(ground, state, close, title.row)
            yield _State(
                state.cost + cost + skipped.cost + close.cost + paid,
                state.regret + regret,
                title,
                ordinal,
                close.start,
                told if told and not told.ordinals else None,
                _Path(closed, tuple(facts), state.path),
            )
    if title.carried:
        path = _Path(None, (_Told("carried", title),), state.path)
        yield state._replace(cost=state.cost + costs.TITLE_CARRIED, aside=None, path=path)
    elif title.twin or title.inverted:
        told = _aside(state, _Told("astray", title))
        cost = costs.TITLE_DOUBLED if title.twin else costs.TITLE_MOVED
        cost = state.cost + (costs.TITLE_CARRIED if told.goes_on else cost)
        yield state._replace(cost=cost, aside=told, path=_Path(None, (told,), state.path))


def _ordinals(
    ground: Standing, state: _State, title: Title
) -> Iterator[tuple[int, _Told | None, int]]:
    """The ordinals that a section row may stand for, what that tells, and its cost."""
    above, due = state.ordinal, state.ordinal + 1
    if not ground.numbered:
        yield due, None, 0
        return
    if title.ordinal is not None and title.ordinal > above:
        yield title.ordinal, None, 0
    if title.ordinal == due:
        return
    if ground.absent(due):
        yield due, _Told("misnumbered", title, (due,)), costs.TITLE_MISNUMBERED
    else:
        told = _aside(state, _Told("misnumbered", title))
        yield above, told, costs.TITLE_CARRIED if told.goes_on else costs.TITLE_MISNUMBERED


def _aside(state: _State, told: _Told) -> _Told:
    """What is told of a section row that is out of order: whether it goes on from the one above."""
    above = state.aside
    if above is None or above.what != told.what or above.title.ordinal is None:
        return told
    return told._replace(goes_on=told.title.ordinal == above.title.ordinal + 1)


class _Skipped(NamedTuple):
    """The ordinals between two section rows: all of them, and those that no section row stands for;
    `cost` is that of section rows which cannot all be elsewhere."""

    ordinals: range
    absent: tuple[int, ...]
    cost: int


def _skipped(ground: Standing, state: _State, ordinal: int) -> _Skipped:
    ordinals = range(state.ordinal + 1, ordinal)
    last = state.last
    # A section row that stands for another ordinal than its own leaves its own without one.
    own = last.ordinal if last and last.ordinal != state.ordinal and not last.twin else None
    absent = tuple(o for o in ordinals if o == own or ground.absent(o))
    doubled = any(map(ground.is_doubled, ordinals))
    return _Skipped(ordinals, absent, costs.TWINS_ASTRAY if doubled else 0)


def _closes(ground: Standing, state: _State, title: Title, skipped: _Skipped) -> Iterator[_Close]:
    """The ways to end the open section before a section row, `skipped` ordinals lying between."""
    starts = _starts(ground, state, title)
    if state.last is None:
        for start in starts:
            yield _opening(ground, title, start, skipped)
    elif not skipped.ordinals:
        for start in starts:
            yield _Close(start, start, 0)
        if title.low < title.high:  # numbers left out, no row lost
            yield _Close(title.low, title.high, costs.SIZE_COUNTS_ROWS)
    else:
        end, cost = _end_before_lost(ground, state, title)
        absent = bool(skipped.absent)
        lost = absent and cost != costs.TITLE_LOST_WITH_ROWS
        for start in starts:
            if start >= end:
                yield _Close(end, start, cost if absent else 0, lost)


def _starts(ground: Standing, state: _State, title: Title) -> Iterable[int]:
    """The numbers after which a section may begin: as sizes say, or at the ends of what is lost."""
    if title.low == title.high:
        return (title.low,)
    likely = {title.low, title.high}
    if state.last is not None and state.last.size is not None:
        likely.add(state.start + state.last.size)
    following = ground.following(title)
    if title.size is not None:
        likely |= {following.low - title.size, following.high - title.size}
    return sorted(n for n in likely if max(title.low, state.start) <= n <= title.high)


def _opening(ground: Standing, title: Title, start: int, skipped: _Skipped) -> _Close:
    """How a list begins: with this section row, or with others that are lost."""
    if title.low > 0:  # items above it
        excused = not ground.begins_with_first
        return _Close(start, start, 0 if excused else costs.TITLE_LOST, untitled=not excused)
    if not skipped.absent:
        return _Close(0, start, 0 if skipped.ordinals or not start else costs.SIZE_WRONG)
    alone = ground.is_placed(1)
    return _Close(0, start, costs.TITLE_LOST_ALONE if alone else costs.TITLE_LOST_WITH_ROWS, alone)


def _end_before_lost(ground: Standing, state: _State, title: Title) -> tuple[int, int]:
    """Where the open section ends if those after it are lost, and what that costs."""
    assert state.last is not None
    if state.last.size is None:
        with_rows = ground.lacks_any(state.start + 1, title.high)
        return title.low, costs.TITLE_LOST_WITH_ROWS if with_rows else costs.TITLE_LOST
    end = state.start + state.last.size
    if end > title.high:  # larger than its rows: wrong, whatever is lost
        return title.low, costs.TITLE_LOST
    if ground.lacks_any(end, end + 1) or title.low < end:
        return end, costs.TITLE_LOST_WITH_ROWS
    return end, costs.TITLE_LOST_ALONE if end == title.low else costs.TITLE_LOST


def _closed(
    ground: Standing, state: _State, close: _Close, row: int
) -> tuple[Placed | None, int, int]:
    """The section that is open, ended before a row; what its size costs, and the regret of that."""
    if state.last is None:
        return None, 0, 0
    size, extent = state.last.size, close.end - state.start
    unnumbered = ground.unnumbered(state.last.row, row)
    placed = Placed(state.last.part, state.start, close.end, extent + unnumbered)
    if size is None:
        return placed, 0, 0
    if extent <= size <= placed.count:
        return replace(placed, count=size, uncounted=placed.count - size), 0, 0
    if size == row - state.last.row:
        return replace(placed, count=size), costs.SIZE_COUNTS_ROWS, 0
    return replace(placed, wrong=True), costs.SIZE_WRONG, size


def _ended(ground: Standing, state: _State) -> Iterator[_State]:
    """The last section's end: with the last number, or before section rows lost with items."""
    end, last = ground.end, state.last
    closes = [_Close(number, number, 0) for number in sorted({end.low, end.high})]
    if last is not None and last.size is not None:
        border = state.start + last.size
        if end.low < border < end.high:  # the rest is that of section rows that stand elsewhere
            closes.append(_Close(border, end.high, 0))
        elif border < end.low and ground.lacks_any(border, border + 1):
            closes.append(_Close(border, end.low, costs.TITLE_LOST_WITH_ROWS))
    for close in closes:
        closed, paid, regret = _closed(ground, state, close, end.row)
        path = _Path(closed, (), state.path)
        yield state._replace(
            cost=state.cost + close.cost + paid, regret=state.regret + regret, path=path
        )


def _unwound(ground: Standing, state: _State) -> Titles:
    """The explanation that a state has come to."""
    placed: list[Placed] = []
    facts: list[_Told] = []
    path = state.path
    while path is not None:
        placed += [path.closed] if path.closed else []
        facts += reversed(path.told)
        path = path.earlier
    astray = {fact.title.part for fact in facts if fact.what not in ("lost", "untitled")}
    right = {title.label: title.part for title in ground.titles if title.part not in astray}
    return Titles(
        placed=tuple(reversed(placed)),
        faults=tuple(_faults(reversed(facts), right)),
        moved=tuple(
            fact.title.part for fact in facts if fact.what == "carried" and fact.title.inverted
        ),
        untitled=any(fact.what == "untitled" for fact in facts),
        count=ground.count - sum(section.uncounted for section in placed),
        cost=state.cost,
    )


def _faults(facts: Iterable[_Told], right: Mapping[object, int]) -> Iterator[Break]:
    """What was told as defects, in order; a block of section rows is one."""
    found: list[Break] = []
    for fact in facts:
        twin = right.get(fact.title.label)
        kind: Literal["order", "duplicate"] = "order" if twin is None else "duplicate"
        if fact.what == "lost":
            found.append(Break("gap", fact.title.part, fact.ordinals))
        elif fact.goes_on:
            found[-1] = replace(found[-1], rows=found[-1].rows + 1)
        elif fact.what in ("astray", "misnumbered"):
            found.append(Break(kind, fact.title.part, fact.ordinals, twin))
    return iter(found)
