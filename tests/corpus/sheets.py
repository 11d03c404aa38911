"""Lays a printed list out as a workbook: a sheet for each list, or all of them in one."""

from __future__ import annotations

import io
import random
from typing import Any

import openpyxl

from tests.corpus.printed import PrintedDocument, PrintedList, PrintedRow


def to_xlsx(document: PrintedDocument, seed: int = 0) -> bytes:
    """The document as a workbook; the seed decides whether the lists stand on sheets of their own."""
    rng = random.Random(seed)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    at, alone = 1, rng.random() < 0.5
    for line in (document.title, *document.front):
        at = _line(sheet, at, line, 1)
    for number, printed in enumerate(document.lists):
        if alone and number:
            sheet, at = book.create_sheet(f"清单{number + 1}"), 1
        at = _list(sheet, at, printed)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _line(sheet: Any, at: int, text: str, width: int) -> int:
    sheet.cell(at, 1, text)
    if width > 1:
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=width)
    return at + 1


def _list(sheet: Any, at: int, printed: PrintedList) -> int:
    width = len(printed.headings)
    for line in (printed.title, *printed.above):
        at = _line(sheet, at, line, width)
    for column, heading in enumerate(printed.headings, 1):
        sheet.cell(at, column, heading)
    first = at + 1
    for row in printed.rows:
        at += 1
        _row(sheet, at, row, width)
    _merge_down(sheet, first, printed)
    at += 1
    for line in printed.below:
        at = _line(sheet, at, line, width)
    return at


def _row(sheet: Any, at: int, row: PrintedRow, width: int) -> None:
    for column, cell in enumerate(row.cells, 1):
        if column - 1 != row.joined:
            text = "\n".join(cell)
            sheet.cell(at, column, int(text) if column == 1 and text.isdecimal() else text or None)
    if 0 < len(row.cells) < width:
        column = len(row.cells)
        sheet.merge_cells(start_row=at, end_row=at, start_column=column, end_column=width)


def _merge_down(sheet: Any, first: int, printed: PrintedList) -> None:
    """Merges each cell with those under it that are joined to it."""
    start = 0
    for number in range(1, len(printed.rows) + 1):
        column = printed.rows[number - 1].joined
        joined = number < len(printed.rows) and printed.rows[number].joined is not None
        if not joined:
            if column is not None and start < number - 1:
                sheet.merge_cells(
                    start_row=first + start,
                    end_row=first + number - 1,
                    start_column=column + 1,
                    end_column=column + 1,
                )
            start = number
