"""Loads a page: the only module that knows pdfplumber. Glyphs that carry no text are set aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from pipeline.characters import count
from pipeline.read.pdf.lines import text_lines
from pipeline.read.pdf.row_rules import Rule, rows_between
from pipeline.read.pdf.values import CellBox, Glyph, Page, TableRow, TextLine

# Rules drawn as thin filled rectangles have two edges some tenths of a point apart.
_TABLE_SETTINGS = {"snap_tolerance": 3, "join_tolerance": 3, "intersection_tolerance": 4}
# Points: rules nearer than this touch; a vertical rule shorter than a line of text rules no row.
_JOINED, _SHORTEST_RULE = 4, 8
# A glyph drawn again within a quarter of its size is bold faked by drawing it twice.
_DOUBLE = 0.25


def load_page(page: Any, columns: tuple[float, ...] = ()) -> Page:
    """A pdfplumber page as plain values; `columns` are those of the page before."""
    printed = [_glyph(char) for char in page.chars if _belongs(char, page)]
    glyphs = _drawn_once(printed)
    kept = sum(count(glyph.text) for glyph in glyphs)
    characters = sum(count(char["text"]) for char in page.chars)
    settings = _TABLE_SETTINGS | {"explicit_horizontal_lines": _open_ends(page.edges)}
    tables = sorted(page.find_tables(settings), key=lambda t: t.bbox[1])
    rows: list[TableRow | TextLine] = []
    rest = list(glyphs)
    for table in tables:
        found, rest = _rows(table, rest)
        rows += found
    if not tables:
        found, rest, columns = rows_between(_horizontal_rules(page.edges), rest, columns)
        rows += found
    parts = sorted([*rows, *text_lines(rest)], key=lambda part: (part.top + part.bottom) / 2)
    return Page(page.page_number, page.height, tuple(parts), characters, characters - kept, columns)


def _open_ends(edges: Sequence[dict[str, Any]]) -> list[float]:
    """Where vertical rules end without a horizontal one: a browser that breaks a row at the end of
    a page draws no rule there."""
    spans: list[list[float]] = []
    for edge in sorted(
        (e for e in edges if e["orientation"] == "v"), key=lambda e: float(e["top"])
    ):
        if spans and edge["top"] <= spans[-1][1] + _JOINED:
            spans[-1][1] = max(spans[-1][1], edge["bottom"])
        else:
            spans.append([edge["top"], edge["bottom"]])
    # The ends of a rule drawn as a thin rectangle are edges too, a point wide.
    ruled = [e["top"] for e in edges if e["orientation"] == "h" and e["width"] > _SHORTEST_RULE]
    ends = [end for span in spans if span[1] - span[0] > _SHORTEST_RULE for end in span]
    return [end for end in ends if not any(abs(end - y) <= _JOINED for y in ruled)]


def _horizontal_rules(edges: Sequence[dict[str, Any]]) -> list[Rule]:
    return [
        Rule(e["x0"], e["x1"], e["top"])
        for e in edges
        if e["orientation"] == "h" and e["width"] > _SHORTEST_RULE
    ]


def _belongs(char: dict[str, Any], page: Any) -> bool:
    """Whether a glyph stands on the page, upright: a watermark runs across, hidden text outside."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    x0, top, x1, bottom = page.bbox
    return bool(char["upright"]) and x0 <= x <= x1 and top <= y <= bottom


def _glyph(char: dict[str, Any]) -> Glyph:
    return Glyph(char["text"], char["x0"], char["top"], char["x1"], char["bottom"])


def _drawn_once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    seen: defaultdict[tuple[str, int], list[Glyph]] = defaultdict(list)
    result: list[Glyph] = []
    for glyph in glyphs:
        band = round(glyph.top / max(glyph.size, 1))
        near = [g for b in (band - 1, band, band + 1) for g in seen[glyph.text, b]]
        tolerance = _DOUBLE * glyph.size
        if not glyph.text.isspace() and any(
            abs(g.x0 - glyph.x0) < tolerance and abs(g.top - glyph.top) < tolerance for g in near
        ):
            continue
        seen[glyph.text, band].append(glyph)
        result.append(glyph)
    return result


def _rows(table: Any, glyphs: Sequence[Glyph]) -> tuple[list[TableRow], list[Glyph]]:
    """The table's rows with their glyphs, and the glyphs that stand in none of its cells."""
    held: defaultdict[tuple[int, int], list[Glyph]] = defaultdict(list)
    rest: list[Glyph] = []
    x0, top, x1, bottom = table.bbox
    bands = [row.bbox for row in table.rows]
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        place = None
        if x0 <= x <= x1 and top <= y <= bottom:
            place = _cell_at(table, bands, x, y)
        if place is None:
            rest.append(glyph)
        else:
            held[place].append(glyph)
    rows = [
        TableRow(
            tuple(
                CellBox(cell[0], cell[2], text_lines(held[r, c])) if cell else None
                for c, cell in enumerate(row.cells)
            ),
            *row.bbox,
        )
        for r, row in enumerate(table.rows)
    ]
    return rows, rest


def _cell_at(table: Any, bands: Sequence[Any], x: float, y: float) -> tuple[int, int] | None:
    for r, band in enumerate(bands):
        if not band[1] <= y <= band[3]:
            continue
        for c, cell in enumerate(table.rows[r].cells):
            if cell and cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]:
                return r, c
    return None
