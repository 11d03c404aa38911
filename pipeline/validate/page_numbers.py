"""The numbers printed on the pages: where they do not go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pipeline.model.document import Document
from pipeline.validate.numbering import breaks

# A list whose first pages are lost starts with a number no higher than this.
_LATEST_START = 3

_Sheets = list[tuple[int, int | None]]
"""Sheets and the numbers printed on them."""


@dataclass(frozen=True, slots=True)
class PageFault:
    """A page whose number does not follow the one before, `above`; `missing` are the numbers that should
    stand there."""

    kind: Literal["gap", "duplicate", "order"]
    sheet: int
    page: int | None
    above: int | None
    missing: tuple[int, ...]


def page_faults(document: Document) -> Iterator[PageFault]:
    """The faults of every run of page numbers, in the order of the sheets."""
    for index, sheets in enumerate(_segments(document)):
        numbers = _filled([number for _, number in sheets])
        first = min((n for n in numbers if n is not None), default=1)
        # A list that is numbered for itself starts with page 1; a document may start anywhere.
        start = 1 if index or _starts_late(document, first) else first
        for found in breaks([n if n is None else n - start + 1 for n in numbers]):
            at = min(found.index, len(sheets) - 1)
            yield PageFault(
                found.kind,
                sheets[at][0],
                numbers[at],
                next((n for n in reversed(numbers[:at]) if n is not None), None),
                tuple(number + start - 1 for number in found.missing),
            )


def _starts_late(document: Document, first: int) -> bool:
    """Whether the contents name a page that would stand before the first one."""
    return any(entry.page is not None and entry.page < first for entry in document.contents)


def _segments(document: Document) -> Iterator[_Sheets]:
    """The sheets in runs that are numbered for themselves, without those that are copies."""
    starts = {duty_list.place.sheet for duty_list in document.lists}
    starts |= {other.place.sheet for other in document.others}
    copies = {sheet for sheet, _ in document.copied_sheets}
    sheets = [(s, n) for s, n in enumerate(document.printed_pages, 1) if s not in copies]
    numbered = [n for _, n in sheets if n is not None]
    run: _Sheets = []
    highest = at = 0
    for sheet, number in sheets:
        if number is not None:
            at += 1
            going_on = at < len(numbered) and numbered[at] == number + 1
            again = number == 1 and (sheet in starts or going_on)
            late = sheet in starts and number <= _LATEST_START and number < highest
            if highest and (again or late):
                yield run
                run, highest = [], 0
            highest = max(highest, number)
        run.append((sheet, number))
    if highest:
        yield run


def _filled(numbers: list[int | None]) -> list[int | None]:
    """The numbers, with those put in that stand on no sheet but for which there are sheets."""
    known = [(index, number) for index, number in enumerate(numbers) if number is not None]
    result = list(numbers)
    for (start, first), (end, last) in pairwise(known):
        if first < last and 1 < end - start <= last - first:
            result[start:end] = range(first, first + end - start)
    return result
