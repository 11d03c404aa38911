"""Column edges of a table that has rules between its rows only: from the header and the text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.pdf.values import Glyph

_NUMBER_HEADING = "序号"
# In font sizes: header cells are farther apart than this, the characters of one (序 号) nearer.
_HEADING_GAP = 0.45
# In font sizes: lines that start together do so as exactly as this.
_ALIGNED = 0.2
# Points: no columns are nearer to one another; between the ideographs of aligned lines a hair is free.
_NARROWEST = 1.5
# These may hang over the edge of a column.
_HANGING = "，。、；："


def is_header(glyphs: Sequence[Glyph]) -> bool:
    """Whether a row starts with 序号, on one line or two."""
    printed = sorted((g for g in glyphs if not g.text.isspace()), key=lambda g: (g.x0, g.top))
    return {glyph.text for glyph in printed[:2]} == set(_NUMBER_HEADING)


def column_edges(
    header: Sequence[Glyph], body: Sequence[Glyph], left: float, right: float
) -> list[float]:
    """The x of every column edge, the table's own edges included.

    Between two headings the edge is in the strip that the fewest glyphs stand in (none, as a rule);
    of several, in the one after which most lines start. There are no glyphs of white space.
    """
    centres = [(first + last) / 2 for first, last in _headings(header)]
    edges = [left]
    for start, end in pairwise(centres):
        edges.append(_freest(start, end, [*header, *body]))
    return [*edges, right]


def _headings(glyphs: Sequence[Glyph]) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []
    for glyph in sorted(glyphs, key=lambda g: g.x0):
        if spans and glyph.x0 - spans[-1][1] < _HEADING_GAP * glyph.size:
            spans[-1] = (spans[-1][0], max(spans[-1][1], glyph.x1))
        else:
            spans.append((glyph.x0, glyph.x1))
    return spans


def _freest(start: float, end: float, glyphs: Sequence[Glyph]) -> float:
    inside = [g for g in glyphs if g.x1 > start and g.x0 < end and g.text not in _HANGING]
    marks = sorted({start, end, *(x for g in inside for x in (g.x0, g.x1) if start < x < end)})
    strips: list[tuple[int, int, float, float]] = []
    for a, b in pairwise(marks):
        held = sum(g.x0 < b - 0.1 and g.x1 > a + 0.1 for g in inside)
        starting = sum(abs(g.x0 - b) < _ALIGNED * g.size for g in inside)
        strips.append((held, -starting, a - b, (a + b) / 2))
    return min([strip for strip in strips if strip[2] <= -_NARROWEST] or strips)[3]
