"""Glyphs to lines: which glyphs stand on one line, and where a space stands between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.characters import unify
from pipeline.read.pdf.breaks import solid_end, unbreakable
from pipeline.read.pdf.values import Glyph, TextLine

# In units of the font size. Typographic space between ideographs and Latin is a quarter; a gap that
# someone typed is a full space glyph, and a column gap is wider still.
_GAP = 0.7
_SAME_LINE = 0.5


def text_lines(glyphs: Iterable[Glyph]) -> tuple[TextLine, ...]:
    """The lines that the glyphs make, from top to bottom; white space alone makes none."""
    return tuple(line for line, _ in lines_and_glyphs(glyphs))


def lines_and_glyphs(glyphs: Iterable[Glyph]) -> Iterator[tuple[TextLine, list[Glyph]]]:
    """The same, each with its glyphs other than white space."""
    groups: list[list[Glyph]] = []
    centre = reach = 0.0
    for glyph in sorted(glyphs, key=lambda g: (g[2] + g[4], g[1])):
        _, _, top, _, bottom = glyph
        middle, size = (top + bottom) / 2, bottom - top
        if groups and middle - centre < _SAME_LINE * max(size, reach):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
            centre, reach = middle, size
    for group in groups:
        line = _line(sorted(group, key=lambda g: g[1]))
        if line is not None:
            yield line


def _line(glyphs: Sequence[Glyph]) -> tuple[TextLine, list[Glyph]] | None:
    printed: list[Glyph] = []
    parts: list[str] = []
    spread = _spread(glyphs)
    middle, end, spaced = 0.0, 0.0, True
    for glyph in glyphs:
        text, x0, top, x1, bottom = glyph
        if text.isspace():
            # A space that the cell before ends with may reach over into this one.
            if printed and x0 > middle:
                parts.append(" ")
                spaced = True
            continue
        if not spaced and x0 - end > _GAP * (bottom - top) + spread:
            parts.append(" ")
        parts.append(text)
        printed.append(glyph)
        middle, end, spaced = (x0 + x1) / 2, x1, False
    if not printed:
        return None
    line = TextLine(
        text=unify("".join(parts)),
        x0=printed[0].x0,
        top=min([g[2] for g in printed]),
        x1=printed[-1].x1,
        bottom=max([g[4] for g in printed]),
        size=max([g[4] - g[2] for g in printed]),
        start=unbreakable(printed),
        solid=solid_end(printed),
        glyphs=len(printed),
    )
    return line, printed


def _spread(glyphs: Sequence[Glyph]) -> float:
    """The gap that justified text has between all its glyphs."""
    gaps = [after[1] - before[3] for before, after in pairwise(glyphs)]
    return max(0.0, sorted(gaps)[len(gaps) // 2]) if gaps else 0.0
