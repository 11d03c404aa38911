"""Departments that a wrap left abutting, told apart by those that the document names elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from pipeline.model.document import DutyList, Item, Section

# Shorter names are what longer ones start with: 区委, 区委组织部.
_SHORTEST = 4
# … and two or three names in one are no longer than this.
_LONGEST = 60


def split_abutting(lists: Sequence[DutyList]) -> tuple[DutyList, ...]:
    """The lists, with each department name taken apart that occurs once and consists of names that
    occur on their own: 鸡冠交警大队鸡冠消防救援大队."""
    names = Counter(n for lst in lists for item in lst.items for n in item.departments)
    known = {name for name in names if len(name) >= _SHORTEST}
    split = {
        name: parts
        for name, times in names.items()
        if times == 1 and len(name) <= _LONGEST and (parts := _parts(name, known))
    }
    if not split:
        return tuple(lists)
    return tuple(
        replace(lst, sections=tuple(_with_parts(section, split) for section in lst.sections))
        for lst in lists
    )


def _with_parts(section: Section, split: Mapping[str, tuple[str, ...]]) -> Section:
    return replace(section, items=tuple(_item_with_parts(item, split) for item in section.items))


def _item_with_parts(item: Item, split: Mapping[str, tuple[str, ...]]) -> Item:
    if not any(name in split for name in item.departments):
        return item
    names = tuple(part for name in item.departments for part in split.get(name, (name,)))
    return replace(item, cells={**item.cells, "departments": names})


def _parts(name: str, known: Set[str]) -> tuple[str, ...]:
    """The known names, two or more, that the name consists of; nothing where it does not."""
    length = len(name)
    rests: dict[int, tuple[str, ...]] = {length: ()}
    for start in range(length - 1, -1, -1):
        for end in range(length, start, -1):
            whole = end - start == length
            if end in rests and not whole and name[start:end] in known:
                rests[start] = (name[start:end], *rests[end])
                break
    return rests.get(0, ())
