"""Glyphs to lines: which glyphs stand on one line, and where a space stands between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from pipeline.characters import unify
from pipeline.read.pdf.values import Glyph, TextLine

# In units of the font size. Typographic space between ideographs and Latin is a quarter; a gap that
# someone typed is a full space glyph, and a column gap is wider still.
_GAP = 0.7
_SAME_LINE = 0.5


def text_lines(glyphs: Iterable[Glyph]) -> tuple[TextLine, ...]:
    """The lines that the glyphs make, from top to bottom; white space alone makes none."""
    groups: list[list[Glyph]] = []
    centre = 0.0
    for glyph in sorted(glyphs, key=lambda g: ((g.top + g.bottom) / 2, g.x0)):
        middle = (glyph.top + glyph.bottom) / 2
        if groups and middle - centre < _SAME_LINE * max(glyph.size, groups[-1][0].size):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
            centre = middle
    lines = (_line(sorted(group, key=lambda g: g.x0)) for group in groups)
    return tuple(line for line in lines if line is not None)


def _line(glyphs: Sequence[Glyph]) -> TextLine | None:
    printed = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not printed:
        return None
    # Justified text has gaps between all glyphs.
    spread = max(0.0, median(b.x0 - a.x1 for a, b in pairwise(printed))) if printed[1:] else 0.0
    parts: list[str] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.text.isspace():
            # One that a line of the cell before ends with may reach over into this one.
            if last is not None and glyph.x0 > (last.x0 + last.x1) / 2:
                parts.append(" ")
            continue
        if (
            last is not None
            and parts[-1] != " "
            and glyph.x0 - last.x1 > _GAP * glyph.size + spread
        ):
            parts.append(" ")
        parts.append(unify(glyph.text))
        last = glyph
    return TextLine(
        text="".join(parts),
        glyphs=tuple(printed),
        x0=printed[0].x0,
        top=min(g.top for g in printed),
        x1=printed[-1].x1,
        bottom=max(g.bottom for g in printed),
    )
