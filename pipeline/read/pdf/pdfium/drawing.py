"""Draws a sheet small and grey, as a viewer prints it, also without some of its objects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
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


FINER = 2
"""Pixels of finer paper to one, across and down."""
# Sheets of paper that lie ready, the first of them blank: to take memory from the system for each sheet
# of a document costs as much as to draw on it.
_READY = 6


@dataclass(frozen=True, slots=True)
class Paper:
    """An open page, and sheets of the size in pixels at which it is drawn; they serve for the next page
    again."""

    page: Any
    sheets: Pixels

    @property
    def width(self) -> int:
        """In pixels."""
        return int(self.sheets.shape[2])

    @property
    def height(self) -> int:
        """In pixels."""
        return int(self.sheets.shape[1])

    @property
    def blank(self) -> Pixels:
        """A sheet without a mark, to look at only."""
        blank: Pixels = self.sheets[0]
        return blank

    def drawn(self, on: int | None = None) -> Pixels:
        """The page as it looks with those of its objects that are switched on, on the sheet of that number
        or on a new one."""
        pixels: Pixels = np.empty_like(self.blank) if on is None else self.sheets[on]
        pixels.fill(_WHITE)
        first = pixels.ctypes.data_as(ctypes.c_void_p)
        bitmap = raw.FPDFBitmap_CreateEx(
            self.width, self.height, raw.FPDFBitmap_Gray, first, self.width
        )
        raw.FPDF_RenderPageBitmap(bitmap, self.page, 0, 0, self.width, self.height, 0, _HOW)
        raw.FPDFBitmap_Destroy(bitmap)
        return pixels

    @property
    def finer(self) -> Paper:
        """New paper with twice as many pixels across and down."""
        shape = (1, FINER * self.height, FINER * self.width)
        return Paper(self.page, np.full(shape, _WHITE, np.uint8))

    def difference(self, one: Pixels, other: Pixels, on: int) -> Pixels:
        """How much two drawings differ, pixel by pixel, on the sheet of that number and the next."""
        darkest = np.minimum(one, other, out=self.sheets[on + 1])
        np.maximum(one, other, out=self.sheets[on])
        found: Pixels = np.subtract(self.sheets[on], darkest, out=self.sheets[on])
        return found


def paper(page: Any, width: float, height: float) -> Paper:
    """The paper for a page of this size in points, as displayed."""
    longest = max(width, height, 1.0)
    scale = min(max(longest, _SHORTEST), _LONGEST) / longest
    return Paper(page, _sheets(max(1, round(height * scale)), max(1, round(width * scale))))


@lru_cache(maxsize=1)
def _sheets(height: int, width: int) -> Pixels:
    sheets = np.empty((_READY, height, width), np.uint8)
    sheets[0].fill(_WHITE)
    return sheets


def switch(objects: Iterable[int], *, on: bool) -> None:
    """Has objects drawn from now on, or not."""
    for _ in map(calls.set_active, objects, repeat(int(on))):
        pass
