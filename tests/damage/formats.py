"""The formats that damage is rendered to: bytes from a printed list, findings from bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.frames import to_frames
from pipeline.normalise import normalise
from pipeline.read import SUFFIXES, read_source
from pipeline.validate import validate
from pipeline.validate.findings import Finding
from tests.corpus.printed import PrintedDocument
from tests.corpus.text import to_text
from tests.damage.pages import Pages, text_pages


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of source; the seed of `render` decides on the layout."""

    id: str
    render: Callable[[PrintedDocument, int], bytes]
    pages: Callable[[bytes], Pages | None]


def formats() -> tuple[Format, ...]:
    """Those that are both written by the corpus and read by the pipeline."""
    return tuple(f for f in _FORMATS if f".{f.id}" in SUFFIXES)


def _text(document: PrintedDocument, seed: int) -> bytes:
    return to_text(document, seed).encode()


def _docx(document: PrintedDocument, seed: int) -> bytes:
    from tests.corpus.docx import to_docx

    return to_docx(document, seed)


def _pdf(document: PrintedDocument, seed: int) -> bytes:
    from tests.corpus.pdf import to_pdf

    return to_pdf(document, seed)


def _no_pages(_: bytes) -> None:
    return None


_FORMATS = (
    Format("txt", _text, text_pages),
    Format("docx", _docx, _no_pages),
    Format("pdf", _pdf, _no_pages),
)


def findings(data: bytes, suffix: str, folder: Path) -> tuple[Finding, ...]:
    """What the pipeline finds in a source."""
    path = folder / f"v1.{suffix}"
    path.write_bytes(data)
    document = normalise(read_source(path), "made-up", "v1")
    return validate(document, to_frames(document))
