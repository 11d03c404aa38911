"""Tables that are ruled between their rows only, over all sheets of a document.

Their rows are the bands between the rules of a sheet. A header row starts a table; where its columns
stand is found from all its rows at once. What comes of it is a lattice as of any other table: a rule may
leave a column out, over which a cell is merged downwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf
from statistics import median

from pipeline.model.item_numbers import item_number
from pipeline.model.schema import schema_of_title
from pipeline.model.text import squeeze
from pipeline.model.wording import wording
from pipeline.read.pdf.columns import column_edges, headings, is_header, leading_number
from pipeline.read.pdf.glyphs import Glyph, Glyphs
from pipeline.read.pdf.lattice import Lattice, covered, lattice, levels
from pipeline.read.pdf.lines import lines_and_glyphs, open_bottom, text_lines
from pipeline.read.pdf.numbered import Stretch, told_by_numbers
from pipeline.read.pdf.rules import Rule
from pipeline.read.pdf.values import TextLine

# Points: the headings of one table stand at the same places on every sheet, give or take.
_SAME_PLACE = 3.0
# In font sizes: glyphs of one text are nearer than this; a centred one is as near to the middle.
_TEXT_GAP, _CENTRED = 0.3, 0.5
# The characters of a title that is spread out are no farther apart.
_SPACED = 2.5
# A list's title above its table is farther from it than this.
_TITLE_GAP = 1.0
# … and, as a rule, larger than the text by this.
_TITLE_SIZE = 1.15
# In font sizes: numbers stand no farther than this from the heading of their column.
_UNDER_HEADING = 2.0
# So many numbers between two rules are of as many rows; a band of fewer glyphs has no such.
_SEVERAL, _MANY = 3, 20
# In font sizes: lines that overlap by less than this do not.
_OVERLAP = 0.2
# So many lines from its top a band's header row may be: a title may stand above it.
_HEADS = 2
# The share of a table's width that the line above footnotes has at most.
_FOOTNOTES = 0.45


@dataclass(frozen=True, slots=True)
class Band:
    """What stands between two rules; `x0` and `x1` are the ends of the sheet's rules. `whole`: both go
    from end to end; `ruled`: whether there is one below it."""

    x0: float
    top: float
    x1: float
    bottom: float
    glyphs: tuple[Glyph, ...]
    whole: bool = True
    ruled: bool = True

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return all(glyph.text.isspace() for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Bands:
    """The bands of a sheet, and its rules."""

    bands: Sequence[Band]
    rules: Sequence[Rule]


@dataclass(slots=True)
class _Run:
    """The bands from one header row to the next: those of one list, over many sheets, as a rule."""

    header: Band
    bands: list[Band] = field(default_factory=list)


def bands_between(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> Bands:
    """The bands between the rules of a sheet."""
    rules = _of_tables(rules)
    ys = levels(rules)
    if not ys:
        return Bands((), ())
    left, right = min(r.start for r in rules), max(r.end for r in rules)
    # Above a header row, and a title row above that, no row goes on.
    opening = [[g for g in glyphs if start <= _middle(g) < end] for start, end in pairwise(ys[:3])]
    above = [] if any(map(is_header, opening)) else _open_top(ys[0], glyphs)
    whole = [_is_whole(rules, y, left, right) for y in ys]
    whole = [*(True for _ in above), *whole, True]
    ys = [*above, *ys, open_bottom(ys[-1], glyphs)]
    bands = [
        Band(left, top, right, bottom, tuple(g for g in glyphs if top <= _middle(g) < bottom),
             one and other)
        for (top, bottom), (one, other) in zip(pairwise(ys), pairwise(whole), strict=True)
    ]  # fmt: skip
    bands = [part for band in bands for part in _with_header_apart(band)]
    return Bands([band for band in bands if not (band.whole and band.blank)], rules)


def _with_header_apart(band: Band) -> list[Band]:
    """A band; its header row by itself where no rule stands below that."""
    strips = _strips(band) if len(band.glyphs) > _MANY else []
    heads = [at for at, strip in enumerate(strips[:_HEADS]) if is_header(strip.glyphs)]
    if not heads or not any(leading_number(strip.glyphs) for strip in strips[heads[0] + 1 :]):
        return [band]
    first = last = heads[0]
    # A heading on two lines stands above and below the others.
    while first > 0 and _bottom(strips[first - 1]) > _top(strips[first]):
        first -= 1
    while last < len(strips) - 1 and _top(strips[last + 1]) < _bottom(strips[last]):
        last += 1
    top, bottom = strips[first].top, strips[last].bottom
    parts = [(band.top, top), (top, bottom), (bottom, band.bottom)]
    return [
        replace(
            band, top=top, bottom=bottom, ruled=band.ruled and bottom == band.bottom,
            glyphs=tuple(g for g in band.glyphs if top <= _middle(g) < bottom),
        )
        for top, bottom in parts
        if bottom > top
    ]  # fmt: skip


def _top(band: Band) -> float:
    return min(glyph.top for glyph in band.glyphs)


def _bottom(band: Band) -> float:
    return max(glyph.bottom for glyph in band.glyphs)


def _is_whole(rules: Sequence[Rule], y: float, left: float, right: float) -> bool:
    """Whether the rules at a height go from end to end, but for gaps."""
    parts = 24
    edges = [left + (right - left) * part / parts for part in range(parts + 1)]
    return all(covered(rules, y, edges))


def _of_tables(rules: Sequence[Rule]) -> list[Rule]:
    """The rules but for one under a running head, longer than those of the tables, and for the short
    one above footnotes."""
    ends = Counter((round(r.start / _SAME_PLACE), round(r.end / _SAME_PLACE)) for r in rules)
    kept = sorted(rules, key=lambda rule: rule.at)
    usual = [r for r in kept if ends[round(r.start / _SAME_PLACE), round(r.end / _SAME_PLACE)] > 1]
    if not usual:
        return kept
    left, right = min(r.start for r in usual), max(r.end for r in usual)
    for end in (0, -1):
        while len(kept) > 1 and not (
            left - _SAME_PLACE <= kept[end].start and kept[end].end <= right + _SAME_PLACE
        ):
            kept.pop(end)
    last = kept[-1]
    alone = all(rule.at != last.at for rule in kept[:-1])
    if alone and last.end - last.start < _FOOTNOTES * (right - left):
        kept.pop()
    return kept


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
        sum(_number(under, _printed(strip)) is not None for strip in _strips(band)) >= _SEVERAL
        for band in run.bands
        if len(band.glyphs) > _MANY
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


def _strips(band: Band) -> list[Band]:
    """The parts of a band that have white space from end to end between them."""
    found: list[list[Glyph]] = []
    bottom = -inf
    for glyph in sorted((g for g in band.glyphs if not g.text.isspace()), key=lambda g: g.top):
        if glyph.top + _OVERLAP * glyph.size > bottom:
            found.append([])
        found[-1].append(glyph)
        bottom = max(bottom, glyph.bottom - _OVERLAP * glyph.size)
    tops = [min(g.top for g in glyphs) for glyphs in found]
    bottoms = [max(g.bottom for g in glyphs) for glyphs in found]
    edges = [(a + b) / 2 for a, b in zip(bottoms, tops[1:], strict=False)]
    return [
        replace(band, top=top, bottom=bottom, glyphs=tuple(glyphs), ruled=False)
        for glyphs, top, bottom in zip(
            found, [band.top, *edges], [*edges, band.bottom], strict=True
        )
    ]


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
        glyphs = (g for band in bands for g in band.glyphs if top <= _middle(g) < bottom)
        yield Band(left, top, right, bottom, tuple(glyphs), ruled=False)


def _stretches(
    bands: Sequence[Band], columns: Sequence[float], starts: bool, ends: bool
) -> Iterator[Band | Stretch]:
    """The header, title and section rows of a table on a sheet, and what stands between them."""
    xs = [bands[0].x0 + x for x in columns]
    open_: list[Band] = []
    first = starts
    strips = [
        strip for band in bands for strip in ([band] if is_header(band.glyphs) else _strips(band))
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
        a.text == b.text and abs(a.x0 - b.x0) < _SAME_PLACE and abs(a.x1 - b.x1) < _SAME_PLACE
        for a, b in zip(own, others, strict=True)
    )


def _columns(run: _Run, *, told: bool) -> list[float]:
    """The edges of a run's columns, from the left end of its rules; `told`: whether its rows are told
    by numbers."""
    printed = _printed(run.header)
    bands = [part for band in run.bands for part in (_strips(band) if told else [band])]
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


def _is_merged(band: Band, columns: Sequence[float]) -> bool:
    """Whether the row is one text over all columns: a section row."""
    lines = text_lines(band.glyphs)
    if len(lines) != 1 or not band.whole:
        return False
    [line] = lines
    if _is_title(line):
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
