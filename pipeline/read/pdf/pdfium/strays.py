"""Text objects that pdfium's text page leaves out: white space, repetitions, and what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from math import hypot

from pipeline.read.pdf.contents import ASCENT, DESCENT, Frame, Style, quarter_turns
from pipeline.read.pdf.glyphs import UNREADABLE, Glyph, Glyphs
from pipeline.read.pdf.paths import Point
from pipeline.read.pdf.pdfium.objects import Stray

# How wide a space is taken to be, in font sizes: where it stands matters, not its width.
_SPACE = 0.25
# Points: glyphs are looked for around a place in patches of this side.
_PATCH = 12.0


def left_out(
    strays: Sequence[Stray], glyphs: Glyphs, frame: Frame
) -> Iterator[tuple[int, Style, Glyph]]:
    """White space that stands on its own; and a mark that cannot be read for text that repeats none
    that is there, which the reader of the document has to be told of. Each with its object."""
    inked: set[tuple[int, int]] = set()
    if not all(stray.blank for stray in strays):
        inked = {_patch(glyph.x0, glyph.top) for glyph in glyphs}
    for stray in strays:
        a, b, c, d, x, y = stray.matrix
        turn = quarter_turns(a, b)
        turn = None if turn is None else (turn + frame.turn) % 4
        style = Style(round(stray.size * hypot(c, d), 2), round(stray.size * hypot(a, b), 2), turn)
        place = frame.placed(x, y)
        if stray.blank:
            if turn == 0:
                yield stray.handle, style, _glyph(" ", place, style.size, _SPACE * style.width)
        elif not _repeats(frame.placed(*stray.middle), inked):
            yield stray.handle, style, _glyph(UNREADABLE, place, style.size, style.width)


def _glyph(text: str, place: Point, size: float, width: float) -> Glyph:
    x, base = place
    box = (x, base - ASCENT * size, x + width, base + DESCENT * size)
    return Glyph(text, *(round(value, 3) for value in box))


def _patch(x: float, y: float) -> tuple[int, int]:
    return int(x // _PATCH), int(y // _PATCH)


def _repeats(place: Point, inked: Set[tuple[int, int]]) -> bool:
    """Whether there are glyphs around a place: then the text there was drawn before."""
    column, row = _patch(*place)
    return any((column + i, row + j) in inked for i in (-1, 0, 1) for j in (-1, 0, 1))
