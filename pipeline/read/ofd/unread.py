"""Pictures of an OFD page that cannot be drawn here, and may be words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.read.pdf.contents import Frame, Span
from pipeline.read.pdf.paths import Path

# In points: what is smaller is no character; a picture about as wide as high, up to this size, is a seal.
_CHARACTER, _SEAL, _SQUARE = 6.0, 160.0, 1.25
# The share of its page from which on a picture is a scan, which is told otherwise.
_SCAN = 0.6


def unread(pictures: Iterable[Path], frame: Frame) -> list[Span]:
    """The places of such pictures."""
    width, height = frame.size
    boxes = [_box(path, frame) for path in pictures]
    return [box for box in boxes if _may_be_words(box, width * height)]


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
