"""Reads a workbook: a sheet for each list, or all lists in one; hidden sheets and rows are told, not read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.model.characters import count, unify
from pipeline.model.errors import SourceError
from pipeline.model.schema import schema_of_title
from pipeline.model.source import Aside, Cell, Line, Place, Row, Source
from pipeline.read.spreadsheet.around import around, first_header, is_several
from pipeline.read.spreadsheet.ods import ods_sheets
from pipeline.read.spreadsheet.rows import rows_of
from pipeline.read.spreadsheet.sheet import Sheet
from pipeline.read.spreadsheet.xls import xls_sheets
from pipeline.read.spreadsheet.xlsx import xlsx_sheets
from pipeline.read.table.seams import running_on
from pipeline.read.table.spans import Span, SpanRow, by_column

_MAX_BYTES = 256 * 2**20
_NOWHERE = Place()
_Sheets = Callable[[bytes, str], Iterator[Sheet]]


def read_xlsx(path: Path, name: str = "xlsx") -> Source:
    """Reads a workbook of today's Excel and WPS. SourceError for one that cannot be read."""
    return _read(path, xlsx_sheets, name)


def read_ods(path: Path, name: str = "ods") -> Source:
    """Reads an OpenDocument workbook. SourceError for one that cannot be read."""
    return _read(path, ods_sheets, name)


def read_xls(path: Path, name: str = "xls") -> Source:
    """Reads a workbook of old Excel and WPS. SourceError for one that cannot be read."""
    return _read(path, xls_sheets, name)


def _read(path: Path, sheets_of: _Sheets, name: str) -> Source:
    if path.stat().st_size > _MAX_BYTES:
        raise SourceError("larger than 256 MiB; this is no duty list", str(path))
    data = path.read_bytes()
    book = _Book(str(path))
    for sheet in sheets_of(data, str(path)):
        book.add(sheet)
    blocks = book.blocks()
    if not blocks:
        raise SourceError("its sheets hold no text", str(path))
    return Source(
        file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=name,
        blocks=tuple(blocks),
        characters=book.characters,
        markup=book.markup,
        paging="none",
    )


class _Book:
    """What the sheets say, one after the other. `characters` and `markup` count as a source's do."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._read: list[Line | tuple[SpanRow, int]] = []
        self._asides: list[Aside] = []
        self._sheets = 0
        self.characters = self.markup = 0

    def add(self, sheet: Sheet) -> None:
        self.characters += sum(map(count, sheet.cells.values()))
        if sheet.hidden:
            self._hide(sheet)
            return
        self._sheets += 1
        rows = list(rows_of(sheet, self._file))
        self.markup += sum(row.markup for row in rows)
        table = [row.spans for row in rows if row.spans]
        start = first_header(table) if any(map(is_several, table)) else len(table)
        lines = [line for row in table[:start] for line in _lines(row)]
        if not _titled(lines, sheet.name) and table:
            self.characters += count(sheet.name)
            lines.append(Line(unify(sheet.name), _NOWHERE))
        self._read += lines
        below = table[start:]
        for spans, row, beside in zip(
            below, by_column(below, self._file), around(below), strict=True
        ):
            self.characters += row.added
            self._read += _lines(spans) if beside else [(row, self._sheets)]
        self._asides += [Aside("unread", "图片")] * bool(sheet.pictures and table)

    def blocks(self) -> list[Line | Row]:
        """All that was read, with what is beside it."""
        blocks = list(_joined(self._read))
        for at, block in enumerate(blocks):
            if at == len(blocks) - 1 and self._asides:
                asides = (*block.asides, *self._asides)
                blocks[at] = (
                    Line(block.text, block.place, block.role, asides)
                    if isinstance(block, Line)
                    else Row(block.cells, block.place, asides)
                )
        return blocks

    def _hide(self, sheet: Sheet) -> None:
        words = " ".join(" ".join(text.split()) for _, text in sorted(sheet.cells.items()))
        self.markup += count(words)
        if words.strip():
            self._asides.append(Aside("unseen", f"工作表“{sheet.name}”：{unify(words)}"))


def _lines(row: Sequence[Span]) -> Iterator[Line]:
    for span in row:
        asides = span.asides
        for text in span.lines:
            yield Line(text, _NOWHERE, asides=asides)
            asides = ()


def _titled(lines: Iterable[Line], name: str) -> bool:
    """Whether the name of a sheet says nothing that is needed: no list's title, or one that stands there."""
    schema = schema_of_title("".join(name.split()))
    return schema is None or any(
        schema_of_title("".join(line.text.split())) is schema for line in lines
    )


def _joined(read: Sequence[Line | tuple[SpanRow, int]]) -> Iterator[Line | Row]:
    rows = [(block[0].cells, block[1]) for block in read if not isinstance(block, Line)]
    runs_on = running_on(rows)
    number = 0
    for block in read:
        if isinstance(block, Line):
            yield block
            continue
        row = block[0]
        cells = tuple(Cell(lines, (number, at) in runs_on) for at, lines in enumerate(row.cells))
        number += 1
        if any(row.cells) or row.asides:
            yield Row(cells, _NOWHERE, row.asides)
