"""Where an OFD page shows what may be words and is no text: pictures, and words drawn as outlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.read.pdf.contents import Frame, Span
from pipeline.read.pdf.paths import Path

# In points: what is smaller is no character; a picture about as wide as high, up to this size, is a seal.
_CHARACTER, _SEAL, _SQUARE = 6.0, 160.0, 1.25
# The share of its page from which on a picture is a scan, which is told otherwise.
_SCAN = 0.6
# Filled outlines no larger than letters; fewer than these on a page are an emblem or a sign.
_LETTER, _FEWEST = 24.0, 40


def unread(paths: Sequence[Path], outlines: Iterable[int], frame: Frame) -> list[Span]:
    """The places of such pictures, and one around the outlines; `outlines` are numbers of paths that
    draw something else than rules and areas."""
    width, height = frame.size
    found = [
        box
        for path in paths
        if path.grey is None and _may_be_words(box := _box(path, frame), width * height)
    ]
    drawn = (paths[number] for number in outlines)
    letters = [box for path in drawn if path.filled and path.grey is not None
               and max(_sides(box := _box(path, frame))) <= _LETTER]  # fmt: skip
    if len(letters) >= _FEWEST:
        lefts, tops, rights, bottoms = zip(*letters, strict=True)
        found.append((min(lefts), min(tops), max(rights), max(bottoms)))
    return found


def _may_be_words(box: Span, page: float) -> bool:
    width, height = _sides(box)
    is_seal = max(width, height) <= min(_SEAL, _SQUARE * min(width, height))
    return min(width, height) >= _CHARACTER and not is_seal and width * height < _SCAN * page


def _box(path: Path, frame: Frame) -> Span:
    xs, ys = zip(*(frame.placed(*point) for point in _points(path)), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _points(path: Path) -> Iterator[tuple[float, float]]:
    return (point for part in path.parts for point in part)


def _sides(box: Span) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]
