"""Cuts what is printed into lines of text: in each cell of the rules, at white gutters and between lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.read.pdf.contents import Stroke
from pipeline.read.pdf.scan.straighten import Mask, Picture

# Inches: specks smaller than this are dirt; type is about so high.
_SPECK, _SMALLEST_TYPE, _USUAL_TYPE = 0.012, 0.07, 0.146
# The share of the ground's lightness that some pixel of a pale mark is darker than; inches, its sides at least.
_PALE, _FULL_STOP = 0.8, 0.025
# Inches; and the share of the marks of a region that are no higher than its type.
_LARGEST_TYPE, _MOST = 0.7, 0.6
# Inches beside a rule in which what is left of it lies, and the share of a mark that lies there then.
_FRINGE, _MOSTLY = 0.025, 0.7
# In heights of the type: a white gutter that parts columns; lines nearer than this are parts of one.
_GUTTER, _SPACE_IN_LINE = 1.1, 2.2
# A line is no lower than this for the gaps in it; lower pieces are parts of a line, which is no higher than that.
_LOWEST_LINE, _PARTS_OF_LINE, _HIGHEST_LINE = 0.6, 0.63, 1.15
# The share of a sheet's width from which a rule or a region runs over it. Of so many such regions the columns
# are asked for; merged rows and titles, a share of them, cross the gutters, which may then be narrow.
_WIDE, _FEWEST_BANDS, _CROSSING, _NARROW_GUTTER = 0.4, 4, 0.3, 0.3
# Inches: lower or narrower regions have no room for text.
_LEAST_ROOM = 0.045


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one line of text, in pixels: its ink's box, the height of its type, and from where to where
    in it there is ink."""

    x0: int
    top: int
    x1: int
    bottom: int
    size: float
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Region:
    """A room that rules leave: where it is in pixels, and the ink in it."""

    x: int
    y: int
    ink: Mask

    @property
    def width(self) -> int:
        """In pixels."""
        return int(self.ink.shape[1])


def find_segments(picture: Picture, strokes: Sequence[Stroke], rules: Mask) -> list[Segment]:
    """The stretches of text in reading order of each cell."""
    ink = _clean(picture, rules)
    regions = list(_regions(ink, _barrier(picture, strokes, rules), picture.dpi))
    width = ink.shape[1]
    gutters = _gutters([region for region in regions if region.width >= _WIDE * width], width)
    found: list[Segment] = []
    for region in regions:
        size = _type_size(region.ink, picture.dpi)
        wide = region.width >= _WIDE * width
        parts = _parted(region, gutters, _NARROW_GUTTER * size) if wide else [region]
        for part in parts:
            found += _cut(part.ink, part.x, part.y, size)
    return found


def _barrier(picture: Picture, strokes: Sequence[Stroke], rules: Mask) -> Mask:
    """What parts the regions: rules, and long level ones up to the edges of the sheet, since a table
    may have none down its sides."""
    barrier = cv2.dilate(rules.astype(np.uint8), np.ones((3, 3), np.uint8))
    for stroke in strokes:
        if stroke.horizontal and (stroke.x1 - stroke.x0) / picture.scale >= _WIDE * rules.shape[1]:
            barrier[round(stroke.top / picture.scale)] = 1
    return np.asarray(barrier, np.bool_)


def _regions(ink: Mask, barrier: Mask, dpi: float) -> Iterator[_Region]:
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(
        (~barrier).astype(np.uint8), connectivity=4
    )
    for index in range(1, count):
        x, y, width, height, _ = (int(value) for value in boxes[index])
        if min(width, height) < _LEAST_ROOM * dpi:
            continue
        window = slice(y, y + height), slice(x, x + width)
        own = ink[window] & (labels[window] == index)
        if own.any():
            yield _Region(x, y, own)


def _gutters(bands: Sequence[_Region], width: int) -> Mask:
    """The columns of pixels that are white in nearly all of the bands that run over the sheet: between
    the columns of a table that has no rules down it."""
    if len(bands) < _FEWEST_BANDS:
        return np.zeros(width, np.bool_)
    filled = np.zeros(width)
    for band in bands:
        filled[band.x : band.x + band.width] += _filled(band.ink, 0)
    return np.asarray(filled <= _CROSSING * len(bands), np.bool_)


def _parted(region: _Region, gutters: Mask, narrowest: float) -> Iterator[_Region]:
    """The parts of a region between the gutters that are free in it too."""
    own = gutters[region.x : region.x + region.width]
    apart = own & ~_filled(region.ink, 0)
    for start, end in _spans(~apart, int(narrowest)):
        part = region.ink[:, start:end]
        if part.any():
            yield _Region(region.x + start, region.y, part)


