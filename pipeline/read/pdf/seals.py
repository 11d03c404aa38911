"""Seals: rings of ink, drawn as circles, as many short lines or as pictures, with words round about in them.

A seal is no text of a duty, and what is under it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipeline.read.pdf.contents import Span, Style
from pipeline.read.pdf.glyphs import Flags, Floats, Indices

Pixels = npt.NDArray[np.uint8]

# Pixels, of which two are a point: a seal is 38 to 45 mm across, the smallest some 14 mm; none is twice as
# wide as high.
_SMALLEST, _LARGEST, _ROUND = 72, 520, 1.8
# Seen from its middle a ring has ink, this far out of its radius, in nearly all of so many directions, …
_RIM, _DIRECTIONS, _MISSING = 0.86, 36, 4
# … and hardly any beyond: of a square the corners stand out.
_BEYOND, _STRAY = 1.12, 0.01
_INK = 40
# More pieces than this are the grains of a photograph.
_GRAINS = 50_000
_JOINED = np.ones((3, 3), np.bool_)


def rings(picture: Pixels) -> list[Span]:
    """The boxes of the rings in a picture of a sheet, in its pixels."""
    from scipy import ndimage  # late: it takes 0.15 s to load, and few sheets need it

    mask = ndimage.binary_dilation(picture >= _INK, _JOINED)
    labels, count = ndimage.label(mask, _JOINED)
    if count > _GRAINS:
        return []
    found: list[Span] = []
    for number, (rows, columns) in enumerate(ndimage.find_objects(labels), 1):
        width, height = columns.stop - columns.start, rows.stop - rows.start
        sides = sorted((width, height))
        if sides[0] >= _SMALLEST and sides[1] <= min(_LARGEST, _ROUND * sides[0]):
            own = labels[rows, columns] == number
            if _is_ring(own):
                found.append((columns.start, rows.start, columns.stop, rows.stop))
    return [ring for ring in found if not any(_within(ring, other) for other in found)]


def _is_ring(own: npt.NDArray[np.bool_]) -> bool:
    height, width = own.shape
    ys, xs = np.nonzero(own)
    across, down = (xs + 0.5) / width * 2 - 1, (ys + 0.5) / height * 2 - 1
    radius = np.hypot(across, down)
    turns = (np.arctan2(down, across) / (2 * np.pi) + 0.5) * _DIRECTIONS
    directions = np.unique(turns[radius >= _RIM].astype(np.int64) % _DIRECTIONS)
    stray = float((radius > _BEYOND).mean())
    return len(directions) >= _DIRECTIONS - _MISSING and stray <= _STRAY


def _within(ring: Span, other: Span) -> bool:
    return ring != other and (
        other[0] <= ring[0] and other[1] <= ring[1] and ring[2] <= other[2] and ring[3] <= other[3]
    )


def seal_words(
    boxes: Floats, styles: Sequence[Style], style_of: Indices, seals: Sequence[Span]
) -> Flags:
    """Which glyphs are the words of a seal: red, aslant, or of a kind that stands in seals only and
    runs round in one. All places are in pixels."""
    inside = np.zeros(len(boxes), np.bool_)
    xs, ys = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    for x0, top, x1, bottom in seals:
        across = (xs - (x0 + x1) / 2) / (x1 - x0) * 2
        down = (ys - (top + bottom) / 2) / (bottom - top) * 2
        inside |= np.hypot(across, down) <= 1
    words = np.zeros(len(boxes), np.bool_)
    if not inside.any():
        return words
    kinds = [style._replace(turn=None) for style in styles]
    numbers = {kind: number for number, kind in enumerate(dict.fromkeys(kinds))}
    kind_of = np.array([numbers[kind] for kind in kinds])[style_of]
    aslant = np.array([style.turn is None for style in styles])[style_of]
    red = np.array([style.red for style in styles])[style_of]
    for kind in set(kind_of[inside].tolist()):
        own = kind_of == kind
        if inside[own].all() and aslant[own].any():
            words |= own
    found: Flags = words | (inside & (red | aslant))
    return found
