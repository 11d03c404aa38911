"""Readers, one module or package a format: what is in a file, as a person sees it.

In: a file. Out: a `Source`, lines and table rows in reading order, of the same kind for every format.
`formats` has the table of them.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.model.errors import SourceError, reading
from pipeline.model.sentence import Sentence
from pipeline.model.source import Source
from pipeline.model.task import MOST_SOURCE
from pipeline.read.formats import SUFFIXES, advice, format_of
from pipeline.system.plain import pieces

__all__ = ["SUFFIXES", "advice", "read_source"]


def read_source(path: Path) -> Source:
    """Reads a document, as what it is and not as what it is called.

    Raises SourceError, which names the file, where it cannot be read.
    """
    with reading(path):
        next(pieces(path, MOST_SOURCE), b"")  # a first look, that never waits
        kind = format_of(path)
        if kind.read is None:
            raise SourceError(
                Sentence(
                    "{title}: not read; {advice}",
                    title=Sentence(kind.title),
                    advice=Sentence(kind.advice),
                ),
                str(path),
            )
        return kind.read(path)
