"""Files that hold the lists of several places: told by the towns that titles name, never merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.model.document import Locality
from pipeline.model.sentence import Sentence, series
from pipeline.model.text import squeeze
from pipeline.normalise.locality import in_title
from pipeline.normalise.parts import (
    BodyRow,
    Cover,
    DocumentTitle,
    ListTitle,
    PageNumber,
    Part,
    Remark,
    Running,
    Stray,
)
from pipeline.normalise.patterns import COVER

Extent = tuple[int, int]
"""The first and the last page (sheets of a file, from 1) or line."""


@dataclass(slots=True)
class Owned:
    """What of a file is one town's: the blocks (from the first to the one after the last), a run each.

    `county` tells towns of one name apart: many a county has a 城关镇. Empty where no title says it.
    """

    town: str
    county: str = ""
    runs: list[tuple[int, int]] = field(default_factory=list)
    lists: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class PlacedTown:
    """A town with where its part of the file is: pages of a source that has sheets, lines of a text; and which
    of the file's lists it has, counted from the first."""

    town: str
    pages: tuple[Extent, ...]
    lines: tuple[Extent, ...]
    lists: tuple[Extent, ...] = ()

    @property
    def told(self) -> Sentence:
        """The town, with where its part is."""
        where = [
            *_told(self.pages, "page {first}", "pages {first}–{last}"),
            *_told(self.lines, "line {first}", "lines {first}–{last}"),
        ] or [*_told(self.lists, "list {first}", "lists {first}–{last}")]
        return Sentence("{town} ({where})", town=self.town, where=series(where))


def several_places(parts: Sequence[Part]) -> tuple[PlacedTown, ...]:
    """The towns whose lists the parts are, where the same list is there for more than one; else none."""
    owned = _owned(parts)
    names = Counter(own.town for own in owned)
    return tuple(_placed(own, parts, alone=names[own.town] == 1) for own in owned)


def _owned(parts: Sequence[Part]) -> tuple[Owned, ...]:
    towns: list[Owned] = []
    own: Owned | None = None
    start = 0
    for part in parts:
        named = _place(part)
        if named is not None and (own is None or not _is_of(named, own)):
            if own is not None:
                first = _first(parts, part.index)
                own.runs.append((start, first))
                start = first
            own = next((town for town in towns if _is_of(named, town)), None)
            if own is None:
                own = Owned(named.town or "")
                towns.append(own)
        if named is not None and own is not None:
            own.county = own.county or named.county or ""
        elif isinstance(part, BodyRow) and own is not None and part.list:
            own.lists.add(part.list)
    if own is not None:
        own.runs.append((start, len(parts)))
    found = [town for town in towns if town.lists]
    shared = any(a.lists & b.lists for i, a in enumerate(found) for b in found[i + 1 :])
    return tuple(found) if shared else ()


def _first(parts: Sequence[Part], at: int) -> int:
    """Where the town's part begins that the part at `at` names: what runs at the head of its sheet is its own."""
    sheet = parts[at].place.sheet
    while at and sheet is not None and parts[at - 1].place.sheet == sheet:
        if not isinstance(parts[at - 1], PageNumber | Running):
            break
        at -= 1
    return at


def _is_of(named: Locality, own: Owned) -> bool:
    """Whether a title names a town that is known: 丁乡 also where more of its title was taken for the name."""
    return _alike(named.town or "", own.town) and _alike(named.county or "", own.county)


def _alike(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _place(part: Part) -> Locality | None:
    """The town, and its county, that a title or a line that is a place only names."""
    titled = isinstance(part, DocumentTitle | ListTitle | Cover) or (
        isinstance(part, Remark | Stray) and COVER.fullmatch(squeeze(part.text)) is not None
    )
    place = in_title(part.text) if titled else None
    return place if place is not None and place.town else None


def _placed(own: Owned, parts: Sequence[Part], *, alone: bool) -> PlacedTown:
    places = [[part.place for part in parts[start:end]] for start, end in own.runs]
    starts = [at for at, part in enumerate(parts) if isinstance(part, ListTitle)]
    lists = [[n for n, at in enumerate(starts, 1) if start <= at < end] for start, end in own.runs]
    return PlacedTown(
        own.town if alone else f"{own.county}{own.town}",
        pages=tuple(_extents([[p.sheet for p in run if p.sheet] for run in places])),
        lines=tuple(_extents([[p.line for p in run if p.line] for run in places])),
        lists=tuple(_extents(lists)),
    )


def _extents(runs: Sequence[Sequence[int]]) -> Iterator[Extent]:
    yield from ((min(run), max(run)) for run in runs if run)


def _told(extents: Sequence[Extent], one: str, several: str) -> Iterator[Sentence]:
    for first, last in extents:
        yield Sentence(one if first == last else several, first=first, last=last)
