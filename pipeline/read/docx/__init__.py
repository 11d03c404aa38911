"""Reads a DOCX: the rows of its tables and what stands around them, as they would be printed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.model.errors import SourceError
from pipeline.model.source import Cell, Line, Row, Source
from pipeline.read.docx.flow import NOWHERE, Block, read_flow
from pipeline.read.docx.package import Package
from pipeline.read.docx.tables import TableRow
from pipeline.read.table.seams import running_on

_MAX_BYTES = 256 * 2**20


def read_docx(path: Path) -> Source:
    """Reads a Word document, tracked changes as if all were accepted; its pages are unknown.

    Raises SourceError for one that is damaged, encrypted, not Word's or out of all proportion.
    """
    if path.stat().st_size > _MAX_BYTES:
        raise SourceError("larger than 256 MiB; this is no duty list", str(path))
    data = path.read_bytes()
    package = Package(data, str(path))
    try:
        read = read_flow(package, str(path))
    except RecursionError as error:
        raise SourceError("tables or controls nested too deeply; damaged", str(path)) from error
    if not read.blocks:
        reason = (
            "no text, only pictures; run OCR first" if package.has_pictures else "holds no text"
        )
        raise SourceError(reason, str(path))
    return Source(
        file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="docx",
        blocks=tuple(_blocks(read.blocks)),
        characters=read.characters,
        markup=read.markup,
        paging="none",
    )


def _blocks(blocks: Sequence[Block]) -> Iterator[Line | Row]:
    rows = [(b.cells, b.table) for b in blocks if isinstance(b, TableRow)]
    runs_on = running_on(rows)
    number = 0
    for block in blocks:
        if isinstance(block, Line):
            yield block
            continue
        cells = tuple(
            Cell(lines, (number, column) in runs_on) for column, lines in enumerate(block.cells)
        )
        number += 1
        if any(block.cells):
            yield Row(cells, NOWHERE, block.asides)
