"""In what a list's numbers go on: through the list, or from 1 again in each section or subsection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.model.document import Item, NumberedBy, Section
from pipeline.model.item_numbers import in_parts


def numbered_by(lists: Sequence[Sequence[Section]]) -> tuple[NumberedBy, ...]:
    """For the sections of each list of a document: the parts in which its numbers run, by how most of these
    begin. Where there are only two of them, one number that is misread looks the same: other lists decide.
    """
    found = [_numbered_by(sections) for sections in lists]
    sure = any(by != "list" and certain for by, certain in found)
    return tuple(by if certain or sure else "list" for by, certain in found)


def _numbered_by(sections: Sequence[Section]) -> tuple[NumberedBy, bool]:
    """In what the numbers of one list run, and whether its numbers alone are sure enough of it."""
    distinct = _distinct(sections)
    numbers = [item.number for section in sections for item in section.items]
    if 2 * sum(map(in_parts, numbers)) > len(numbers):
        return "section", True
    if _begin_again(distinct):
        return "section", len(distinct) > 2 or _goes_on(distinct[-1])
    parts = list(_parts(sections)) if any(section.subsections for section in sections) else []
    if _begin_again(parts):
        return "subsection", len(parts) > 2
    return "list", True


def _goes_on(items: Sequence[Item]) -> bool:
    """Whether numbers go on from 1."""
    return len(items) > 1 and [item.seq for item in items[:2]] == [1, 2]


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
