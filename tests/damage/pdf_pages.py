"""The sheets of a PDF as pages to lose, double and swap."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2

from pipeline.model.document import Document, DutyList
from pipeline.normalise import normalise
from pipeline.read import read_source
from tests.damage.pages import Page, Pages


def pdf_pages(data: bytes) -> Pages:
    """The sheets that hold the lists; the front matter stays as it is.

    What stands on which sheet is told by the reading of the undamaged file, which other tests hold to
    what was laid out.
    """
    document = _read(data)
    of = {sheet: own for own in document.lists for sheet in _sheets(own)}
    pages = tuple(_page(own, sheet) for sheet, own in sorted(of.items(), key=lambda pair: pair[0]))
    front = [index for index in range(len(document.printed_pages)) if index + 1 not in of]
    return Pages(pages, lambda kept: _joined(data, [*front, *_indexes(kept)]))


def _read(data: bytes) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "v1.pdf"
        path.write_bytes(data)
        return normalise(read_source(path), "made-up", "v1")


def _sheets(duty_list: DutyList) -> set[int]:
    return {box[0] for item in duty_list.items for box in item.boxes}


def _page(duty_list: DutyList, sheet: int) -> Page:
    starting = [item for item in duty_list.items if item.place.sheet == sheet]
    going_on = any(
        box[0] == sheet for item in duty_list.items if item not in starting for box in item.boxes
    )
    sections = [s for s in duty_list.sections if s.place.sheet == sheet]
    opens = bool(sections and starting and not going_on) and starting[0] in sections[0].items
    return Page(
        duty_list.id,
        tuple(item.seq for item in starting if item.seq is not None),
        tuple(s.no or "" for s in sections),
        opens,
        sheet - 1,
        going_on,
    )


def _indexes(pages: Sequence[Page]) -> list[int]:
    return [page.part for page in pages if isinstance(page.part, int)]


def _joined(data: bytes, indexes: list[int]) -> bytes:
    old, new = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    new.import_pages(old, indexes)
    buffer = io.BytesIO()
    new.save(buffer)
    return buffer.getvalue()
