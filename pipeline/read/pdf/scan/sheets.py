"""The contents of a scanned sheet: glyphs and rules as a PDF gives them, and every doubt about a glyph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from pipeline.read.pdf.contents import ASCENT, DESCENT, Contents, DoubtAt, Style, styled
from pipeline.read.pdf.glyphs import Glyph
from pipeline.read.pdf.scan.agree import differences, surer
from pipeline.read.pdf.scan.recognise import SMALL, TINY, Letter, recogniser
from pipeline.read.pdf.scan.segments import Segment, find_segments
from pipeline.read.pdf.scan.straighten import straighten
from pipeline.read.pdf.scan.strokes import find_strokes
from pipeline.read.pdf.scan.unread import unread
from pipeline.read.pdf.scan.widths import settled

# In heights of the type: white around a stretch that is read; the em of type whose ink is so high.
_WHITE, _EM = 0.12, 1.06
# Fewer steps from ideograph to ideograph tell no em, nor do steps far from the height of the ink.
_FEWEST_STEPS, _STEPS = 3, (0.9, 1.4)


def read_sheet(pixels: npt.NDArray[np.uint8], dpi: float, number: int) -> Contents:
    """Reads a sheet from its picture."""
    picture = straighten(pixels, dpi)
    strokes, rules = find_strokes(picture)
    segments = find_segments(picture, strokes, rules)
    windows = [_window(segment, *picture.grey.shape) for segment in segments]
    crops = [picture.grey[rows, columns] for rows, columns in windows]
    first, second = recogniser(SMALL).read(crops), recogniser(TINY).read(crops)
    glyphs: list[tuple[Style, Glyph]] = []
    doubts: list[DoubtAt] = []
    for segment, (_, columns), read, again in zip(segments, windows, first, second, strict=True):
        one, other = surer(read, again)
        own = _glyphs(segment, columns, one, picture.scale)
        glyphs += own
        doubts += _doubts(own, one, other)
        doubts += unread(own, segment, picture.scale)
    height, width = picture.grey.shape
    found, styles, style_of = styled(glyphs)
    return Contents(
        number=number,
        width=width * picture.scale,
        height=height * picture.scale,
        turn=0,
        glyphs=found,
        styles=styles,
        style_of=style_of,
        strokes=strokes,
        fills=(),
        recognised=True,
        doubts=doubts,
    )


def _window(segment: Segment, height: int, width: int) -> tuple[slice, slice]:
    """The rows and columns of pixels that are read of a stretch: its own, and some white around."""
    white = round(_WHITE * segment.size) + 1
    rows = slice(max(0, segment.top - white), min(height, segment.bottom + white))
    return rows, slice(max(0, segment.x0 - white), min(width, segment.x1 + white))


def _glyphs(
    segment: Segment, columns: slice, letters: Sequence[Letter], scale: float
) -> list[tuple[Style, Glyph]]:
    """The letters of a stretch where they stand, in points."""
    width = columns.stop - columns.start
    xs = [(columns.start + letter.at * width) * scale for letter in letters]
    size = round(_em(letters, xs, segment.size * scale), 1)
    bottom = (segment.top + segment.bottom) / 2 * scale + size / 2
    style = Style(size, size, 0)
    texts = settled([letter.text for letter in letters])
    return [
        (style, Glyph(text, x - half, bottom - size * (ASCENT + DESCENT), x + half, bottom))
        for text, x in zip(texts, xs, strict=True)
        for half in [size / (4 if text.isascii() else 2)]
    ]


def _em(letters: Sequence[Letter], xs: Sequence[float], ink: float) -> float:
    steps = [
        b - a
        for a, b, one, other in zip(xs, xs[1:], letters, letters[1:], strict=False)
        if _is_ideograph(one.text) and _is_ideograph(other.text)
    ]
    usual = float(np.median(steps)) if len(steps) >= _FEWEST_STEPS else 0.0
    return usual if _STEPS[0] * ink <= usual <= _STEPS[1] * ink else _EM * ink


def _is_ideograph(text: str) -> bool:
    return "\u4e00" <= text <= "\u9fff"


def _doubts(
    glyphs: Sequence[tuple[Style, Glyph]], one: Sequence[Letter], other: Sequence[Letter]
) -> Iterator[DoubtAt]:
    texts = [glyph.text for _, glyph in glyphs]
    for start, end, text in differences(one, other):
        near = [glyph for _, glyph in glyphs[max(0, start - (start == end)) : max(end, 1)]]
        if near:
            box = (near[0].x0, near[0].top, near[-1].x1, near[-1].bottom)
            before, read, after = (
                "".join(part) for part in (texts[:start], texts[start:end], texts[end:])
            )
            yield DoubtAt(box, before, read, after, text)
