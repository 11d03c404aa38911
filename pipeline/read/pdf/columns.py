"""Column edges of a table that has none printed: from its header and its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model.item_numbers import item_number
from pipeline.model.schema import heads_numbers, is_heading
from pipeline.read.pdf.glyphs import Glyph
from pipeline.read.pdf.lines import text_lines

# In font sizes: header cells are farther apart than one of these, the characters of one (序 号) nearer;
# narrow columns may be as near as the first, if what is told apart so are headings that we know.
_HEADING_GAPS = (0.1, 0.2, 0.3, 0.45, 0.9, 1.4, 2.2)
# In font sizes: a number is this far from what follows it.
_AFTER_NUMBER = 0.35
# In font sizes: lines that start together do so as exactly as this.
_ALIGNED = 0.2
# In font sizes: a first-line indent; the rest of a paragraph beside which it shows is a character long.
_INDENT, _REST = (1.2, 2.8), 1.3
# In font sizes: justified text has gaps up to this between its glyphs, columns are farther apart.
_BETWEEN_LETTERS = 0.3
# Points: no columns are nearer to one another; between the ideographs of aligned lines a hair is free.
_NARROWEST = 1.5
# These may hang over the edge of a column.
_HANGING = "，。、；："
# No header row has as many characters.
_LONGEST_HEADER = 160


@dataclass(frozen=True, slots=True)
class Heading:
    """What heads a column, without white space, and from where to where it stands."""

    text: str
    x0: float
    x1: float


def is_header(glyphs: Sequence[Glyph]) -> bool:
    """Whether a row starts with the heading of numbers, on one line or two."""
    printed = [g for g in glyphs if not g.text.isspace()]
    if not printed or len(printed) > _LONGEST_HEADER:
        return False
    if min(printed, key=lambda g: g.x0).text.isdigit():
        return False
    return any(heads_numbers(found[0].text) for found in _readings(printed))


def headings(glyphs: Sequence[Glyph]) -> list[Heading]:
    """The headings of a header row from left to right: as many as we know, however their characters
    are spread over their cells (事 项 名 称)."""
    best: list[Heading] = []
    known = 0
    for found in _readings([g for g in glyphs if not g.text.isspace()]):
        if not heads_numbers(found[0].text):
            continue
        count = sum(is_heading(heading.text) for heading in found)
        if count == len(found) > 1:
            return found
        if count > known:
            best, known = found, count
    return best


def _readings(glyphs: Sequence[Glyph]) -> Iterator[list[Heading]]:
    """The headings that glyphs are where those farther apart than each of the gaps are two."""
    before: list[tuple[float, float]] = []
    for gap in _HEADING_GAPS:
        spans = _spans(glyphs, gap)
        if spans == before:
            continue
        before = spans
        yield [
            Heading(
                "".join(
                    "".join(line.text.split())
                    for line in text_lines(g for g in glyphs if start <= g.x0 and g.x1 <= end)
                ),
                start,
                end,
            )
            for start, end in spans
        ]


def leading_number(glyphs: Sequence[Glyph]) -> tuple[float, float] | None:
    """From where to where the number of an item stands that a row starts with, or None."""
    printed = [g for g in glyphs if not g.text.isspace()]
    if not printed:
        return None
    first = min(printed, key=lambda g: (g.x0, g.top))
    middle = (first.top + first.bottom) / 2
    line = sorted(
        (g for g in printed if abs((g.top + g.bottom) / 2 - middle) < first.size / 2),
        key=lambda g: g.x0,
    )
    end = 1
    while end < len(line) and line[end].x0 - line[end - 1].x1 < _AFTER_NUMBER * first.size:
        end += 1
    number = "".join(g.text for g in line[:end])
    return (line[0].x0, line[end - 1].x1) if item_number(number) is not None else None


def column_edges(
    header: Sequence[Glyph],
    body: Sequence[Glyph],
    left: float,
    right: float,
    numbers: float | None = None,
) -> list[float]:
    """The x of every column edge, the table's own edges included; `numbers`: where those end.

    Between two headings the edge is in the strip that the fewest glyphs stand in (none, as a rule);
    of several, in the widest after which many lines start. There are no glyphs of white space.
    """
    heads = headings(header)
    glyphs = [*header, *body]
    edges = [left]
    for index, (one, other) in enumerate(pairwise(heads)):
        start, end = (one.x0 + one.x1) / 2, (other.x0 + other.x1) / 2
        # The first column holds numbers alone: it ends where the first strip is free.
        ends = _first_free(max(one.x1, numbers or 0.0), end, glyphs) if index == 0 else None
        edges.append(_freest(start, end, glyphs) if ends is None else ends)
    return [*edges, right]


def _first_free(start: float, end: float, glyphs: Sequence[Glyph]) -> float | None:
    """The middle of the first strip in which no glyph stands, from one to the next; None without any."""
    spans = sorted((g.x0, g.x1) for g in glyphs if g.x1 > start and g.x0 < end)
    reached = start
    for x0, x1 in [*spans, (end, end)]:
        if x0 - reached >= _NARROWEST:
            return (reached + x0) / 2
        reached = max(reached, x1)
    return None


def _spans(glyphs: Sequence[Glyph], gap: float) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []
    for glyph in sorted(glyphs, key=lambda g: g.x0):
        if spans and glyph.x0 - spans[-1][1] < gap * glyph.size:
            spans[-1] = (spans[-1][0], max(spans[-1][1], glyph.x1))
        else:
            spans.append((glyph.x0, glyph.x1))
    return spans


def _freest(start: float, end: float, glyphs: Sequence[Glyph]) -> float:
    inside = [g for g in glyphs if g.x1 > start and g.x0 < end and g.text not in _HANGING]
    marks = sorted({start, end, *(x for g in inside for x in (g.x0, g.x1) if start < x < end)})
    strips = [strip for strip in pairwise(marks) if strip[1] - strip[0] >= _NARROWEST]
    held = {(a, b): sum(g.x0 < b - 0.1 and g.x1 > a + 0.1 for g in inside) for a, b in strips}
    fewest = min(held.values(), default=0)
    free = {
        (a, b): sum(abs(g.x0 - b) < _ALIGNED * g.size for g in inside)
        for a, b in strips
        if held[a, b] == fewest
    }
    size = max((g.size for g in inside), default=0.0)
    for outer, inner in pairwise(sorted(free)):
        rest, indent = inner[0] - outer[1], inner[1] - outer[1]
        apart = outer[1] - outer[0] > _BETWEEN_LETTERS * size
        if apart and rest < _REST * size and _INDENT[0] * size < indent < _INDENT[1] * size:
            # Paragraphs are indented there, and what goes on in a line of its own is short.
            free[outer] += free.pop(inner)
    # Where justified text is aligned, free strips are inside a column too, but narrower.
    most = max(free.values(), default=0)
    a, b = max(
        (strip for strip, starting in free.items() if 2 * starting >= most),
        key=lambda strip: strip[1] - strip[0],
        default=(start, end),
    )
    return (a + b) / 2
