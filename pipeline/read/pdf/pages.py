"""A sheet's contents to a page: the rows of its tables, and the lines around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.model.characters import count
from pipeline.read.pdf.aside import printed
from pipeline.read.pdf.bands import bands_between
from pipeline.read.pdf.closers import HANGING, Closers
from pipeline.read.pdf.contents import Contents, is_pictured, turned, turned_boxes
from pipeline.read.pdf.folios import folios
from pipeline.read.pdf.glyphs import NO_GLYPHS, Glyph, Glyphs, Indices
from pipeline.read.pdf.grid import find_grids
from pipeline.read.pdf.grounds import GroundRow, edges, ground_rows
from pipeline.read.pdf.lattice import Lattice
from pipeline.read.pdf.lines import lines_and_glyphs, lines_of_groups, open_bottom, text_lines
from pipeline.read.pdf.overflow import keep_together
from pipeline.read.pdf.row_rules import banded_lattices
from pipeline.read.pdf.rules import Rule, ruling
from pipeline.read.pdf.tables import with_own_columns
from pipeline.read.pdf.values import CellBox, Page, TableRow, TextLine
from pipeline.read.pdf.vertical import set_across

# Points: a horizontal rule shorter than a line of text rules no row.
_SHORTEST_RULE = 8
# In font sizes: how far below the end of its cell's rules the text of a row may go on that is cut.
_OVER = 0.6

_ByTurn = Mapping[int, Glyphs]
"""Glyphs by the quarter turns clockwise that they stand at."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet on the way to a page: its ruled rows, the horizontal rules where it has no others, the
    grounds that stand for rules, the glyphs in none of the rows that run from left to right, the lines
    that they make, and the lines that run another way."""

    page: Page
    rules: list[Rule]
    grounds: list[GroundRow]
    rest: Glyphs
    lines: tuple[TextLine, ...]
    aside: tuple[TextLine, ...]


def to_pages(sheets: Iterable[Contents]) -> list[Page]:
    """The pages that the sheets of a document show."""
    # A row that stands on many sheets, such as a table's head, is kept once.
    once: dict[TableRow, TableRow] = {}
    found: list[_Sheet] = []
    for contents in sheets:
        found.append(_sheet(contents, once, found[-1].grounds if found else ()))
    places = folios(([*s.lines, *s.aside], s.page.width, s.page.height) for s in found)
    numbered = [_numbered(sheet, place) for sheet, place in zip(found, places, strict=True)]
    bands = [bands_between(s.rules, list(s.rest) if s.rules else ()) for s in numbered]
    return [
        _page(sheet, *_banded_rows(sheet, found)) if sheet.rules else _page(sheet, (), sheet.lines)
        for sheet, found in zip(numbered, banded_lattices(bands), strict=True)
    ]


def _banded_rows(
    sheet: _Sheet, grids: Sequence[Lattice]
) -> tuple[list[TableRow], tuple[TextLine, ...]]:
    """The rows of the tables that are ruled between their rows only, and the lines outside."""
    upright: _ByTurn = {0: sheet.rest}
    rows: list[TableRow] = []
    for grid in grids:
        size = sheet.page.width, sheet.page.height
        found, upright = _rows(grid, upright, size, Closers(sheet.rest))
        rows += found
    return rows, text_lines(upright[0])


def _numbered(sheet: _Sheet, place: tuple[TextLine, int] | None) -> _Sheet:
    """The sheet with its page number, whose glyphs then belong to nothing else."""
    if place is None:
        return sheet
    line, number = place
    page = replace(sheet.page, folio=line, printed=number)
    if line.turn:
        return replace(sheet, page=page)
    page = replace(page, parts=(*page.parts, line))
    lines = tuple(other for other in sheet.lines if other is not line)
    if not sheet.rules:
        return replace(sheet, page=page, lines=lines)
    others = np.ones(len(sheet.rest), np.bool_)
    others[next(own for found, own in lines_and_glyphs(sheet.rest) if found == line)] = False
    return replace(sheet, page=page, lines=lines, rest=sheet.rest.where(others))


def _page(sheet: _Sheet, unruled: Sequence[TableRow], lines: Sequence[TextLine]) -> Page:
    parts = [part for part in (*sheet.page.parts, *unruled, *lines)
             if isinstance(part, TextLine) or _filled(part)]  # fmt: skip
    parts.sort(key=lambda part: (part.top + part.bottom) / 2)
    # What runs another way stands at a side of the sheet, and last.
    return replace(sheet.page, parts=(*parts, *sheet.aside))


def _filled(row: TableRow) -> bool:
    return any(cell and cell.lines for cell in row.cells)


def _sheet(
    contents: Contents, once: dict[TableRow, TableRow], before: Sequence[GroundRow]
) -> _Sheet:
    """`before`: the grounds of the sheet before."""
    rest = printed(contents)
    kept = sum(map(_characters, rest.values()))
    rows: list[TableRow] = []
    upright = rest.get(0, NO_GLYPHS)
    grids, rules = find_grids(ruling(contents.strokes, upright))
    grounds = [] if grids else ground_rows(contents.fills, upright, before)
    if grounds:
        grids, rules = find_grids(ruling([*contents.strokes, *edges(grounds)], upright))
    size = contents.width, contents.height
    closers = Closers(upright)
    for grid in grids:
        if grid.open:
            grid = grid.reaching(open_bottom(grid.ys[-1], _below(grid, upright), _OVER))
        found, rest = _rows(grid, rest, size, closers)
        rows += [once.setdefault(row, row) for row in found]
    characters = sum(map(_characters, (contents.glyphs, contents.unseen, contents.decoration)))
    page = Page(
        number=contents.number,
        width=contents.width,
        height=contents.height,
        parts=tuple(rows),
        characters=characters,
        markup=characters - kept,
        turn=contents.turn,
        pictured=is_pictured(contents),
        unseen=text_lines(contents.unseen),
        unread=tuple(contents.unread),
        accounted=contents.accounted,
        recognised=contents.recognised,
        doubts=tuple(contents.doubts),
    )
    outside = rest.pop(0, NO_GLYPHS)
    lines, aside = text_lines(outside), tuple(_turned_lines(rest, size))
    return _Sheet(page, [] if grids else _row_rules(rules), grounds, outside, lines, aside)


def _below(grid: Lattice, glyphs: Glyphs) -> Iterator[Glyph]:
    """The glyphs below a table, between its sides."""
    inks = glyphs.inks()
    return iter(
        glyphs.where((glyphs.middles > grid.ys[-1]) & (inks > grid.xs[0]) & (inks < grid.xs[-1]))
    )


def _characters(glyphs: Glyphs) -> int:
    return count("".join(glyphs.texts))


def _row_rules(rules: Sequence[Rule]) -> list[Rule]:
    return [rule for rule in rules if rule.end - rule.start > _SHORTEST_RULE]


def _rows(
    grid: Lattice, glyphs: _ByTurn, size: tuple[float, float], closers: Closers
) -> tuple[list[TableRow], dict[int, Glyphs]]:
    """The table's rows with their glyphs, and the glyphs that stand in none of its cells."""
    lines: list[list[TextLine]] = [[] for _ in grid.cells]
    rest: dict[int, Glyphs] = {}
    for turn, some in sorted(glyphs.items()):
        cells = grid.cells_at(some.inks(), some.middles)
        if turn == 0:
            _hang(grid, some, cells, closers)
            if grid.ruled:
                keep_together(grid, some, cells)
            some = set_across(some, cells)
        inside = cells >= 0
        rest[turn] = some.where(~inside)
        for number, line in _lines_in(some.where(inside), cells[inside], turn, size):
            lines[number].append(line)
    return with_own_columns(list(_grid_rows(grid, lines))), rest


