"""Which section of the new version is which of the old, and what became of the sections.

A section is the one of its name, else the one with which it shares most items: so a renamed or
renumbered section does not count as a move of everything in it. Of a section that was split one part at
most is the old one, and the rest has moved; of sections that were merged, one is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Indel

from pipeline.compare.match import Pair
from pipeline.compare.values import SectionChange, SectionKey, Side

# Names of one section in two spellings: 应急管理及消防, 应急管理与消防.
_SAME_NAME = 0.7


def successors(old: Side, new: Side, pairs: Sequence[Pair]) -> dict[SectionKey, SectionKey]:
    """The new section for each old one that has one."""
    same = {key: key for key in old.sections if key in new.sections}
    gone = [key for key in old.sections if key not in same]
    fresh = [key for key in new.sections if key not in same]
    flows = _flows(old, new, pairs)
    left, came = Counter[SectionKey](), Counter[SectionKey]()
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
        same_number = old.sections[a].no == new.sections[b].no
        mostly |= same_number and 0 < min(left[a], came[b]) <= 2 * shared
        if a not in same and b not in same.values() and (mostly or alike >= _SAME_NAME):
            same[a] = b
    return same


def section_changes(
    old: Side, new: Side, same: Mapping[SectionKey, SectionKey], pairs: Sequence[Pair]
) -> Iterator[SectionChange]:
    """What became of the sections: renamed and resized, split, removed, added; each in printed order."""
    for a, b in same.items():
        yield from _kept(a[0], old, new, a, b)
    flows = _flows(old, new, pairs)
    taken = set(same.values())
    for a, before in old.sections.items():
        if parts := _parts(a, new, same, flows):
            taken |= set(parts)
            into = [new.sections[part] for part in ([same[a]] if a in same else []) + parts]
            yield SectionChange("split", a[0], before, into[0], tuple(into))
    for a, before in old.sections.items():
        if a not in same:
            yield SectionChange("removed", a[0], before, None)
    for b, after in new.sections.items():
        if b not in taken:
            yield SectionChange("added", b[0], None, after)


def _kept(
    list_id: str, old: Side, new: Side, a: SectionKey, b: SectionKey
) -> Iterator[SectionChange]:
    before, after = old.sections[a], new.sections[b]
    if a != b:
        yield SectionChange("renamed", list_id, before, after)
    if (before.items, before.declared_count) != (after.items, after.declared_count):
        yield SectionChange("resized", list_id, before, after)


def _parts(
    section: SectionKey,
    new: Side,
    same: Mapping[SectionKey, SectionKey],
    flows: Counter[tuple[SectionKey, SectionKey]],
) -> list[SectionKey]:
    """New sections that are nobody's successor and were filled mostly from this one."""
    return [
        key
        for key, size in new.sections.items()
        if key[0] == section[0]
        and key not in same.values()
        and flows[section, key] >= 2
        and 2 * flows[section, key] > size.items
    ]


def _flows(old: Side, new: Side, pairs: Sequence[Pair]) -> Counter[tuple[SectionKey, SectionKey]]:
    """How many items went from which section to which."""
    return Counter((old.entries[i].section_key, new.entries[j].section_key) for i, j in pairs)
