"""Files that hold the lists of several places: told by the towns that titles name, never merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model.text import squeeze
from pipeline.normalise.locality import in_title
from pipeline.normalise.parts import BodyRow, Cover, DocumentTitle, ListTitle, Part, Remark, Stray
from pipeline.normalise.patterns import COVER


@dataclass(slots=True)
class Owned:
    """What of a file is one town's: the blocks (from the first to the one after the last), a run each."""

    town: str
    runs: list[tuple[int, int]] = field(default_factory=list)
    lists: set[str] = field(default_factory=set)


def several_places(parts: Sequence[Part]) -> tuple[Owned, ...]:
    """The towns whose lists the parts are, where the same list is there for more than one; else none."""
    towns: dict[str, Owned] = {}
    own: Owned | None = None
    start = 0
    for part in parts:
        town = _town(part)
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


def _town(part: Part) -> str | None:
    """The town that a title, or a line that is a place only, names."""
    if isinstance(part, DocumentTitle | ListTitle | Cover):
        return in_title(part.text).town
    if isinstance(part, Remark | Stray) and COVER.fullmatch(squeeze(part.text)):
        return in_title(part.text).town
    return None
