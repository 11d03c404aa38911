"""Rows of a table that is ruled between its rows only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.pdf.columns import column_edges, is_header
from pipeline.read.pdf.lines import text_lines
from pipeline.read.pdf.values import CellBox, Glyph, TableRow, TextLine

# Points: rules of one row drawn apart, cell by cell or as two edges of a thin rectangle.
_SAME_RULE = 3.0
# In font sizes: lines farther apart than this belong to no common row; glyphs of one text are nearer.
_LINE_GAP, _TEXT_GAP = 1.2, 0.3


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule, in points."""

    x0: float
    x1: float
    top: float


def rows_between(
    rules: Sequence[Rule], glyphs: Sequence[Glyph], columns: tuple[float, ...]
) -> tuple[list[TableRow], list[Glyph], tuple[float, ...]]:
    """The rows between the rules, the glyphs in none of them, and the column edges found.

    `columns` are the edges to go on with where the table has no header row. No rows where there
    are fewer than two rules or no columns are known.
    """
    levels = _levels(rules)
    if len(levels) < 2:
        return [], list(glyphs), columns
    left, right = min(r.x0 for r in rules), max(r.x1 for r in rules)
    levels.append(_open_bottom(levels[-1], glyphs))
    bands = [[g for g in glyphs if top <= _middle(g) < bottom] for top, bottom in pairwise(levels)]
    header = next((band for band in bands if is_header(band)), None)
    if header is not None:
        body = [g for band in bands if band is not header for g in band]
        columns = tuple(column_edges(header, body, left, right))
    if not columns:
        return [], list(glyphs), columns
    rows = [
        _row(band, columns, top, bottom)
        for band, (top, bottom) in zip(bands, pairwise(levels), strict=True)
        if any(not g.text.isspace() for g in band)
    ]
    held = {id(g) for band in bands for g in band}
    return rows, [g for g in glyphs if id(g) not in held], columns


def _levels(rules: Sequence[Rule]) -> list[float]:
    levels: list[float] = []
    for top in sorted(rule.top for rule in rules):
        if not levels or top - levels[-1] > _SAME_RULE:
            levels.append(top)
    return levels


def _open_bottom(last: float, glyphs: Sequence[Glyph]) -> float:
    """How far a row reaches below the last rule, where a page break left it open."""
    bottom = last
    for line in text_lines(g for g in glyphs if _middle(g) > last):
        if line.top - bottom > _LINE_GAP * line.size:
            break
        bottom = line.bottom
    return bottom + 0.1


def _row(band: Sequence[Glyph], columns: tuple[float, ...], top: float, bottom: float) -> TableRow:
    lines = text_lines(band)
    if _merged(lines, columns):
        whole = CellBox(columns[0], columns[-1], lines)
        cells: tuple[CellBox | None, ...] = (whole, *([None] * (len(columns) - 2)))
    else:
        cells = tuple(
            CellBox(x0, x1, text_lines(g for g in band if x0 <= g.ink < x1))
            for x0, x1 in pairwise(columns)
        )
    return TableRow(cells, columns[0], top, columns[-1], bottom)


def _merged(lines: Sequence[TextLine], columns: tuple[float, ...]) -> bool:
    """Whether the row is one text over all columns: a section row."""
    if len(lines) != 1:
        return False
    [line] = lines
    across = any(
        (left.x0 + left.x1) / 2 < edge <= (right.x0 + right.x1) / 2
        and right.x0 - left.x1 < _TEXT_GAP * right.size
        for left, right in pairwise(line.glyphs)
        for edge in columns[1:-1]
    )
    return across or (line.x0 > columns[1] and _alone(line, columns))


def _alone(line: TextLine, columns: tuple[float, ...]) -> bool:
    """A single text in the middle of the table, with the first column empty."""
    middle = (columns[0] + columns[-1]) / 2
    return abs((line.x0 + line.x1) / 2 - middle) < line.size


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2
