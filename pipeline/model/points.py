"""The mark that opens a point: 1. （1） ① 一是, and the number that it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.model.numerals import CIRCLED, COUNTING, DIGITS, circled_value, numeral_value

_ONES = DIGITS[1:]
_CHINESE = f"(?:[{_ONES}]?十[{_ONES}]?|[{_ONES}])"
# By style, at the start of a text. Not 2.5, 1、3、5 or 12.1: a decimal or an enumeration.
STYLES = {
    "decimal": re.compile(r"(\d{1,2})[.．、](?!\s*\d)"),
    "bracketed": re.compile(r"[（(](\d{1,2})[）)]"),
    "half-bracketed": re.compile(r"(\d{1,2})[）)]"),
    "circled": re.compile(f"([{CIRCLED}])"),
    "ordinal": re.compile(rf"第?({_CHINESE})(?:是|要)"),
    "chinese-bracketed": re.compile(rf"[（(]({_CHINESE})[）)]"),
    "chinese": re.compile(rf"({_CHINESE})、(?![{COUNTING}])"),
}

# All of them in one search, a group each.
_ANY_STYLE = re.compile(rf"\s*(?:{'|'.join(pattern.pattern for pattern in STYLES.values())})")
_STYLE_OF_GROUP = dict(enumerate(STYLES, 1))


@dataclass(frozen=True, slots=True)
class PointMark:
    """The mark of a point: how it is written, and its number."""

    style: str
    number: int


def point_mark(text: str) -> PointMark | None:
    """The mark that a text starts with, or None."""
    match = _ANY_STYLE.match(text)
    if match is None or match.lastindex is None:
        return None
    return PointMark(_STYLE_OF_GROUP[match.lastindex], _number(match[match.lastindex]))


def without_mark(text: str) -> str:
    """The text behind the mark that it starts with, if any."""
    match = _ANY_STYLE.match(text)
    return (text[match.end() :] if match else text).lstrip()


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
    return circled_value(text) or numeral_value(text) or 0
