"""Rows of tables that are ruled between their rows only, over all sheets of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from statistics import median

from pipeline.model.schema import schema_of_title
from pipeline.read.pdf.closers import Closers
from pipeline.read.pdf.columns import column_edges, is_header
from pipeline.read.pdf.glyphs import Glyph, Glyphs
from pipeline.read.pdf.lines import lines_and_glyphs, text_lines
from pipeline.read.pdf.rules import Rule
from pipeline.read.pdf.values import CellBox, TableRow, TextLine

# Points: rules of one row drawn apart, cell by cell or as two edges of a thin rectangle.
_SAME_RULE = 3.0
# Points: the headings of one table stand at the same places on every sheet, give or take.
_SAME_PLACE = 3.0
# In font sizes: lines farther apart than this belong to no common row; glyphs of one text are nearer.
_LINE_GAP, _TEXT_GAP, _CENTRED = 1.2, 0.3, 0.5
# The characters of a title that is spread out are no farther apart.
_SPACED = 2.5
# A list's title above its table is farther from it than this.
_TITLE_GAP = 1.0
# … and, as a rule, larger than the text by this.
_TITLE_SIZE = 1.15


@dataclass(frozen=True, slots=True)
class Band:
    """What stands between two rules; `x0` and `x1` are the ends of the sheet's rules."""

    x0: float
    top: float
    x1: float
    bottom: float
    glyphs: tuple[Glyph, ...]


@dataclass(slots=True)
class _Run:
    """The bands from one header row to the next: those of one list, over many sheets, as a rule."""

    header: Band
    bands: list[Band] = field(default_factory=list)


