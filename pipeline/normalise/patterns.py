"""What the lines of a duty list look like, whatever file they come from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from pipeline.model.item_numbers import item_number
from pipeline.model.numerals import COUNTING, NUMERALS, numeral_value
from pipeline.model.schema import ListSchema, schema_of_title
from pipeline.model.text import squeeze
from pipeline.model.wording import wording

_MARK, _SIZE = wording("section_mark"), wording("section_size")
# "2.经济发展（6项）": a section only with its size, since points and items are numbered so too.
_ARABIC_MARK = re.compile(r"(?P<no>\d{1,2})[、．.](?=[^\d])")
# "一 党的建设（4项）": white space for the mark, in the text as it is printed.
_SPACED = re.compile(rf"\s*(?P<no>[{NUMERALS}]+)[^\S\t]+(?=\S)")
# A section's number alone in its cell: "二", "二、", "（二）".
_SECTION_NUMBER = re.compile(rf"[（(]?(?P<no>[{NUMERALS}]+)[）)]?[、．.]?")
# A size alone in its cell: "4项", "（4项）", "共4项", "4".
_BARE_SIZE = re.compile(r"\d{1,3}")
# A section row without its size is told from a sentence by these.
_SENTENCE = re.compile("[，。；：,;:]")
_LONGEST_SECTION_NAME = 20

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


Mark = Literal["numeral", "space", "bracketed", "arabic", "none"]
"""How a section row is numbered: 一、 or 一 before a space, （一）, 1., or not at all."""


@dataclass(frozen=True, slots=True)
class SectionTitle:
    """A section row taken apart; `count` is None where the row declares no size."""

    no: str | None
    name: str
    count: int | None
    mark: Mark = field(default="numeral", compare=False)


def section_title(text: str) -> SectionTitle | None:
    """Reads a numbered section row, or None when the text is none."""
    squeezed = squeeze(text)
    if mark := _MARK.match(squeezed):
        bracketed = mark["no"] is None
        title = _named(squeezed[mark.end() :], mark["no"] or mark["bracketed"])
        return replace(title, mark="bracketed") if title and bracketed else title
    if arabic := _ARABIC_MARK.match(squeezed):
        title = _named(squeezed[arabic.end() :], arabic["no"])
        return replace(title, mark="arabic") if title and title.count is not None else None
    if spaced := _SPACED.match(text):
        title = _named(squeeze(text[spaced.end() :]), spaced["no"])
        return replace(title, mark="space") if title else None
    return None


def unnumbered_section(text: str) -> SectionTitle | None:
    """Reads a section row without a number: one with its size (党的建设（4项）), or None."""
    title = _named(squeeze(text), None)
    return replace(title, mark="none") if title and title.count is not None else None


def _named(text: str, no: str | None) -> SectionTitle | None:
    """Name and size of a section; no sentence, unless it ends in a size in brackets."""
    size = _SIZE.match(text)
    name, count = text, None
    if size:
        name, count = text[: size.start()], size_value(size)
    told_in_brackets = size is not None and text[size.start()] in "（(【[〔［" and no is not None
    if not name or (
        not told_in_brackets and (len(name) > _LONGEST_SECTION_NAME or _SENTENCE.search(name))
    ):
        return None
    return SectionTitle(no, name, count)


def size_value(match: re.Match[str]) -> int | None:
    """The number of a size, whichever way it is written."""
    number = next(filter(None, match.groups()), "")
    return int(number) if number.isdecimal() else numeral_value(number)


def section_row(cells: Sequence[str]) -> SectionTitle | None:
    """Reads a section from the cells of its row, or None when the row is none.

    Usually it is one merged cell. Exports repeat that in every cell it covers, and some lists have
    the number or the size in a cell of its own.
    """
    filled = list(dict.fromkeys(cell for cell in cells if squeeze(cell)))
    if len(filled) == 1:
        title = section_title(filled[0])
        return title or (unnumbered_section(filled[0]) if squeeze(cells[0]) else None)
    if len(filled) in (2, 3) and item_number(filled[0]) is None and squeeze(cells[0]):
        return _section_in_cells([squeeze(cell) for cell in filled])
    return None


def _section_in_cells(filled: Sequence[str]) -> SectionTitle | None:
    number = _SECTION_NUMBER.fullmatch(filled[0])
    *names, last = filled
    if _BARE_SIZE.fullmatch(last):
        last = f"（{last}）"
    parts = [*names, last]
    if number:
        title = section_title("".join([f"{number['no']}、", *parts[1:]]))
        return title if title and (title.count is not None or len(filled) == 2) else None
    if _SIZE.match(last) is None:
        return None
    title = section_title("".join(parts)) or unnumbered_section("".join(parts))
    return title if title and title.count is not None else None


def is_sentence(text: str) -> bool:
    """Whether a text has the punctuation of a sentence."""
    return bool(_PUNCTUATION.search(text))


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
