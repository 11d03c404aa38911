"""A made-up list as a file of each format: the seed decides how it is laid out, as publishers do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.corpus.layout import Layout, random_layout
from tests.corpus.printed import PrintedDocument
from tests.corpus.text import to_text

Write = Callable[[PrintedDocument, int], bytes]


def usual_layout(seed: int) -> Layout:
    """A random layout without what makes a sheet hard to read, so that a test tells of what it is about; a
    list begins on a page of its own."""
    return replace(
        random_layout(seed),
        ruling="lines" if seed % 2 else "rects",
        title="running",
        repeat_header=True,
        front=("cover", "contents"),
        share_pages=False,
        restart=False,
        departments="lines",
        punctuation="out",
        indent=0,
        watermark="",
    )


def _text(document: PrintedDocument, seed: int) -> bytes:
    return to_text(document, seed).encode()


def _docx(document: PrintedDocument, seed: int) -> bytes:
    from tests.corpus.docx import to_docx

    return to_docx(document, seed)


def _pdf(document: PrintedDocument, seed: int) -> bytes:
    from tests.corpus.pdf import to_pdf

    return to_pdf(document, usual_layout(seed))


def _ofd(document: PrintedDocument, seed: int) -> bytes:
    from tests.corpus.ofd import to_ofd

    return to_ofd(document, usual_layout(seed))


def _html(document: PrintedDocument, seed: int) -> bytes:
    from tests.corpus.web import to_html

    return to_html(document, seed)


def _markdown(document: PrintedDocument, seed: int) -> bytes:
    from tests.corpus.web import to_markdown

    return to_markdown(document, seed)


def _xlsx(document: PrintedDocument, seed: int) -> bytes:
    from tests.corpus.sheets import to_xlsx

    return to_xlsx(document, seed)


WRITERS: dict[str, Write] = {
    "txt": _text,
    "docx": _docx,
    "pdf": _pdf,
    "html": _html,
    "md": _markdown,
    "xlsx": _xlsx,
    "ofd": _ofd,
}
"""By the suffix of the file."""
