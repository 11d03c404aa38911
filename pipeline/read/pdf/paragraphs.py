"""The lines of a cell to paragraphs: a line that could have held more ended its paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.characters import join
from pipeline.read.pdf.values import TextLine

# "2. ", "３、"; "（二）", "(3)"; "②": how points are numbered, not "2.5" or "1、3、5".
_STYLES = (
    r"\d{1,2}[.．、](?!\s*\d)",
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]",
    "[①-⑳]",
)
_NUMBERED = re.compile(r"(\d{1,2})[.．、]")
_ENUMERATORS = tuple(re.compile(style) for style in _STYLES)
_MIDLINE_POINTS = tuple(re.compile(rf"[。；;：:]\s*(?:{style})") for style in _STYLES)
# "承接部门：", "履职方式及工作措施：": what a paragraph starts with, of two that follow one another.
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,14}[：:]")
_LAST_NUMBER = re.compile(r"[。；;：]\s*\d{1,2}[.．]$")
_UNSPACED_POINT = re.compile(r"[。；;]\d{1,2}[.．](?!\s*\d)")
_SPACED_NUMBER = re.compile(r"(?:^|[。；;：]\s*)\d{1,2}[.．]\s")
_SENTENCE_END = "。；;：:！？!?"
# No paragraph ends in these.
_GOES_ON = "，、,"
# In font sizes: how far a wrapped line may stay short of what would have filled it. Text that stops in
# the middle of a sentence is far more likely to be wrapped than ended.
_SLACK, _SLACK_IN_SENTENCE = 0.3, 1.6
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
    run_on = run_on_styles(lines)
    texts = [line.text for line in lines[:1]]
    for line, following in pairwise(lines):
        if wraps(line, following, room, start=texts[-1], run_on=run_on) and not (
            apart and apart(texts[-1], following.text)
        ):
            texts[-1] = seam(texts[-1], following.text)
        else:
            texts.append(following.text)
    return tuple(" ".join(text.split()) for text in texts)


def run_on_styles(lines: Iterable[TextLine]) -> tuple[int, ...]:
    """The styles in which points stand inside the lines of a cell."""
    texts = [line.text for line in lines]
    return tuple(s for s, point in enumerate(_MIDLINE_POINTS) if any(map(point.search, texts)))


def wraps(
    line: TextLine,
    following: TextLine,
    room: Room,
    *,
    start: str = "",
    run_on: Collection[int] = (),
) -> bool:
    """Whether `following` goes on with the paragraph of `line`, which starts with `start`.

    `run_on`: the styles in which points stand inside the cell's lines, so that one may start a line by
    chance.
    """
    if room.indents and not _centred(following, room):
        low, high = _INDENT
        indented = low < (following.x0 - room.left) / following.size < high
        if indented or room.always:
            return not indented
    if not _full(line, following, room, start or line.text):
        return False
    style = _point_style(following.text)
    if style is None or style in run_on:
        return True
    ended = line.text.rstrip()[-1:] in _SENTENCE_END
    return not ended and not _follows(start or line.text, following.text)


def starts_point(line: TextLine) -> bool:
    """Whether a line starts with the number of a point."""
    return _point_style(line.text) is not None


def _point_style(text: str) -> int | None:
    return next((s for s, number in enumerate(_ENUMERATORS) if number.match(text.lstrip())), None)


def _follows(point: str, line: str) -> bool:
    """Whether a line has the number after that of the point above: 2. and 3."""
    above, here = (_NUMBERED.match(text.lstrip()) for text in (point, line))
    return above is not None and here is not None and int(here[1]) == int(above[1]) + 1


def certainly_wraps(line: TextLine) -> bool:
    """Whether the line's paragraph goes on, wherever the line ends."""
    return line.text.rstrip()[-1:] in _GOES_ON


def seam(head: str, tail: str) -> str:
    """Two lines of a paragraph in one: a space that stood at the wrap stays, no other is put in
    except between Latin words."""
    # A word processor drops the space at a wrap; before a point that runs on there was one unless
    # others show that there was none, and after its number, if there is after others.
    spaced = _LAST_NUMBER.search(head) and _SPACED_NUMBER.search(head)
    point = _ENUMERATORS[0].match(tail) and not _UNSPACED_POINT.search(head)
    if head[-1:].isspace() or tail[:1].isspace() or point or spaced:
        return f"{head.rstrip()} {tail.lstrip()}"
    return join(head, tail)


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
    return end + following.start > room.right - slack * line.size


def _centred(line: TextLine, room: Room) -> bool:
    inside = line.x0 - room.left > _CENTRED * line.size
    off = abs(line.x0 + line.x1 - room.left - room.right) / 2
    return inside and off < _CENTRED * line.size
