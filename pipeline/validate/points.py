"""The points of a cell: 1. 2. 3., whether each is a paragraph or they run on in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.model.points import STYLES
from pipeline.model.text import SENTENCE_END

# 1. 1． 1、 anywhere in a text, also before a digit: "；2.5月底前…" may be point 2.
_PLAIN = re.compile(r"(?<![0-9A-Za-z.．])(\d{1,2})\s?[.．、](?![.．])")
# A point begins after a sentence, or after a label: 【工作方式】1. 开展巡查。
_BEFORE_POINT = SENTENCE_END + "】"
_TEXT = re.compile(r"\S")


# "2）", the number of a point that has a closing bracket only.
_CLOSED = re.compile(r"(?:^|(?<=[\n。；;：:\s]))(\d{1,2})[）)]")


class Point(NamedTuple):
    """One point of a cell; text before the first number, or without any, has number None."""

    number: int | None
    text: str
    starts_run: bool = False


def lost_bracket(text: str) -> re.Match[str] | None:
    """The one number 2） of a text in which others are （1） and （3）: it has lost its opening bracket."""
    closed = list(_CLOSED.finditer(text))
    if len(closed) != 1:
        return None
    number = int(closed[0][1])
    others = {int(match[1]) for match in STYLES["bracketed"].finditer(text)}
    is_lost = number not in others and {number - 1, number + 1} & others
    return closed[0] if is_lost else None


def points_of(paragraphs: tuple[str, ...]) -> tuple[Point, ...]:
    """The points of a cell, whether each is a paragraph or they run on in one."""
    result: list[Point] = []
    last: int | None = None
    fresh = True  # the numbers may start again at 1
    for paragraph in paragraphs:
        marks = list(_marks(paragraph, last))
        head = paragraph[: marks[0].start()] if marks else paragraph
        if head.strip():
            result.append(Point(None, head.strip()))
            fresh = True
        for index, mark in enumerate(marks):
            end = marks[index + 1].start() if index + 1 < len(marks) else len(paragraph)
            number, text = int(mark[1]), paragraph[mark.end() : end].strip()
            starts = last is None or (number == 1 and fresh)
            result.append(Point(number, text, starts))
            last, fresh = number, text.endswith(("：", ":"))
    return tuple(result)


def point_by_point(paragraphs: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The paragraphs of a cell, each cut before the points that run on in it; joined, the pieces of one are
    that paragraph, character for character."""
    result: list[tuple[str, ...]] = []
    last: int | None = None
    for paragraph in paragraphs:
        cuts = [0]
        for mark in _marks(paragraph, last):
            last = int(mark[1])
            if paragraph[cuts[-1] : mark.start()].strip():
                cuts.append(mark.start())
        ends = [*cuts[1:], len(paragraph)]
        result.append(tuple(paragraph[a:b] for a, b in zip(cuts, ends, strict=True)))
    return tuple(result)


def _marks(paragraph: str, last: int | None) -> Iterator[re.Match[str]]:
    """The numbers that open a point, not those of dates, decimals and enumerations."""
    for match in _PLAIN.finditer(paragraph):
        number = int(match[1])
        due = number == (last or 0) + 1
        before = end_before(paragraph, match.start())
        opens = not before.strip() or before.rstrip()[-1] in _BEFORE_POINT
        spaced = before[-1:].isspace()
        rest = paragraph[match.end() : match.end() + 1]
        if rest.isdigit() and not (opens and due and number > 1):
            continue
        has_text = _TEXT.search(paragraph, match.end()) is not None
        if (opens and has_text) or (due and (spaced or _glued(before, rest))):
            last = number
            yield match


def end_before(text: str, at: int) -> str:
    """The last characters before a place, back to one or two that are no white space."""
    start = at - 1
    while start > 0 and text[start].isspace():
        start -= 1
    return text[max(0, start - 1) : at]


def _glued(before: str, rest: str) -> bool:
    """A number without sign or space before it, as in 做好宣传工作2.开展巡查."""
    return before[-2:] in ("工作", "管理", "服务", "宣传", "上报") and rest[:1].strip() != ""
