"""What a person sees of an OFD page: it is looked at as a page of a PDF is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import repeat

import pypdfium2_raw as raw

from pipeline.read.ofd.drawing import Drawing
from pipeline.read.ofd.pictures import Image
from pipeline.read.ofd.sheet import to_pdf
from pipeline.read.pdf.contents import Contents
from pipeline.read.pdf.glyphs import Glyphs
from pipeline.read.pdf.paths import Shapes
from pipeline.read.pdf.pdfium import calls
from pipeline.read.pdf.pdfium.objects import Objects
from pipeline.read.pdf.pdfium.seen import as_seen


def seen(
    drawing: Drawing,
    contents: Contents,
    found: Shapes,
    owners: Sequence[int],
    images: dict[str, Image],
) -> Contents:
    """The contents of a page without what nobody sees; what was called unseen before stays so.

    `found` is of its paths in their order; `owners` has the number of each glyph's object. Where the page
    cannot be drawn it is not accounted for.
    """
    raw.FPDF_InitLibrary()
    data = to_pdf(drawing, images)
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    page = raw.FPDF_LoadPage(document, 0) if document else None
    try:
        if not page or raw.FPDFPage_CountObjects(page) != len(drawing.objects):
            return contents
        count = range(len(drawing.objects))
        handles = list(map(calls.page_object, repeat(calls.address(page)), count))
        paths = [(d.path, h) for d, h in zip(drawing.objects, handles, strict=True) if d.path]
        drawn = Objects([path for path, _ in paths], [handle for _, handle in paths], [])
        glyph_of = [handles[owner] for owner in owners]
        shown, _ = as_seen(page, contents, found, drawn, glyph_of)
    finally:
        if page:
            raw.FPDF_ClosePage(page)
        if document:
            raw.FPDF_CloseDocument(document)
    return replace(shown, unseen=Glyphs.of((*contents.unseen, *shown.unseen)))
