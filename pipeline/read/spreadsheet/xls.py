"""Reads the sheets of an XLS: values by calamine, what is hidden from the records (MS-XLS 2.4)."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.model.errors import SourceError
from pipeline.read.compound import Compound
from pipeline.read.spreadsheet.sheet import At, Merged, Sheet, require_bounds
from pipeline.read.spreadsheet.xlsx import number_text

_STREAMS = ("Workbook", "Book")
_BOUND_SHEET, _BOF, _EOF, _PASSWORD = 0x85, 0x809, 0x0A, 0x2F
_ROW, _COLUMNS = 0x208, 0x7D
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
# Records of cells that say something: numbers, texts, formulas. The first two numbers of each are its place.
_CELLS = frozenset({0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E})
# The library makes every cell of the rectangle around them.
_MOST_AREA = 2_000_000


@dataclass(slots=True)
class _Records:
    """What the records of one sheet say of its looks: hidden, its last cell, hidden rows and columns."""

    hidden: bool
    last: At = (0, 0)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def xls_sheets(data: bytes, file: str) -> Iterator[Sheet]:
    """The sheets of a workbook in order. Raises SourceError for what cannot be read."""
    try:
        records = _records(data, file)
    except (struct.error, IndexError, ValueError) as error:
        raise SourceError("damaged: its records cannot be read", file) from error
    for own in records:
        if (own.last[0] + 1) * (own.last[1] + 1) > _MOST_AREA:
            raise SourceError("holds more cells than any duty list", file)
    try:
        yield from _sheets(data, records, file)
    except SourceError:
        raise
    except BaseException as error:  # a panic of the library is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
            raise
        raise SourceError("damaged: its cells cannot be read", file) from error


def _sheets(data: bytes, records: Sequence[_Records], file: str) -> Iterator[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for index, meta in enumerate(book.sheets_metadata):
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(index)
        own = records[index] if index < len(records) else _Records(False)
        cells = {
            (row, column): text
            for row, values in enumerate(sheet.to_python(skip_empty_area=False))
            for column, value in enumerate(values)
            if (text := _text(value))
        }
        require_bounds(cells.values(), file)
        ranges = tuple(Merged(first, last) for first, last in sheet.merged_cell_ranges or ())
        yield Sheet(
            meta.name, own.hidden, cells, ranges, frozenset(own.rows), frozenset(own.columns)
        )


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return number_text(str(value)) if isinstance(value, int | float) else str(value)


def _records(data: bytes, file: str) -> list[_Records]:
    compound = Compound(data)
    names = {stream.name for stream in compound.streams}
    stream = compound.stream(next((name for name in _STREAMS if name in names), _STREAMS[0]))
    found: list[tuple[int, _Records]] = []
    for kind, record in _each(stream, 0):
        if kind == _PASSWORD:
            raise SourceError("encrypted; remove the password first", file)
        if kind == _BOUND_SHEET:
            offset, state = struct.unpack_from("<IB", record)
            found.append((offset, _Records(bool(state & 3))))
    for offset, own in found:
        for kind, record in _each(stream, offset):
            if kind in _CELLS:
                row, column = struct.unpack_from("<HH", record)
                own.last = max(own.last[0], row), max(own.last[1], column)
            elif kind == _ROW and struct.unpack_from("<H", record, 12)[0] & _HIDDEN_ROW:
                own.rows.add(struct.unpack_from("<H", record)[0])
            elif kind == _COLUMNS and struct.unpack_from("<H", record, 8)[0] & _HIDDEN_COLUMN:
                first, last = struct.unpack_from("<HH", record)
                own.columns |= set(range(first, min(last, 255) + 1))
    return [own for _, own in found]


def _each(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the end of the part that begins there; charts inside are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        if depth <= 0:
            return
        at += 4 + length
