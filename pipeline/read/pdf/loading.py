"""Opens a PDF and gives its sheets one after another; refuses what no list can be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2_raw as raw

from pipeline.model.errors import SourceError
from pipeline.model.sentence import Sentence
from pipeline.read.pdf.contents import Contents
from pipeline.read.pdf.integrity import DamagedError, TooLargeError, check_parts
from pipeline.read.pdf.pdfium import GlyphsMissingError, PageTooLargeError, read_contents
from pipeline.read.pdf.pdfium.annotations import as_printed, form_of
from pipeline.system.memory import limited_growth

# A duty list has 40 to 70 pages of about a thousand characters; these bounds are far above.
_MAX_PAGES = 2000
_MAX_CHARACTERS = 50_000
_MAX_OBJECTS = 200_000
# Bytes that one sheet may take. Forms that draw one another without end take them in seconds.
_MOST_GROWTH = 512 * 2**20
# pdfium keeps what it unpacked for a sheet until the document is closed, and reads fonts again when it
# is opened: an ordinary list is opened once.
_SHEETS_AT_ONCE = 72

_REASONS = {
    raw.FPDF_ERR_PASSWORD: "encrypted; remove the password first",
    raw.FPDF_ERR_SECURITY: "encrypted in a way that cannot be read; remove the encryption first",
}


def check(data: bytes, path: Path) -> None:
    """Raises SourceError where the bytes of a PDF are damaged, or unpack to out of all proportion."""
    try:
        check_parts(data)
    except DamagedError as error:
        raise SourceError(
            "damaged: a part of it cannot be unpacked to its end", str(path)
        ) from error
    except TooLargeError as error:
        raise SourceError("unpacks to far more than a duty list holds", str(path)) from error


def load(path: Path) -> Iterator[Contents]:
    """The sheets of a PDF, read one at a time.

    Raises SourceError for what is damaged, encrypted with a password, or out of all proportion.
    """
    first, pages = 1, 1
    while first <= pages:
        with _opened(path) as document, form_of(document) as form:
            pages = raw.FPDF_GetPageCount(document)
            if not 0 < pages <= _MAX_PAGES:
                raise SourceError(
                    Sentence(
                        "has {pages} pages; expected 1 to {max_pages}",
                        pages=pages,
                        max_pages=_MAX_PAGES,
                    ),
                    str(path),
                )
            for number in range(first, min(first + _SHEETS_AT_ONCE, pages + 1)):
                yield _sheet(document, number, path, form)
        first += _SHEETS_AT_ONCE


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """pdfium's handle of a PDF."""
    raw.FPDF_InitLibrary()
    document = raw.FPDF_LoadDocument(os.fsencode(path), None)
    if not document:
        reason = _REASONS.get(raw.FPDF_GetLastError(), "damaged, or not a PDF")
        raise SourceError(reason, str(path))
    try:
        yield document
    finally:
        raw.FPDF_CloseDocument(document)


def _sheet(document: Any, number: int, path: Path, form: Any) -> Contents:
    try:
        with limited_growth(_MOST_GROWTH):
            return _read_sheet(document, number, path, form)
    except GlyphsMissingError:
        # Slow to import and to run, so only where it has to be.
        from pipeline.read.pdf.reference import load_reference_sheet

        return load_reference_sheet(path, number)


def _read_sheet(document: Any, number: int, path: Path, form: Any) -> Contents:
    page, unread = as_printed(document, number - 1, form)
    if not page:
        raise SourceError(Sentence("page {number} is damaged", number=number), str(path))
    try:
        return read_contents(
            page,
            number,
            unread,
            most_characters=_MAX_CHARACTERS,
            most_objects=_MAX_OBJECTS,
        )
    except PageTooLargeError as error:
        raise SourceError(
            Sentence(
                "page {number} holds {what}; this is no duty list",
                number=number,
                what=error.args[0],
            ),
            str(path),
        ) from error
    finally:
        raw.FPDF_ClosePage(page)
