"""Some sheets of a PDF as a file of their own."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path


def sheets_alone(path: Path, sheets: Iterable[int]) -> bytes:
    """A PDF of these sheets, counted from 1, as they are."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as book, pypdfium2.PdfDocument.new() as part:
        part.import_pages(book, [sheet - 1 for sheet in sheets])
        out = io.BytesIO()
        part.save(out)
        return out.getvalue()
