"""Cells whose text is set from top to bottom, in columns from right to left, as narrow ones may be.

Two characters a line, wrapped, look alike; but a program draws text in the order in which it is read.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from pipeline.read.pdf.glyphs import Floats, Glyphs, Indices

# In font sizes: how far down the next character of a column stands, and how far off its line.
_NEAREST, _FARTHEST, _OFF = 0.8, 1.5, 0.2
# The share of a cell's characters that follow the one before so; two columns of two at least.
_DOWN, _FEWEST = 0.5, 4


def set_across(glyphs: Glyphs, cells: Indices) -> Glyphs:
    """The glyphs, those of cells that are set downwards as one line from left to right; `cells` has the
    cell of each."""
    steps = np.diff(glyphs.boxes, axis=0)
    sizes = glyphs.sizes[:-1]
    down = (np.abs(steps[:, 0]) < _OFF * sizes) & (cells[1:] == cells[:-1]) & (cells[1:] >= 0)
    down &= (steps[:, 1] > _NEAREST * sizes) & (steps[:, 1] < _FARTHEST * sizes)
    boxes = None
    for cell in np.unique(cells[1:][down]).tolist():
        own = np.flatnonzero((cells == cell) & ~glyphs.blank)
        share = np.count_nonzero(down & (cells[1:] == cell)) / len(own)
        if len(own) >= _FEWEST and share >= _DOWN and _is_vertical(glyphs.boxes[own]):
            boxes = glyphs.boxes.copy() if boxes is None else boxes
            boxes[own] = _in_a_line(boxes[own])
    return glyphs if boxes is None else Glyphs(glyphs.texts, boxes)


def _is_vertical(boxes: Floats) -> bool:
    """Whether boxes, in the order in which they are drawn, fill columns from right to left, of which all
    but the last are as long."""
    size = float(np.median(boxes[:, 3] - boxes[:, 1]))
    columns: list[list[float]] = []
    last = np.inf
    for x, top in boxes[:, :2].tolist():
        if abs(x - last) >= _OFF * size:
            if x > last:
                return False
            columns.append([])
            last = x
        columns[-1].append(top)
    if len(columns) < 2:
        return False
    starts = [column[0] for column in columns]
    lengths = [len(column) for column in columns]
    return (
        max(starts) - min(starts) < _OFF * size
        and all(a < b for column in columns for a, b in pairwise(column))
        and min(lengths[:-1]) >= max(lengths)
        and lengths[0] > 1
    )


def _in_a_line(boxes: Floats) -> Floats:
    """The boxes one after another, from the place of the last column on."""
    widths = boxes[:, 2] - boxes[:, 0]
    ends = boxes[:, 0].min() + np.cumsum(widths)
    top, bottom = boxes[0, 1], boxes[0, 3]
    count = len(boxes)
    moved: Floats = np.column_stack(
        (ends - widths, np.full(count, top), ends, np.full(count, bottom))
    )
    return moved
