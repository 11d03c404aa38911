"""Tables to rows: merged cells, tables inside cells, tables that only lay out a page.

A cell merged downwards says the same of every row it covers, so each duty it covers gets its text;
where the number is merged as well, the rows are one duty and the text stands once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.read.docx.grid import (
    Edges,
    GridCell,
    columns_for,
    columns_of,
    elements,
    grid_edges,
    place_cells,
    usual_columns,
)
from pipeline.read.docx.markup import DELETED, TBL, changed
from pipeline.read.docx.names import child, is_on, tag
from pipeline.read.docx.story import NoteKey, Paragraph, Story
from pipeline.schema import list_schemas
from pipeline.source import Revision

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row by columns. `table` numbers the tables; `joined`: one duty with the row above, by a merged number."""

    cells: tuple[Lines, ...]
    table: int
    joined: bool = False
    notes: tuple[NoteKey, ...] = ()
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A cell that only holds other tables in place: its content is read as if it stood outside."""

    cell: Any


@dataclass(frozen=True, slots=True)
class _Read:
    cell: GridCell
    lines: Lines


def read_table(table: Any, story: Story, index: int) -> Iterator[TableRow | Layout]:
    """The rows of a table in order; `index` is the table's number in the document."""
    grid = grid_edges(table)
    rows = elements(table, "w:tr")
    placed = [
        place_cells(row, [c for c in elements(row, "w:tc") if not _deleted(c)], grid)
        for row in rows
    ]
    columns = usual_columns(
        [cells for row, cells in zip(rows, placed, strict=True) if not _unseen(row)]
    )
    above: dict[float, Lines] = {}
    headed = False
    for row, cells in zip(rows, placed, strict=True):
        if _set_aside(row, story):
            continue
        if layout := _layout_cells(cells):
            yield from map(Layout, layout)
            continue
        notes: list[NoteKey] = []
        read = [_Read(cell, _lines(cell, story, notes)) for cell in cells]
        first = read[0] if read else None
        joined = first is not None and first.cell.merged == "more"
        heading = (joined and headed) or (first is not None and is_heading(first.lines, len(read)))
        if heading:
            columns = columns_of(cells)
        headed = heading
        shown = _with_merged(read, above, heading, story)
        yield TableRow(
            _by_column(cells, shown, columns),
            index,
            joined and not heading,
            tuple(notes),
            story.take_revisions(),
        )


def is_heading(lines: Lines, cells: int) -> bool:
    """Whether a row with this first cell heads a list: 序号 and what else its column is called."""
    text = "".join("".join(lines).split())
    return cells > 1 and any(
        schema.printed_columns[0].heading.fullmatch(text) for schema in list_schemas()
    )


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
        story.set_aside(row)
    return True


def _layout_cells(cells: Sequence[GridCell]) -> list[Any]:
    """The cells of a row that only holds tables in place: all it has, or one of them a list."""
    inner = [cell.element for cell in cells if cell.element.find(f".//{TBL}") is not None]
    if not inner:
        return []
    filled = [
        cell.element for cell in cells if next(cell.element.iter(tag("w:t")), None) is not None
    ]
    if len(filled) < 2 or any(_holds_list(cell) for cell in inner):
        return [cell.element for cell in cells]
    return []


def _holds_list(cell: Any) -> bool:
    for row in cell.iter(tag("w:tr")):
        cells = elements(row, "w:tc")
        first = "".join(t.text or "" for t in cells[0].iter(tag("w:t"))) if cells else ""
        if is_heading((first,), len(cells)):
            return True
    return False


def _lines(cell: GridCell, story: Story, notes: list[NoteKey]) -> Lines:
    if cell.merged == "more":
        # What is left in a cell that another one covers is not shown.
        story.set_aside(cell.element)
        return ()
    return tuple(_flat(cell.element, story, notes))


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


def _with_merged(
    read: Sequence[_Read], above: dict[float, Lines], heading: bool, story: Story
) -> list[Lines]:
    """The cells' lines, each cell that a merged one covers with the text of that."""
    numbered = bool(read) and read[0].cell.merged != "more" and bool(read[0].lines)
    shown: list[Lines] = []
    for part in read:
        if part.cell.merged == "more":
            text = above.get(part.cell.x0, ()) if numbered or heading else ()
            story.add("".join(text))
            shown.append(text)
            continue
        above.pop(part.cell.x0, None)
        if part.cell.merged == "first":
            above[part.cell.x0] = part.lines
        shown.append(part.lines)
    return shown


def _by_column(
    cells: Sequence[GridCell], shown: Sequence[Lines], columns: Sequence[Edges]
) -> tuple[Lines, ...]:
    result: list[Lines] = [()] * len(columns)
    for column, lines in zip(columns_for(cells, columns), shown, strict=True):
        if column >= len(result):
            result.append(lines)
        else:
            result[column] += lines
    return tuple(result)
