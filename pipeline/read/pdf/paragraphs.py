"""The lines of a cell to paragraphs: a line that could have held more ended its paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.characters import join
from pipeline.read.pdf.values import Glyph, TextLine

# "2. ", "３、", "（二）", "(3)", "②" at the start of a line; not "2.5" or "1、3、5".
_ENUMERATOR = re.compile(r"\d{1,2}[.．、](?!\s*\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]")
_MIDLINE_POINT = re.compile(r"[。；;]\s*\d{1,2}[.．](?!\s*\d)")
_SENTENCE_END = "。；;：:！？!?"
# GB/T 15834 and every word processor: these do not start a line, so they pull a character down …
_NO_START = "，。、；：？！）》」』”’】〕…—·,.;:?!)%％"
# … and these do not end one.
_NO_END = "（《「『“‘【〔("
# How far, in font sizes, a wrapped line may stay short of what would have filled it. Text that stops in
# the middle of a sentence is far more likely to be wrapped than ended.
_SLACK, _SLACK_IN_SENTENCE = 0.35, 1.6
# Shorter lines may be whole names, one a line.
_SHORTEST_SENTENCE = 8


def paragraphs(lines: Sequence[TextLine], right: float) -> tuple[str, ...]:
    """The paragraphs of a cell whose text may reach to `right`."""
    run_on = any(_MIDLINE_POINT.search(line.text) for line in lines)
    left = min((line.x0 for line in lines), default=0.0)
    texts: list[str] = []
    for previous, line in zip((None, *lines), lines, strict=False):
        if previous is not None and wraps(previous, line, right, left, run_on=run_on):
            texts[-1] = seam(texts[-1], line.text)
        else:
            texts.append(line.text)
    return tuple(" ".join(text.split()) for text in texts)


def wraps(
    line: TextLine, following: TextLine, right: float, left: float, *, run_on: bool = False
) -> bool:
    """Whether `following` goes on with the paragraph of `line`.

    `run_on`: the cell's points stand in one paragraph, so that a point may start a line by chance.
    """
    if not _full(line, following, right):
        return False
    starts_point = _ENUMERATOR.match(following.text.lstrip())
    if starts_point and not run_on and line.text.rstrip()[-1:] in _SENTENCE_END:
        return False
    indent = (following.x0 - left) / following.size
    return not (1.5 < indent < 2.6 and line.x0 - left < following.size * 0.5)


def seam(head: str, tail: str) -> str:
    """Two lines of a paragraph in one: a space that stood at the wrap stays, no other is put in
    except between Latin words."""
    # A word processor drops the space at a wrap; before a point that runs on there was one.
    if head[-1:].isspace() or tail[:1].isspace() or _ENUMERATOR.match(tail):
        return f"{head.rstrip()} {tail.lstrip()}"
    return join(head, tail)


def _full(line: TextLine, following: TextLine, right: float) -> bool:
    """Whether what starts the following line would not have fitted at the end of this one."""
    text = line.text.rstrip()
    in_sentence = len(line.glyphs) >= _SHORTEST_SENTENCE and text[-1:] not in _SENTENCE_END
    slack = (_SLACK_IN_SENTENCE if in_sentence else _SLACK) * line.size
    return line.x1 + _unbreakable(following.glyphs) > right - slack


def _unbreakable(glyphs: Sequence[Glyph]) -> float:
    """The width of what cannot be broken at the start of a line."""
    end = 0
    while end < len(glyphs) - 1 and glyphs[end].text in _NO_END:
        end += 1
    end += 1
    if _latin(glyphs[end - 1]):
        while end < len(glyphs) and _latin(glyphs[end]) and _touch(glyphs[end - 1], glyphs[end]):
            end += 1
    while end < len(glyphs) and glyphs[end].text in _NO_START:
        end += 1
    return glyphs[end - 1].x1 - glyphs[0].x0


def _latin(glyph: Glyph) -> bool:
    return glyph.text.isascii() and glyph.text.isalnum()


def _touch(left: Glyph, right: Glyph) -> bool:
    return right.x0 - left.x1 < 0.2 * right.size
