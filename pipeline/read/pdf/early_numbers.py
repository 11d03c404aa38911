"""Numbers in the middle of their cells: printed on the next page, where a row is cut above its middle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.pdf.own_columns import is_heading
from pipeline.read.pdf.values import TableRow

# A section row that was not merged: 二、经济发展（6项）.
_SECTION = re.compile("[一二三四五六七八九十百]+、.*项[）)]")


def with_early_numbers(rows: Sequence[TableRow]) -> list[TableRow]:
    """The rows, with each number in the row where its item starts: in the middle of its cell, it is
    printed after a page break that cuts the row above its middle.

    What a page break cut goes on in the first row of a sheet; another row without a number starts an item.
    """
    result = list(rows)
    before, top, opened = 0, 0.0, False
    first: int | None = None
    for index, row in enumerate(rows):
        if row.top < top:
            opened = False
        top = row.top
        if is_heading(row) or not (cell := row.cells[0]):
            continue
        text = cell.text
        if text.isdecimal():
            if first is not None and int(text) == before + 1 and not opened:
                _move(result, index, first)
            before, first = int(text), None
        elif not text and opened and not _is_section(row):
            first = index
        opened = True
    return result


def _move(rows: list[TableRow], index: int, first: int) -> None:
    """Puts the number of a row into another."""
    row, start = rows[index], rows[first]
    number, empty = row.cells[0], start.cells[0]
    if number and empty and len(start.cells) == len(row.cells):
        rows[first] = replace(start, cells=(replace(empty, lines=number.lines), *start.cells[1:]))
        rows[index] = replace(row, cells=(replace(number, lines=()), *row.cells[1:]))


def _is_section(row: TableRow) -> bool:
    filled = [cell for cell in row.cells if cell and cell.lines]
    return len(filled) < 2 and all(_SECTION.fullmatch(cell.text) for cell in filled)
