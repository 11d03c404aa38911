"""Departments that a wrap left abutting, told apart by those that the document names elsewhere, and by those
with which the duties of the same item begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.model.department_endings import ENDINGS
from pipeline.model.document import DutyList, Item
from pipeline.model.points import without_mark

# Shorter names are what longer ones start with: 区委, 区委组织部.
_SHORTEST = 4
# … and two or three names in one are no longer than this.
_LONGEST = 60
# What duties begin with may be a body's branch alone: 市生态环境局|白河分局 is one name.
_BRANCH = re.compile("[^局]{0,3}(?:分局|大队|支队)")
_NAME_END = re.compile(f"[{ENDINGS}）)]|中心")
_SENTENCE_END = re.compile("[。；;]")


def split_abutting(lists: Sequence[DutyList]) -> tuple[DutyList, ...]:
    """The lists, with each department name taken apart that occurs once and consists of names that
    occur on their own or begin a duty of its item: 鸡冠交警大队鸡冠消防救援大队."""
    names = Counter(n for lst in lists for item in lst.items for n in item.departments)
    return tuple(
        replace(
            lst,
            sections=tuple(
                replace(section, items=tuple(_split(item, names) for item in section.items))
                for section in lst.sections
            ),
        )
        for lst in lists
    )


def _split(item: Item, names: Counter[str]) -> Item:
    found: list[str] = []
    duties = list(_duties(item)) if any(_is_doubtful(n, names) for n in item.departments) else []
    for name in item.departments:
        doubtful = _is_doubtful(name, names)
        found += (_parts(name, _known_in(duties, name, names)) if doubtful else ()) or (name,)
    if len(found) == len(item.departments):
        return item
    return replace(item, cells={**item.cells, "departments": tuple(found)})


def _is_doubtful(name: str, names: Counter[str]) -> bool:
    """Whether a name may be several."""
    return names[name] == 1 and len(name) <= _LONGEST


def _known_in(duties: Sequence[str], whole: str, names: Counter[str]) -> Callable[[str], bool]:
    """Whether a part of a name is a name by itself."""

    def known(part: str) -> bool:
        if len(part) < _SHORTEST or part == whole:
            return False
        if part in names:
            return True
        name = _NAME_END.fullmatch(part[-1:]) and not _BRANCH.fullmatch(part)
        return bool(name) and any(duty.startswith(part) for duty in duties)

    return known


def _duties(item: Item) -> Iterator[str]:
    """The texts with which the duties of an item begin."""
    for field in item.cells:
        if field not in ("item_name", "departments"):
            for text in item.texts(field):
                yield from map(without_mark, _SENTENCE_END.split(text))


def _parts(name: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """The known names, two or more, that the name consists of; nothing where it does not."""
    length = len(name)
    rests: dict[int, tuple[str, ...]] = {length: ()}
    for start in range(length - 1, -1, -1):
        for end in range(length, start, -1):
            if end in rests and known(name[start:end]):
                rests[start] = (name[start:end], *rests[end])
                break
    return rests.get(0, ())
