"""Grounds: the filled areas behind the cells or the rows of a table that has no rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.pdf.columns import is_header
from pipeline.read.pdf.contents import Fill, Stroke
from pipeline.read.pdf.glyphs import Glyphs
from pipeline.read.pdf.rules import NEAR

# Points: what is smaller is a mark or a check box.
_SMALLEST = 8.0
# Points: grounds that begin or end together do so as exactly as this.
_ALIGNED = 1.5
# More areas than this are a drawing, not a table.
_MOST = 1000
# The share of the rows that touch the next one, from which the grounds tile their table.
_TILED = 0.5


@dataclass(frozen=True, slots=True)
class GroundRow:
    """Grounds that stand side by side: from top to bottom, with the places of their sides from left to
    right. One that goes from end to end of its table has two."""

    top: float
    bottom: float
    xs: tuple[float, ...]

    @property
    def ends(self) -> tuple[float, float]:
        """From where to where it goes."""
        return self.xs[0], self.xs[-1]

    @property
    def parted(self) -> bool:
        """Whether it has several grounds."""
        return len(self.xs) > 2


def ground_rows(
    fills: Sequence[Fill], glyphs: Glyphs, before: Sequence[GroundRow] = ()
) -> list[GroundRow]:
    """The rows of grounds on a sheet from top to bottom, given its upright glyphs and the rows on the
    sheet before.

    A single ground that stands in line with no other row, and behind no header row, is a box of its own.
    """
    kept = sorted(
        {
            (fill.top, fill.bottom, fill.x0, fill.x1) for fill in fills
            if fill.grey is not None
            and fill.x1 - fill.x0 > _SMALLEST and fill.bottom - fill.top > _SMALLEST
        }
    )  # fmt: skip
    if len(kept) > _MOST:
        return []
    rows: list[GroundRow] = []
    while kept:
        top, bottom, *_ = kept[0]
        beside = [f for f in kept if abs(f[0] - top) <= _ALIGNED and abs(f[1] - bottom) <= _ALIGNED]
        kept = [f for f in kept if f not in beside]
        rows += _side_by_side(top, bottom, sorted((x0, x1) for _, _, x0, x1 in beside))
    return [
        row for row in rows
        if row.parted
        or any(_in_line(row, other) for other in (*before, *rows) if other is not row)
        or _heads(row, glyphs)
    ]  # fmt: skip


def _heads(row: GroundRow, glyphs: Glyphs) -> bool:
    """Whether a header row stands on the ground."""
    left, right = row.ends
    inks, middles = glyphs.inks(), glyphs.middles
    inside = (row.top < middles) & (middles < row.bottom) & (left < inks) & (inks < right)
    return is_header(list(glyphs.where(inside)))


def _side_by_side(
    top: float, bottom: float, spans: Sequence[tuple[float, float]]
) -> Iterator[GroundRow]:
    """The grounds of one height that touch, but for a gap."""
    xs: list[float] = []
    last = 0.0
    for x0, x1 in spans:
        if xs and x0 - last > NEAR:
            yield GroundRow(top, bottom, (*xs, last))
            xs = []
        xs.append((last + x0) / 2 if xs else x0)
        last = x1
    if xs:
        yield GroundRow(top, bottom, (*xs, last))


def _in_line(one: GroundRow, other: GroundRow) -> bool:
    return all(abs(a - b) <= _ALIGNED for a, b in zip(one.ends, other.ends, strict=True))


def edges(rows: Sequence[GroundRow]) -> list[Stroke]:
    """The rules that the grounds stand for: all their sides where they tile their table, else the upper
    and lower ones, for between them stand rows without a ground."""
    tiled = _tile(rows)
    strokes: list[Stroke] = []
    for row in rows:
        left, right = row.ends
        strokes += [Stroke(left, y, right, y) for y in (row.top, row.bottom)]
        if tiled:
            strokes += [Stroke(x, row.top, x, row.bottom) for x in row.xs]
    return strokes


def _tile(rows: Sequence[GroundRow]) -> bool:
    """Whether each cell of a table has its ground: then rows of several touch, as a rule."""
    if not any(row.parted for row in rows):
        return False
    pairs = [(one, other) for one, other in pairwise(rows) if one.parted and other.parted]
    touching = sum(below.top - above.bottom <= NEAR for above, below in pairs)
    return touching >= _TILED * len(pairs)
