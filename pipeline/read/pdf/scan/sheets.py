"""The contents of a scanned sheet: glyphs and rules as a PDF gives them, and every doubt about a glyph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.read.pdf.contents import ASCENT, DESCENT, Contents, DoubtAt, Stroke, Style, styled
from pipeline.read.pdf.glyphs import Glyph
from pipeline.read.pdf.scan.agree import differences, surer
from pipeline.read.pdf.scan.recognise import SMALL, TINY, Letter, recogniser
from pipeline.read.pdf.scan.segments import Segment, find_segments
from pipeline.read.pdf.scan.straighten import Grey, Picture, straighten
from pipeline.read.pdf.scan.strokes import find_strokes
from pipeline.read.pdf.scan.unread import unread
from pipeline.read.pdf.scan.widths import settled

# In heights of the type: white around a stretch that is read; the em of type whose ink is so high.
_WHITE, _EM = 0.12, 1.06
# Fewer steps from ideograph to ideograph tell no em, nor do steps far from the height of the ink.
_FEWEST_STEPS, _STEPS = 3, (0.9, 1.4)
# A sheet is tried the other ways round where its ideographs, by so many stretches, are less sure than this; a
# stretch of several characters is so many times as wide as high.
_UPRIGHT, _FEWEST_LETTERS, _TRIED, _LYING = 0.7, 8, 24, 2.5


def read_sheet(pixels: npt.NDArray[np.uint8], dpi: float, number: int) -> Contents:
    """Reads a sheet from its picture, which may lie on its side or upside down."""
    seen = _seen(pixels, dpi)
    first, turn = recogniser(SMALL).read(seen.crops), 0
    if _sureness(first) * _lying(seen.crops) < _UPRIGHT and seen.segments:
        turn = max(range(4), key=lambda turn: _sureness_turned(pixels, dpi, turn))
        if turn:
            seen = _seen(_turned(pixels, turn), dpi)
            first = recogniser(SMALL).read(seen.crops)
    second = recogniser(TINY).read(seen.crops)
    return _contents(seen, first, second, number, turn)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A sheet cut into stretches, and their pictures."""

    picture: Picture
    strokes: Sequence[Stroke]
    segments: Sequence[Segment]
    windows: Sequence[tuple[slice, slice]]

    @property
    def crops(self) -> list[Grey]:
        """What is read of each stretch."""
        return [self.picture.grey[rows, columns] for rows, columns in self.windows]


def _seen(pixels: npt.NDArray[np.uint8], dpi: float) -> _Seen:
    picture = straighten(pixels, dpi)
    strokes, rules = find_strokes(picture)
    segments = find_segments(picture, strokes, rules)
    return _Seen(picture, strokes, segments, [_window(s, *picture.grey.shape) for s in segments])


def _turned(pixels: npt.NDArray[np.uint8], turn: int) -> npt.NDArray[np.uint8]:
    return np.ascontiguousarray(np.rot90(pixels, turn))


def _sureness(readings: Sequence[Sequence[Letter]]) -> float:
    """How sure a recogniser is of what it read: the middle of its ideographs, which no other way round looks like one;
    0 where it read few of them."""
    sure = [letter.sure for letters in readings for letter in letters if _is_ideograph(letter.text)]
    return float(np.median(sure)) if len(sure) >= _FEWEST_LETTERS else 0.0


def _sureness_turned(pixels: npt.NDArray[np.uint8], dpi: float, turn: int) -> float:
    """The same of the longest stretches of the sheet so many quarters turned."""
    crops = _seen(_turned(pixels, turn), dpi).crops
    longest = sorted(crops, key=lambda c: -c.shape[1] / c.shape[0])[:_TRIED]
    return _sureness(recogniser(TINY).read(longest)) * _lying(crops)


def _lying(crops: Sequence[Grey]) -> float:
    """Which share of the width of what is to be read is of stretches of several characters, as in lines from left to
    right: characters that lie on their side are read surely, too, but each alone."""
    wide = float(sum(c.shape[1] for c in crops if c.shape[1] >= _LYING * c.shape[0]))
    return wide / max(1.0, float(sum(c.shape[1] for c in crops)))


def _contents(
    seen: _Seen,
    first: Sequence[Sequence[Letter]],
    second: Sequence[Sequence[Letter]],
    number: int,
    turn: int,
) -> Contents:
    glyphs: list[tuple[Style, Glyph]] = []
    doubts: list[DoubtAt] = []
    scale = seen.picture.scale
    for segment, (_, columns), read, again in zip(
        seen.segments, seen.windows, first, second, strict=True
    ):
        one, other = surer(read, again)
        own = _glyphs(segment, columns, one, scale)
        glyphs += own
        doubts += _doubts(own, one, other)
        doubts += unread(own, segment, scale)
    height, width = seen.picture.grey.shape
    found, styles, style_of = styled(glyphs)
    return Contents(
        number=number,
        width=width * scale,
        height=height * scale,
        turn=turn,
        glyphs=found,
        styles=styles,
        style_of=style_of,
        strokes=seen.strokes,
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
