"""Ink of a stretch that no character accounts for: what both readings lost is in doubt, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.read.pdf.contents import DoubtAt, Style
from pipeline.read.pdf.glyphs import Glyph
from pipeline.read.pdf.scan.segments import Segment

# In ems. A recogniser tells where a character stands to a sixth; ink that reaches farther out of all characters than
# this is none of theirs, if there is so much of it: half of a mark, or in one that joins others a character's share.
_REACH, _LEAST, _JOINED = 0.14, 0.12, 0.4
# So many narrow marks between two characters are dots that lead to a page: how many there are says nothing.
_LEADERS, _DOT = 4, 0.3


def unread(
    glyphs: Sequence[tuple[Style, Glyph]], segment: Segment, scale: float
) -> Iterator[DoubtAt]:
    """The places of a stretch, read as these glyphs, where ink is that is none of them; `scale`: points to a pixel."""
    em = glyphs[0][0].size if glyphs else segment.size * scale
    reach = _REACH * em
    spans = [(glyph.x0 - reach, glyph.x1 + reach) for _, glyph in glyphs]
    texts = [glyph.text for _, glyph in glyphs]
    top, bottom = segment.top * scale, segment.bottom * scale
    for marks in _uncovered(segment.marks, scale, spans):
        if len(marks) >= _LEADERS and all(b - a <= _DOT * em for a, b, _ in marks):
            continue
        for start, end, width in marks:
            if end - start >= min(_JOINED * em, max(_LEAST * em, width / 2)):
                at = sum((a + b) / 2 < start for a, b in spans)
                before, after = "".join(texts[:at]), "".join(texts[at:])
                yield DoubtAt((start, top, end, bottom), before, "", after, "")


def _uncovered(
    marks: Sequence[tuple[int, int]], scale: float, spans: Sequence[tuple[float, float]]
) -> Iterator[list[tuple[float, float, float]]]:
    """For each gap between the spans: from where to where there is ink, and how wide the mark is that it is of."""
    edges = [(float("-inf"), float("-inf")), *sorted(spans), (float("inf"), float("inf"))]
    for (_, start), (end, _) in pairwise(edges):
        inside = [
            (max(a * scale, start), min(b * scale, end), (b - a) * scale)
            for a, b in marks
            if a * scale < end and b * scale > start
        ]
        if inside:
            yield inside
