"""The lines of a cell to paragraphs: a line that could have held more ended its paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pipeline.model.characters import seam
from pipeline.model.schema import list_schemas
from pipeline.read.pdf.values import TextLine

# "2. ", "３、": the number of a point, not "2.5" or "1、3、5". Points in brackets or circles stand inside a
# paragraph more often than they start one.
_POINT = re.compile(r"(\d{1,2})[.．、](?!\s*\d)")
_MIDLINE_POINT = re.compile(r"[。；;]\s*\d{1,2}[.．](?!\s*\d)")
# "承接部门：", "履职方式及工作措施：": what a paragraph starts with, of two that follow one another.
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,14}[：:]")
# 履职方式及工作|措施：
_PART_OF_LABEL = re.compile("(?:履[职责]|工作|方式|措施|[及和与])$")
_SENTENCE_END = "。；;：:！？!?"
# No paragraph ends in these.
_GOES_ON = "，、,"
# In font sizes: how far a wrapped line may stay short of what would have filled it. Text that stops in
# the middle of a sentence is far more likely to be wrapped than ended.
_SLACK, _SLACK_IN_SENTENCE = 0.3, 1.6
_SPACE = 0.25
# Shorter lines may be whole names, one a line.
_SHORTEST_SENTENCE = 8
# In font sizes: how far from the middle a line may be to count as centred; how far in an indented one
# starts.
_CENTRED, _INDENT = 0.3, (1.2, 2.8)


@dataclass(frozen=True, slots=True)
class Room:
    """Where the text of a cell starts and how far it may reach, in points from the sheet's left;
    whether an indent starts a paragraph there, and whether nothing else does."""

    left: float
    right: float
    indents: bool = False
    always: bool = False


def paragraphs(
    lines: Sequence[TextLine], room: Room, apart: Callable[[str, str], bool] | None = None
) -> tuple[str, ...]:
    """The paragraphs of a cell; `apart` may tell two apart that the room does not."""
    running = run_on(lines)
    texts = [line.text for line in lines[:1]]
    for line, following in pairwise(lines):
        if wraps(line, following, room, start=texts[-1], running=running) and not (
            apart and apart(texts[-1], following.text)
        ):
            texts[-1] = seam(texts[-1], following.text)
        else:
            texts.append(following.text)
    return tuple(" ".join(text.split()) for text in texts)


def run_on(lines: Iterable[TextLine]) -> bool:
    """Whether points stand inside the lines of a cell, so that one may start a line by chance."""
    return any(_MIDLINE_POINT.search(line.text) for line in lines)


def wraps(
    line: TextLine,
    following: TextLine,
    room: Room,
    *,
    start: str = "",
    running: bool = False,
) -> bool:
    """Whether `following` goes on with the paragraph of `line`, which starts with `start`.

    `running`: as `run_on` tells of the cell.
    """
    if room.indents and not _centred(following, room):
        low, high = _INDENT
        indented = low < (following.x0 - room.left) / following.size < high
        if indented or room.always:
            return not indented
    start = start or line.text
    if not _full(line, following, room, start) or _starts_measures(start, line, following):
        return False
    if running or not starts_point(following):
        return True
    ended = line.text.rstrip()[-1:] in _SENTENCE_END
    return not ended and not _follows(start, following.text)


def starts_point(line: TextLine) -> bool:
    """Whether a line starts with the number of a point."""
    return _POINT.match(line.text.lstrip()) is not None


def _follows(point: str, line: str) -> bool:
    """Whether a line has the number after that of the point above: 2. and 3."""
    above, here = (_POINT.match(text.lstrip()) for text in (point, line))
    return above is not None and here is not None and int(here[1]) == int(above[1]) + 1


def certainly_wraps(line: TextLine) -> bool:
    """Whether the line's paragraph goes on, wherever the line ends."""
    return line.text.rstrip()[-1:] in _GOES_ON


def _starts_measures(start: str, line: TextLine, following: TextLine) -> bool:
    """Whether how it is done starts a paragraph, after the one that says who takes over."""
    return any(
        measures.match(following.text) and department.match(start)
        for department, measures in _labels()
    ) and not _PART_OF_LABEL.search(line.text.rstrip())


@cache
def _labels() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    known = (schema.labels for schema in list_schemas() if schema.labels)
    return tuple(
        (re.compile(rf"\s*{labels.department}[：:]"), re.compile(rf"\s*{labels.measures}[：:]"))
        for labels in known
    )


def _full(line: TextLine, following: TextLine, room: Room, start: str) -> bool:
    """Whether what starts the following line would not have fitted at the end of this one."""
    end = room.left + line.x1 - line.x0 if _centred(line, room) else line.x1
    text = line.text.rstrip()
    in_sentence = (
        line.glyphs >= _SHORTEST_SENTENCE
        and text[-1:] not in _SENTENCE_END
        and not all(_LABEL.match(text.lstrip()) for text in (start, following.text))
    )
    slack = _SLACK_IN_SENTENCE if in_sentence else _SLACK
    # Between Latin words there would have been a space.
    space = _SPACE if text[-1:].isascii() and following.text[:1].isascii() else 0.0
    return end + following.start > room.right - (slack + space) * line.size


def _centred(line: TextLine, room: Room) -> bool:
    inside = line.x0 - room.left > _CENTRED * line.size
    off = abs(line.x0 + line.x1 - room.left - room.right) / 2
    return inside and off < _CENTRED * line.size
