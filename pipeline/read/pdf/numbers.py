"""The numbers of rows that a page break cuts: printed on the next sheet, or half on each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.pdf.tables import is_heading
from pipeline.read.pdf.values import TableRow

# A section row that was not merged: 二、经济发展（6项）.
_SECTION = re.compile("[一二三四五六七八九十百]+、.*项[）)]")


def with_numbers_in_place(rows: Sequence[TableRow]) -> list[TableRow]:
    """The rows, with each number in the row where its item starts, and whole."""
    return _whole(_early(rows))


def _early(rows: Sequence[TableRow]) -> list[TableRow]:
    """A number in the middle of its cell is printed after a page break that cuts the row above its
    middle.

    What a page break cut goes on in the first row of a sheet; another row without a number starts an item.
    """
    result = list(rows)
    before, sheet, opened = 0, 0, False
    first: int | None = None
    for index, row in enumerate(rows):
        if row.sheet != sheet:
            opened = False
        sheet = row.sheet
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
    if number and empty and start.table == row.table:
        rows[first] = replace(start, cells=(replace(empty, lines=number.lines), *start.cells[1:]))
        rows[index] = replace(row, cells=(replace(number, lines=()), *row.cells[1:]))


def _is_section(row: TableRow) -> bool:
    filled = [cell for cell in row.cells if cell and cell.lines]
    return len(filled) < 2 and all(_SECTION.fullmatch(cell.text) for cell in filled)


def _whole(rows: Sequence[TableRow]) -> list[TableRow]:
    """A number put together again that a page break cut: 10 at the end of one page and 2 at the start
    of the next, after number 101."""
    result = list(rows)
    numbered = [
        (index, cell, text)
        for index, row in enumerate(rows)
        if not is_heading(row)
        and (cell := row.cells[0])
        and (text := "".join(line.text for line in cell.lines)).isdecimal()
    ]
    for (_, _, before), (h, head, start), (t, tail, end) in zip(
        numbered, numbered[1:], numbered[2:], strict=False
    ):
        due = int(before) + 1
        if int(start) != due and int(start + end) == due and _page_breaks(rows[h : t + 1]):
            whole = replace(head, lines=(*head.lines, *tail.lines))
            result[h] = replace(rows[h], cells=(whole, *rows[h].cells[1:]))
            result[t] = replace(rows[t], cells=(replace(tail, lines=()), *rows[t].cells[1:]))
    return result


def _page_breaks(rows: Sequence[TableRow]) -> bool:
    """Whether the last of the rows is the first of its page, and all before it but the first a heading."""
    return rows[-1].sheet != rows[0].sheet and all(map(is_heading, rows[1:-1]))
