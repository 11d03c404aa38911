"""Which section of the new version is which of the old, and what became of the sections.

A section is the one of its name, else the one with which it shares most items: so a renamed or
renumbered section does not count as a move of everything in it. Of a section that was split one part at
most is the old one, and the rest has moved; of sections that were merged, one is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rapidfuzz.distance import Indel

from pipeline.compare.match import Pair
from pipeline.compare.read_list import Entry, ListData, squeezed_or_none

Name = str | None
Key = tuple[str, Name]
Sections = dict[Key, dict[str, Any]]
# Names of one section in two spellings: 应急管理及消防, 应急管理与消防.
_SAME_NAME = 0.7


def sections_of(data: ListData) -> Sections:
    """The sections by list and name; one that is printed in two parts is one."""
    found: Sections = {}
    for duty_list in data["lists"]:
        for section in duty_list["sections"]:
            key = (duty_list["id"], squeezed_or_none(section["name"]))
            entry = found.setdefault(
                key,
                {
                    "no": section["no"],
                    "name": section["name"],
                    "declared_count": section["declared_count"],
                    "items": 0,
                },
            )
            entry["items"] += len(section["items"])
    return found


def successors(
    old: Sections, new: Sections, pairs: Sequence[Pair], sides: tuple[Sequence[Entry], ...]
) -> dict[Key, Key]:
    """The new section for each old one that has one."""
    same = {key: key for key in old if key in new}
    gone = [key for key in old if key not in same]
    fresh = [key for key in new if key not in same]
    flows = _flows(pairs, sides)
    left, came = Counter[Key](), Counter[Key]()
    for (a, b), count in flows.items():
        left[a] += count
        came[b] += count
    strength = {
        (a, b): (flows[a, b], Indel.normalized_similarity(a[1] or "", b[1] or ""))
        for a in gone
        for b in fresh
        if a[0] == b[0]
    }
    ranked = sorted(strength, key=lambda ab: strength[ab], reverse=True)
    for a, b in ranked:  # sorted() is stable: equals stay in printed order
        shared, alike = strength[a, b]
        mostly = 0 < max(left[a], came[b]) <= 2 * shared
        # Under the same number less will do: a small section that got more items is still the old one.
        mostly |= old[a]["no"] == new[b]["no"] and 0 < min(left[a], came[b]) <= 2 * shared
        if a not in same and b not in same.values() and (mostly or alike >= _SAME_NAME):
            same[a] = b
    return same


def section_changes(
    old: Sections,
    new: Sections,
    same: dict[Key, Key],
    pairs: Sequence[Pair],
    sides: tuple[Sequence[Entry], ...],
) -> list[dict[str, Any]]:
    """What became of the sections: renamed, split, resized, added, removed; in printed order."""
    flows = _flows(pairs, sides)
    changes: list[dict[str, Any]] = []
    for a, b in same.items():
        if a != b:
            changes.append(_change("renamed", a[0], old[a], new[b]))
        if (old[a]["items"], old[a]["declared_count"]) != (
            new[b]["items"],
            new[b]["declared_count"],
        ):
            changes.append(_change("resized", a[0], old[a], new[b]))
    split: set[Key] = set()
    for a in old:
        parts = list(_parts(a, new, same, flows))
        if parts:
            rest = [same[a]] if a in same else []
            split |= set(parts)
            into = {"into": [new[part] for part in (*rest, *parts)]}
            changes.append(_change("split", a[0], old[a], new[(*rest, *parts)[0]]) | into)
    changes += [_change("removed", a[0], old[a], None) for a in old if a not in same]
    taken = split | set(same.values())
    changes += [_change("added", b[0], None, new[b]) for b in new if b not in taken]
    return changes


def _parts(
    section: Key, new: Sections, same: dict[Key, Key], flows: Counter[tuple[Key, Key]]
) -> Iterator[Key]:
    """New sections that are nobody's successor and were filled mostly from this one."""
    for key in new:
        if key[0] == section[0] and key not in same.values():
            shared = flows[section, key]
            if shared >= 2 and 2 * shared > new[key]["items"]:
                yield key


def _flows(pairs: Sequence[Pair], sides: tuple[Sequence[Entry], ...]) -> Counter[tuple[Key, Key]]:
    """How many items went from which section to which."""
    return Counter((sides[0][i].place, sides[1][j].place) for i, j in pairs)


def _change(
    kind: str, list_id: str, old: dict[str, Any] | None, new: dict[str, Any] | None
) -> dict[str, Any]:
    return {"kind": kind, "list": list_id, "old": old, "new": new}
