"""The rule on the contents: each list begins where they say, and each list is named.

Where pages are counted (a text export counts the repeated titles), a page that is lost moves every list
after it. That is one defect, of the list that lost the page, and its items show it already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.model.document import ContentsEntry, Document, DutyList
from pipeline.validate.case import Case, ListCase
from pipeline.validate.findings import Defect
from pipeline.validate.rules.rule import DocumentRule


class _Placed(NamedTuple):
    """An entry with its list, and the numbers that the list's first page goes by."""

    entry: ContentsEntry
    own: ListCase
    pages: tuple[int, ...]

    @property
    def shift(self) -> int | None:
        """By how many pages the list begins later than the entry says; None where it says nothing."""
        if self.entry.page is None:
            return None
        return 0 if self.entry.page in self.pages else self.pages[-1] - self.entry.page


def _contents(case: Case) -> Iterator[Defect]:
    # Pages that are lost or out of order move what follows: page-order reports them, not the contents.
    if not case.page_faults:
        yield from _wrong_pages(case)
    contents = case.document.contents
    named = {entry.list for entry in contents}
    for duty_list in case.document.lists:
        if contents and duty_list.id not in named:
            message = f"目录中没有《{duty_list.title}》。"
            yield Defect(message, duty_list.place, duty_list.id, key=duty_list.id)


def _wrong_pages(case: Case) -> Iterator[Defect]:
    ordered = sorted(case.lists, key=_order)
    placed = _entries(case.document, ordered)
    shifts = [entry.shift for entry in placed]
    before = _unnumbered_front(case.document, shifts)  # how far what is above moves what follows
    for index, (found, shift) in enumerate(zip(placed, shifts, strict=True)):
        returns = index + 1 < len(shifts) and shifts[index + 1] == before
        if shift == before:
            continue
        moved = 0 if shift is None or returns else shift - before
        before += moved
        at = ordered.index(found.own)
        above = ordered[at - 1] if moved and at else None
        if moved and _list_is_lost(case.document, above, found.own):
            continue
        if above and (_has_lost_pages(above, moved) or _is_copied(case.document, above, moved)):
            continue
        if not _has_lost_first_page(found.own, found.entry):
            yield _wrong_page(found, moved, above.duty_list if above else None)


def _wrong_page(found: _Placed, moved: int, above: DutyList | None) -> Defect:
    entry = found.entry
    said = f"在第{entry.page}页" if entry.page is not None else "没有页码"
    cause = ""
    if above is not None:
        pages_off = "少" if moved < 0 else "多"
        cause = f"或许是目录有误，或许《{above.title}》{pages_off}了{abs(moved)}页。"
    return Defect(
        f"目录中“{entry.title}”{said}，实际从第{found.pages[-1]}页开始。{cause}",
        place=entry.place,
        list=entry.list,
        excerpt=entry.title,
        key=entry.list,
    )


def _entries(document: Document, lists: Sequence[ListCase]) -> list[_Placed]:
    """The entries whose list is there and begins on a known page, in the order of the lists."""
    return [
        _Placed(entry, own, pages)
        for own in lists
        if (pages := _start_pages(document, own.duty_list))
        for entry in document.contents
        if entry.list == own.duty_list.id
    ]


def _order(own: ListCase) -> tuple[int, int]:
    return own.duty_list.place.sheet or 0, own.duty_list.place.line or 0


def _unnumbered_front(document: Document, shifts: Sequence[int | None]) -> int:
    """The pages before the lists, where no page has its number printed and these do not count."""
    if any(document.printed_pages) or not document.printed_pages or not shifts:
        return 0
    first = shifts[0] or 0
    return first if all(shift is not None and shift > 0 for shift in shifts) else 0


def _has_lost_pages(own: ListCase, moved: int) -> bool:
    """Whether the numbers of a list show already that it has too few or too many pages."""
    kinds = {found.fault.kind for found in own.numbering.items}
    if own.numbering.restarts:  # sections may be lost and doubled that no number tells
        kinds |= {fault.kind for fault in own.numbering.sections}
    ends_short = len(own.duty_list.sections) - 1 in own.numbering.short
    return "duplicate" in kinds if moved > 0 else "gap" in kinds or ends_short


def _is_copied(document: Document, own: ListCase, moved: int) -> bool:
    """Whether a list has too many pages because sheets of it stand twice."""
    sheets = {box[0] for row in own.rows for box in row.item.boxes}
    return 0 < moved == sum(original in sheets for _, original in document.copied_sheets)


def _has_lost_first_page(own: ListCase, entry: ContentsEntry) -> bool:
    """Whether the page that the contents name is lost, or out of order with its items."""
    pages = {row.item.place.page for row in own.rows}
    faults = [found.fault for found in own.numbering.items]
    if any(fault.kind == "gap" and fault.missing[0] == 1 for fault in faults):
        return (entry.page or 0) < (own.duty_list.place.page or 0)
    return any(fault.kind == "order" for fault in faults) and entry.page in pages


def _list_is_lost(document: Document, above: ListCase | None, own: ListCase) -> bool:
    """Whether a list that the contents name is not there, between these two."""
    order = [entry.list for entry in document.contents]
    first, last = above.duty_list.id if above else None, own.duty_list.id
    if last not in order or (first and first not in order):
        return False
    present = {duty_list.id for duty_list in document.lists}
    between = order[order.index(first) + 1 if first else 0 : order.index(last)]
    return any(list_id not in present for list_id in between)


def _start_pages(document: Document, duty_list: DutyList) -> tuple[int, ...]:
    """The numbers that a list's first page goes by: the one printed, and, where the lists are
    numbered from 1 each, the one counted on from the lists before it."""
    printed, sheet = duty_list.place.page, duty_list.place.sheet
    if printed is None:
        return ()
    if sheet is None or not any(document.printed_pages):
        return (printed,)
    before = 0
    numbers = [n for n in document.printed_pages[:sheet] if n is not None]
    for page, following in pairwise(numbers):
        before += page if following == 1 else 0
    return (printed, before + printed)


CONTENTS_PAGE = DocumentRule(
    id="contents-page",
    severity="error",
    meaning="目录所写的页码与清单实际开始的页码不一致，或目录没有列出清单。"
    "因缺页或重页而整体错开的，只在那一处报告。",
    example="目录写第12页，实际从第13页开始。",
    defects=_contents,
)
