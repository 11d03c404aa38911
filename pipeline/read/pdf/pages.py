"""A sheet's contents to a page: the rows of its tables, and the lines around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.characters import count
from pipeline.read.pdf.aside import printed
from pipeline.read.pdf.contents import Contents, Span, Stroke, turned
from pipeline.read.pdf.grid import Grid, find_grids
from pipeline.read.pdf.lines import text_lines
from pipeline.read.pdf.row_rules import Rule, rows_between
from pipeline.read.pdf.values import CellBox, Glyph, Page, TableRow, TextLine

# Points: a horizontal rule shorter than a line of text rules no row.
_SHORTEST_RULE = 8
# A scan covers most of its sheet; a seal, a map or a coat of arms does not.
_SCAN = 0.6

_ByTurn = Mapping[int, Sequence[Glyph]]
"""Glyphs by the quarter turns clockwise that they stand at."""


def to_page(contents: Contents, columns: tuple[float, ...] = ()) -> Page:
    """The page that a sheet shows; `columns` are those of the page before."""
    rest = printed(contents)
    kept = sum(map(_characters, rest.values()))
    parts: list[TableRow | TextLine] = []
    grids, rules = find_grids(contents.strokes)
    size = contents.width, contents.height
    for grid in grids:
        found, rest = _rows(grid, rest, size)
        parts += found
    if not grids:
        found, upright, columns = rows_between(_row_rules(rules), rest.get(0, []), columns)
        parts += found
        rest = {**rest, 0: upright}
    parts += text_lines(rest.get(0, []))
    parts.sort(key=lambda part: (part.top + part.bottom) / 2)
    # What runs another way stands at a side of the sheet, and last.
    parts += _turned_lines(rest, size)
    characters = sum(map(_characters, contents.glyphs.values()))
    return Page(
        number=contents.number,
        width=contents.width,
        height=contents.height,
        parts=tuple(parts),
        characters=characters,
        markup=characters - kept,
        columns=columns,
        turn=contents.turn,
        pictured=_pictured(contents),
    )


def _characters(glyphs: Sequence[Glyph]) -> int:
    return count("".join([glyph.text for glyph in glyphs]))


def _pictured(contents: Contents) -> bool:
    """Whether pictures cover the sheet."""
    area = 0.0
    for x0, top, x1, bottom, grey in contents.fills:
        if grey is None:
            width = min(x1, contents.width) - max(x0, 0.0)
            area += max(0.0, width) * max(0.0, min(bottom, contents.height) - max(top, 0.0))
    return area >= _SCAN * contents.width * contents.height


def _row_rules(strokes: Sequence[Stroke]) -> list[Rule]:
    return [Rule(s.x0, s.x1, s.top) for s in strokes if s.x1 - s.x0 > _SHORTEST_RULE]


def _rows(
    grid: Grid, glyphs: _ByTurn, size: tuple[float, float]
) -> tuple[list[TableRow], dict[int, list[Glyph]]]:
    """The table's rows with their glyphs, and the glyphs that stand in none of its cells."""
    held: defaultdict[int, defaultdict[int, list[Glyph]]] = defaultdict(lambda: defaultdict(list))
    rest: dict[int, list[Glyph]] = {}
    for turn, some in glyphs.items():
        outside = rest[turn] = []
        for glyph in some:
            number = grid.cell_at(glyph.ink, (glyph[2] + glyph[4]) / 2)
            if number is None:
                outside.append(glyph)
            else:
                held[number][turn].append(glyph)
    columns = sorted({cell[0] for cell in grid.cells})
    bands: defaultdict[float, dict[float, int]] = defaultdict(dict)
    for index, cell in enumerate(grid.cells):
        bands[cell[1]][cell[0]] = index
    rows: list[TableRow] = []
    for _, band in sorted(bands.items()):
        boxes = [grid.cells[index] for index in band.values()]
        cells = tuple(
            _cell(grid.cells[band[x]], held[band[x]], size) if x in band else None for x in columns
        )
        rows.append(TableRow(cells, *_around(boxes)))
    return rows, rest


def _cell(box: Span, glyphs: _ByTurn, size: tuple[float, float]) -> CellBox:
    lines = text_lines(glyphs.get(0, ()))
    return CellBox(box[0], box[2], (*lines, *_turned_lines(glyphs, size)))


def _turned_lines(glyphs: _ByTurn, size: tuple[float, float]) -> Iterator[TextLine]:
    """The lines of the glyphs that do not run from left to right, each read the way it runs."""
    for turn, some in sorted(glyphs.items()):
        if turn == 0:
            continue
        width, height = size if turn == 2 else size[::-1]
        own = (Glyph(g.text, *turned(g[1:], *size, -turn % 4)) for g in some)
        for line in text_lines(own):
            box = turned((line.x0, line.top, line.x1, line.bottom), width, height, turn)
            x0, top, x1, bottom = box
            yield replace(line, x0=x0, top=top, x1=x1, bottom=bottom, turn=turn)


def _around(boxes: Sequence[Span]) -> Span:
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)
