"""What stands beside a list's rows and is no defect: unit and date above them, notes below, a signature.

Only at their own places: the same words among rows are foreign text, which is to be told.
"""

from __future__ import annotations

import re

from pipeline.model.text import squeeze
from pipeline.model.wording import wording
from pipeline.normalise.outlook import Outlook
from pipeline.normalise.parts import PageNumber, Part, Remark, Running
from pipeline.normalise.patterns import COVER, section_title

_TOTAL, _COUNT = wording("total"), wording("total_count")
# What stands between 合计 and its number: "合计：12项", "合计（12项）", "合计为12项".
_BEFORE_NUMBER = re.compile(r"[:：，,（(为有]*(?:\d|[一二三四五六七八九十百]+[个项条件])")
_LONGEST_TOTAL = 120
_OUTER_BRACKETS = re.compile(r"[（(【](?P<inner>[^（()）【】]*)[）)】]")
# A line of a note that ends so is at its end; any other was wrapped.
ENDED = "。；！？：.;!?:）)】"
SHORTEST_WRAPPED = 15
"""Characters of a line of a sheet: one that is shorter was not wrapped; it is a heading, a date, a name."""
_AT_END = tuple(map(wording, ("signature", "colophon", "date")))
_BELOW = (*map(wording, ("note_start", "above_header")), *_AT_END)
_ABOVE = tuple(map(wording, ("above_header", "bracketed", "date", "note_start")))


def is_total(text: str) -> bool:
    """Whether a text, without white space, states a total: 合计：12项, （共12项）, 其中党的建设4项."""
    bracketed = _OUTER_BRACKETS.fullmatch(text)
    text = bracketed["inner"] if bracketed else text
    if len(text) > _LONGEST_TOTAL:
        return False
    if text.startswith("其中") and _COUNT.match(text):
        return True
    head = _TOTAL.match(text)
    if not head:
        return False
    rest = text[head.end() :]
    return bool(_BEFORE_NUMBER.match(rest) or (rest[:1] in "：:" and _COUNT.match(rest)))


class Remarks:
    """Which lines are remarks, and whether a note is going on."""

    def __init__(self, ahead: Outlook, *, wrapped: bool) -> None:
        """`wrapped`: lines are those of sheets, so that a paragraph may have several."""
        self._ahead = ahead
        self._wrapped = wrapped
        self._note = ""

    def went_on(self, part: Part) -> None:
        """Tells what the last block was: a note goes on over page numbers, not over anything else."""
        if isinstance(part, Remark):
            text = squeeze(part.text)
            goes_on = bool(self._note) and not any(w.match(text) for w in _AT_END)
            self._note = text if goes_on or wording("note_start").match(text) else ""
        elif not isinstance(part, PageNumber | Running):
            self._note = ""

    def below(self, index: int, text: str) -> bool:
        """Whether a note begins or goes on here, below a table."""
        if not text or not self._ahead.ends_list(index):
            return False
        return bool(wording("note_start").match(text)) or self._goes_on(index, text)

    def is_of_document(self, index: int, text: str) -> bool:
        """Whether a line behind all rows is of the document as a whole: signature, date, whom it went to."""
        return self._ahead.is_last(index) and any(w.match(text) for w in _AT_END)

    def takes(self, index: int, text: str, *, above_table: bool) -> bool:
        """Whether a line in a list is a remark; `above_table`: under its title, before the first row."""
        if is_total(text) or self.below(index, text):
            return True
        if above_table:
            return any(w.match(text) for w in _ABOVE) or bool(COVER.fullmatch(text))
        if self._ahead.is_last(index):
            return any(w.match(text) for w in _BELOW)
        return self._is_place_before_title(index, text)

    def _goes_on(self, index: int, text: str) -> bool:
        if not self._note or self._is_section(index, text):
            return False
        cut = self._wrapped and len(self._note) >= SHORTEST_WRAPPED
        unended = cut and not self._note.endswith(tuple(ENDED))
        return bool(wording("note_point").match(text)) or unended

    def _is_section(self, index: int, text: str) -> bool:
        """Whether a line that could be a point of a note opens a section: by its size, or by its rows."""
        title = section_title(text)
        row = self._ahead.rows[index]
        return title is not None and (title.count is not None or row == index + 1)

    def _is_place_before_title(self, index: int, text: str) -> bool:
        """Whether a line is the place above a list's title."""
        following, row = self._ahead.titles[index], self._ahead.rows[index]
        if following is None or (row is not None and row < following):
            return False
        return bool(COVER.fullmatch(text))
