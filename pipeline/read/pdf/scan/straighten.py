"""A picture of a sheet made fit to be read: red seals dropped, ground even, lines level."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]
"""A picture in shades of grey: 0 black to 255 white, a row for each line of pixels."""
Mask = npt.NDArray[np.bool_]
POINTS = 72
"""To an inch."""

# By which share of its red a pixel of a seal is redder than green and blue: in its midst, and at its fringes,
# where packing as JPEG blurs colours.
_RED, _REDDISH = 0.18, 0.05
# The share of the ground's lightness that red keeps where nothing is printed under it.
_PALE = 0.55
# Inches: the ground is what is left when marks up to this size are taken away.
_GROUND = 0.25
# The share of the ground's lightness below which a pixel is ink, and below which it belongs to ink that it
# touches: thin strokes of small type are pale where the print is coarse.
_INK, _FAINT = 0.72, 0.86
# Degrees: a sheet lies askew by this at most; the step of the search, coarse and fine.
_MOST_SKEW, _COARSE, _FINE = 6.0, 0.5, 0.05
# Pixels of width at which skew is measured.
_MEASURED_WIDTH = 800


@dataclass(frozen=True, slots=True)
class Picture:
    """A sheet as straightened: `grey` even and level, `ink` where there is ink, `faint` also where it may be;
    `dpi` pixels to an inch."""

    grey: Grey
    ink: Mask
    faint: Mask
    dpi: float

    @property
    def scale(self) -> float:
        """Points to a pixel."""
        return POINTS / self.dpi


def straighten(pixels: npt.NDArray[np.uint8], dpi: float) -> Picture:
    """The sheet of a picture in colour (red, green, blue) or grey."""
    grey, seal = _without_red(pixels)
    even = _even(grey, dpi)
    even[seal & (even > 255 * _PALE)] = 255  # print that stands under a seal stays
    level = _rotated(even, angle, 255) if (angle := _skew(even)) else even
    return Picture(level, level < 255 * _INK, level < 255 * _FAINT, dpi)


def _without_red(pixels: npt.NDArray[np.uint8]) -> tuple[Grey, Mask]:
    """Grey, in which red is white, and a mask of what was red."""
    if pixels.ndim == 2:
        return pixels, np.zeros(pixels.shape, np.bool_)
    red, green, blue = cv2.split(pixels)
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    redder = cv2.subtract(red, cv2.max(green, blue)).astype(np.float32) / np.maximum(red, 32)
    seeds = (redder > _RED).astype(np.uint8)
    if not seeds.any():
        return grey, np.zeros(grey.shape, np.bool_)
    near = cv2.dilate(seeds, np.ones((7, 7), np.uint8)) > 0
    seal = near & (redder > _REDDISH)
    return np.where(seal, red, grey).astype(np.uint8), np.asarray(seal, np.bool_)


def _even(grey: Grey, dpi: float) -> Grey:
    """The picture divided by its ground: shadows and paper become white."""
    size = int(_GROUND * dpi) | 1
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (max(3, size // 4 | 1),) * 2)
    ground = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel), 9)
    ground = cv2.resize(ground, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, ground, scale=255), np.uint8)


def _skew(grey: Grey) -> float:
    """By how many degrees, counter-clockwise, the lines of a sheet have to be turned to be level."""
    scale = min(1.0, _MEASURED_WIDTH / grey.shape[1])
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = ((small < 255 * _INK) * 255).astype(np.uint8)
    if not ink.any():
        return 0.0
    coarse = max(
        np.arange(-_MOST_SKEW, _MOST_SKEW + _COARSE, _COARSE), key=lambda a: _level(ink, a)
    )
    fine = np.arange(coarse - _COARSE, coarse + _COARSE + _FINE, _FINE)
    best = float(max(fine, key=lambda a: _level(ink, a)))
    return best if abs(best) >= _FINE else 0.0


def _level(ink: Grey, angle: float) -> float:
    """How clearly lines and rules stand apart when the sheet is turned so: the profile's contrast."""
    profile = _rotated(ink, angle, 0).sum(axis=1, dtype=np.float64)
    return float((np.diff(profile) ** 2).sum())


def _rotated(picture: Grey, angle: float, border: int) -> Grey:
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), float(angle), 1.0)
    turned = cv2.warpAffine(
        picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=border
    )
    return np.asarray(turned, np.uint8)
