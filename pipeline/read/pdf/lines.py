"""Glyphs to lines: which glyphs stand on one line, and where a space stands between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from pipeline.model.characters import unify
from pipeline.read.pdf.breaks import solid_end, unbreakable
from pipeline.read.pdf.glyphs import Flags, Floats, Glyph, Glyphs, Indices
from pipeline.read.pdf.values import TextLine

# In units of the font size. Typographic space between ideographs and Latin is a quarter; a gap that
# someone typed is a full space glyph, and a column gap is wider still.
_GAP = 0.7
_SAME_LINE = 0.5
# In font sizes: lines farther apart than this belong to no common text.
_LINE_GAP = 1.2

_Value = TypeVar("_Value", str, float)


def text_lines(glyphs: Iterable[Glyph]) -> tuple[TextLine, ...]:
    """The lines that the glyphs make, from top to bottom; white space alone makes none."""
    columns = glyphs if isinstance(glyphs, Glyphs) else Glyphs.of(glyphs)
    return tuple(line for line, _ in lines_and_glyphs(columns))


def open_bottom(last: float, glyphs: Iterable[Glyph], first: float = _LINE_GAP) -> float:
    """How far down a row reaches below a place, where a page break left it open: as long as lines follow
    one another as those of one text do. `first`: how near to the place the first is, in font sizes."""
    bottom, gap = last, first
    for line in text_lines(g for g in glyphs if (g.top + g.bottom) / 2 > last):
        if line.top - bottom > gap * line.size:
            break
        bottom, gap = line.bottom, _LINE_GAP
    return bottom + 0.1


def lines_and_glyphs(glyphs: Glyphs) -> Iterator[tuple[TextLine, Indices]]:
    """The same, each with the indices of its glyphs other than white space."""
    for _, line, held in lines_of_groups(glyphs, np.zeros(len(glyphs), np.int64)):
        yield line, held


def lines_of_groups(glyphs: Glyphs, groups: Indices) -> Iterator[tuple[int, TextLine, Indices]]:
    """The lines of each group of glyphs, such as those of a cell: the group's number, the line, and
    the indices of its glyphs. Groups come in the order of their numbers."""
    order, line_of = _in_lines(glyphs, groups)
    glyphs = glyphs.take(order)
    blank = glyphs.blank
    spaces = _spaces(glyphs, blank, line_of)
    glyphs, order, line_of = glyphs.where(~blank), order[~blank], line_of[~blank]
    starts = np.flatnonzero(_changes(line_of))
    numbers = groups[order[starts]].tolist()
    bounds = pairwise([*starts.tolist(), len(glyphs)])
    lines = _lines(glyphs, spaces, starts)
    for number, line, (start, end) in zip(numbers, lines, bounds, strict=False):
        yield number, line, order[start:end]


def _in_lines(glyphs: Glyphs, groups: Indices) -> tuple[Indices, Indices]:
    """The glyphs' indices in the order of reading, and the number of the line of each."""
    lefts, heights, sizes = glyphs.boxes[:, 0], glyphs.middles, glyphs.sizes
    order = np.lexsort((lefts, heights, groups))
    group, height, size = groups[order], heights[order], sizes[order]
    # Most glyphs of a line stand at one height: what is looked at one by one are the heights.
    levels = np.flatnonzero(_changes(group) | _changes(height))
    if not len(levels):
        return order, group
    largest = np.maximum.reduceat(size, levels)
    line_of_level: list[int] = []
    line, current, centre, reach = -1, -1, 0.0, 0.0
    for number, middle, most in zip(
        group[levels].tolist(), height[levels].tolist(), largest.tolist(), strict=True
    ):
        if number != current or middle - centre >= _SAME_LINE * max(most, reach):
            line, current, centre, reach = line + 1, number, middle, most
        line_of_level.append(line)
    line_of = np.repeat(line_of_level, np.diff([*levels.tolist(), len(order)]))
    return order[np.lexsort((lefts[order], line_of))], line_of


def _changes(values: npt.NDArray[Any]) -> Flags:
    """Which values differ from the one before; the first one does."""
    changes = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


def _spaces(glyphs: Glyphs, blank: Flags, line_of: Indices) -> Counter[int]:
    """How many spaces stand after a glyph, by its number among those that are printed."""
    lefts, rights = glyphs.boxes[:, 0], glyphs.boxes[:, 2]
    printed = np.flatnonzero(~blank)
    before = np.cumsum(~blank) - 1
    blanks = np.flatnonzero(blank & (before >= 0))
    last = printed[before[blanks]]
    # A space that the cell before ends with may reach over into this one.
    own = (line_of[blanks] == line_of[last]) & (lefts[blanks] > (lefts[last] + rights[last]) / 2)
    spaces = Counter(before[blanks[own]].tolist())
    one, next_ = printed[:-1], printed[1:]
    gaps = lefts[next_] - rights[one] - _GAP * glyphs.sizes[next_]
    for number in np.flatnonzero((line_of[one] == line_of[next_]) & (gaps > 0)).tolist():
        line = slice(*np.searchsorted(line_of, line_of[one[number]] + np.arange(2)))
        if number not in spaces and gaps[number] > _spread(lefts[line], rights[line]):
            spaces[number] = 1
    return spaces


def _spread(lefts: Floats, rights: Floats) -> float:
    """The gap that justified text has between all its glyphs."""
    gaps: list[float] = sorted((lefts[1:] - rights[:-1]).tolist())
    return max(0.0, gaps[len(gaps) // 2])


def _lines(glyphs: Glyphs, spaces: Counter[int], starts: Indices) -> Iterator[TextLine]:
    """The lines of printed glyphs, given where each line starts."""
    if not len(glyphs):
        return
    tops = np.minimum.reduceat(glyphs.boxes[:, 1], starts).tolist()
    bottoms = np.maximum.reduceat(glyphs.boxes[:, 3], starts).tolist()
    sizes = np.maximum.reduceat(glyphs.sizes, starts).tolist()
    spaced = list(glyphs.texts)
    for number, count in spaces.items():
        spaced[number] += count * " "
    x0, _, x1, _ = glyphs.boxes.T.tolist()
    bounds = pairwise([*starts.tolist(), len(glyphs)])
    for (start, end), top, bottom, size in zip(bounds, tops, bottoms, sizes, strict=True):
        texts, lefts, rights = glyphs.texts[start:end], x0[start:end], x1[start:end]
        yield TextLine(
            text=_once(unify("".join(spaced[start:end]))),
            x0=_once(lefts[0]),
            top=_once(top),
            x1=_once(rights[-1]),
            bottom=_once(bottom),
            size=_once(size),
            start=_once(unbreakable(texts, lefts, rights, size)),
            solid=_once(solid_end(texts, rights)),
            glyphs=end - start,
        )


@lru_cache(maxsize=8192)
def _once(value: _Value) -> _Value:
    """One object for equal ones: the lines of a document stand at some thousand places, which they tell
    a hundred thousand times, and many of them say the same."""
    return value
