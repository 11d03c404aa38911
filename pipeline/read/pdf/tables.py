"""Rules and glyphs of a page to table rows: cells from the rules, glyphs into the cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pdfplumber.table import Table, TableFinder

from pipeline.read.pdf.closers import Closers
from pipeline.read.pdf.edges import JOINED, SHORTEST, Edge, complete
from pipeline.read.pdf.lines import text_lines
from pipeline.read.pdf.row_rules import Rule, rows_between
from pipeline.read.pdf.values import CellBox, Glyph, TableRow

# Rules drawn as thin filled rectangles have two edges some tenths of a point apart.
_SETTINGS = {"snap_tolerance": 3, "join_tolerance": 3, "intersection_tolerance": JOINED}


@dataclass(frozen=True, slots=True)
class _Ruled:
    """What pdfplumber's finder wants to know of a page."""

    edges: list[dict[str, Any]]
    bbox: tuple[float, float, float, float] = (0, 0, 0, 0)


def table_rows(
    edges: Sequence[Edge], glyphs: Sequence[Glyph], columns: tuple[float, ...]
) -> tuple[list[TableRow], list[Glyph], tuple[float, ...]]:
    """The rows of all tables on a page, the glyphs that stand in none, and the column edges that
    a table without vertical rules has; `columns` are those of the page before."""
    finder = TableFinder(_Ruled([edge.as_dict() for edge in complete(edges)]), _SETTINGS)
    tables = sorted(finder.tables, key=lambda table: float(table.bbox[1]))
    if not tables:
        levels = [Rule(e.x0, e.x1, e.top) for e in edges if e.flat and e.length > SHORTEST]
        return rows_between(levels, glyphs, columns)
    rows: list[TableRow] = []
    rest = list(glyphs)
    closers = Closers(glyphs)
    for table in tables:
        found, rest = _rows(table, rest, closers)
        rows += found
    return rows, rest, columns


def _rows(
    table: Table, glyphs: Sequence[Glyph], closers: Closers
) -> tuple[list[TableRow], list[Glyph]]:
    """The table's rows with their glyphs, and the glyphs that stand in none of its cells."""
    held: defaultdict[tuple[int, int], list[Glyph]] = defaultdict(list)
    rest: list[Glyph] = []
    rows = sorted(table.rows, key=lambda row: float(row.bbox[1]))
    tops = [row.bbox[1] for row in rows]
    for glyph in glyphs:
        anchor = closers.anchor(glyph)
        place = _cell_at(rows, tops, (anchor.x0 + anchor.x1) / 2, (anchor.top + anchor.bottom) / 2)
        if place is None:
            rest.append(glyph)
        else:
            held[place].append(glyph)
    found = [
        TableRow(
            tuple(
                CellBox(cell[0], cell[2], text_lines(held[r, c])) if cell else None
                for c, cell in enumerate(row.cells)
            ),
            *row.bbox,
        )
        for r, row in enumerate(rows)
    ]
    return found, rest


def _cell_at(
    rows: Sequence[Any], tops: Sequence[float], x: float, y: float
) -> tuple[int, int] | None:
    """Row and column of the cell at a point. A cell that is merged over rows belongs to its first."""
    for r in range(bisect_right(tops, y) - 1, -1, -1):
        for c, cell in enumerate(rows[r].cells):
            if cell and cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]:
                return r, c
        if rows[r].bbox[3] >= y:
            break
    return None
