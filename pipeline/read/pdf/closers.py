"""Punctuation that hangs: a comma that stands over the edge of its cell belongs to what it closes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.read.pdf.glyphs import Glyph

# Word processors let these hang in the margin of a cell, where they may reach over its edge.
HANGING = frozenset("，。、；：！？）》」』”’】〕,.;:!?)")
# In font sizes: how near the glyph before has to end, and to stand on the same line.
_NEAR, _LEVEL = 0.35, 0.5


class Closers:
    """Which glyph a hanging one goes with. Looked up by place; nothing is changed."""

    def __init__(self, glyphs: Iterable[Glyph]) -> None:
        self._glyphs = glyphs
        self._ends: defaultdict[int, list[Glyph]] | None = None

    def anchor(self, glyph: Glyph) -> Glyph:
        """The glyph whose cell this one is in: the one before it, or itself."""
        while glyph.text in HANGING and (before := self._before(glyph)) is not None:
            glyph = before
        return glyph

    def _before(self, glyph: Glyph) -> Glyph | None:
        # Few marks hang: most sheets need no index.
        if self._ends is None:
            self._ends = defaultdict(list)
            for other in self._glyphs:
                if not other.text.isspace():
                    self._ends[round(other.x1)].append(other)
        reach = max(1, round(_NEAR * glyph.size))
        near = (
            other
            for x in range(round(glyph.x0) - reach, round(glyph.x0) + reach + 1)
            for other in self._ends[x]
            if other.x0 < glyph.x0 and abs(other.bottom - glyph.bottom) < _LEVEL * glyph.size
        )
        return min(near, key=lambda other: abs(other.x1 - glyph.x0), default=None)
