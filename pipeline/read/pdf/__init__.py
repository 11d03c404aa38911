"""Reads a PDF: the rows of its ruled tables, page by page, and what stands around them."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.errors import SourceError
from pipeline.read.pdf.folios import folio, page_numbers
from pipeline.read.pdf.pages import load_page
from pipeline.read.pdf.rows import to_rows
from pipeline.read.pdf.tables import lay_out
from pipeline.read.pdf.values import Loaded, Page, TableRow
from pipeline.source import Line, Place, Row, Sheet, Source

# A duty list has 40 to 70 pages of about a thousand characters; these bounds are far above.
_MAX_PAGES = 2000
_MAX_PAGE_CHARACTERS = 50_000
_MAX_BYTES = 256 * 2**20

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def read_pdf(path: Path) -> Source:
    """Reads a PDF with a text layer.

    Raises SourceError for one that is damaged, encrypted, scanned or out of all proportion.
    """
    if path.stat().st_size > _MAX_BYTES:
        raise SourceError("larger than 256 MiB; this is no duty list", str(path))
    data = path.read_bytes()
    _inspect(data, path)
    pages = lay_out(_load(path))
    folios = [folio(page) for page in pages]
    printed = tuple(found[1] if found else None for found in folios)
    numbers = page_numbers(printed)
    lines = {id(found[0]) for found in folios if found}
    return Source(
        file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="pdf",
        blocks=tuple(_blocks(pages, numbers, lines)),
        characters=sum(page.characters for page in pages),
        markup=sum(page.markup for page in pages),
        paging="sheets",
        sheets=tuple(Sheet(page.number, n) for page, n in zip(pages, printed, strict=True)),
    )


def _inspect(data: bytes, path: Path) -> None:
    """Refuses what cannot be read, before the slow reading starts."""
    if not data.strip():
        raise SourceError("the file is empty", str(path))
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        encrypted = "password" in str(error).lower()
        reason = "encrypted; remove the password first" if encrypted else "damaged, or not a PDF"
        raise SourceError(reason, str(path)) from error
    try:
        if not 0 < len(document) <= _MAX_PAGES:
            raise SourceError(f"has {len(document)} pages; expected 1 to {_MAX_PAGES}", str(path))
        counts = [_characters(document, number, path) for number in range(len(document))]
    finally:
        document.close()
    if max(counts) > _MAX_PAGE_CHARACTERS:
        page = counts.index(max(counts)) + 1
        raise SourceError(f"page {page} holds {max(counts)} characters; damaged", str(path))
    if not any(counts):
        raise SourceError("no text layer; run OCR first", str(path))


def _characters(document: Any, number: int, path: Path) -> int:
    try:
        page = document[number]
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"page {number + 1} is damaged", str(path)) from error
    text = page.get_textpage()
    characters: int = text.count_chars()
    text.close()
    page.close()
    return characters


def _load(path: Path) -> list[Loaded]:
    pages: list[Loaded] = []
    try:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                pages.append(load_page(page))
                page.close()
    # pdfminer meets damage with any of these.
    except (PDFException, PdfminerException, ValueError, TypeError, KeyError, IndexError,
            AttributeError, AssertionError, RecursionError, OverflowError) as error:  # fmt: skip
        raise SourceError(f"page {len(pages) + 1} is damaged", str(path)) from error
    return pages


def _blocks(
    pages: Sequence[Page], numbers: Sequence[int | None], folio_lines: set[int]
) -> Iterator[Line | Row]:
    rows = iter(to_rows([part for p in pages for part in p.parts if isinstance(part, TableRow)]))
    for page, number in zip(pages, numbers, strict=True):
        for part in page.parts:
            x0, top, x1, bottom = (round(v, 1) for v in (part.x0, part.top, part.x1, part.bottom))
            place = Place(sheet=page.number, page=number, box=(page.number, x0, top, x1, bottom))
            if isinstance(part, TableRow):
                yield Row(next(rows), place)
            else:
                text = " ".join(part.text.split())
                yield Line(text, place, "page-number" if id(part) in folio_lines else "text")
