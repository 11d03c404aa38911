"""The mark that opens a point: 1. （1） ① 一是, and the number that it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = "一二三四五六七八九"
_CHINESE = "(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
# By style. Not 2.5, 1、3、5 or 12.1: a decimal or an enumeration.
_STYLES = {
    "decimal": re.compile(r"(\d{1,2})[.．、](?!\s*\d)"),
    "bracketed": re.compile(r"[（(](\d{1,2})[）)]"),
    "half-bracketed": re.compile(r"(\d{1,2})[）)]"),
    "circled": re.compile("([\u2460-\u2473])"),
    "ordinal": re.compile(rf"第?({_CHINESE})(?:是|要)"),
    "chinese-bracketed": re.compile(rf"[（(]({_CHINESE})[）)]"),
    "chinese": re.compile(rf"({_CHINESE})、(?![{_DIGITS}十])"),
}
_CIRCLED_ONE = 0x2460


@dataclass(frozen=True, slots=True)
class PointMark:
    """The mark of a point: how it is written, and its number."""

    style: str
    number: int


def point_mark(text: str) -> PointMark | None:
    """The mark that a text starts with, or None."""
    text = text.lstrip()
    for style, pattern in _STYLES.items():
        if match := pattern.match(text):
            return PointMark(style, _number(match[1]))
    return None


def marks_inside(text: str) -> tuple[PointMark, ...]:
    """The marks of points that begin inside a text: after the end of a sentence or of a clause."""
    return tuple(
        mark
        for match in _SENTENCE_END.finditer(text)
        if (mark := point_mark(text[match.end() :])) is not None
    )


# "…工作；2. …", "…：（1）…"
_SENTENCE_END = re.compile("[。；;：:](?=.)")


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if len(text) == 1 and ord(text) >= _CIRCLED_ONE and text not in _DIGITS + "十":
        return ord(text) - _CIRCLED_ONE + 1
    tens, ten, units = text.rpartition("十")
    return (_DIGITS.find(tens) + 1 if tens else 1) * 10 * bool(ten) + _DIGITS.find(units or "x") + 1
