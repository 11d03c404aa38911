"""Scanned sheets of a PDF, drawn as finely as their pictures are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2

from pipeline.read.pdf.contents import Contents
from pipeline.read.pdf.scan.kept import read_once
from pipeline.read.pdf.scan.straighten import POINTS

COARSEST, FINEST = 150, 300
"""Pixels to an inch: pictures that are coarser or finer are drawn so."""


def recognised_sheet(path: Path, contents: Contents) -> Contents:
    """The sheet as read from its picture."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[contents.number - 1]
        dpi = _resolution(page)
        drawn = page.render(scale=dpi / POINTS, rev_byteorder=True, may_draw_forms=False)
        pixels = np.ascontiguousarray(drawn.to_numpy()[:, :, :3])
    return read_once(pixels, dpi, contents.number)


def _resolution(page: pypdfium2.PdfPage) -> float:
    """That of the sheet's largest picture."""
    width = page.get_width()
    found = [
        max(picture.get_px_size()) / (max(width, page.get_height()) / POINTS)
        for picture in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    ]
    return float(min(max(max(found, default=COARSEST), COARSEST), FINEST))
