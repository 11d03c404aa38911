"""What is laid over a page and printed with it: text typed with an editor, values of form fields, stamps.

pdfium draws it, but tells its text with the page's own only where it is made part of the page. That is
done here, in memory; what is hidden, or shown on screens only, stays out.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2_raw as raw

from pipeline.read.pdf.contents import Span

# Nothing that is printed, or on no paper.
_SILENT = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP)
_FORM_FILL_VERSION = 2


@contextmanager
def form_of(document: Any) -> Iterator[Any]:
    """The form of an open document, None where it has none: it makes up how fields look that do not say."""
    if raw.FPDF_GetFormType(document) == raw.FORMTYPE_NONE:
        yield None
        return
    # pdfium keeps a pointer to it.
    callbacks = raw.FPDF_FORMFILLINFO()
    callbacks.version = _FORM_FILL_VERSION
    form = raw.FPDFDOC_InitFormFillEnvironment(document, callbacks)
    try:
        yield form or None
    finally:
        if form:
            raw.FPDFDOC_ExitFormFillEnvironment(form)


def as_printed(document: Any, index: int, form: Any) -> tuple[Any, list[Span]]:
    """pdfium's handle of a page with all that is printed on it, None where it is damaged; and the boxes, in
    its own coordinates, of text laid over it of which the file does not say how it looks."""
    page = raw.FPDF_LoadPage(document, index)
    count = raw.FPDFPage_GetAnnotCount(page) if page else 0
    if count <= 0:
        return page, []
    if form:
        raw.FORM_OnAfterLoadPage(page, form)
    printed, unknown = _laid_over(page, count)
    if printed:
        raw.FPDFPage_Flatten(page, raw.FLAT_PRINT)
    if form:
        raw.FORM_OnBeforeClosePage(page, form)
    if not printed:
        return page, unknown
    raw.FPDF_ClosePage(page)
    return raw.FPDF_LoadPage(document, index), unknown


def _laid_over(page: Any, count: int) -> tuple[bool, list[Span]]:
    """Whether anything is printed over a page, and the boxes of text that does not say how."""
    printed = False
    unknown: list[Span] = []
    for number in range(count):
        note = raw.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        kind, flags = raw.FPDFAnnot_GetSubtype(note), raw.FPDFAnnot_GetFlags(note)
        shown = flags & raw.FPDF_ANNOT_FLAG_PRINT and not flags & raw.FPDF_ANNOT_FLAG_HIDDEN
        if kind not in _SILENT and shown:
            if raw.FPDFAnnot_HasKey(note, b"AP"):
                printed = True
            elif kind == raw.FPDF_ANNOT_FREETEXT and _says_something(note):
                box = raw.FS_RECTF()
                raw.FPDFAnnot_GetRect(note, box)
                unknown.append((box.left, box.bottom, box.right, box.top))
        raw.FPDFPage_CloseAnnot(note)
    return printed, unknown


def _says_something(note: Any) -> bool:
    text = ctypes.create_string_buffer(8)
    length = raw.FPDFAnnot_GetStringValue(
        note, b"Contents", ctypes.cast(text, ctypes.POINTER(ctypes.c_ushort)), len(text)
    )
    return bool(length > 2)  # more than the zero at its end
