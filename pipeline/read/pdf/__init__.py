"""Reads a PDF: the rows of its ruled tables, page by page, and what stands around them."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pipeline.model.errors import SourceError
from pipeline.model.source import Cell, Doubt, Ink, Line, Place, Role, Row, Sheet, Source
from pipeline.read.pdf.contents import Contents, Span, turned
from pipeline.read.pdf.folios import page_numbers
from pipeline.read.pdf.heads import running_heads
from pipeline.read.pdf.loading import check, load
from pipeline.read.pdf.merged_cells import with_merged_cells
from pipeline.read.pdf.pages import to_pages
from pipeline.read.pdf.rows import to_rows
from pipeline.read.pdf.scans import pictures, recognition, why_unread, with_recognition
from pipeline.read.pdf.tables import in_tables
from pipeline.read.pdf.values import Page, TableRow, TextLine
from pipeline.system.memory import release_memory

_MAX_BYTES = 256 * 2**20


def read_pdf(path: Path) -> Source:
    """Reads a PDF; sheets that are scans by recognition, where the extra `scan` is installed.

    Raises SourceError for one that is damaged, encrypted or out of all proportion, and for a scan
    that cannot be read.
    """
    if path.stat().st_size > _MAX_BYTES:
        raise SourceError("larger than 256 MiB; this is no duty list", str(path))
    with _unchanged(path), _uncollected():
        return to_source(path, _checked(path), with_recognition(path, load(path)))


def read_pictures(path: Path) -> Source:
    """Reads a file of pictures, each of which is a sheet, by recognition.

    Raises SourceError where the extra `scan` is not installed, and for a file that is damaged, out of all proportion,
    or in which nothing is read.
    """
    if path.stat().st_size > _MAX_BYTES:
        raise SourceError("larger than 256 MiB; this is no duty list", str(path))
    with _unchanged(path), _uncollected():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        return replace(to_source(path, digest, pictures(path)), format="picture")


def _checked(path: Path) -> str:
    """The SHA-256 of a PDF that is whole. Its bytes are not kept: pdfium reads what it needs."""
    data = path.read_bytes()
    if not data.strip():
        raise SourceError("the file is empty", str(path))
    check(data, path)
    return hashlib.sha256(data).hexdigest()


@contextmanager
def _unchanged(path: Path) -> Iterator[None]:
    """The file is read more than once: raises SourceError where it was replaced or written meanwhile."""
    before = path.stat()
    yield
    after = path.stat()
    if (after.st_mtime_ns, after.st_size) != (before.st_mtime_ns, before.st_size):
        raise SourceError("was changed while it was read; run again", str(path))


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage: reading makes a hundred thousand small values and no cycle, and the
    search would look at all of them again and again, the more pages the more often."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def to_source(path: Path, sha256: str, sheets: Iterable[Contents]) -> Source:
    """The document that the sheets of a PDF make, whose file has this digest."""
    pages = to_pages(sheets)
    release_memory()  # what pdfium took
    printed = tuple(page.printed for page in pages)
    numbers = page_numbers(printed)
    scanned = [page.pictured and all(part is page.folio for part in page.parts) for page in pages]
    if not any(page.characters for page in pages) or all(scanned):
        raise SourceError(why_unread(), str(path))
    copies = _copies(pages)
    once = [page for page in pages if page.number not in copies]
    rows, repeated = with_merged_cells(
        in_tables(
            (page.number, part)
            for page in once
            for part in page.parts
            if isinstance(part, TableRow)
        )
    )
    return Source(
        file=path.name,
        sha256=sha256,
        format="pdf",
        blocks=tuple(_blocks(pages, numbers, copies, to_rows(rows))),
        characters=sum(page.characters for page in pages) + repeated,
        markup=sum(p.characters if p.number in copies else p.markup for p in pages),
        paging="sheets",
        sheets=tuple(
            Sheet(page.number, page.printed, scan, copies.get(page.number))
            for page, scan in zip(pages, scanned, strict=True)
        ),
        ink=_ink(pages, numbers, copies),
        recognition=recognition(
            [
                Doubt(_place(page, number, d.box), d.before, d.read, d.after, d.other)
                for page, number in zip(pages, numbers, strict=True)
                for d in page.doubts
                if page.number not in copies
            ],
            sum(page.characters for page in pages if page.recognised),
        ),
    )


def _ink(pages: Sequence[Page], numbers: Sequence[int | None], copies: Container[int]) -> Ink:
    """What the sheets show and what they do not; of a sheet that stands twice, once."""
    unread: list[Place] = []
    unseen: list[Line] = []
    for page, number in zip(pages, numbers, strict=True):
        if page.number in copies:
            continue
        unread += [_place(page, number, span) for span in page.unread]
        unseen += [
            Line(line.text, _place(page, number, (line.x0, line.top, line.x1, line.bottom)))
            for line in page.unseen
        ]
    return Ink(sum(page.accounted for page in pages), tuple(unread), tuple(unseen))


def _place(page: Page, number: int | None, span: Span) -> Place:
    """A place of the sheet as displayed."""
    shown = turned(span, page.width, page.height, page.turn)
    x0, top, x1, bottom = (round(value, 1) for value in shown)
    return Place(sheet=page.number, page=number, box=(page.number, x0, top, x1, bottom))


def _copies(pages: Sequence[Page]) -> dict[int, int]:
    """The sheets that hold what one before them holds, and which that is: pages that were put in
    twice. A row that goes on over the page's end could not be told from its copy."""
    seen: dict[tuple[object, ...], int] = {}
    copies: dict[int, int] = {}
    for page in pages:
        texts = tuple(
            part.text
            if isinstance(part, TextLine)
            else tuple(line.text for cell in part.cells if cell for line in cell.lines)
            for part in page.parts
        )
        first = seen.setdefault(texts, page.number)
        if first != page.number and any(isinstance(part, TableRow) for part in page.parts):
            copies[page.number] = first
    return copies


def _blocks(
    pages: Sequence[Page],
    numbers: Sequence[int | None],
    copies: Container[int],
    cells: Iterable[tuple[Cell, ...]],
) -> Iterator[Line | Row]:
    rows = iter(cells)
    heads = running_heads(pages)
    for page, number in zip(pages, numbers, strict=True):
        for part in page.parts if page.number not in copies else ():
            place = _place(page, number, (part.x0, part.top, part.x1, part.bottom))
            if isinstance(part, TableRow):
                yield Row(next(rows), place)
            else:
                head: Role = "running" if id(part) in heads else "text"
                text = " ".join(part.text.split())
                yield Line(text, place, "page-number" if part is page.folio else head)
