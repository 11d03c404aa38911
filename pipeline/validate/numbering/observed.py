"""A list's numbers as they stand on paper: plain values, apart from all texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.model.document import DutyList, Section
from pipeline.model.numerals import numeral_value

# No list has more sections; a higher ordinal is none.
_HIGHEST = 999


@dataclass(frozen=True, slots=True)
class Part:
    """A section row, and the numbers of the rows under it down to the next section row.

    `numbers`: None where a row has no number. `ordinal` is the section's own number, `size` how many
    items it declares, `name` what it is called; each None where it is not printed. `opening` are the
    rows, by their index in the part, with which a page begins. The rows above the first section row
    are a part that is not `titled`. `subparts`: the same once more, where subsections have rows of
    their own; their numbers are all those of the part.
    """

    numbers: tuple[int | None, ...]
    ordinal: int | None = None
    size: int | None = None
    name: str | None = None
    titled: bool = True
    opening: frozenset[int] = frozenset()
    subparts: tuple[Part, ...] = ()


def observed(duty_list: DutyList) -> tuple[Part, ...]:
    """The parts of a list, as many as it has sections."""
    parts: list[Part] = []
    page: int | None = None
    for section in duty_list.sections:
        opening = set[int]()
        for index, item in enumerate(section.items):
            if page is not None and item.place.page not in (None, page):
                opening.add(index)
            page = item.page_end
        parts.append(
            Part(
                numbers=tuple(item.seq for item in section.items),
                ordinal=_ordinal(section.no),
                size=section.declared_count,
                name=section.name,
                titled=section.no is not None or section.name is not None,
                opening=frozenset(opening),
                subparts=_subparts(section, frozenset(opening)),
            )
        )
    return tuple(parts)


def _subparts(section: Section, opening: frozenset[int]) -> tuple[Part, ...]:
    if not section.subsections:
        return ()
    numbers = tuple(item.seq for item in section.items)
    at = len(numbers) - sum(subsection.size for subsection in section.subsections)
    parts = [Part(numbers[:at], titled=False, opening=_between(opening, 0, at))] if at else []
    for subsection in section.subsections:
        end = at + subsection.size
        parts.append(
            Part(
                numbers=numbers[at:end],
                ordinal=_ordinal(subsection.no),
                size=subsection.declared_count,
                name=subsection.name,
                opening=_between(opening, at, end),
            )
        )
        at = end
    return tuple(parts)


def _ordinal(numeral: str | None) -> int | None:
    value = numeral_value(numeral or "")
    return None if value is None or value > _HIGHEST else value


def _between(opening: frozenset[int], first: int, end: int) -> frozenset[int]:
    return frozenset(row - first for row in opening if first <= row < end)


def leaves(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The smallest parts: subsections, or sections that have none."""
    return tuple(leaf for part in parts for leaf in (part.subparts or (part,)))


def all_numbers(parts: Sequence[Part]) -> tuple[int | None, ...]:
    """The numbers of all rows, in printed order."""
    return tuple(number for part in parts for number in part.numbers)


def opening_rows(parts: Sequence[Part]) -> frozenset[int]:
    """The rows, by their index in the list, with which a page begins."""
    firsts = accumulate((len(part.numbers) for part in parts), initial=0)
    return frozenset(
        first + row for first, part in zip(firsts, parts, strict=False) for row in part.opening
    )
