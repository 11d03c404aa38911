"""Rows of cells that span columns and rows, as web pages and workbooks have them, to rows by column.

A cell merged downwards says the same of every row it covers, so each duty it covers gets its text;
where the number is merged as well, the rows are one duty and the text stands once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.characters import count
from pipeline.model.errors import SourceError
from pipeline.model.sentence import Sentence
from pipeline.model.source import Aside
from pipeline.read.table.columns import Edges, columns_for, usual_columns
from pipeline.read.table.headings import Lines, is_heading

# A list has some ten columns and hundreds of rows.
_MOST_COLUMNS, _MOST_ROWS = 256, 50_000
_MOST_ADDED = 2_000_000


@dataclass(frozen=True, slots=True)
class Span:
    """A cell with its paragraphs, how many columns and rows it covers, and what is beside its text."""

    lines: Lines
    width: int = 1
    height: int = 1
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class SpanRow:
    """A row by column. `added` counts the characters that it says once more, of cells above it."""

    cells: tuple[Lines, ...]
    added: int
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell at its columns of the grid; `covered`: it reaches down from a row above."""

    x0: int
    x1: int
    lines: Lines
    covered: bool
    asides: tuple[Aside, ...] = ()

    @property
    def edges(self) -> Edges:
        return self.x0, self.x1


def by_column(rows: Sequence[Sequence[Span]], file: str) -> Iterator[SpanRow]:
    """The rows of a table.

    Raises SourceError where the cells' spans multiply beyond all reason.
    """
    if len(rows) > _MOST_ROWS:
        raise SourceError(
            Sentence(
                "a table of more than {most_rows} rows; this is no duty list", most_rows=_MOST_ROWS
            ),
            file,
        )
    placed = list(_place(rows, file))
    columns = usual_columns([[cell.edges for cell in row] for row in placed])
    headed, added = False, 0
    for row in placed:
        goes_on = bool(row) and row[0].covered
        own = row[0].lines if row and not goes_on else ()
        headed = (goes_on and headed) or (not goes_on and is_heading([cell.lines for cell in row]))
        if headed:
            columns = tuple(cell.edges for cell in row)
        # Of a duty with a number of its own, and of headings, what covers the row is said again.
        again = headed or (not goes_on and bool(own))
        result = _in_columns(row, columns, again)
        added += result.added
        if added > _MOST_ADDED:
            raise SourceError("its merged cells come to millions of characters; damaged", file)
        yield result


def _in_columns(row: Sequence[_Placed], columns: Sequence[Edges], again: bool) -> SpanRow:
    cells: list[Lines] = [()] * len(columns)
    added = 0
    for cell, column in zip(row, columns_for([c.edges for c in row], columns), strict=True):
        if cell.covered and not again:
            continue
        added += sum(map(count, cell.lines)) if cell.covered else 0
        if column >= len(cells):
            cells.append(cell.lines)
        else:
            cells[column] += cell.lines
    return SpanRow(tuple(cells), added, tuple(aside for cell in row for aside in cell.asides))


def _place(rows: Sequence[Sequence[Span]], file: str) -> Iterator[list[_Placed]]:
    """Each row's cells from left to right, those that reach down from above among them."""
    reaching: dict[int, tuple[_Placed, int]] = {}
    for row in rows:
        placed = [_Placed(c.x0, c.x1, c.lines, True) for c, _ in reaching.values()]
        reaching = {x: (c, left - 1) for x, (c, left) in reaching.items() if left > 1}
        taken = {x for cell in placed for x in range(cell.x0, cell.x1)}
        at = 0
        for span in row:
            while at in taken:
                at += 1
            end = at + 1
            while end < at + span.width and end not in taken:
                end += 1
            if end > _MOST_COLUMNS:
                raise SourceError(
                    Sentence(
                        "a table of more than {most_columns} columns; damaged",
                        most_columns=_MOST_COLUMNS,
                    ),
                    file,
                )
            cell = _Placed(at, end, span.lines, False, span.asides)
            placed.append(cell)
            if span.height > 1:
                reaching[at] = (cell, span.height - 1)
            at = end
        yield sorted(placed, key=lambda cell: cell.x0)
