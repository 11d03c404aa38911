"""Rules on pages: each has text, and by the numbers printed on them none is lost, doubled or out of place."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.source import Place
from pipeline.validate.case import Case
from pipeline.validate.findings import Defect, lasting_name
from pipeline.validate.numbering import spans
from pipeline.validate.page_numbers import PageFault
from pipeline.validate.rules.rule import DocumentRule


def _scanned(case: Case) -> Iterator[Defect]:
    for sheet in case.document.scanned_sheets:
        page = case.document.printed_pages[sheet - 1]
        printed = f"（页码{page}）" if page is not None else ""
        yield Defect(
            f"PDF第{sheet}张{printed}是扫描图像，没有文字层，其中的内容没有读入；请先做文字识别（OCR）。",
            Place(sheet=sheet, page=page),
            key=f"{sheet}",
        )


def _page_order(case: Case) -> Iterator[Defect]:
    for sheet, original in case.document.copied_sheets:
        page = case.document.printed_pages[sheet - 1]
        printed = f"第{page}页" if page is not None else f"PDF第{original}张"
        yield Defect(
            f"{printed}重复出现：PDF第{sheet}张与第{original}张内容相同，重复的一份没有计入。",
            Place(sheet=sheet, page=page),
            _list_on(case, original),
            key=f"copy|{_first_on(case, original)}",
        )
    for fault in case.page_faults:
        # Page numbers change when a page is added before them; what stands on the page does not.
        yield Defect(
            _message(fault),
            Place(sheet=fault.sheet, page=fault.page),
            _list_on(case, fault.sheet),
            key=f"{fault.kind} {len(fault.missing)}|{_first_on(case, fault.sheet)}",
        )


def _message(fault: PageFault) -> str:
    page, above = fault.page, fault.above
    after = f"第{above}页之后是第{page}页" if above is not None else f"从第{page}页开始"
    match fault.kind:
        case "gap":
            return f"缺少第{spans(fault.missing)}页：{after}。"
        case "duplicate":
            return f"页码{page}重复出现，两页的内容不同。"
        case _:
            due = f"，此处应为第{spans(fault.missing)}页" if fault.missing else ""
            return f"页码顺序有误：{after}{due}。"


def _list_on(case: Case, sheet: int) -> str | None:
    """The list that a sheet belongs to; None where it is before all lists."""
    lists = case.document.lists
    begun = [own for own in lists if own.place.sheet and own.place.sheet <= sheet]
    return max(begun, key=lambda own: own.place.sheet or 0).id if begun else None


def _first_on(case: Case, sheet: int) -> str:
    """The first item that begins on the sheet or after it."""
    items = (row.item for row in case.rows)
    return next((lasting_name(i) for i in items if i.place.sheet and i.place.sheet >= sheet), "")


SCANNED_PAGE = DocumentRule(
    id="scanned-page",
    severity="error",
    meaning="PDF中有的页面只是扫描图像，没有文字层，其中的内容没有读入。",
    example="五十页中第12、13张是插入的扫描件。",
    defects=_scanned,
)
PAGE_ORDER = DocumentRule(
    id="page-order",
    severity="error",
    meaning="印在页面上的页码缺失、重复或顺序有误，或一页出现两次。",
    example="第31页之后是第33页。",
    defects=_page_order,
)
