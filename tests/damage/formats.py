"""The formats that damage is rendered to: bytes from a printed list, findings from bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.normalise import normalise
from pipeline.read import read_source
from pipeline.validate import validate
from pipeline.validate.case import Case
from pipeline.validate.findings import Finding
from pipeline.validate.rules import RULES, Rule
from tests.corpus.files import WRITERS, usual_layout
from tests.corpus.printed import PrintedDocument
from tests.damage.pages import Pages, text_pages


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of source; the seed of `render` decides on the layout."""

    id: str
    render: Callable[[PrintedDocument, int], bytes]
    pages: Callable[[bytes], Pages | None]


def formats() -> tuple[Format, ...]:
    """All that the corpus writes."""
    return _FORMATS


def _pdf(document: PrintedDocument, seed: int) -> bytes:
    from tests.corpus.pdf import to_pdf

    # An odd seed's rows go on over pages.
    layout = replace(
        usual_layout(seed),
        breaks="anywhere" if seed % 2 else "rows",
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


def _no_pages(data: bytes) -> None:
    """It has none that could be torn out."""


_PAGES = {"txt": text_pages, "docx": _docx_pages, "pdf": _pdf_pages}
_FORMATS = tuple(
    Format(name, write, _PAGES.get(name, _no_pages))
    for name, write in (WRITERS | {"pdf": _pdf}).items()
)


def findings(
    data: bytes, suffix: str, folder: Path, rules: Sequence[Rule] = RULES
) -> tuple[Finding, ...]:
    """What the rules find in a source."""
    path = folder / f"v1.{suffix}"
    path.write_bytes(data)
    document = normalise(read_source(path), "made-up", "v1")
    return validate(Case(document), rules)