def _clean(picture: Picture, rules: Mask) -> Mask:
    """The ink without rules and dirt: faint marks, where a pixel of them is surely ink."""
    fringe = max(1, round(_FRINGE * picture.dpi))
    masked = rules.astype(np.uint8)
    ink = picture.faint & ~cv2.dilate(masked, np.ones((3, 3), np.uint8)).astype(bool)
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    speck = max(2, round(_SPECK * picture.dpi))
    keep = (boxes[:, 2] > speck) | (boxes[:, 3] > speck)
    keep |= boxes[:, 4] >= speck * speck
    # A pale mark, such as a full stop of small type, goes on a line; what stands alone is dirt.
    certain = np.bincount(labels[picture.ink & ink], minlength=count) > 0
    certain[0] = False
    reach = np.ones((3, 2 * round(_USUAL_TYPE * picture.dpi) + 1), np.uint8)
    lines = cv2.dilate((certain & keep)[labels].astype(np.uint8), reach) > 0
    pale = np.bincount(labels[lines & ink & (picture.grey < 255 * _PALE)], minlength=count) > 0
    pale &= boxes[:, 2:4].min(axis=1) >= _FULL_STOP * picture.dpi
    keep &= certain | pale
    # What a rule that wavers leaves beside its mask.
    beside = cv2.dilate(masked, np.ones((2 * fringe + 1,) * 2, np.uint8)).astype(bool)
    area = np.bincount(labels[beside & ink], minlength=count)
    keep &= area < _MOSTLY * boxes[:, 4]
    keep[0] = False
    clean: Mask = keep[labels]
    return clean


def _type_size(ink: Mask, dpi: float) -> float:
    """How high the type of a region is, in pixels: as most of its larger marks are, and no smaller than usual."""
    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    heights = boxes[1:, 3]
    heights = heights[(heights > _SMALLEST_TYPE * dpi) & (heights < _LARGEST_TYPE * dpi)]
    usual = _USUAL_TYPE * dpi
    return max(usual, float(np.quantile(heights, _MOST))) if len(heights) else usual


def _cut(ink: Mask, x: int, y: int, size: float) -> Iterator[Segment]:
    """Parts a region at upright gutters, then into lines, then lines at wide gaps."""
    for left, right in _spans(_filled(ink, 0), round(_GUTTER * size)):
        column = ink[:, left:right]
        lines = list(_lines(column, size))
        own = float(np.median([b - t for t, b in lines])) if lines else size
        for top, bottom in lines:
            line = column[top:bottom]
            for start, end in _spans(
                _filled(line, 0), round(_SPACE_IN_LINE * max(own, size * _LOWEST_LINE))
            ):
                part = line[:, start:end]
                rows = np.flatnonzero(_filled(part, 1))
                at = x + left + start
                yield Segment(
                    at,
                    y + top + int(rows[0]),
                    x + left + end,
                    y + top + int(rows[-1]) + 1,
                    own,
                    tuple((at + a, at + b) for a, b in _spans(_filled(part, 0), 1)),
                )


def _lines(ink: Mask, size: float) -> list[tuple[int, int]]:
    """Top and bottom of each line: rows of ink, the parts of one line (二, i, ；) put together."""
    spans = list(_spans(_filled(ink, 1), 1))
    result: list[tuple[int, int]] = []
    for top, bottom in spans:
        if result:
            above = result[-1]
            joined = bottom - above[0]
            low = min(bottom - top, above[1] - above[0]) < _PARTS_OF_LINE * size
            if low and joined <= _HIGHEST_LINE * size:
                result[-1] = (above[0], bottom)
                continue
        result.append((top, bottom))
    return result


def _filled(ink: Mask, axis: int) -> Mask:
    """Which columns (axis 0) or rows (1) have ink."""
    return np.asarray(ink.any(axis=axis), np.bool_)


def _spans(filled: Mask, gap: int) -> list[tuple[int, int]]:
    """First and one past last of each run of filled places, runs nearer than the gap joined."""
    at = np.flatnonzero(filled)
    if not len(at):
        return []
    breaks = np.flatnonzero(np.diff(at) > gap)
    starts = [at[0], *at[breaks + 1]]
    ends = [*at[breaks], at[-1]]
    return [(int(a), int(b) + 1) for a, b in zip(starts, ends, strict=True)]
