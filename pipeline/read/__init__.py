"""Readers, one module or package a format: what is in a file, as a person sees it.

In: a file. Out: a `Source`, lines and table rows in reading order, of the same kind for every format.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from pipeline.model.errors import SourceError, reading
from pipeline.model.source import Source
from pipeline.model.task import MOST_SOURCE
from pipeline.system.plain import require_plain

SUFFIXES = (".txt", ".pdf", ".docx")


def read_source(path: Path) -> Source:
    """Reads a document.

    Raises SourceError, which names the file, where it cannot be read.
    """
    read = _reader(path)
    with reading(path):
        require_plain(os.stat(path), MOST_SOURCE)  # before anything is opened
        return read(path)


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
