"""Pictures of places in a PDF: what is printed in a box, as a small PNG in shades of grey."""

from __future__ import annotations

import ctypes
import math
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2_raw as raw
from numpy.typing import NDArray

from pipeline.model.errors import SourceError
from pipeline.model.sentence import Sentence
from pipeline.model.source import Box
from pipeline.read.pdf.png import png

# Pixels along a side; a longer picture is no place any more, and a wrong box must cost no memory.
_LONGEST_SIDE = 4000
_HOW = raw.FPDF_GRAYSCALE | raw.FPDF_ANNOT
_WHITE = 255


def clips(path: Path, boxes: Sequence[Box], *, scale: float = 1.5) -> list[bytes]:
    """A PNG of each box, in the order given, `scale` pixels to a point; same boxes, same bytes.

    A box that reaches over its sheet is cut at the sheet's edge. Raises SourceError where the file
    or a sheet cannot be opened, and where a box lies outside every sheet.
    """
    if not boxes:
        return []
    wanted: defaultdict[int, list[int]] = defaultdict(list)
    for index, box in enumerate(boxes):
        wanted[box[0]].append(index)
    pictures: dict[int, bytes] = {}
    with _document(path, None) as document:
        for sheet, indices in wanted.items():
            with _page(document, sheet, path) as page:
                for index in indices:
                    pictures[index] = png(_drawn(page, boxes[index], scale, path))
    return [pictures[index] for index in range(len(boxes))]


def clips_of(data: bytes, boxes: Sequence[Box], scale: float, path: Path) -> list[bytes]:
    """The same of the first sheet of a PDF that is no file; `path` is what it was made of."""
    with _document(path, data) as document, _page(document, 1, path) as page:
        return [png(_drawn(page, box, scale, path)) for box in boxes]


@contextmanager
def _document(path: Path, data: bytes | None) -> Iterator[Any]:
    raw.FPDF_InitLibrary()
    if data is None:
        document = raw.FPDF_LoadDocument(os.fsencode(path), None)
    else:
        document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise SourceError("no picture can be drawn of it; damaged", str(path))
    try:
        yield document
    finally:
        raw.FPDF_CloseDocument(document)


@contextmanager
def _page(document: Any, sheet: int, path: Path) -> Iterator[Any]:
    if not 1 <= sheet <= raw.FPDF_GetPageCount(document):
        raise SourceError(Sentence("has no sheet {sheet}", sheet=sheet), str(path))
    page = raw.FPDF_LoadPage(document, sheet - 1)
    if not page:
        raise SourceError("no picture can be drawn of it; damaged", str(path))
    try:
        yield page
    finally:
        raw.FPDF_ClosePage(page)


def _drawn(page: Any, box: Box, scale: float, path: Path) -> NDArray[np.uint8]:
    """The pixels of a box, row by row, 0 black to 255 white."""
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    sheet, x0, top, x1, bottom = box
    x0, x1 = max(0.0, x0), min(width, x1)
    top, bottom = max(0.0, top), min(height, bottom)
    if x1 <= x0 or bottom <= top:
        raise SourceError(
            Sentence("nothing to draw on sheet {sheet} at {value}", sheet=sheet, value=box[1:]),
            str(path),
        )
    scale = min(scale, _LONGEST_SIDE / max(x1 - x0, bottom - top))
    # What is left away on each side, in whole pixels; one more than the box has stays.
    left, below, right, above = (
        max(0, math.ceil(side * scale - 1)) for side in (x0, height - bottom, width - x1, top)
    )
    whole = math.ceil(width * scale), math.ceil(height * scale)
    pixels = np.full((whole[1] - above - below, whole[0] - left - right), _WHITE, np.uint8)
    rows, columns = pixels.shape
    first = pixels.ctypes.data_as(ctypes.c_void_p)
    bitmap = raw.FPDFBitmap_CreateEx(columns, rows, raw.FPDFBitmap_Gray, first, columns)
    raw.FPDF_RenderPageBitmap(bitmap, page, -left, -above, *whole, 0, _HOW)
    raw.FPDFBitmap_Destroy(bitmap)
    return pixels
