"""A sheet's contents to a page: the rows of its tables and the lines around them, as displayed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.characters import count
from pipeline.read.pdf.aside import printed
from pipeline.read.pdf.contents import Contents, Span, Stroke
from pipeline.read.pdf.grid import Grid, find_grids
from pipeline.read.pdf.lines import text_lines
from pipeline.read.pdf.row_rules import Rule, rows_between
from pipeline.read.pdf.values import CellBox, Glyph, Page, TableRow, TextLine

# Points: a horizontal rule shorter than a line of text rules no row.
_SHORTEST_RULE = 8


def to_page(contents: Contents, columns: tuple[float, ...] = ()) -> Page:
    """The page that a sheet shows; `columns` are those of the page before."""
    by_turn = printed(contents)
    characters = sum(map(_characters, contents.glyphs.values()))
    kept = sum(map(_characters, by_turn.values()))
    rest = by_turn.get(0, [])
    rows: list[TableRow | TextLine] = []
    grids, rules = find_grids(contents.strokes)
    for grid in grids:
        found, rest = _rows(grid, rest)
        rows += found
    if not grids:
        found, rest, columns = rows_between(_row_rules(rules), rest, columns)
        rows += found
    parts = sorted([*rows, *text_lines(rest)], key=lambda part: (part.top + part.bottom) / 2)
    return Page(
        contents.number, contents.height, tuple(parts), characters, characters - kept, columns
    )


def _characters(glyphs: Sequence[Glyph]) -> int:
    return count("".join([glyph.text for glyph in glyphs]))


def _row_rules(strokes: Sequence[Stroke]) -> list[Rule]:
    return [Rule(s.x0, s.x1, s.top) for s in strokes if s.x1 - s.x0 > _SHORTEST_RULE]


def _rows(grid: Grid, glyphs: Sequence[Glyph]) -> tuple[list[TableRow], list[Glyph]]:
    """The table's rows with their glyphs, and the glyphs that stand in none of its cells."""
    held: defaultdict[int, list[Glyph]] = defaultdict(list)
    rest: list[Glyph] = []
    for glyph in glyphs:
        number = grid.cell_at(glyph.ink, (glyph[2] + glyph[4]) / 2)
        if number is None:
            rest.append(glyph)
        else:
            held[number].append(glyph)
    columns = sorted({cell[0] for cell in grid.cells})
    bands: defaultdict[float, dict[float, int]] = defaultdict(dict)
    for index, cell in enumerate(grid.cells):
        bands[cell[1]][cell[0]] = index
    rows: list[TableRow] = []
    for _, band in sorted(bands.items()):
        boxes = [grid.cells[index] for index in band.values()]
        cells = tuple(
            CellBox(grid.cells[band[x]][0], grid.cells[band[x]][2], text_lines(held[band[x]]))
            if x in band
            else None
            for x in columns
        )
        rows.append(TableRow(cells, *_around(boxes)))
    return rows, rest


def _around(boxes: Sequence[Span]) -> Span:
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)
