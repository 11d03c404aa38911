"""The bands between the rules of a sheet: what the rows of a table ruled between its rows only are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from statistics import median

from pipeline.model.schema import schema_of_title
from pipeline.read.pdf.columns import is_header, leading_number
from pipeline.read.pdf.glyphs import Glyph, Glyphs
from pipeline.read.pdf.lattice import covered, levels
from pipeline.read.pdf.lines import lines_and_glyphs, open_bottom, text_lines
from pipeline.read.pdf.rules import Rule
from pipeline.read.pdf.values import TextLine

SAME_PLACE = 3.0
"""Points: rules and headings of one table stand at the same places on every sheet, give or take."""
MANY = 20
"""A band of fewer glyphs does not hold several rows."""
# A list's title above its table is farther from it than this.
_TITLE_GAP = 1.0
# … and, as a rule, larger than the text by this.
_TITLE_SIZE = 1.15
# In font sizes: lines that overlap by less than this do not.
_OVERLAP = 0.2
# So many lines from its top a band's header row may be: a title may stand above it.
_HEADS = 2
# The share of a table's width that the line above footnotes has at most.
_FOOTNOTES = 0.45
# A rule is looked for in so many places from end to end.
_PLACES = 24


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


def bands_between(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> Bands:
    """The bands between the rules of a sheet."""
    rules = _of_tables(rules)
    ys = levels(rules)
    if not ys:
        return Bands((), ())
    left, right = min(r.start for r in rules), max(r.end for r in rules)
    # Above a header row, and a title row above that, no row goes on.
    opening = [
        [g for g in glyphs if start <= middle_of(g) < end] for start, end in pairwise(ys[:3])
    ]
    above = [] if any(map(is_header, opening)) else _open_top(ys[0], glyphs)
    whole = [_is_whole(rules, y, left, right) for y in ys]
    whole = [*(True for _ in above), *whole, True]
    ys = [*above, *ys, open_bottom(ys[-1], glyphs)]
    bands = [
        Band(left, top, right, bottom, tuple(g for g in glyphs if top <= middle_of(g) < bottom),
             one and other)
        for (top, bottom), (one, other) in zip(pairwise(ys), pairwise(whole), strict=True)
    ]  # fmt: skip
    bands = [
        part for band in bands for piece in _with_titles_apart(band)
        for part in _with_header_apart(piece)
    ]  # fmt: skip
    return Bands([band for band in bands if not (band.whole and band.blank)], rules)


def _with_titles_apart(band: Band) -> list[Band]:
    """A band; the titles of lists by themselves where no rule stands around them."""
    strips = strips_of(band) if len(band.glyphs) > MANY else []
    titles = filter(_is_titled, strips)
    return _cut(band, [y for strip in titles for y in (strip.top, strip.bottom)])


def _is_titled(strip: Band) -> bool:
    lines = text_lines(strip.glyphs)
    return len(lines) == 1 and is_title(lines[0])


def _with_header_apart(band: Band) -> list[Band]:
    """A band; its header row by itself where no rule stands below that."""
    strips = strips_of(band) if len(band.glyphs) > MANY else []
    heads = [at for at, strip in enumerate(strips[:_HEADS]) if is_header(strip.glyphs)]
    if not heads or not any(leading_number(strip.glyphs) for strip in strips[heads[0] + 1 :]):
        return [band]
    first = last = heads[0]
    # A heading on two lines stands above and below the others.
    while first > 0 and _bottom(strips[first - 1]) > _top(strips[first]):
        first -= 1
    while last < len(strips) - 1 and _top(strips[last + 1]) < _bottom(strips[last]):
        last += 1
    return _cut(band, [strips[first].top, strips[last].bottom])


def _cut(band: Band, places: Sequence[float]) -> list[Band]:
    """The parts of a band that meet at these places, where no rule stands."""
    ys = sorted({band.top, *places, band.bottom})
    return [
        replace(
            band, top=top, bottom=bottom, ruled=band.ruled and bottom == band.bottom,
            glyphs=tuple(g for g in band.glyphs if top <= middle_of(g) < bottom),
        )
        for top, bottom in pairwise(ys)
    ]  # fmt: skip


def _top(band: Band) -> float:
    return min(glyph.top for glyph in band.glyphs)


def _bottom(band: Band) -> float:
    return max(glyph.bottom for glyph in band.glyphs)


def _is_whole(rules: Sequence[Rule], y: float, left: float, right: float) -> bool:
    """Whether the rules at a height go from end to end, but for gaps."""
    edges = [left + (right - left) * part / _PLACES for part in range(_PLACES + 1)]
    return all(covered(rules, y, edges))


def _of_tables(rules: Sequence[Rule]) -> list[Rule]:
    """The rules but for one under a running head, longer than those of the tables, and for the short
    one above footnotes."""
    ends = Counter((round(r.start / SAME_PLACE), round(r.end / SAME_PLACE)) for r in rules)
    kept = sorted(rules, key=lambda rule: rule.at)
    usual = [r for r in kept if ends[round(r.start / SAME_PLACE), round(r.end / SAME_PLACE)] > 1]
    if not usual:
        return kept
    left, right = min(r.start for r in usual), max(r.end for r in usual)
    for end in (0, -1):
        while len(kept) > 1 and not (
            left - SAME_PLACE <= kept[end].start and kept[end].end <= right + SAME_PLACE
        ):
            kept.pop(end)
    last = kept[-1]
    alone = all(rule.at != last.at for rule in kept[:-1])
    if alone and last.end - last.start < _FOOTNOTES * (right - left):
        kept.pop()
    return kept


def strips_of(band: Band) -> list[Band]:
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


def _open_top(first: float, glyphs: Sequence[Glyph]) -> list[float]:
    """Where a row starts that a page break left open above the first rule; nothing where none is."""
    top = first
    below = [g.size for g in glyphs if middle_of(g) > first and not g.text.isspace()]
    usual = median(below or [inf])
    above = Glyphs.of(g for g in glyphs if middle_of(g) < first)
    for line, printed in reversed(list(lines_and_glyphs(above))):
        title = line.size > _TITLE_SIZE * usual
        # No rule above: a header row may be as far from the one below as tall rows are.
        near = _TITLE_GAP * line.size * (2 if is_header(list(above.take(printed))) else 1)
        if title or is_title(line) or top - line.bottom > near:
            break
        top = line.top
    return [top - 0.1] if top < first else []


def is_title(line: TextLine) -> bool:
    return schema_of_title("".join(line.text.split())) is not None


def middle_of(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2
