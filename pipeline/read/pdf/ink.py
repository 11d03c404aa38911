"""Where ink is on a sheet: in boxes, along lines. All places are in pixels of its drawings.

Ink is where two drawings of a sheet differ, one of them without the marks that are asked about: so it is
told whatever the colour of a mark, and of the ground under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.read.pdf.glyphs import Flags, Floats, Indices

Pixels = npt.NDArray[np.uint8]


class Ink(NamedTuple):
    """Two drawings of a sheet, with the marks in question and without; or how they differ, and None."""

    drawn: Pixels
    without: Pixels | None = None

    @property
    def picture(self) -> Pixels:
        """How much they differ, pixel by pixel."""
        if self.without is None:
            return self.drawn
        differences: Pixels = np.maximum(self.drawn, self.without)
        differences -= np.minimum(self.drawn, self.without)
        return differences

    def at(self, rows: Indices, columns: Indices) -> Pixels:
        """How much they differ at these places; places beyond an edge are at it."""
        height, width = self.drawn.shape
        rows, columns = rows.clip(0, height - 1), columns.clip(0, width - 1)
        one = self.drawn[rows, columns]
        if self.without is None:
            return one
        other = self.without[rows, columns]
        differences: Pixels = np.maximum(one, other) - np.minimum(one, other)
        return differences


# Of 255. Less than this nobody sees: white on white is 0, a tenth of grey 25, its thin strokes a third of it.
FAINT = 8
# The share of a glyph's box that is left away on each side, where the ink of its neighbours may reach.
_ASIDE, _ABOVE = 0.08, 0.02
# Places in a box that are looked at first, across and down; most glyphs have ink at one of them.
_FEW = (5, 7)
# Where none of them has: as many as there are pixels in a glyph, up to this.
_MANY = 40
# Places along a rule, and pixels on each side of it, that are looked at.
_ALONG, _BESIDE = 16, (-1, 0, 1)
# The share of them that a rule has where all of it is seen, and none of it but where others cross.
_WHOLE, _NOTHING = 0.9, 0.15
# Pixels: as thick a rule is that crosses.
_CROSSING = 2
# Pixels: the gaps between the dashes of a rule; longer ones end it.
_GAP = 12


def lit(ink: Ink, boxes: Floats) -> Flags:
    """In which of the boxes there is ink."""
    return lit_and_whole(ink, boxes)[0]


def lit_and_whole(ink: Ink, boxes: Floats) -> tuple[Flags, Flags]:
    """In which of the boxes there is ink, and in which there is on all sides of the middle."""
    inner = _inner(boxes)
    # A row for each place, not for each box: NumPy then goes through all boxes at once.
    samples = np.ascontiguousarray(sampled(ink, inner, *_FEW).T)
    seen: Flags = np.greater_equal(samples, FAINT)
    found: Flags = np.asarray(seen.any(axis=0))
    whole = _on_all_sides(seen)
    dark = np.flatnonzero(~found)
    if len(dark):
        sides = (inner[dark, 2:] - inner[dark, :2]).max(axis=0, initial=1)
        across, down = (int(min(_MANY, np.ceil(side) + 1)) for side in sides)
        found[dark] = sampled(ink, inner[dark], across, down).max(axis=1) >= FAINT
    return found, whole


def _on_all_sides(seen: Flags) -> Flags:
    across, down = _FEW
    grid = seen.reshape(down, across, seen.shape[1])
    columns: Flags = np.asarray(grid.any(axis=0))
    rows: Flags = np.asarray(grid.any(axis=1))
    sides = (
        columns[: across // 2],
        columns[across // 2 + 1 :],
        rows[: down // 2 + 1],
        rows[down // 2 :],
    )
    flags = np.ones(seen.shape[1], np.bool_)
    for side in sides:
        flags &= side.any(axis=0)
    return flags


def amounts(ink: Ink, boxes: Floats) -> Floats:
    """How much ink there is in each box, on an average from 0 to 255."""
    side = _MANY // 3
    means: Floats = sampled(ink, _inner(boxes), side, side).mean(axis=1)
    return means


def extents(ink: Ink, boxes: Floats) -> Floats:
    """How far the ink reaches across and down in each box, as shares of its sides."""
    inner = _inner(boxes)
    samples = sampled(ink, inner, _MANY, _MANY).reshape(-1, _MANY, _MANY)
    found = np.zeros((len(boxes), 2))
    for column, axis in enumerate((1, 2)):
        some: Flags = np.greater_equal(samples.max(axis=axis), FAINT)
        first, last = some.argmax(axis=1), _MANY - some[:, ::-1].argmax(axis=1)
        found[:, column] = np.where(some.any(axis=1), (last - first) / _MANY, 0.0)
    return found


def sampled(ink: Ink, boxes: Floats, across: int, down: int) -> Pixels:
    """The pixels at places spread evenly over each box, row by row; a row for each box."""
    x0, top, x1, bottom = boxes.T
    xs = x0[:, None] + (x1 - x0)[:, None] * ((np.arange(across) + 0.5) / across)
    ys = top[:, None] + (bottom - top)[:, None] * ((np.arange(down) + 0.5) / down)
    columns, rows = xs.astype(np.int64), ys.astype(np.int64)
    found: Pixels = ink.at(rows[:, :, None], columns[:, None, :]).reshape(len(boxes), across * down)
    return found


def _inner(boxes: Floats) -> Floats:
    x0, top, x1, bottom = boxes.T
    dx, dy = _ASIDE * (x1 - x0), _ABOVE * (bottom - top)
    return np.column_stack((x0 + dx, top + dy, x1 - dx, bottom - dy))


def visible_runs(ink: Ink, lines: Floats) -> list[Sequence[tuple[float, float]]]:
    """The parts of each line (x0, top, x1, bottom, straight across or down) that are seen, each from and
    to which share of its length: the whole, nothing, or what is neither covered nor clipped."""
    if not len(lines):
        return []
    x0, top, x1, bottom = lines.T
    steps = (np.arange(_ALONG) + 0.5) / _ALONG
    xs, ys = (a[:, None] + (b - a)[:, None] * steps for a, b in ((x0, x1), (top, bottom)))
    across = (x1 - x0) >= (bottom - top)
    found = np.zeros(xs.shape, np.bool_)
    for offset in _BESIDE:
        columns = (xs + np.where(across, 0, offset)[:, None]).astype(np.int64)
        rows = (ys + np.where(across, offset, 0)[:, None]).astype(np.int64)
        found |= ink.at(rows, columns) >= FAINT
    shares = found.mean(axis=1).tolist()
    return [
        [(0.0, 1.0)] if share >= _WHOLE else [] if share <= _NOTHING else _runs(ink, line)
        for share, line in zip(shares, lines.tolist(), strict=True)
    ]


def _runs(ink: Ink, line: Sequence[float]) -> list[tuple[float, float]]:
    """The parts of one line that are seen; a dashed one goes on over its gaps."""
    x0, top, x1, bottom = line
    across = x1 - x0 >= bottom - top
    length = max(x1 - x0, bottom - top)
    steps = np.arange(int(np.ceil(length)) + 1)
    found = np.zeros(len(steps), np.bool_)
    for offset in _BESIDE:
        xs = (x0 + steps).clip(0, x1) if across else np.full(len(steps), x0 + offset)
        ys = np.full(len(steps), top + offset) if across else (top + steps).clip(0, bottom)
        found |= ink.at(ys.astype(np.int64), xs.astype(np.int64)) >= FAINT
    seen = np.flatnonzero(found)
    if not len(seen):
        return []
    breaks = np.flatnonzero(np.diff(seen) > _GAP) + 1
    bounds = pairwise([0, *breaks.tolist(), len(seen)])
    runs = [(int(seen[start]), int(seen[end - 1]) + 1) for start, end in bounds]
    # What is seen for a pixel or two of a longer rule is another one that crosses.
    shortest = min(_CROSSING, length / 2)
    return [
        (min(1.0, start / length), min(1.0, end / length))
        for start, end in runs
        if end - start > shortest
    ]
