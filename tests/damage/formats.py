"""The formats that damage is rendered to: bytes from a printed list, findings from bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.normalise import normalise
from pipeline.read import SUFFIXES, read_source
from pipeline.validate import validate
from pipeline.validate.case import Case
from pipeline.validate.findings import Finding
from pipeline.validate.rules import RULES, Rule
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
    from tests.corpus.pdf import random_layout, to_pdf

    # Layouts as publishers use them, so that the table tells of the rules and not of the reader;
    # a list begins on a page of its own, for pages are torn out and doubled here.
    layout = replace(
        random_layout(seed),
        ruling="lines" if seed % 2 else "rects",
        title="running",
        repeat_header=True,
        breaks="anywhere" if seed % 2 else "rows",
        front=("cover", "contents"),
        share_pages=False,
        restart=False,
        departments="lines",
        punctuation="out",
        indent=0,
        watermark="",
        kept_spaces=False,
        justified=False,
    )
    return to_pdf(document, layout)


def _pdf_pages(data: bytes) -> Pages:
    from tests.damage.pdf_pages import pdf_pages

    return pdf_pages(data)


def _docx_pages(data: bytes) -> Pages | None:
    from tests.damage.docx_pages import docx_pages

    return docx_pages(data)


_FORMATS = (
    Format("txt", _text, text_pages),
    Format("docx", _docx, _docx_pages),
    Format("pdf", _pdf, _pdf_pages),
)


def findings(
    data: bytes, suffix: str, folder: Path, rules: Sequence[Rule] = RULES
) -> tuple[Finding, ...]:
    """What the rules find in a source."""
    path = folder / f"v1.{suffix}"
    path.write_bytes(data)
    document = normalise(read_source(path), "made-up", "v1")
    return validate(Case(document), rules)
