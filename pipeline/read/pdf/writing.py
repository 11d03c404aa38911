"""Writing that is no text: where a picture of what is left of a sheet shows words.

Words are known by their look alone: pieces of ink as high as a line of text, several in a row, or a
single one in which strokes cross. A photograph, a coat of arms or a chart's lines are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.read.pdf.contents import Span

Pixels = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

# Of 255: ink; paler is a watermark. Print has some ink that is this dark.
_INK, _DARK, _SOME = 56, 110, 0.1
# Pixels, of which two are a point: the height of a line of text; what is lower is a rule or a speck.
_LOWEST, _HIGHEST = 11, 88
# Of heights: from this width on, a piece is several letters in a row.
_ROW = 1.7
# Letters of a row nearer than this are one piece, across and down.
_CLOSE = np.ones((1, 9), np.bool_)
# The share of its box that writing fills; less is a frame. Where it is more than half of it, letters may
# have been left out of an area.
_FULLEST, _HALF, _EMPTIEST = 0.82, 0.5, 0.08
# Pixels: the edge of such an area.
_EDGE = 2
# In a row of letters so many strokes cross a line through it, for each height of its width.
_STROKES = 0.9
# Strokes that cross a line through a single letter, one way and the other: a tick or an arrow has fewer.
_LETTER = 3
# Strokes that cross a line through a row of letters from above: a zigzag has one.
_DOWN = 2
# More pieces than this are the grains of a photograph.
_GRAINS = 50_000
# More pieces are one place, however far apart.
_MOST = 500
# Pieces that are nearer are one place.
_APART = 28.0


class _Piece(NamedTuple):
    """A piece of ink: its box, and the ink in it."""

    box: tuple[int, int, int, int]
    own: Mask


def writing(picture: Pixels, accounted: Sequence[Span]) -> list[Span]:
    """The places with writing, in pixels; what is in the accounted boxes is none of it."""
    picture = picture.copy()
    for x0, top, x1, bottom in accounted:
        picture[int(top) : int(np.ceil(bottom)), int(x0) : int(np.ceil(x1))] = 0
    found = [piece.box for piece in _pieces(picture) if _is_row(piece) or _is_letter(piece)]
    return _places(found) if len(found) <= _MOST else [_bounds(found)]


def _pieces(picture: Pixels) -> Iterator[_Piece]:
    from scipy import ndimage  # late: it takes 0.15 s to load, and few sheets need it

    ink = picture >= _INK
    labels, count = ndimage.label(ndimage.binary_closing(ink, _CLOSE), np.ones((3, 3), np.bool_))
    if count > _GRAINS:
        return
    for number, (rows, columns) in enumerate(ndimage.find_objects(labels), 1):
        height, width = rows.stop - rows.start, columns.stop - columns.start
        if not (_LOWEST <= min(height, width) <= _HIGHEST):
            continue
        own = ink[rows, columns] & (labels[rows, columns] == number)
        share = own.mean()
        if share < _EMPTIEST or (picture[rows, columns][own] >= _DARK).mean() < _SOME:
            continue
        box = (columns.start, rows.start, columns.stop, rows.stop)
        if share <= _FULLEST:
            yield _Piece(box, own)
        if share > _HALF:
            left_out = ~own[_EDGE:-_EDGE, _EDGE:-_EDGE]
            if left_out.size and left_out.mean() >= _EMPTIEST:
                yield _Piece(box, left_out)


def _is_row(piece: _Piece) -> bool:
    """Whether it is several letters in a row, across or down."""
    own = piece.own if piece.own.shape[1] >= piece.own.shape[0] else piece.own.T
    height, width = own.shape
    most = max(_LETTER, _STROKES * width / height)
    return bool(width >= _ROW * height) and _strokes(own) >= most and _strokes(own.T) >= _DOWN


def _is_letter(piece: _Piece) -> bool:
    """Whether it is a letter by itself: strokes cross in it both ways."""
    height, width = piece.own.shape
    square = max(height, width) < _ROW * min(height, width)
    return square and min(_strokes(piece.own), _strokes(piece.own.T)) >= _LETTER


def _strokes(own: Mask) -> float:
    """How many strokes cross a line through it, at the height where most do, or nearly so."""
    starts = np.diff(own.astype(np.int8), axis=1, prepend=0) == 1
    return float(np.quantile(starts.sum(axis=1), 0.8))


def _places(boxes: Sequence[tuple[int, int, int, int]]) -> list[Span]:
    """The boxes, those that are near each other as one."""
    places: list[Span] = [tuple(map(float, box)) for box in boxes]  # type: ignore[misc]
    merged = True
    while merged:
        merged = False
        kept: list[Span] = []
        for box in places:
            near = next((n for n, other in enumerate(kept) if _near(box, other)), None)
            if near is None:
                kept.append(box)
            else:
                kept[near] = _around(box, kept[near])
                merged = True
        places = kept
    return sorted(places, key=lambda box: (box[1], box[0]))


def _bounds(boxes: Sequence[tuple[int, int, int, int]]) -> Span:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _near(one: Span, other: Span) -> bool:
    return (
        one[0] - _APART < other[2]
        and other[0] - _APART < one[2]
        and one[1] - _APART < other[3]
        and other[1] - _APART < one[3]
    )


def _around(one: Span, other: Span) -> Span:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )
