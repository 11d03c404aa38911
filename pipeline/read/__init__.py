"""Readers, one module or package a format: what is in a file, as a person sees it.

In: a file. Out: a `Source`, lines and table rows in reading order, of the same kind for every format.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.model.errors import SourceError, reading
from pipeline.model.source import Source

SUFFIXES = (".txt", ".pdf", ".docx")


def read_source(path: Path) -> Source:
    """Reads a document.

    Raises SourceError, which names the file, where it cannot be read.
    """
    with reading(path):
        return _reader(path)(path)


def _reader(path: Path) -> Callable[[Path], Source]:
    # Imported late: a text list does not pay for the PDF library.
    match path.suffix.lower():
        case ".txt":
            from pipeline.read.text import read_text

            return read_text
        case ".pdf":
            from pipeline.read.pdf import read_pdf

            return read_pdf
        case ".docx":
            from pipeline.read.docx import read_docx

            return read_docx
    raise SourceError(f"unknown kind of file; expected one of {', '.join(SUFFIXES)}", str(path))
