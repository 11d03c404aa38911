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
# How far a rule may lean: so many points, and this share of its length; but never more than …
_LEAN, _LEAN_SHARE = 0.3, 0.01
# … this share: the short pieces of a ring all lean a little.
_MOST_LEAN = 0.02
# An area is a rectangle where this share of its outline runs straight across or down: the corners of a
# table's cells may be rounded, and a browser cuts the ends of its rules aslant.
_STRAIGHT = 0.5
# Points: areas of letter size may be letters, however square (口, 一 of a sans serif).
_LETTER = 24.0
# A curve is drawn as so many straight pieces.
_CHORDS = 4


class Path(NamedTuple):
    """A path in the page's coordinates, its curves as chords; a closed part ends where it starts.

    `grey` is the fill's, None for a picture; `width` the line's; `clip` the box it is cut to.
    """

    parts: list[list[Point]]
    stroked: bool
    filled: bool
    grey: float | None = 0.0
    width: float = 0.0
    clip: Span | None = None


class Shapes(NamedTuple):
    """What the paths of a sheet draw: rules, areas, and of which path each is; `others`: the numbers of
    the paths that draw something else too (letters, seals, pictures)."""

    strokes: list[Stroke]
    stroke_of: list[int]
    fills: list[Fill]
    fill_of: list[int]
    others: list[int]


def shapes(paths: Iterable[Path], frame: Frame) -> Shapes:
    """The rules that the paths draw, and the areas that they fill, in the frame."""
    found = Shapes([], [], [], [], [])
    a, b, c, d, e, f = frame.matrix()
    for number, path in enumerate(paths):
        if not (path.stroked or path.filled):
            continue
        parts = [[(a * x + c * y + e, b * x + d * y + f) for x, y in part] for part in path.parts]
        pieces = list(_drawn(path, parts))
        drawn = [piece for piece in pieces if not isinstance(piece, float)]
        other = sum(piece for piece in pieces if isinstance(piece, float))
        if not pieces:
            continue
        if len(drawn) < len(pieces) or _may_be_letter(path, drawn):
            found.others.append(number)
            # A drawing has straight lines here and there; a table's path has round corners at most.
            if other > sum(p.x1 - p.x0 + p.bottom - p.top for p in drawn):
                continue
        if path.clip:
            (x0, y0), (x1, y1) = ((a * x + c * y + e, b * x + d * y + f)
                                  for x, y in (path.clip[:2], path.clip[2:]))  # fmt: skip
            limits = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            drawn = [cut for piece in drawn if (cut := _cut(piece, limits))]
        for piece in drawn:
            if isinstance(piece, Stroke):
                found.strokes.append(piece)
                found.stroke_of.append(number)
            else:
                found.fills.append(piece)
                found.fill_of.append(number)
    return found


def chords(start: Point, one: Point, other: Point, end: Point) -> list[Point]:
    """The points after the first on a cubic curve with these control points."""
    points: list[Point] = []
    for step in range(1, _CHORDS + 1):
        t = step / _CHORDS
        s = 1 - t
        weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
        x, y = (
            sum(w * p[axis] for w, p in zip(weights, (start, one, other, end), strict=True))
            for axis in (0, 1)
        )
        points.append((x, y))
    return points


def _may_be_letter(path: Path, drawn: Sequence[Stroke | Fill]) -> bool:
    """Whether what a path fills is as small as a letter, and no thinner."""
    if path.grey is None:
        return True
    x0, top, x1, bottom = (
        pick(getattr(piece, side) for piece in drawn)
        for side, pick in (("x0", min), ("top", min), ("x1", max), ("bottom", max))
    )
    return (
        path.filled and min(x1 - x0, bottom - top) > _THIN and max(x1 - x0, bottom - top) <= _LETTER
    )


def _drawn(path: Path, parts: Sequence[Sequence[Point]]) -> Iterator[Stroke | Fill | float]:
    """The rules and areas of a path; of each piece that is neither, its length."""
    if path.stroked:
        for part in parts:
            for start, end in pairwise(part):
                yield from _line(start, end, path)
    if path.filled:
        boxes = [_bounds(part) for part in parts if part]
        if len(boxes) == 2 and path.grey is not None:
            frame = _ring(*boxes)
            if frame and all(map(_is_straight, parts)):
                yield from frame
                return
        for part, box in zip((part for part in parts if part), boxes, strict=True):
            if path.grey is None or _is_straight(part):
                yield from _area(box, path.grey, bordered=path.stroked)
            else:
                yield sum(abs(xb - xa) + abs(yb - ya) for (xa, ya), (xb, yb) in pairwise(part))


def _is_straight(part: Sequence[Point]) -> bool:
    """Whether the outline of an area runs across and down for the most part."""
    straight = length = 0.0
    for (xa, ya), (xb, yb) in pairwise([*part, part[0]]):
        width, height = abs(xb - xa), abs(yb - ya)
        length += width + height
        if min(width, height) <= _LEAN_SHARE * max(width, height):
            straight += width + height
    return straight >= _STRAIGHT * length


def _line(start: Point, end: Point, path: Path) -> Iterator[Stroke | Fill | float]:
    (xa, ya), (xb, yb) = start, end
    x0, x1 = (xa, xb) if xa <= xb else (xb, xa)
    y0, y1 = (ya, yb) if ya <= yb else (yb, ya)
    width, height = x1 - x0, y1 - y0
    half = path.width / 2
    if min(width, height) > _MOST_LEAN * max(width, height):
        yield width + height
    elif height <= _LEAN + _LEAN_SHARE * width and width >= height:
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
    if min(width, height) > _THIN or (grey is None and max(width, height) <= _THIN):
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
