"""Table rows to cells of paragraphs, and whether a cell goes on without a seam on the next page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.model.source import Cell
from pipeline.read.pdf.habits import Key, column_habits
from pipeline.read.pdf.names import Names, names_of
from pipeline.read.pdf.numbers import with_numbers_in_place
from pipeline.read.pdf.paragraphs import Apart, Room, joints, paragraphs, styles_inside
from pipeline.read.pdf.tables import is_heading
from pipeline.read.pdf.values import CellBox, TableRow


class _Link(NamedTuple):
    """Two parts of a cell: its column, and the rows in which they stand."""

    column: int
    row: int
    following: int


def to_rows(rows: Sequence[TableRow]) -> list[tuple[Cell, ...]]:
    """The cells of all rows of a document."""
    rows = with_numbers_in_place(rows)
    habits = column_habits([row for row in rows if not is_heading(row)])
    nowhere = Room(0.0, 0.0)
    known: dict[tuple[Key, float, float], Room] = {}  # the columns stand alike on many sheets
    rooms = [[nowhere] * len(row.cells) for row in rows]
    for row, row_rooms in zip(rows, rooms, strict=True):
        for c, cell in enumerate(row.cells):
            key = (row.table, c, row.ruled)
            if cell and key in habits:
                place = (key, cell.x0, cell.x1)
                if place not in known:
                    known[place] = habits[key].room(cell)
                row_rooms[c] = known[place]
    names = names_of(rows)
    links = list(_links(rows))
    running = _running_styles(rows, links)
    runs_on = _running_on(rows, rooms, names, links, running)
    return [
        tuple(
            Cell(
                paragraphs(
                    cell.lines,
                    room,
                    names.apart if c == names.columns[r] else None,
                    running.get((r, c), frozenset()),
                ),
                (r, c) in runs_on,
            )
            if cell
            else Cell()
            for c, (cell, room) in enumerate(zip(row.cells, row_rooms, strict=True))
        )
        for r, (row, row_rooms) in enumerate(zip(rows, rooms, strict=True))
    ]


def _links(rows: Sequence[TableRow]) -> Iterator[_Link]:
    """The cells that may go on in a later row, each with the part that follows."""
    last: dict[int, int] = {}
    table = 0
    for r, row in enumerate(rows):
        if is_heading(row):
            continue
        if row.table != table or (row.cells[0] and row.cells[0].lines):
            last, table = {}, row.table
        for c, cell in enumerate(row.cells):
            if not cell or not cell.lines:
                continue
            # Of the rows beside a number that is merged downwards each starts anew.
            if c in last and (row.cells[0] or row.sheet != rows[last[c]].sheet):
                yield _Link(c, last[c], r)
            last[c] = r


def _running_styles(
    rows: Sequence[TableRow], links: Sequence[_Link]
) -> dict[tuple[int, int], frozenset[str]]:
    """The styles of points that run on inside a paragraph, for each cell (row, column) of several parts:
    how one part is written says how the others are."""
    found: dict[tuple[int, int], frozenset[str]] = {}
    # Forwards each part learns from those above it, backwards from those below.
    for link in [*links, *reversed(links)]:
        ends = [(link.row, link.column), (link.following, link.column)]
        styles = frozenset[str]().union(
            *(found.get(end) or _styles_inside(rows[end[0]].cells[end[1]]) for end in ends)
        )
        found.update(dict.fromkeys(ends, styles))
    return found


def _styles_inside(cell: CellBox | None) -> frozenset[str]:
    return styles_inside(cell.lines) if cell else frozenset()


def _running_on(
    rows: Sequence[TableRow],
    rooms: Sequence[Sequence[Room]],
    names: Names,
    links: Sequence[_Link],
    running: Mapping[tuple[int, int], frozenset[str]],
) -> set[tuple[int, int]]:
    """The cells (row, column) whose last paragraph goes on in a later row."""
    found: set[tuple[int, int]] = set()
    for c, r, following in links:
        before, cell = rows[r].cells[c], rows[following].cells[c]
        apart = names.apart if c == names.columns[following] else None
        if before and cell and _goes_on(before, cell, rooms[r][c], apart, running[r, c]):
            found.add((r, c))
    return found


def _goes_on(
    before: CellBox, cell: CellBox, room: Room, apart: Apart | None, running: frozenset[str]
) -> bool:
    """Whether a cell goes on with the last paragraph of the cell before it."""
    # A column may stand elsewhere on the next sheet (mirrored margins).
    shift = before.x0 - cell.x0
    lines = [*before.lines, *(line.shifted(shift) for line in cell.lines)]
    return joints(lines, room, apart, running)[len(before.lines) - 1]
