"""The section rows of a list, explained: which are in their place, and which sizes are wrong.

How many items a section truly has follows from where it and the next one begin in the count of the
items (`borders`), whatever rows are lost, doubled or moved. So a declared size that is wrong is one
defect, and so is a section row that is lost, doubled, moved or misnumbered. The cheapest way from the
first section row to the end is a shortest path, found step by step; its states are the last section row
that is in its place, the ordinal that it stands for, and where its section begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from pipeline.validate.numbering import costs
from pipeline.validate.numbering.borders import Open, Placed, Skipped, closed, closes, ends
from pipeline.validate.numbering.observed import Part
from pipeline.validate.numbering.rows import Rows
from pipeline.validate.numbering.sequence import Break
from pipeline.validate.numbering.standing import Standing, Title, standing

# A state dearer than the cheapest by more than four defects leads nowhere; no list needs more states.
_DEARER, _STATES = 40, 60


@dataclass(frozen=True, slots=True)
class Titles:
    """The section rows explained. `moved` are the parts whose section row is not in order, since a block
    of items has taken it along; `untitled`: items stand above the first section row, which is lost;
    `count`: how many items there are, where none is lost or doubled."""

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
    """A way to explain the section rows so far; `regret` decides between two of the same cost.

    `open` is the last section that is in its place, `ordinal` what it stands for. `aside` is what was
    told of the section row above, if that is out of order: those that go on from it are one block with it.
    """

    cost: int
    regret: int
    open: Open | None
    ordinal: int
    aside: _Told | None
    path: _Path | None


def explain_titles(parts: Sequence[Part], rows: Rows, last: int = 0) -> Titles:
    """The cheapest explanation of a list's section rows, given that of its rows.

    `last` is the number of the last item, where that is known to be higher than those that are there.
    """
    ground = standing(parts, rows, last)
    if not ground.titles:
        untitled = ground.begins_with_first
        cost = costs.TITLE_LOST if untitled else 0
        return Titles(untitled=untitled, count=ground.count, cost=cost)
    states = [_State(0, 0, None, 0, None, None)]
    for title in ground.titles:
        found: dict[object, _State] = {}
        for state in (after for before in states for after in _after(ground, before, title)):
            key = (_begun(state), state.ordinal, state.aside and state.aside.what)
            if key not in found or state[:2] < found[key][:2]:
                found.pop(key, None)  # of two alike, the one that was found first stays the first
                found[key] = state
        ranked = sorted(found.values(), key=lambda s: s[:2])
        states = [s for s in ranked[:_STATES] if s.cost <= ranked[0].cost + _DEARER]
    ends = [end for state in states for end in _ended(ground, state)]
    return _unwound(ground, min(ends, key=lambda s: s[:2]))


def _begun(state: _State) -> tuple[int, int] | None:
    return (state.open.title.part, state.open.start) if state.open else None


def lacking_sizes(parts: Sequence[Part], titles: Titles) -> list[int]:
    """The sections that declare no size where others do."""
    if all(part.size is None for part in parts):
        return []
    return [p.part for p in titles.placed if parts[p.part].size is None]


def _after(ground: Standing, state: _State, title: Title) -> Iterator[_State]:
    """What a section row may be: in its place, by its own ordinal or another, or astray."""
    for ordinal, told, cost in _ordinals(ground, state, title):
        skipped = _skipped(ground, state, ordinal)
        for close in closes(ground, state.open, title, skipped):
            facts = [told] if told else []
            if close.lost:
                facts.append(_Told("lost", title, skipped.absent))
            if close.untitled:
                facts.append(_Told("untitled", title))
            section, paid, regret = closed(ground, state.open, close, title.row)
            yield _State(
                state.cost + cost + skipped.cost + close.cost + paid,
                state.regret + regret,
                Open(title, close.start),
                ordinal,
                told if told and not told.ordinals else None,
                _Path(section, tuple(facts), state.path),
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


def _skipped(ground: Standing, state: _State, ordinal: int) -> Skipped:
    ordinals = range(state.ordinal + 1, ordinal)
    last = state.open.title if state.open else None
    # A section row that stands for another ordinal than its own leaves its own without one.
    own = last.ordinal if last and last.ordinal != state.ordinal and not last.twin else None
    absent = tuple(o for o in ordinals if o == own or ground.absent(o))
    doubled = any(map(ground.is_doubled, ordinals))
    return Skipped(ordinals, absent, costs.TWINS_ASTRAY if doubled else 0)


def _ended(ground: Standing, state: _State) -> Iterator[_State]:
    for close in ends(ground, state.open):
        section, paid, regret = closed(ground, state.open, close, ground.end.row)
        yield state._replace(
            cost=state.cost + close.cost + paid,
            regret=state.regret + regret,
            path=_Path(section, (), state.path),
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
