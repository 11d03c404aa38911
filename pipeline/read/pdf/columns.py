"""Column edges of a table that has rules between its rows only: from the header and the text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.model.schema import list_schemas
from pipeline.read.pdf.glyphs import Glyph
from pipeline.read.pdf.lines import text_lines

_NUMBER_HEADING = "序号"
# In font sizes: header cells are farther apart than one of these, the characters of one (序 号) nearer.
_HEADING_GAPS = (0.45, 0.9, 1.4, 2.2)
# Narrow columns may be this near, if what is told apart so are headings that we know.
_KNOWN_HEADING_GAPS = (0.1, 0.2, 0.3, *_HEADING_GAPS)
_COLUMNS = frozenset((2, 3, 5))
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


def is_header(glyphs: Sequence[Glyph]) -> bool:
    """Whether a row starts with 序号, on one line or two."""
    printed = sorted((g for g in glyphs if not g.text.isspace()), key=lambda g: (g.x0, g.top))
    return {glyph.text for glyph in printed[:2]} == set(_NUMBER_HEADING)


def column_edges(
    header: Sequence[Glyph], body: Sequence[Glyph], left: float, right: float
) -> list[float]:
    """The x of every column edge, the table's own edges included.

    Between two headings the edge is in the strip that the fewest glyphs stand in (none, as a rule);
    of several, in the widest after which many lines start. There are no glyphs of white space.
    """
    headings = _headings(header)
    centres = [(first + last) / 2 for first, last in headings]
    glyphs = [*header, *body]
    edges = [left]
    for start, end in pairwise(centres):
        # The first column holds numbers alone: it ends where the first strip is free.
        numbers = _first_free(headings[0][1], end, glyphs) if start == centres[0] else None
        edges.append(_freest(start, end, glyphs) if numbers is None else numbers)
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


def _headings(glyphs: Sequence[Glyph]) -> list[tuple[float, float]]:
    """The headings' spans: those that are known headings, or, where characters are spread over their
    cells (事 项 名 称), as many as a duty list has columns."""
    for gap in _KNOWN_HEADING_GAPS:
        spans = _spans(glyphs, gap)
        if len(spans) in _COLUMNS and _known(spans, glyphs):
            return spans
    found = [_spans(glyphs, gap) for gap in _HEADING_GAPS]
    return next((spans for spans in found if len(spans) in _COLUMNS), found[0])


def _known(spans: Sequence[tuple[float, float]], glyphs: Sequence[Glyph]) -> bool:
    """Whether the texts in the spans are the headings of one list."""
    texts = [
        "".join(
            "".join(line.text.split())
            for line in text_lines(g for g in glyphs if start <= g.x0 and g.x1 <= end)
        )
        for start, end in spans
    ]
    return any(
        all(any(column.heading.fullmatch(text) for column in schema.columns) for text in texts)
        for schema in list_schemas()
    )


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
