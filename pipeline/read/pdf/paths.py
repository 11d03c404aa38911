"""Paths to rules: lines, thin filled areas, borders of rectangles; what is filled is told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.read.pdf.contents import Fill, Frame, Span, Stroke

Point = tuple[float, float]

# Points: an area this thin is a rule, and a line wider than this is an area.
_THIN = 3.0
# Places nearer than this are one.
_SAME = 0.01
# How far a rule may lean: so many points, and this share of its length.
_LEAN, _LEAN_SHARE = 0.3, 0.01
# A path of more pieces is a drawing (a map, a seal), not a table.
_MAX_POINTS = 2000


class Path(NamedTuple):
    """A path in the page's coordinates; a closed part ends where it starts.

    `grey` is the fill's, None for a picture; `width` the line's; `clip` the box it is cut to.
    """

    parts: list[list[Point]]
    stroked: bool
    filled: bool
    grey: float | None = 0.0
    width: float = 0.0
    clip: Span | None = None


def straightened(paths: Iterable[Path], frame: Frame) -> tuple[list[Stroke], list[Fill]]:
    """The rules that the paths draw, and the areas that they fill, in the frame."""
    strokes: list[Stroke] = []
    fills: list[Fill] = []
    a, b, c, d, e, f = frame.matrix()
    for path in paths:
        if sum(map(len, path.parts)) > _MAX_POINTS or not (path.stroked or path.filled):
            continue
        parts = [[(a * x + c * y + e, b * x + d * y + f) for x, y in part] for part in path.parts]
        drawn = list(_drawn(path, parts))
        if path.clip:
            (x0, y0), (x1, y1) = ((a * x + c * y + e, b * x + d * y + f)
                                  for x, y in (path.clip[:2], path.clip[2:]))  # fmt: skip
            limits = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            drawn = [cut for piece in drawn if (cut := _cut(piece, limits))]
        for piece in drawn:
            if isinstance(piece, Stroke):
                strokes.append(piece)
            else:
                fills.append(piece)
    return strokes, fills


def _drawn(path: Path, parts: Sequence[Sequence[Point]]) -> Iterator[Stroke | Fill]:
    if path.stroked:
        for part in parts:
            for start, end in pairwise(part):
                yield from _line(start, end, path)
    if path.filled:
        boxes = [_bounds(part) for part in parts if part]
        if len(boxes) == 2 and path.grey is not None:
            frame = _ring(*boxes)
            if frame:
                yield from frame
                return
        for box in boxes:
            yield from _area(box, path.grey, bordered=path.stroked)


def _line(start: Point, end: Point, path: Path) -> Iterator[Stroke | Fill]:
    (xa, ya), (xb, yb) = start, end
    x0, x1 = (xa, xb) if xa <= xb else (xb, xa)
    y0, y1 = (ya, yb) if ya <= yb else (yb, ya)
    width, height = x1 - x0, y1 - y0
    half = path.width / 2
    if height <= _LEAN + _LEAN_SHARE * width and width >= height:
        if path.width > _THIN:
            yield from _area((x0, y0 - half, x1, y1 + half), path.grey)
        elif width > 0:
            middle = (y0 + y1) / 2
            yield Stroke(x0, middle, x1, middle)
    elif width <= _LEAN + _LEAN_SHARE * height:
        if path.width > _THIN:
            yield from _area((x0 - half, y0, x1 + half, y1), path.grey)
        else:
            middle = (x0 + x1) / 2
            yield Stroke(middle, y0, middle, y1)


def _area(box: Span, grey: float | None, *, bordered: bool = False) -> Iterator[Stroke | Fill]:
    x0, top, x1, bottom = box
    width, height = x1 - x0, bottom - top
    if grey is None or min(width, height) > _THIN:
        yield Fill(x0, top, x1, bottom, grey)
    elif not bordered:
        # A dot may be of a dotted rule either way.
        if height <= _THIN:
            yield Stroke(x0, (top + bottom) / 2, x1, (top + bottom) / 2)
        if width <= _THIN:
            yield Stroke((x0 + x1) / 2, top, (x0 + x1) / 2, bottom)


def _ring(one: Span, other: Span) -> list[Stroke]:
    """The four rules of a border that is drawn as the area between two rectangles."""
    outer, inner = sorted((one, other))
    gaps = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
    # A page break leaves a side away, where both rectangles end at one place.
    if not all(-_SAME < gap <= _THIN for gap in gaps) or not any(gap > _SAME for gap in gaps):
        return []
    x0, top, x1, bottom = ((a + b) / 2 for a, b in zip(outer, inner, strict=True))
    sides = ((x0, top, x1, top), (x0, bottom, x1, bottom),
             (x0, top, x0, bottom), (x1, top, x1, bottom))  # fmt: skip
    return [Stroke(*side) for side, gap in zip(sides, (gaps[1], gaps[3], gaps[0], gaps[2]),
                                               strict=True) if gap > _SAME]  # fmt: skip


def _cut(piece: Stroke | Fill, limits: Span) -> Stroke | Fill | None:
    x0, top = max(piece.x0, limits[0]), max(piece.top, limits[1])
    x1, bottom = min(piece.x1, limits[2]), min(piece.bottom, limits[3])
    # A rule may lie on the clip's edge, or a hair outside of it.
    if x0 > x1 + 1 or top > bottom + 1:
        return None
    return piece._replace(
        x0=min(x0, x1), top=min(top, bottom), x1=max(x0, x1), bottom=max(top, bottom)
    )


def _bounds(part: Sequence[Point]) -> Span:
    xs, ys = [x for x, _ in part], [y for _, y in part]
    return min(xs), min(ys), max(xs), max(ys)
