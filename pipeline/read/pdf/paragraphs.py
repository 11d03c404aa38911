"""The lines of a cell to paragraphs: by where they start, by points, and by what a line could have held."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from pipeline.model.characters import seam
from pipeline.model.points import marks_inside, point_mark
from pipeline.model.schema import list_schemas
from pipeline.model.text import SENTENCE_END
from pipeline.read.pdf.values import TextLine

# "承接部门：", "履职方式及工作措施：": what a paragraph starts with, of two that follow one another.
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,14}[：:]")
# 履职方式及工作|措施：
_PART_OF_LABEL = re.compile("(?:履[职责]|工作|方式|措施|[及和与])$")
# No paragraph ends in these.
_GOES_ON = "，、,"
# In font sizes: how far a wrapped line may stay short of what would have filled it. Text that stops in
# the middle of a sentence is far more likely to be wrapped than ended.
_SLACK, _SLACK_IN_SENTENCE = 0.3, 1.6
_SPACE = 0.25
# Shorter lines may be whole names, one a line.
_SHORTEST_SENTENCE = 8
# In font sizes: how far from the middle a line may be to count as centred; how far in an indented one
# starts; how far from a level a line may start that stands at it, and how far where it may be centred.
_CENTRED, _INDENT, _AT, _EXACTLY = 0.3, (1.2, 2.8), 0.4, 0.1
# In font sizes: what a typesetter takes off an opening bracket at the start of a line.
_OPENING, _TRIMMED = "（《「『“‘【〔", 0.25
# A point of this style starts a paragraph, whatever the rest of the document does. Points in brackets or
# circles stand inside a paragraph more often.
_ALWAYS_STARTS = "decimal"

Apart = Callable[[str, str], bool]
"""Whether two names end and start between a text and the line after it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the paragraphs of a column start and go on.

    `flush`: nothing is told by where a line starts; `indented`: an indent starts a paragraph,
    `always-indented`: nothing else does; `hanging`: points start at the left and go on at `level`,
    points right of it. In the indented ones `level` is where paragraphs start, as a rule. `starting`:
    the styles of points that start lines.
    """

    kind: Literal["flush", "indented", "always-indented", "hanging"]
    level: float = 0.0
    starting: frozenset[str] = frozenset()


FLUSH = Layout("flush")


class Room(NamedTuple):
    """Where the text of a cell starts and how far it may reach, in points from the sheet's left, and
    how its paragraphs are laid out."""

    left: float
    right: float
    layout: Layout = FLUSH


def paragraphs(
    lines: Sequence[TextLine],
    room: Room,
    apart: Apart | None = None,
    running: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """The paragraphs of a cell; `apart` may tell two apart that the room does not; `running`: the styles
    of points that run on inside a paragraph in other parts of the cell."""
    texts = [line.text for line in lines[:1]]
    for line, goes_on in zip(lines[1:], joints(lines, room, apart, running), strict=True):
        if goes_on:
            texts[-1] = seam(texts[-1], line.text)
        else:
            texts.append(line.text)
    return tuple(" ".join(text.split()) for text in texts)


def styles_inside(lines: Sequence[TextLine]) -> frozenset[str]:
    """The styles of points that run on inside the lines: such a point may start a line by chance."""
    return frozenset(mark.style for line in lines for mark in marks_inside(line.text))


def joints(
    lines: Sequence[TextLine],
    room: Room,
    apart: Apart | None = None,
    running: frozenset[str] = frozenset(),
) -> list[bool]:
    """For each line but the first whether it goes on with the paragraph of the line before."""
    running |= styles_inside(lines)
    found: list[bool] = []
    first, text, hangs = (
        (lines[0], lines[0].text, _hangs(lines[0], room)) if lines else (None, "", False)
    )
    for before, line in pairwise(lines):
        assert first
        goes_on = _by_place(first, line, room, hangs=hangs)
        if goes_on is None:
            goes_on = _by_fullness(text, before, line, room, running)
        goes_on = goes_on and not (apart is not None and apart(text, line.text))
        found.append(goes_on)
        if goes_on:
            text, hangs = seam(text, line.text), hangs or _hangs(line, room)
        else:
            first, text, hangs = line, line.text, _hangs(line, room)
    return found


def _hangs(line: TextLine, room: Room) -> bool:
    """Whether a line stands where the points of its column go on."""
    level = room.left + room.layout.level
    # Typesetters trim the left half of a bracket that starts a line.
    trimmed = _TRIMMED if line.text.lstrip()[:1] in _OPENING else 0.0
    return room.layout.kind == "hanging" and line.x0 > level - (_AT + trimmed) * line.size


def _by_place(first: TextLine, line: TextLine, room: Room, *, hangs: bool) -> bool | None:
    """Whether a line goes on with the paragraph that `first` starts, as far as its start tells;
    `hangs`: whether lines of the paragraph stand where points go on."""
    kind = room.layout.kind
    if kind == "flush":
        return None
    if kind == "hanging":
        marked = point_mark(line.text) is not None
        if _hangs(line, room):
            return None if marked or is_centred(line, room) else True
        return False if hangs or (marked and point_mark(first.text)) else None
    if is_centred(line, room):
        return None
    low, high = _INDENT
    indented = low < (line.x0 - room.left) / line.size < high
    return not indented if indented or kind == "always-indented" else None


def _by_fullness(
    text: str, before: TextLine, line: TextLine, room: Room, running: frozenset[str]
) -> bool:
    """The same as far as the paragraph's text and the width of its last line tell."""
    if not is_full(before, line, room, text) or _starts_measures(text, before, line):
        return False
    mark = point_mark(line.text)
    if mark is None or mark.style in running:
        return True
    if mark.style != _ALWAYS_STARTS and mark.style not in room.layout.starting:
        return True
    opening = point_mark(text)
    follows = opening and opening.style == mark.style and mark.number == opening.number + 1
    return before.text.rstrip()[-1:] not in SENTENCE_END and not follows


def opens(text: str) -> bool:
    """Whether a text starts as paragraphs do: with the mark of a point, or a label."""
    return point_mark(text) is not None or _LABEL.match(text.lstrip()) is not None


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


def is_full(line: TextLine, following: TextLine, room: Room, start: str = "") -> bool:
    """Whether what starts the following line would not have fitted at the end of this one, whose
    paragraph starts with `start`."""
    end = room.left + line.x1 - line.x0 if is_centred(line, room) else line.x1
    text = line.text.rstrip()
    in_sentence = (
        line.glyphs >= _SHORTEST_SENTENCE
        and text[-1:] not in SENTENCE_END
        and not all(_LABEL.match(text.lstrip()) for text in (start or line.text, following.text))
    )
    slack = _SLACK_IN_SENTENCE if in_sentence else _SLACK
    # Between Latin words there would have been a space.
    space = _SPACE if text[-1:].isascii() and following.text[:1].isascii() else 0.0
    return end + following.start > room.right - (slack + space) * line.size


def is_centred(line: TextLine, room: Room) -> bool:
    """Whether a line stands in the middle of its room."""
    level = room.left + room.layout.level
    if room.layout.level and abs(line.x0 - level) <= _EXACTLY * line.size:
        return False  # where lines start that are indented
    inside = line.x0 - room.left > _CENTRED * line.size
    off = abs(line.x0 + line.x1 - room.left - room.right) / 2
    return inside and off < _CENTRED * line.size
