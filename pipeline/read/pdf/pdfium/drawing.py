"""Draws a sheet small and grey, as a viewer prints it, also without some of its objects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2_raw as raw

from pipeline.read.pdf.pdfium import calls

Pixels = npt.NDArray[np.uint8]
"""Rows of pixels, from 0 (black) to 255 (white)."""

_WHITE = 255
_HOW = raw.FPDF_GRAYSCALE | raw.FPDF_PRINTING
# Pixels: a sheet's longer side. A pixel is a point, but on a sheet as large as a poster or a stamp.
_SHORTEST, _LONGEST = 500, 2000


@dataclass(frozen=True, slots=True)
class Paper:
    """An open page, and the size in pixels at which it is drawn."""

    page: Any
    width: int
    height: int

    def drawn(self) -> Pixels:
        """The page as it looks with those of its objects that are switched on."""
        pixels = self.blank()
        first = pixels.ctypes.data_as(ctypes.c_void_p)
        bitmap = raw.FPDFBitmap_CreateEx(
            self.width, self.height, raw.FPDFBitmap_Gray, first, self.width
        )
        raw.FPDF_RenderPageBitmap(bitmap, self.page, 0, 0, self.width, self.height, 0, _HOW)
        raw.FPDFBitmap_Destroy(bitmap)
        return pixels

    def blank(self) -> Pixels:
        """A page without a mark."""
        return np.full((self.height, self.width), _WHITE, np.uint8)


def paper(page: Any, width: float, height: float) -> Paper:
    """The paper for a page of this size in points, as displayed."""
    longest = max(width, height, 1.0)
    scale = min(max(longest, _SHORTEST), _LONGEST) / longest
    return Paper(page, max(1, round(width * scale)), max(1, round(height * scale)))


def switch(objects: Iterable[int], *, on: bool) -> None:
    """Has objects drawn from now on, or not."""
    active = int(on)
    for handle in objects:
        calls.set_active(handle, active)
