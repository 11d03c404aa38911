"""In what a list's numbers go on: through the list, or from 1 again in each section or subsection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.model.document import Item, NumberedBy, Section


def numbered_by(sections: Sequence[Section]) -> NumberedBy:
    """The parts of a list in which its numbers run, by how most of the parts begin.

    One page printed twice, or one section out of place, makes no list whose numbers begin again.
    """
    if _begin_again(_distinct(sections)):
        return "section"
    if any(section.subsections for section in sections) and _begin_again(list(_parts(sections))):
        return "subsection"
    return "list"


def _distinct(sections: Sequence[Section]) -> list[Sequence[Item]]:
    """The items of the sections; one that repeats another's row is left out."""
    named: dict[tuple[object, ...], Sequence[Item]] = {}
    for index, section in enumerate(sections):
        key = (section.no, section.name) if section.name else (index,)
        if section.items:
            named.setdefault(key, section.items)
    return list(named.values())


def _parts(sections: Sequence[Section]) -> Iterator[Sequence[Item]]:
    for section in sections:
        if not section.subsections:
            yield section.items
        at = len(section.items) - sum(part.size for part in section.subsections)
        for part in section.subsections:
            if part.size:
                yield section.items[at : at + part.size]
            at += part.size


def _begin_again(parts: Sequence[Sequence[Item]]) -> bool:
    """Whether most parts after the first begin with 1 (or 2, where a row is lost), no higher than the part
    before ended, and the first one does as well."""
    parts = [part for part in parts if part]
    if len(parts) < 2 or not _is_start(parts[0][0].seq):
        return False
    again = [
        _is_start(part[0].seq) and (part[0].seq or 0) <= (above[-1].seq or 0)
        for above, part in pairwise(parts)
    ]
    return 2 * sum(again) > len(again)


def _is_start(number: int | None) -> bool:
    return number in (1, 2)
