"""Reads sheets with pdfium, a page at a time, without pypdfium2's own classes."""

from __future__ import annotations

from typing import Any

import pypdfium2_raw as raw

from pipeline.read.pdf.contents import Contents, Frame
from pipeline.read.pdf.paths import straightened
from pipeline.read.pdf.pdfium import calls
from pipeline.read.pdf.pdfium.paths import read_paths
from pipeline.read.pdf.pdfium.text import find_runs


class PageTooLargeError(Exception):
    """A page with more characters or drawings than any list's."""


def read_contents(page: Any, number: int, *, most_characters: int, most_objects: int) -> Contents:
    """What sheet `number` holds; `page` is pdfium's handle of it.

    Raises PageTooLargeError beyond the bounds given, before anything is taken from the page.
    """
    objects = raw.FPDFPage_CountObjects(page)
    if objects > most_objects:
        raise PageTooLargeError(f"{objects} drawings")
    text = raw.FPDFText_LoadPage(page)
    try:
        count = max(0, raw.FPDFText_CountChars(text))
        if count > most_characters:
            raise PageTooLargeError(f"{count} characters")
        runs = find_runs(calls.address(text), count)
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, box)
        rotation = raw.FPDFPage_GetRotation(page) % 4
        turn = runs.main_turn(rotation)
        frame = Frame(box.left, box.bottom, box.right, box.top, turn)
        glyphs = runs.glyphs(frame)
    finally:
        raw.FPDFText_ClosePage(text)
    paths = read_paths(calls.address(page), objects)
    strokes, fills = straightened(paths, frame)
    width, height = frame.size
    return Contents(number, width, height, (rotation - turn) % 4, glyphs, strokes, fills)