def bands_between(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> tuple[list[Band], list[Glyph]]:
    """The bands between the rules of a sheet, and the glyphs in none of them."""
    levels: list[float] = []
    for top in sorted(rule.at for rule in rules):
        if not levels or top - levels[-1] > _SAME_RULE:
            levels.append(top)
    if not levels:
        return [], list(glyphs)
    # Above a header row, and a title row above that, no row goes on.
    opening = [
        [g for g in glyphs if start <= _middle(g) < end] for start, end in pairwise(levels[:3])
    ]
    above = [] if any(map(is_header, opening)) else _open_top(levels[0], glyphs)
    levels = [*above, *levels, _open_bottom(levels[-1], glyphs)]
    left, right = min(r.start for r in rules), max(r.end for r in rules)
    bands = [
        Band(left, top, right, bottom, tuple(g for g in glyphs if top <= _middle(g) < bottom))
        for top, bottom in pairwise(levels)
    ]
    bands = [band for band in bands if any(not g.text.isspace() for g in band.glyphs)]
    held = {id(g) for band in bands for g in band.glyphs}
    return bands, [g for g in glyphs if id(g) not in held]


def banded_rows(sheets: Sequence[Sequence[Band]]) -> list[tuple[list[TableRow], list[Glyph]]]:
    """The rows that the bands of each sheet are; the glyphs of bands that belong to no table."""
    runs: list[_Run] = []
    belongs: list[list[tuple[Band, int]]] = []
    for bands in sheets:
        belongs.append([])
        for band, following in zip(bands, [*bands[1:], None], strict=False):
            # A title may stand between rules of its own, above its header row.
            ahead = None if _is_numbered(band) else following
            opens = next((b for b in (band, ahead) if b and is_header(b.glyphs)), None)
            if opens and (not runs or not _is_same_header(runs[-1].header, opens)):
                runs.append(_Run(opens))
            elif runs and not opens:
                runs[-1].bands.append(band)
            belongs[-1].append((band, len(runs) - 1))
    columns = [_columns(run) for run in runs]
    return [
        (
            [_row(band, [band.x0 + x for x in columns[at]]) for band, at in bands if at >= 0],
            [glyph for band, at in bands if at < 0 for glyph in band.glyphs],
        )
        for bands in belongs
    ]


def _is_numbered(band: Band) -> bool:
    printed = (glyph for glyph in band.glyphs if not glyph.text.isspace())
    return min(printed, key=lambda glyph: glyph.x0).text.isdigit()


def _is_same_header(one: Band, other: Band) -> bool:
    """Whether two header rows say the same at the same places: those of one table, on two sheets."""
    if _headings(one) != _headings(other):
        return False
    places = [sorted(glyph.x0 - band.x0 for glyph in band.glyphs if not glyph.text.isspace())
              for band in (one, other)]  # fmt: skip
    return all(abs(x - y) < _SAME_PLACE for x, y in zip(*places, strict=False))


def _headings(band: Band) -> str:
    return "".join("".join(line.text for line in text_lines(band.glyphs)).split())


def _columns(run: _Run) -> list[float]:
    """The edges of a run's columns, from the left end of its rules."""
    header = [_moved(glyph, -run.header.x0) for glyph in run.header.glyphs]
    printed = [glyph for glyph in header if not glyph.text.isspace()]
    body = [
        [_moved(glyph, -band.x0) for glyph in band.glyphs if not glyph.text.isspace()]
        for band in run.bands
    ]
    width = run.header.x1 - run.header.x0
    number = max(glyph.x1 for glyph in printed if glyph.text in "序号")
    body = [glyphs for glyphs in body if _in_columns(glyphs, number, width)]
    return column_edges(
        printed, [g for glyphs in body for g in glyphs], 0.0, run.header.x1 - run.header.x0
    )


def _in_columns(glyphs: Sequence[Glyph], number: float, width: float) -> bool:
    """Whether a band says something about the columns: a title or section row, merged over all of
    them, does not."""
    first = min(glyphs, key=lambda glyph: glyph.x0)
    if first.x0 < number:
        return first.text.isdigit()
    lines = text_lines(glyphs)
    middle = (lines[0].x0 + lines[0].x1) / 2
    return len(lines) > 1 or abs(middle - width / 2) > _CENTRED * first.size


def _moved(glyph: Glyph, x: float) -> Glyph:
    return glyph._replace(x0=glyph.x0 + x, x1=glyph.x1 + x)


def _open_top(first: float, glyphs: Sequence[Glyph]) -> list[float]:
    """Where a row starts that a page break left open above the first rule; nothing where none is."""
    top = first
    below = [g.size for g in glyphs if _middle(g) > first and not g.text.isspace()]
    usual = median(below or [inf])
    above = Glyphs.of(g for g in glyphs if _middle(g) < first)
    for line, printed in reversed(list(lines_and_glyphs(above))):
        title = line.size > _TITLE_SIZE * usual
        # No rule above: a header row may be as far from the one below as tall rows are.
        near = _TITLE_GAP * line.size * (2 if is_header(list(above.take(printed))) else 1)
        if title or _is_title(line) or top - line.bottom > near:
            break
        top = line.top
    return [top - 0.1] if top < first else []


def _open_bottom(last: float, glyphs: Sequence[Glyph]) -> float:
    """How far a row reaches below the last rule, where a page break left it open."""
    bottom = last
    for line in text_lines(g for g in glyphs if _middle(g) > last):
        if line.top - bottom > _LINE_GAP * line.size:
            break
        bottom = line.bottom
    return bottom + 0.1


def _row(band: Band, columns: Sequence[float]) -> TableRow:
    lines = text_lines(band.glyphs)
    if _merged(lines, band.glyphs, columns):
        whole = CellBox(columns[0], columns[-1], lines)
        cells: tuple[CellBox | None, ...] = (whole, *([None] * (len(columns) - 2)))
    else:
        closers = Closers(band.glyphs)
        anchors = [(closers.anchor(glyph), glyph) for glyph in band.glyphs]
        cells = tuple(
            CellBox(x0, x1, text_lines(g for a, g in anchors if x0 <= a.ink < x1))
            for x0, x1 in pairwise(columns)
        )
    return TableRow(cells, columns[0], band.top, columns[-1], band.bottom, ruled=False)


def _merged(lines: Sequence[TextLine], glyphs: Sequence[Glyph], columns: Sequence[float]) -> bool:
    """Whether the row is one text over all columns: a section row."""
    if len(lines) != 1:
        return False
    [line] = lines
    if _is_title(line):
        return True
    printed = sorted((g for g in glyphs if not g.text.isspace()), key=lambda g: g.x0)
    if "".join(glyph.text for glyph in printed if glyph.ink < columns[1]).isdecimal():
        return False  # the number of an item
    across = any(
        (left.x0 + left.x1) / 2 < edge <= (right.x0 + right.x1) / 2
        and right.x0 - left.x1 < _TEXT_GAP * right.size
        for left, right in pairwise(printed)
        for edge in columns[1:-1]
    )
    one = all(right.x0 - left.x1 < _SPACED * right.size for left, right in pairwise(printed))
    return across or (one and line.x0 > columns[1] and _alone(line, columns))


def _is_title(line: TextLine) -> bool:
    return schema_of_title("".join(line.text.split())) is not None


def _alone(line: TextLine, columns: Sequence[float]) -> bool:
    """A single text in the middle of the table, not at the left of its column, with the first
    column empty."""
    off = abs(line.x0 + line.x1 - columns[0] - columns[-1]) / 2
    edge = max(x for x in columns if x <= line.x0)
    return off < _CENTRED * line.size and line.x0 - edge > line.size


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2
