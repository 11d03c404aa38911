"""Files that hold the lists of several places: told by the towns that titles name, never merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.model.sentence import Sentence, series
from pipeline.model.text import squeeze
from pipeline.normalise.locality import in_title
from pipeline.normalise.parts import BodyRow, Cover, DocumentTitle, ListTitle, Part, Remark, Stray
from pipeline.normalise.patterns import COVER

Extent = tuple[int, int]
"""The first and the last page (sheets of a file, from 1) or line."""


@dataclass(slots=True)
class Owned:
    """What of a file is one town's: the blocks (from the first to the one after the last), a run each."""

    town: str
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
    return tuple(_placed(own, parts) for own in _owned(parts))


def _owned(parts: Sequence[Part]) -> tuple[Owned, ...]:
    towns: dict[str, Owned] = {}
    own: Owned | None = None
    start = 0
    for part in parts:
        town = _known_as(_town(part), towns)
        if town and (own is None or town != own.town):
            if own is not None:
                own.runs.append((start, part.index))
                start = part.index
            own = towns.setdefault(town, Owned(town))
        elif isinstance(part, BodyRow) and own is not None and part.list:
            own.lists.add(part.list)
    if own is not None:
        own.runs.append((start, len(parts)))
    found = [town for town in towns.values() if town.lists]
    shared = any(a.lists & b.lists for i, a in enumerate(found) for b in found[i + 1 :])
    return tuple(found) if shared else ()


def _known_as(town: str | None, towns: Iterable[str]) -> str | None:
    """The town under the name that it had before: 丁乡 also where more of its title was taken for the name."""
    if town is None:
        return None
    return next((known for known in towns if town.endswith(known) or known.endswith(town)), town)


def _town(part: Part) -> str | None:
    """The town that a title, or a line that is a place only, names."""
    if isinstance(part, DocumentTitle | ListTitle | Cover):
        return in_title(part.text).town
    if isinstance(part, Remark | Stray) and COVER.fullmatch(squeeze(part.text)):
        return in_title(part.text).town
    return None


def _placed(own: Owned, parts: Sequence[Part]) -> PlacedTown:
    places = [[part.place for part in parts[start:end]] for start, end in own.runs]
    starts = [at for at, part in enumerate(parts) if isinstance(part, ListTitle)]
    lists = [[n for n, at in enumerate(starts, 1) if start <= at < end] for start, end in own.runs]
    return PlacedTown(
        own.town,
        pages=tuple(_extents([[p.sheet for p in run if p.sheet] for run in places])),
        lines=tuple(_extents([[p.line for p in run if p.line] for run in places])),
        lists=tuple(_extents(lists)),
    )


def _extents(runs: Sequence[Sequence[int]]) -> Iterator[Extent]:
    yield from ((min(run), max(run)) for run in runs if run)


def _told(extents: Sequence[Extent], one: str, several: str) -> Iterator[Sentence]:
    for first, last in extents:
        yield Sentence(one if first == last else several, first=first, last=last)
