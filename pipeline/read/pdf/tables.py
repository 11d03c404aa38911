"""Rules and glyphs of a page to table rows: cells from the rules, glyphs into the cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pdfplumber.table import Table, TableFinder

from pipeline.read.pdf.closers import Closers
from pipeline.read.pdf.edges import JOINED, SHORTEST, as_dict, complete
from pipeline.read.pdf.lines import text_lines
from pipeline.read.pdf.row_rules import Band, Rule, banded_rows, bands_between
from pipeline.read.pdf.values import CellBox, Glyph, Loaded, Page, TableRow, TextLine

# Rules drawn as thin filled rectangles have two edges some tenths of a point apart.
_SETTINGS = {"snap_tolerance": 3, "join_tolerance": 3, "intersection_tolerance": JOINED}


@dataclass(frozen=True, slots=True)
class _Ruled:
    """What pdfplumber's finder wants to know of a page."""

    edges: list[dict[str, Any]]
    bbox: tuple[float, float, float, float] = (0, 0, 0, 0)


def lay_out(sheets: Sequence[Loaded]) -> list[Page]:
    """The rows of all tables of a document, with what stands around them, sheet by sheet."""
    found = [_ruled(sheet) for sheet in sheets]
    banded = banded_rows([bands for _, bands, _ in found])
    pages: list[Page] = []
    for sheet, (rows, _, rest), (unruled, more) in zip(sheets, found, banded, strict=True):
        parts: list[TableRow | TextLine] = [*rows, *unruled, *text_lines([*rest, *more])]
        parts.sort(key=lambda part: (part.top + part.bottom) / 2)
        pages.append(Page(sheet.number, sheet.height, tuple(parts), sheet.characters, sheet.markup))
    return pages


def _ruled(sheet: Loaded) -> tuple[list[TableRow], list[Band], list[Glyph]]:
    """The rows of a sheet's ruled tables, or what stands between its horizontal rules; the rest."""
    finder = TableFinder(_Ruled([as_dict(e) for e in complete(sheet.edges)]), _SETTINGS)  # type: ignore[arg-type]
    tables = sorted(finder.tables, key=lambda table: float(table.bbox[1]))
    if not tables:
        flat = [Rule(e.x0, e.x1, e.top) for e in sheet.edges if e.flat and e.length > SHORTEST]
        bands, rest = bands_between(flat, sheet.glyphs, sheet.height)
        return [], bands, rest
    rows: list[TableRow] = []
    rest = list(sheet.glyphs)
    closers = Closers(sheet.glyphs)
    for table in tables:
        found, rest = _rows(table, rest, closers)
        rows += found
    return rows, [], rest


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
