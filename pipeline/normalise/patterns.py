"""What the lines of a duty list look like, whatever file they come from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.numerals import COUNTING, NUMERALS
from pipeline.model.schema import ListSchema, schema_of_title
from pipeline.model.text import squeeze

# "二、经济发展（6项）", "十三、应急管理与消防(共计10项)", "（二）经济发展（6项"; the size may be missing.
_SECTION = re.compile(
    rf"(?:(?P<no>[{NUMERALS}]+)[、．.，,]|[（(](?P<bracketed>[{NUMERALS}]+)[）)][、．.]?)"
    r"(?P<name>.+?)(?P<size>[（(]共?计?(?P<count>\d+)(?:个?事?项)[）)]?)?"
)
# "2.经济发展（6项）": a section only with its size, since points and items are numbered so too.
_ARABIC_SECTION = re.compile(
    r"(?P<no>\d{1,2})[、．.](?P<name>[^\d].*?)[（(]共?计?(?P<count>\d+)个?事?项[）)]"
)
# A section's number alone in its cell: "二", "二、", "（二）".
_SECTION_NUMBER = re.compile(rf"[（(]?(?P<no>[{NUMERALS}]+)[）)]?[、．.]?")
# A section row without its size is told from a sentence by these.
_SENTENCE = re.compile("[，。；：,;:]")
_LONGEST_SECTION_NAME = 20

# "68", "68.", "６８、", "（68）"
_NUMBER = re.compile(r"(?P<open>[（(])?(?P<number>\d{1,5})(?(open)[）)]|[.．、]?)")

# "①", "㉑", "❶", "⑴", "⒈": numbers that are one character; the first of each run is 1, or what is said.
_RUNS = (
    (1, 20, "①"),
    (21, 35, "㉑"),
    (36, 50, "㊱"),
    (1, 10, "❶"),
    (11, 20, "⓫"),
    (1, 20, "⑴"),
    (1, 20, "⒈"),
)
_ENCLOSED = {ord(sign) + n - a: str(n) for a, b, sign in _RUNS for n in range(a, b + 1)}

# Of "1.基本履职事项清单.....1", "一、配合履职事项清单…………12": the number in front, and the leader dots
# before the page. A page has four digits at most.
_CONTENTS_NUMBER = re.compile(rf"(?:\d{{1,2}}[.．、]?|[{COUNTING}]+、)(?=.)")
_LEADERS = ".．…·•⋯‥_-—"
_LONGEST_PAGE = 4

# "— 12 —", "第 12 页", "第12页 共60页": a page's number that a text export kept as a line of its own.
PAGE_NUMBER = re.compile(r"[-‐‑–—―－─]+\d{1,4}[-‐‑–—―－─]+|第\d{1,4}页(?:[,，/／]?共\d{1,4}页)?")
# What stands above the title of a list: "附件1", "表1", "附表".
LABEL = re.compile(r"附?[件表][一二三\d]{0,2}[:：]?")
CONTENTS_HEADING = re.compile("目[录次]")
# Not longer than any title is: matching takes time with the square of the length.
DOCUMENT_TITLE = re.compile(r"(?!.{121}).*(?:履行?职|职责).*清单(?:[（(].{1,20}[）)])?")
_PUNCTUATION = re.compile("[，。；：]")
BARE_DOCUMENT_TITLE = re.compile("(?:乡镇|乡|镇|街道)?履行职责事项清单")
# "黑龙江省鸡西市鸡冠区西郊乡", "（试行）", "2025年4月", "二〇二五年四月": what a cover carries besides the title.
COVER = re.compile(
    r"[^，。；：\d]{1,24}(?:省|市|县|区|旗|乡|镇|街道|办事处|党工委|委员会|政府)"
    rf"|[（(].{{1,12}}[）)]|[\d{NUMERALS}○Ｏ]{{2,4}}年(?:[\d{NUMERALS}]{{1,3}}月)?(?:[\d{NUMERALS}]{{1,3}}日)?"
)


@dataclass(frozen=True, slots=True)
class SectionTitle:
    """A section row taken apart; `count` is None where the row declares no size."""

    no: str
    name: str
    count: int | None


def section_title(text: str) -> SectionTitle | None:
    """Reads a section row, or None when the text is none."""
    squeezed = squeeze(text)
    if arabic := _ARABIC_SECTION.fullmatch(squeezed):
        return SectionTitle(arabic["no"], arabic["name"], int(arabic["count"]))
    match = _SECTION.fullmatch(squeezed)
    if match is None:
        return None
    name, count = match["name"], match["count"]
    if count is None and (len(name) > _LONGEST_SECTION_NAME or _SENTENCE.search(name)):
        return None
    return SectionTitle(match["no"] or match["bracketed"], name, int(count) if count else None)


def section_row(cells: Sequence[str]) -> SectionTitle | None:
    """Reads a section from the cells of its row, or None when the row is none.

    Usually it is one merged cell. Exports repeat that in every cell it covers, and some lists have
    the number or the size in a cell of its own.
    """
    filled = list(dict.fromkeys(squeezed for cell in cells if (squeezed := squeeze(cell))))
    if len(filled) == 1:
        return section_title(filled[0])
    if len(filled) in (2, 3) and item_number(filled[0]) is None:
        number = _SECTION_NUMBER.fullmatch(filled[0])
        parts = [f"{number['no']}、", *filled[1:]] if number else filled
        title = section_title("".join(parts))
        return title if title and title.count is not None else None
    return None


def item_number(text: str) -> int | None:
    """The number of an item as printed in its first cell, or None."""
    match = _NUMBER.fullmatch(squeeze(text).translate(_ENCLOSED))
    return int(match["number"]) if match else None


def is_cut_title(head: str, rest: str) -> bool:
    """Whether two lines are the document's title only together."""
    one, other, both = (squeeze(text) for text in (head, rest, head + rest))
    whole = DOCUMENT_TITLE.fullmatch(both) and not _PUNCTUATION.search(both)
    return bool(whole) and not any(map(DOCUMENT_TITLE.fullmatch, (one, other)))


def list_title(text: str) -> ListSchema | None:
    """The list whose title this is, or None."""
    return schema_of_title(squeeze(text))


def contents_entry(text: str) -> tuple[str, int | None] | None:
    """Title and page of a line of the contents, or None where the text is no such line.

    A line that names a list needs a leader or a page; any other needs the leader.
    """
    squeezed = squeeze(text)
    tail = squeezed[-_LONGEST_PAGE:]
    page = tail[len(tail.rstrip("0123456789０１２３４５６７８９")) :]
    head = squeezed[: len(squeezed) - len(page)]
    named = head.rstrip(_LEADERS) or head[:1]
    leader = len(head) - len(named) > 1
    title = _CONTENTS_NUMBER.sub("", named, count=1) if _CONTENTS_NUMBER.match(named) else named
    if not named or not (leader or (page and list_title(title))):
        return None
    return title, int(page) if page else None