def _grid_rows(grid: Lattice, lines: Sequence[Sequence[TextLine]]) -> Iterator[TableRow]:
    """The rows of a grid, given the lines in each of its cells."""
    columns = sorted({cell[0] for cell in grid.cells})
    bands: defaultdict[float, dict[float, int]] = defaultdict(dict)
    for index, (x0, top, _, _) in enumerate(grid.cells):
        bands[top][x0] = index
    tops = sorted(bands)
    places = np.tile(columns, len(tops)), np.repeat(tops, len(columns))
    covering = grid.cells_at(*places).reshape(len(tops), -1).tolist()
    for top, around in zip(tops, covering, strict=True):
        band = bands[top]
        cells: list[CellBox | None] = []
        for x, number in zip(columns, around, strict=True):
            x0, start, x1, _ = grid.cells[number]
            if x in band:
                cells.append(CellBox(x0, x1, tuple(lines[number])))
            elif number >= 0 and x0 == x > columns[0] and start < top:
                cells.append(CellBox(x0, x1, covered=True))
            else:
                cells.append(None)
        x0s, _, x1s, bottoms = zip(*(grid.cells[number] for number in band.values()), strict=True)
        # A cell that is merged downwards reaches into the rows below.
        yield TableRow(tuple(cells), min(x0s), top, max(x1s), min(bottoms), grid.ruled)


def _hang(grid: Lattice, glyphs: Glyphs, cells: Indices, closers: Closers) -> None:
    """Puts marks that hang over the edge of their cell into it: `cells` has the cell of each glyph."""
    marks = glyphs.among(HANGING)
    boxes, middles = glyphs.boxes[marks], glyphs.middles[marks]
    before = grid.cells_at(boxes[:, 0] - glyphs.sizes[marks] / 2, middles)
    over = np.flatnonzero(before != cells[marks])
    for mark, middle in zip(marks[over].tolist(), middles[over].tolist(), strict=True):
        anchor = closers.anchor(Glyph(glyphs.texts[mark], *glyphs.boxes[mark].tolist()))
        cells[mark] = grid.cells_at(np.array([anchor.ink]), np.array([middle]))[0]


def _turned_lines(glyphs: _ByTurn, size: tuple[float, float]) -> Iterator[TextLine]:
    """The lines of the glyphs that do not run from left to right, each read the way it runs."""
    for turn, some in sorted(glyphs.items()):
        for _, line in _lines_in(some, np.zeros(len(some), np.int64), turn, size):
            yield line


def _lines_in(
    glyphs: Glyphs, groups: Indices, turn: int, size: tuple[float, float]
) -> Iterator[tuple[int, TextLine]]:
    """The lines of each group of glyphs that stand at this turn on a sheet of that size."""
    own = Glyphs(glyphs.texts, turned_boxes(glyphs.boxes, *size, -turn % 4))
    width, height = size[::-1] if turn % 2 else size
    for number, line, _ in lines_of_groups(own, groups):
        if turn:
            box = (line.x0, line.top, line.x1, line.bottom)
            x0, top, x1, bottom = turned(box, width, height, turn)
            line = line._replace(x0=x0, top=top, x1=x1, bottom=bottom, solid=x1, turn=turn)
        yield number, line
