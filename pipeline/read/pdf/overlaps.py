"""Which glyphs of a sheet stand on one another, so that the ink of one may be taken for the other's."""

from __future__ import annotations

import numpy as np

from pipeline.read.pdf.glyphs import Flags, Floats, Glyphs, Indices

# A sheet is divided into squares of this share of the text's size, to find which boxes meet there; the
# outermost of a box is left away, where neighbours may touch.
_SQUARE, _ASIDE = 0.25, 0.08
# Squares along a side at most.
_LONGEST = 1000
# The share of a glyph's inner part that another one's box takes.
_SHARED = 0.02
_INNER = 0.08
# As many are looked at pair by pair, and as many pairs told; no document has a tenth of it.
_MOST, _MOST_PAIRS = 4000, 50_000


def contested(glyphs: Glyphs, inked: Flags) -> tuple[Indices, Indices]:
    """Pairs of inked glyphs of which one stands on the other."""
    near = np.flatnonzero(inked)
    near = near[_crowded(glyphs.boxes[near])][:_MOST]
    if len(near) < 2:
        return near[:0], near[:0]
    boxes = glyphs.boxes[near]
    order = np.argsort(boxes[:, 1], kind="stable")
    near, boxes = near[order], boxes[order]
    found: list[tuple[int, int]] = []
    tops = boxes[:, 1]
    ends = np.searchsorted(tops, boxes[:, 3])
    for one, end in enumerate(ends.tolist()):
        if len(found) > _MOST_PAIRS:
            break
        others = np.arange(one + 1, end)
        for other in others[_meet(boxes[one], boxes[others])].tolist():
            found.append((one, other))
    pairs = near[np.array(found, np.int64).reshape(-1, 2)]
    return pairs[:, 0], pairs[:, 1]


def _meet(box: Floats, others: Floats) -> Flags:
    """Which of the others' boxes take a part of the inner part of the box, or the other way round."""
    shared = np.ones(len(others))
    limit = np.ones(len(others))
    for low, high in ((0, 2), (1, 3)):
        start = np.maximum(box[low], others[:, low])
        end = np.minimum(box[high], others[:, high])
        smaller = np.minimum(box[high] - box[low], others[:, high] - others[:, low])
        shared *= (end - start - _INNER * smaller).clip(0)
        limit *= (1 - 2 * _INNER) * smaller
    meeting: Flags = shared >= _SHARED * limit
    return meeting


def _crowded(boxes: Floats) -> Flags:
    """Which boxes may meet another: few do, and only they are looked at closely."""
    if not len(boxes):
        return np.zeros(0, np.bool_)
    sizes = boxes[:, 2:] - boxes[:, :2]
    first = boxes[:, :2].min(axis=0)
    side = max(
        1e-3,
        _SQUARE * float(np.median(sizes[:, 1])),
        float((boxes[:, 2:].max(axis=0) - first).max()) / _LONGEST,
    )
    starts = ((boxes[:, :2] - first + _ASIDE * sizes) / side).round().astype(np.int64)
    ends = ((boxes[:, 2:] - first - _ASIDE * sizes) / side).round().astype(np.int64)
    width, height = (ends.max(axis=0) + 2).tolist()
    # How many boxes take each square: at its corners a box adds and takes off one.
    (left, top), (right, bottom) = starts.T, ends.T
    corners = ((left, top, 1.0), (right, top, -1.0), (left, bottom, -1.0), (right, bottom, 1.0))
    squares = np.bincount(
        np.concatenate([y * width + x for x, y, _ in corners]),
        np.repeat([sign for _, _, sign in corners], len(boxes)),
        width * height,
    ).astype(np.int32)
    taken = (
        squares.reshape(height, width).cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)
    )
    # Where boxes of one size meet, a corner of each is in the other.
    last = np.maximum(ends - 1, starts)
    crowded: Flags = taken[(starts[:, 1] + last[:, 1]) // 2, (starts[:, 0] + last[:, 0]) // 2] > 1
    for x in (starts[:, 0], last[:, 0]):
        for y in (starts[:, 1], last[:, 1]):
            crowded |= taken[y, x] > 1
    return crowded
