"""Tables to rows: merged cells, tables inside cells, tables that only lay out a page.

A cell merged downwards says the same of every row it covers, so each duty it covers gets its text;
where the number is merged as well, the rows are one duty and the text stands once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.model.source import Aside
from pipeline.read.docx.grid import (
    GridCell,
    edges_of,
    elements,
    grid_edges,
    place_cells,
)
from pipeline.read.docx.markup import DELETED, TBL, changed
from pipeline.read.docx.names import child, is_on, tag
from pipeline.read.docx.story import NoteKey, Paragraph, Story
from pipeline.read.table.columns import Edges, columns_for, usual_columns
from pipeline.read.table.headings import Lines, is_heading


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row by columns; `table` numbers the tables of the document."""

    cells: tuple[Lines, ...]
    table: int
    notes: tuple[NoteKey, ...] = ()
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A cell that only holds other tables in place: its content is read as if it stood outside."""

    cell: Any


def read_table(table: Any, story: Story, index: int) -> Iterator[TableRow | Layout]:
    """The rows of a table in order; `index` is the table's number in the document."""
    grid = grid_edges(table)
    rows = elements(table, "w:tr")
    placed = [
        place_cells(row, [c for c in elements(row, "w:tc") if not _deleted(c)], grid)
        for row in rows
    ]
    seen = [cells for row, cells in zip(rows, placed, strict=True) if not _unseen(row)]
    reader = _RowReader(story, usual_columns(list(map(edges_of, seen))))
    for row, cells in zip(rows, placed, strict=True):
        if _set_aside(row, story):
            continue
        if layout := _layout_cells(cells):
            yield from map(Layout, layout)
            continue
        lines = reader.read(cells)
        notes = reader.take_notes()
        # A row that says nothing keeps its changes for the next one.
        if any(lines) or notes:
            yield TableRow(lines, index, notes, story.take_asides())


class _RowReader:
    """Where a table stands: under which columns, and which cells above reach further down."""

    def __init__(self, story: Story, columns: tuple[Edges, ...]) -> None:
        self._story, self._columns = story, columns
        self._above: dict[float, Lines] = {}
        self._headed = False
        self._notes: list[NoteKey] = []

    def take_notes(self) -> tuple[NoteKey, ...]:
        """The marks of notes in the row read last."""
        taken = tuple(self._notes)
        self._notes.clear()
        return taken

    def read(self, cells: Sequence[GridCell]) -> tuple[Lines, ...]:
        """The lines of a row by column."""
        goes_on = bool(cells) and self._is_covered(cells[0])
        lines = [self._own_lines(cell) for cell in cells]
        heading = (goes_on and self._headed) or is_heading(lines)
        if heading:
            self._columns = edges_of(cells)
        self._headed = heading
        repeated = heading or (bool(cells) and not goes_on and bool(lines[0]))
        shown = [
            self._merged_lines(cell, own, repeated) for cell, own in zip(cells, lines, strict=True)
        ]
        return self._by_column(cells, shown)

    def _is_covered(self, cell: GridCell) -> bool:
        # At the top of a table nothing is above: the cell is the merged one itself.
        return cell.merged == "more" and cell.x0 in self._above

    def _own_lines(self, cell: GridCell) -> Lines:
        for element in cell.covered:
            self._story.set_aside(element)
        if self._is_covered(cell):
            # What is left in a cell that another one covers is not shown.
            self._story.set_aside(cell.element)
            return ()
        return tuple(_flat(cell.element, self._story, self._notes))

    def _merged_lines(self, cell: GridCell, own: Lines, repeated: bool) -> Lines:
        """A cell's lines, or those of the cell that covers it."""
        if self._is_covered(cell):
            lines = self._above[cell.x0] if repeated else ()
            self._story.add("".join(lines))
            return lines
        for ended in [x for x in self._above if cell.x0 <= x < cell.x1]:
            del self._above[ended]
        if cell.merged != "no":
            self._above[cell.x0] = own
        return own

    def _by_column(self, cells: Sequence[GridCell], shown: Sequence[Lines]) -> tuple[Lines, ...]:
        result: list[Lines] = [()] * len(self._columns)
        for column, lines in zip(columns_for(edges_of(cells), self._columns), shown, strict=True):
            if column >= len(result):
                result.append(lines)
            else:
                result[column] += lines
        return tuple(result)


def _deleted(cell: Any) -> bool:
    return child(cell, "w:tcPr", "w:cellDel") is not None


def _unseen(row: Any) -> bool:
    """Whether a row is deleted by a tracked change, or hidden."""
    properties = child(row, "w:trPr")
    return changed(properties, DELETED) or bool(is_on(child(properties, "w:hidden")))


def _set_aside(row: Any, story: Story) -> bool:
    """Sets aside a row that is not seen, or its cells that are not; whether it was the whole row."""
    if not _unseen(row):
        for cell in filter(_deleted, elements(row, "w:tc")):
            story.delete(cell)
        return False
    if changed(child(row, "w:trPr"), DELETED):
        story.delete(row)
    else:
        story.hide(row)
    return True


def _layout_cells(cells: Sequence[GridCell]) -> list[Any]:
    """The cells of a row that only holds tables in place: it says nothing else, or a list stands
    where a duty has its number."""
    whole = [cell.element for cell in cells]
    if all(cell.find(f".//{TBL}") is None for cell in whole):
        return []
    filled = [cell for cell in whole if next(cell.iter(tag("w:t")), None) is not None]
    return whole if len(filled) < 2 or _holds_list(whole[0]) else []


def _holds_list(cell: Any) -> bool:
    for row in cell.iter(tag("w:tr")):
        cells = elements(row, "w:tc")
        texts = ["".join(t.text or "" for t in cell.iter(tag("w:t"))) for cell in cells]
        if is_heading([(text,) for text in texts]):
            return True
    return False


def _flat(container: Any, story: Story, notes: list[NoteKey]) -> Iterator[str]:
    """A cell's paragraphs, those of its text boxes and inner tables among them."""
    for block in story.blocks(container):
        if isinstance(block, Paragraph):
            notes += block.notes
            yield from block.lines
            for box in block.boxes:
                yield from _flat(box, story, notes)
        else:
            for row in elements(block, "w:tr"):
                if _set_aside(row, story):
                    continue
                for cell in elements(row, "w:tc"):
                    if not _deleted(cell):
                        yield from _flat(cell, story, notes)
