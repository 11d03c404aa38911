"""Table rows to cells of paragraphs, and whether a cell goes on without a seam on the next page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model.source import Cell
from pipeline.read.pdf.early_numbers import with_early_numbers
from pipeline.read.pdf.habits import Key, column_habits
from pipeline.read.pdf.names import Names, names_of
from pipeline.read.pdf.own_columns import is_heading
from pipeline.read.pdf.paragraphs import Apart, Room, joints, paragraphs
from pipeline.read.pdf.values import CellBox, TableRow


def to_rows(rows: Sequence[TableRow]) -> list[tuple[Cell, ...]]:
    """The cells of all rows of a document."""
    rows = _whole_numbers(with_early_numbers(rows))
    habits = column_habits([row for row in rows if not is_heading(row)])
    nowhere = Room(0.0, 0.0)
    known: dict[tuple[Key, float, float], Room] = {}  # the columns stand alike on many sheets
    rooms = [[nowhere] * len(row.cells) for row in rows]
    for row, row_rooms in zip(rows, rooms, strict=True):
        for c, cell in enumerate(row.cells):
            key = (len(row.cells), c, row.ruled)
            if cell and key in habits:
                place = (key, cell.x0, cell.x1)
                if place not in known:
                    known[place] = habits[key].room(cell)
                row_rooms[c] = known[place]
    names = names_of(rows)
    runs_on = _running_on(rows, rooms, names)
    return [
        tuple(
            Cell(
                paragraphs(cell.lines, room, names.apart if c == names.columns[r] else None),
                (r, c) in runs_on,
            )
            if cell
            else Cell()
            for c, (cell, room) in enumerate(zip(row.cells, row_rooms, strict=True))
        )
        for r, (row, row_rooms) in enumerate(zip(rows, rooms, strict=True))
    ]


def _whole_numbers(rows: Sequence[TableRow]) -> list[TableRow]:
    """The rows, with a number put together again that a page break cut: 10 at the end of one page and
    2 at the start of the next, after number 101."""
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
    return rows[-1].top < rows[0].top and all(map(is_heading, rows[1:-1]))


def _running_on(
    rows: Sequence[TableRow], rooms: Sequence[Sequence[Room]], names: Names
) -> set[tuple[int, int]]:
    """The cells (row, column) whose last paragraph goes on in a later row."""
    found: set[tuple[int, int]] = set()
    last: dict[int, int] = {}
    columns = 0
    for r, row in enumerate(rows):
        if is_heading(row):
            continue
        if row.cells[0] is None or row.cells[0].lines or len(row.cells) != columns:
            last, columns = {}, len(row.cells)
        for c, cell in enumerate(row.cells):
            if not cell or not cell.lines:
                continue
            if c in last:
                before = rows[last[c]].cells[c]
                apart = names.apart if c == names.columns[r] else None
                if before and _goes_on(before, cell, rooms[last[c]][c], apart):
                    found.add((last[c], c))
            last[c] = r
    return found


def _goes_on(before: CellBox, cell: CellBox, room: Room, apart: Apart | None) -> bool:
    """Whether a cell goes on with the last paragraph of the cell before it."""
    # A column may stand elsewhere on the next sheet (mirrored margins).
    shift = before.x0 - cell.x0
    lines = [*before.lines, *(line.shifted(shift) for line in cell.lines)]
    return joints(lines, room, apart)[len(before.lines) - 1]
