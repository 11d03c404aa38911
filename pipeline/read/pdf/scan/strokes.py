"""The rules of a straightened sheet: long runs of ink with white beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.read.pdf.contents import Stroke
from pipeline.read.pdf.scan.straighten import Grey, Mask, Picture

# Inches. No stroke of a character is as long as a level rule's unbroken runs; a rule down the sheet is
# told by less, since rows may be low. What is longer than a few strokes that touch is a rule whatever
# stands beside it.
_SHORTEST_LEVEL, _SHORTEST_UPRIGHT, _LONG_UPRIGHT, _CERTAIN = 0.45, 0.14, 0.25, 1.2
# Inches: how near the ends of a rule come to the rules that it meets.
_REACH = 0.025
# Inches: no rule is thicker; gaps that faint print leaves in one.
_THICKEST, _GAP = 0.06, 0.06
# Inches: how near and how far beside a rule white is looked for, and how much of it may be ink: text
# touches a rule at times, and other rules meet it.
_NEAR, _FAR, _MOST_INK_BESIDE = 0.012, 0.035, 0.25
# The share of a rule that has ink.
_LEAST_INK = 0.8


@dataclass(frozen=True, slots=True)
class _Span:
    """A level rule in pixels."""

    x0: int
    y: float
    x1: int
    top: int
    bottom: int


def find_strokes(picture: Picture) -> tuple[list[Stroke], Mask]:
    """The rules in points, and a mask of their ink."""
    ink = picture.ink.astype(np.uint8)
    across = np.ascontiguousarray(ink.T)
    scale = picture.scale
    mask = np.zeros(ink.shape, np.uint8)
    level = [
        span
        for span in _runs(ink, picture.dpi, _SHORTEST_LEVEL)
        if _is_rule(ink, span, picture.dpi)
    ]
    strokes = []
    for s in level:
        strokes.append(Stroke(s.x0 * scale, s.y * scale, s.x1 * scale, s.y * scale))
        mask[s.top : s.bottom, s.x0 : s.x1] = 1
    reach = _REACH * picture.dpi
    for s in _runs(across, picture.dpi, _SHORTEST_UPRIGHT):
        long = s.x1 - s.x0 >= _LONG_UPRIGHT * picture.dpi
        rule = long and _meets(s, level, reach) and _is_rule(across, s, picture.dpi)
        if rule or _joins(s, level, reach):
            strokes.append(Stroke(s.y * scale, s.x0 * scale, s.y * scale, s.x1 * scale))
            mask[s.x0 : s.x1, s.top : s.bottom] = 1
    return strokes, mask.astype(bool)


def _joins(upright: _Span, level: Sequence[_Span], reach: float) -> bool:
    """Whether a run down the sheet goes from one rule to another: rows may be as low as a line."""
    meeting = [s.y for s in level if s.x0 - reach <= upright.y <= s.x1 + reach]
    return all(any(abs(y - end) <= reach for y in meeting) for end in (upright.x0, upright.x1))


def _meets(upright: _Span, level: Sequence[_Span], reach: float) -> bool:
    """Whether a run down the sheet meets a rule: no upright of a table stands alone."""
    return any(
        s.x0 - reach <= upright.y <= s.x1 + reach
        and upright.x0 - reach <= s.y <= upright.x1 + reach
        for s in level
    )


def _runs(ink: Grey, dpi: float, shortest: float) -> list[_Span]:
    """Long thin runs of ink from left to right."""
    # A rule of a sheet that was straightened wavers by a pixel.
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    seeds = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, int(shortest * dpi)), np.uint8))
    joined = cv2.morphologyEx(
        seeds, cv2.MORPH_CLOSE, np.ones((3, max(1, int(_GAP * dpi)) | 1), np.uint8)
    )
    count, _, boxes, centres = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = []
    for index in range(1, count):
        x, y, width, height, _ = (int(v) for v in boxes[index])
        if height <= _THICKEST * dpi + 2 and width > 4 * height:
            found.append(_Span(x, float(centres[index][1]), x + width, y, y + height))
    return found


def _is_rule(ink: Grey, span: _Span, dpi: float) -> bool:
    """Whether a run of ink has ink all along, and white above or below."""
    own = ink[span.top : span.bottom, span.x0 : span.x1].any(axis=0)
    if own.mean() < _LEAST_INK:
        return False
    if span.x1 - span.x0 > _CERTAIN * dpi:
        return True
    near, far = round(_NEAR * dpi) + 1, max(2, round(_FAR * dpi))
    above = ink[max(0, span.top - far) : max(0, span.top - near + 1), span.x0 : span.x1]
    below = ink[span.bottom + near - 1 : span.bottom + far, span.x0 : span.x1]
    shares = [side.any(axis=0).mean() if side.size else 0.0 for side in (above, below)]
    return max(shares) < 2 * _MOST_INK_BESIDE and min(shares) < _MOST_INK_BESIDE
