"""Lines that belong to text, not to a table: under it, or through it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.read.pdf.contents import Stroke
from pipeline.read.pdf.glyphs import Glyphs

# In font sizes, from the top of a glyph's box and from its bottom: between them such lines run. A rule
# between two rows runs between the text of both.
_HIGHEST, _LOWEST = 0.25, 0.15
# The share of such a line that stands along glyphs; a rule goes on through the paddings of its cell.
_ALONG = 0.85


def without_decoration(strokes: Sequence[Stroke], glyphs: Glyphs) -> list[Stroke]:
    """The strokes but for those that underline glyphs or strike them through."""
    _, tops, _, bottoms = glyphs.boxes.T
    starts, ends = tops + _HIGHEST * glyphs.sizes, bottoms + _LOWEST * glyphs.sizes
    # Rules stand at some heights a sheet, and few of these cross any text.
    crossing = {
        y: inside
        for y in {stroke.top for stroke in strokes if stroke.horizontal}
        if (inside := (starts < y) & (y < ends)).any()
    }
    return [
        stroke
        for stroke in strokes
        if not stroke.horizontal
        or stroke.top not in crossing
        or not _is_along(stroke, glyphs.where(crossing[stroke.top] & ~glyphs.blank))
    ]


def _is_along(stroke: Stroke, glyphs: Glyphs) -> bool:
    lefts, rights = glyphs.boxes[:, 0], glyphs.boxes[:, 2]
    shared = np.minimum(rights, stroke.x1) - np.maximum(lefts, stroke.x0)
    return bool(shared.clip(0.0).sum() >= _ALONG * (stroke.x1 - stroke.x0) > 0)
