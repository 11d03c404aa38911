"""Departments that a wrap left abutting, told apart by those that the document names elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import DutyList

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
        if times == 1 and len(name) <= _LONGEST and len(parts := _parts(name, known - {name})) > 1
    }
    if not split:
        return tuple(lists)
    return tuple(
        replace(
            duty_list,
            sections=tuple(
                replace(
                    section,
                    items=tuple(
                        replace(
                            item,
                            departments=tuple(
                                part
                                for name in item.departments
                                for part in split.get(name, (name,))
                            ),
                        )
                        for item in section.items
                    ),
                )
                for section in duty_list.sections
            ),
        )
        for duty_list in lists
    )


def _parts(name: str, known: set[str]) -> tuple[str, ...]:
    """The known names that the name consists of; nothing where it does not."""
    if not name:
        return ()
    for end in range(len(name), 0, -1):
        if name[:end] in known and (end == len(name) or _parts(name[end:], known)):
            return (name[:end], *_parts(name[end:], known))
    return ()
