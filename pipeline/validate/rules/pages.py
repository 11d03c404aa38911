"""The rule on the order of pages, by the numbers printed on them: none lost, doubled or out of place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from pipeline.model.document import Document
from pipeline.model.source import Place
from pipeline.validate.findings import Defect, identity
from pipeline.validate.rules.document import each_item
from pipeline.validate.rules.types import DocumentRule
from pipeline.validate.sequence import Break, breaks, spans

# A list whose first pages are lost starts with a number no higher than this.
_LATEST_START = 3

_Sheets = list[tuple[int, int | None]]
"""Sheets and the numbers printed on them."""


def _page_order(document: Document) -> Iterator[Defect]:
    for sheet, original in document.copied_sheets:
        page = document.printed_pages[sheet - 1]
        printed = f"第{page}页" if page is not None else f"PDF第{original}张"
        yield Defect(
            f"{printed}重复出现：PDF第{sheet}张与第{original}张内容相同，重复的一份没有计入。",
            Place(sheet=sheet, page=page),
            _list_on(document, original),
            key=f"copy|{_first_on(document, original)}",
        )
    yield from page_faults(document)


def page_faults(document: Document) -> Iterator[Defect]:
    """Where the numbers printed on the pages do not go on."""
    for index, sheets in enumerate(_segments(document)):
        numbers = _filled([number for _, number in sheets])
        first = min((n for n in numbers if n is not None), default=1)
        # A list that is numbered for itself starts with page 1; a document may start anywhere.
        start = 1 if index or _starts_late(document, first) else first
        for defect in breaks([n if n is None else n - start + 1 for n in numbers]):
            yield from _told(document, defect, sheets, numbers, start - 1)


def _starts_late(document: Document, first: int) -> bool:
    """Whether the contents name a page that would stand before the first one."""
    return any(entry.page is not None and entry.page < first for entry in document.contents)


def _segments(document: Document) -> Iterator[_Sheets]:
    """The sheets in runs that are numbered for themselves, without those that are copies."""
    starts = {duty_list.place.sheet for duty_list in document.lists}
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


def _told(
    document: Document, defect: Break, sheets: _Sheets, numbers: list[int | None], before: int
) -> Iterator[Defect]:
    index = min(defect.index, len(sheets) - 1)
    sheet, page = sheets[index][0], numbers[index]
    place = Place(sheet=sheet, page=page)
    above = next((n for n in reversed(numbers[:index]) if n is not None), None)
    after = f"第{above}页之后是第{page}页" if above is not None else f"从第{page}页开始"
    missing = [number + before for number in defect.missing]
    match defect.kind:
        case "gap":
            message = f"缺少第{spans(missing)}页：{after}。"
        case "duplicate":
            message = f"页码{page}重复出现，两页的内容不同。"
        case _:
            due = f"，此处应为第{spans(missing)}页" if missing else ""
            message = f"页码顺序有误：{after}{due}。"
    # Page numbers change when a page is added before them; what stands on the page does not.
    kind = f"{defect.kind} {len(missing)}"
    key = f"{kind}|{_first_on(document, sheet)}"
    yield Defect(message, place, _list_on(document, sheet), key=key)


def _list_on(document: Document, sheet: int) -> str | None:
    """The list that a sheet belongs to; None where it is before all lists."""
    begun = [own for own in document.lists if own.place.sheet and own.place.sheet <= sheet]
    return max(begun, key=lambda own: own.place.sheet or 0).id if begun else None


def _first_on(document: Document, sheet: int) -> str:
    """The first item that begins on the sheet or after it."""
    items = (item for _, _, item in each_item(document))
    return next((identity(i) for i in items if i.place.sheet and i.place.sheet >= sheet), "")


RULES: Iterable[DocumentRule] = (
    DocumentRule(
        "page-order",
        "error",
        "印在页面上的页码缺失、重复或顺序有误，或一页出现两次。",
        "第31页之后是第33页。",
        _page_order,
    ),
)
