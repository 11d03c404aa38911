"""Rules on what a person sees and the text lacks, and on what the file says and nobody sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.model.document import AsideAt, PlacedItem
from pipeline.model.source import AsideKind
from pipeline.validate.case import Case
from pipeline.validate.findings import Defect, at_item
from pipeline.validate.rules.documents.ink import unread_on_sheets, unseen_on_sheets
from pipeline.validate.rules.rule import DocumentRule

_Where = tuple[str | None, int | None]
_SHOWN = 60
"""Characters of a text that the message quotes."""


def _unseen(case: Case) -> Iterator[Defect]:
    yield from unseen_on_sheets(case)
    for asides, row in _by_place(case, "unseen"):
        text = "；".join(aside.text for aside in asides)
        message = f"文件里有纸面上看不见的文字（隐藏、与底色相同或极小）：“{text[:_SHOWN]}”。数据中没有这些文字。"
        yield _defect(message, text, asides[0], row)


def _unread(case: Case) -> Iterator[Defect]:
    yield from unread_on_sheets(case)
    for asides, row in _by_place(case, "unread"):
        if asides[0].list is None:
            continue  # a picture on the cover
        text = "、".join(dict.fromkeys(aside.text for aside in asides))
        message = f"此处有{text}，其中如有文字，没有读入；请改为文字，或先做文字识别（OCR）。"
        yield _defect(message, text, asides[0], row)


def _by_place(case: Case, kind: AsideKind) -> Iterator[tuple[list[AsideAt], PlacedItem | None]]:
    """What is beside the text of one item, or of no item of a list, together."""
    rows: dict[_Where, PlacedItem] = {}
    for row in case.rows:
        rows.setdefault((row.duty_list.id, row.item.seq), row)
    places: defaultdict[_Where, list[AsideAt]] = defaultdict(list)
    for aside in case.document.asides:
        if aside.kind == kind:
            places[aside.list, aside.seq].append(aside)
    for where, asides in places.items():
        yield asides, rows.get(where) if where[1] is not None else None


def _defect(message: str, text: str, first: AsideAt, row: PlacedItem | None) -> Defect:
    if row is not None:
        return at_item(row, message, excerpt=text, key=text)
    return Defect(message, first.place, first.list, excerpt=text, key=text)


UNREAD_INK = DocumentRule(
    id="unread-ink",
    severity="error",
    meaning="看得见而不是文字的内容：画成轮廓的字、图片、批注框。其中的文字没有读入。",
    example="配合履职事项第12项的职责是一张截图。",
    defects=_unread,
)
UNSEEN_TEXT = DocumentRule(
    id="unseen-text",
    severity="warning",
    meaning="文件里有而纸面上看不见的文字：隐藏的、与底色相同的、极小的、被遮住的。数据中没有这些文字。",
    example="事项名称后有白色的“（与第3项合并，待删）”。",
    defects=_unseen,
)
