"""The rule on the contents: each list begins where they say, and each list is named.

Where pages are counted (a text export counts the repeated titles), a page that is lost moves every list
after it. That is one defect, of the list that lost the page, and its items tell it already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.model.document import ContentsEntry, Document, DutyList
from pipeline.validate.findings import Defect
from pipeline.validate.rules.pages import page_faults
from pipeline.validate.rules.types import DocumentRule
from pipeline.validate.sections import numbering


def _contents(document: Document) -> Iterator[Defect]:
    # Pages that are lost or out of order move what follows: these tell it, not the contents.
    if not any(page_faults(document)):
        yield from _wrong_pages(document)
    named = {entry.list for entry in document.contents}
    for duty_list in document.lists:
        if document.contents and duty_list.id not in named:
            yield Defect(
                f"目录中没有《{duty_list.title}》。",
                duty_list.place,
                duty_list.id,
                key=duty_list.id,
            )


def _wrong_pages(document: Document) -> Iterator[Defect]:
    placed = _entries(document)
    shifts = [_shift(pages, entry) for entry, _, pages in placed]
    told = _unnumbered_front(document, shifts)  # how far what is before has moved what follows
    for index, (entry, duty_list, pages) in enumerate(placed):
        shift = shifts[index]
        returns = index + 1 < len(shifts) and shifts[index + 1] == told
        moved = 0 if shift is None or returns else shift - told
        if shift == told:
            continue
        told += moved
        above = _list_before(document, duty_list) if moved else None
        if moved and _list_is_lost(document, above, duty_list):
            continue
        if above and (_pages_are_told(above, moved) or _is_copied(document, above, moved)):
            continue
        if not _first_page_is_told(duty_list, entry):
            yield _wrong_page(entry, pages[-1], moved, above)


def _wrong_page(entry: ContentsEntry, actual: int, moved: int, above: DutyList | None) -> Defect:
    said = f"在第{entry.page}页" if entry.page is not None else "没有页码"
    cause = ""
    if above is not None:
        pages_off = "少" if moved < 0 else "多"
        cause = f"或许是目录有误，或许《{above.title}》{pages_off}了{abs(moved)}页。"
    return Defect(
        f"目录中“{entry.title}”{said}，实际从第{actual}页开始。{cause}",
        place=entry.place,
        list=entry.list,
        excerpt=entry.title,
        key=entry.list,
    )


def _entries(document: Document) -> list[tuple[ContentsEntry, DutyList, tuple[int, ...]]]:
    """The entries whose list is there and begins on a known page, in the order of the lists."""
    placed = []
    for duty_list in sorted(document.lists, key=_order):
        pages = _start_pages(document, duty_list)
        placed += [(e, duty_list, pages) for e in document.contents if e.list == duty_list.id]
    return [(entry, duty_list, pages) for entry, duty_list, pages in placed if pages]


def _order(duty_list: DutyList) -> tuple[int, int]:
    return duty_list.place.sheet or 0, duty_list.place.line or 0


def _shift(pages: tuple[int, ...], entry: ContentsEntry) -> int | None:
    """By how many pages a list begins later than its entry says; None where it says nothing."""
    if entry.page is None:
        return None
    return 0 if entry.page in pages else pages[-1] - entry.page


def _unnumbered_front(document: Document, shifts: Sequence[int | None]) -> int:
    """The pages before the lists, where no page has its number printed and these do not count."""
    if any(document.printed_pages) or not document.printed_pages or not shifts:
        return 0
    first = shifts[0] or 0
    return first if all(shift is not None and shift > 0 for shift in shifts) else 0


def _list_before(document: Document, duty_list: DutyList) -> DutyList | None:
    ordered = sorted(document.lists, key=_order)
    at = ordered.index(duty_list)
    return ordered[at - 1] if at else None


def _pages_are_told(duty_list: DutyList, moved: int) -> bool:
    """Whether the numbers of a list tell already that it has too few or too many pages."""
    judged = numbering(duty_list)
    if moved > 0:
        return any(told.fault.kind == "duplicate" for told in judged.items)
    ends_short = bool(duty_list.sections) and _lacks(duty_list, judged.explained[-1])
    return ends_short or any(told.fault.kind == "gap" for told in judged.items)


def _is_copied(document: Document, duty_list: DutyList, moved: int) -> bool:
    """Whether a list has too many pages because sheets of it stand twice."""
    sheets = {box[0] for item in duty_list.items for box in item.boxes}
    return 0 < moved == sum(original in sheets for _, original in document.copied_sheets)


def _first_page_is_told(duty_list: DutyList, entry: ContentsEntry) -> bool:
    """Whether the page that the contents name is lost, or out of order with its items."""
    pages = {item.place.page for item in duty_list.items}
    faults = [told.fault for told in numbering(duty_list).items]
    if any(b.kind == "gap" and b.missing[0] == 1 for b in faults):
        return (entry.page or 0) < (duty_list.place.page or 0)
    return any(b.kind == "order" for b in faults) and entry.page in pages


def _lacks(duty_list: DutyList, explained: int) -> bool:
    last = duty_list.sections[-1]
    return (last.declared_count or 0) > len(last.items) + explained


def _list_is_lost(document: Document, above: DutyList | None, duty_list: DutyList) -> bool:
    """Whether a list that the contents name is not there, between these two."""
    order = [entry.list for entry in document.contents]
    if duty_list.id not in order or (above and above.id not in order):
        return False
    present = {own.id for own in document.lists}
    between = order[order.index(above.id) + 1 if above else 0 : order.index(duty_list.id)]
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


RULES: Iterable[DocumentRule] = (
    DocumentRule(
        "contents-page",
        "error",
        "目录所写的页码与清单实际开始的页码不一致，或目录没有列出清单。"
        "因缺页或重页而整体错开的，只在那一处报告。",
        "目录写第12页，实际从第13页开始。",
        _contents,
    ),
)
