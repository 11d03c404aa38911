"""Tables that are ruled between their rows only, over all sheets of a document.

Their rows are the bands between the rules of a sheet. A header row starts a table; where its columns
stand is found from all its rows at once. What comes of it is a lattice as of any other table: a rule may
leave a column out, over which a cell is merged downwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.model.item_numbers import item_number
from pipeline.model.text import squeeze
from pipeline.model.wording import wording
from pipeline.read.pdf.bands import MANY, SAME_PLACE, Band, Bands, is_title, middle_of, strips_of
from pipeline.read.pdf.columns import column_edges, headings, is_header, leading_number
from pipeline.read.pdf.glyphs import Glyph
from pipeline.read.pdf.lattice import Lattice, covered, lattice
from pipeline.read.pdf.lines import text_lines
from pipeline.read.pdf.numbered import Stretch, told_by_numbers
from pipeline.read.pdf.rules import Rule
from pipeline.read.pdf.values import TextLine

# In font sizes: glyphs of one text are nearer than this; a centred one is as near to the middle.
_TEXT_GAP, _CENTRED = 0.3, 0.5
# The characters of a title that is spread out are no farther apart.
_SPACED = 2.5
# In font sizes: numbers stand no farther than this from the heading of their column.
_UNDER_HEADING = 2.0
# So many numbers between two rules are of as many rows.
_SEVERAL = 3


@dataclass(slots=True)
class _Run:
    """The bands from one header row to the next: those of one list, over many sheets, as a rule."""

    header: Band
    bands: list[Band] = field(default_factory=list)


def banded_lattices(sheets: Sequence[Bands]) -> list[list[Lattice]]:
    """The tables that the bands of each sheet are."""
    runs: list[_Run] = []
    belongs: list[list[tuple[Band, int]]] = []
    for sheet in sheets:
        belongs.append([])
        for band, following in zip(sheet.bands, [*sheet.bands[1:], None], strict=False):
            # A title may stand between rules of its own, above its header row.
            ahead = None if leading_number(band.glyphs) else following
            opens = next((b for b in (band, ahead) if b and is_header(b.glyphs)), None)
            if opens and (not runs or not _is_same_header(runs[-1].header, opens)):
                runs.append(_Run(opens))
            elif runs and not opens:
                runs[-1].bands.append(band)
            belongs[-1].append((band, len(runs) - 1))
    told = [_is_told_by_numbers(run) for run in runs]
    columns = [_columns(run, told=by) for run, by in zip(runs, told, strict=True)]
    for number, by in enumerate(told):
        if by:
            belongs = _with_rows_of(number, columns[number], belongs)
    return [
        [
            found
            for bands, at in _together(own)
            if (found := _lattice(bands, sheet.rules, columns[at]))
        ]
        for sheet, own in zip(sheets, belongs, strict=True)
    ]


def _together(bands: Sequence[tuple[Band, int]]) -> Iterator[tuple[list[Band], int]]:
    """The bands that follow one another in one table, with its number."""
    found: list[Band] = []
    for (band, at), after in zip(bands, [*bands[1:], None], strict=False):
        if at < 0:
            continue
        found.append(band)
        if after is None or after[1] != at or after[0].top != band.bottom:
            yield found, at
            found = []


def _lattice(
    bands: Sequence[Band], rules: Sequence[Rule], columns: Sequence[float]
) -> Lattice | None:
    """The cells of bands that follow one another."""
    xs = [bands[0].x0 + x for x in columns]
    ys = [bands[0].top, *(band.bottom for band in bands)]
    ends = [True] * (len(xs) - 1)
    inner = [covered(rules, band.bottom, xs) if band.ruled else ends for band in bands[:-1]]
    parted = [not _is_merged(band, xs) for band in bands]
    outer = [True] * len(bands)
    sides = [outer, *([parted] * (len(xs) - 2)), outer]
    return lattice(xs, ys, [ends, *inner, ends], sides, ruled=False)


def _is_told_by_numbers(run: _Run) -> bool:
    """Whether rows of several numbers stand between two rules."""
    under = _under_heading(run)
    return any(
        sum(_number(under, _printed(strip)) is not None for strip in strips_of(band)) >= _SEVERAL
        for band in run.bands
        if len(band.glyphs) > MANY
    )


def _under_heading(run: _Run) -> tuple[float, float]:
    """From where to where numbers stand under their heading."""
    printed = _printed(run.header)
    first = headings(printed)[0]
    reach = _UNDER_HEADING * max(glyph.size for glyph in printed)
    return first.x0 - reach, first.x1 + reach


def _number(under: tuple[float, float], glyphs: Sequence[Glyph]) -> float | None:
    """Where the number ends that stands at the start of a row, under its heading; None without."""
    span = leading_number(glyphs)
    near = span is not None and under[0] < span[1] and span[0] < under[1]
    return span[1] if span and near else None


def _with_rows_of(
    number: int, columns: Sequence[float], sheets: Sequence[Sequence[tuple[Band, int]]]
) -> list[list[tuple[Band, int]]]:
    """The bands of the sheets, those of one table parted where its numbers tell; without them, where they
    do not."""
    own = [index for index, bands in enumerate(sheets) if any(at == number for _, at in bands)]
    mine = {i: [band for band, at in sheets[i] if at == number] for i in own}
    parts: dict[int, list[Band | Stretch]] = {
        i: list(_stretches(mine[i], columns, i > own[0], i < own[-1])) for i in own
    }
    told = told_by_numbers([part for i in own for part in parts[i] if isinstance(part, Stretch)])
    edges = iter(told or ())
    result: list[list[tuple[Band, int]]] = []
    for index, sheet in enumerate(sheets):
        others = [(band, at) for band, at in sheet if at != number]
        rows: list[Band] = []
        for part in parts.get(index, ()) if told is not None else ():
            if isinstance(part, Band):
                rows.append(part)
            else:
                rows += _rows_of(part, next(edges), mine[index])
        unread = mine.get(index, ()) if told is None else ()
        own_rows = [*((row, number) for row in rows), *((band, -1) for band in unread)]
        result.append(sorted([*own_rows, *others], key=lambda row: row[0].top))
    return result


def _rows_of(stretch: Stretch, edges: Sequence[float], bands: Sequence[Band]) -> Iterator[Band]:
    """The rows of a stretch that meet at these places."""
    left, right = bands[0].x0, bands[0].x1
    for top, bottom in pairwise([stretch.top, *edges, stretch.bottom]):
        glyphs = (g for band in bands for g in band.glyphs if top <= middle_of(g) < bottom)
        yield Band(left, top, right, bottom, tuple(glyphs), ruled=False)


def _stretches(
    bands: Sequence[Band], columns: Sequence[float], starts: bool, ends: bool
) -> Iterator[Band | Stretch]:
    """The header, title and section rows of a table on a sheet, and what stands between them."""
    xs = [bands[0].x0 + x for x in columns]
    open_: list[Band] = []
    first = starts
    strips = [
        strip for band in bands for strip in ([band] if is_header(band.glyphs) else strips_of(band))
    ]
    for strip in strips:
        if is_header(strip.glyphs) or _is_merged(strip, xs):
            if open_:
                yield _stretch(open_, xs, first, False)
                open_, first = [], False
            elif not is_header(strip.glyphs):
                first = False
            yield strip
        else:
            open_.append(strip)
    if open_:
        yield _stretch(open_, xs, first, ends)


def _stretch(strips: Sequence[Band], xs: Sequence[float], starts: bool, ends: bool) -> Stretch:
    glyphs = [glyph for strip in strips for glyph in strip.glyphs]
    return Stretch(
        strips[0].top,
        strips[-1].bottom,
        tuple(text_lines(g for g in glyphs if x0 <= g.ink < x1) for x0, x1 in pairwise(xs)),
        starts,
        ends,
    )


def _is_same_header(one: Band, other: Band) -> bool:
    """Whether two header rows say the same at the same places: those of one table, on two sheets."""
    own, others = (headings(_printed(band)) for band in (one, other))
    return len(own) == len(others) and all(
        a.text == b.text and abs(a.x0 - b.x0) < SAME_PLACE and abs(a.x1 - b.x1) < SAME_PLACE
        for a, b in zip(own, others, strict=True)
    )


def _columns(run: _Run, *, told: bool) -> list[float]:
    """The edges of a run's columns, from the left end of its rules; `told`: whether its rows are told
    by numbers."""
    printed = _printed(run.header)
    bands = [part for band in run.bands for part in (strips_of(band) if told else [band])]
    body = [_printed(band) for band in bands if not band.blank]
    under = _under_heading(run)
    numbers = [end for glyphs in body if (end := _number(under, glyphs)) is not None]
    end = max([headings(printed)[0].x1, *numbers])
    width = run.header.x1 - run.header.x0
    body = [glyphs for glyphs in body if _in_columns(glyphs, end, width)]
    return column_edges(printed, [g for glyphs in body for g in glyphs], 0.0, width, end)


def _printed(band: Band) -> list[Glyph]:
    """The glyphs of a band, from the left end of its rules."""
    return [_moved(glyph, -band.x0) for glyph in band.glyphs if not glyph.text.isspace()]


def _in_columns(glyphs: Sequence[Glyph], number: float, width: float) -> bool:
    """Whether a band says something about the columns: a title or section row, merged over all of
    them, does not. `number`: where the numbers end."""
    first = min(glyphs, key=lambda glyph: glyph.x0)
    if first.x0 < number:
        return leading_number(glyphs) is not None
    lines = text_lines(glyphs)
    middle = (lines[0].x0 + lines[0].x1) / 2
    return len(lines) > 1 or abs(middle - width / 2) > _CENTRED * first.size


def _moved(glyph: Glyph, x: float) -> Glyph:
    return glyph._replace(x0=glyph.x0 + x, x1=glyph.x1 + x)


def _is_merged(band: Band, columns: Sequence[float]) -> bool:
    """Whether the row is one text over all columns: a section row."""
    lines = text_lines(band.glyphs)
    if len(lines) != 1 or not band.whole:
        return False
    [line] = lines
    if is_title(line):
        return True
    # What a section row says no duty does: 二、经济发展（6项）.
    text = squeeze(line.text)
    if wording("section_mark").match(text) and wording("section_size").match(text):
        return True
    printed = sorted((g for g in band.glyphs if not g.text.isspace()), key=lambda g: g.x0)
    if item_number("".join(g.text for g in printed if g.ink < columns[1])) is not None:
        return False
    across = any(
        (left.x0 + left.x1) / 2 < edge <= (right.x0 + right.x1) / 2
        and right.x0 - left.x1 < _TEXT_GAP * right.size
        for left, right in pairwise(printed)
        for edge in columns[1:-1]
    )
    one = all(right.x0 - left.x1 < _SPACED * right.size for left, right in pairwise(printed))
    return across or (one and line.x0 > columns[1] and _alone(line, columns))


def _alone(line: TextLine, columns: Sequence[float]) -> bool:
    """A single text in the middle of the table, not at the left of its column, with the first
    column empty."""
    off = abs(line.x0 + line.x1 - columns[0] - columns[-1]) / 2
    edge = max(x for x in columns if x <= line.x0)
    return off < _CENTRED * line.size and line.x0 - edge > line.size
