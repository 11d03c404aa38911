"""The parts of an OFD path: its commands as points in its own coordinates (GB/T 33190-2016, 9.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import atan2, ceil, cos, hypot, pi, radians, sin, sqrt

from pipeline.read.ofd.package import numbers
from pipeline.read.pdf.paths import Point, chords

# "M 0 0 L 10 0 C": commands, each with its numbers.
_COMMAND = re.compile(r"([SMLQBACsmlqbac])([^SMLQBACsmlqbac]*)")
# So much of a turn is a straight piece of an arc.
_PIECE = pi / 12


def parts_of(data: str) -> Iterator[list[Point]]:
    """Each part of a path, its curves as chords."""
    part: list[Point] = []
    for command, text in _COMMAND.findall(data):
        values = numbers(text)
        points = list(zip(values[::2], values[1::2], strict=False))
        match command.upper():
            case "S" | "M" if points:
                if part:
                    yield part
                part = [*points]
            case "L":
                part += points
            case "Q" if part and len(points) == 2:
                part += chords(part[-1], points[0], points[0], points[1])
            case "B" if part and len(points) == 3:
                part += chords(part[-1], *points)
            case "A" if part and len(values) == 7:
                part += _arc(part[-1], values)
            case "C" if part:
                part.append(part[0])
    if part:
        yield part


def _arc(start: Point, values: Sequence[float]) -> list[Point]:
    """The points after the first of an elliptic arc: radii, turn, whether the longer way, whether clockwise,
    end; its centre as SVG has it (SVG 1.1, F.6.5)."""
    rx, ry, turn, longer, clockwise, *end = values
    rx, ry, angle = abs(rx), abs(ry), radians(turn)
    if not rx or not ry or (end[0], end[1]) == start:
        return [(end[0], end[1])]
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x = (cos(angle) * dx + sin(angle) * dy) / rx
    y = (cos(angle) * dy - sin(angle) * dx) / ry
    if (far := hypot(x, y)) > 1:
        rx, ry, x, y = rx * far, ry * far, x / far, y / far
    side = sqrt(max(0.0, 1 / max(x * x + y * y, 1e-12) - 1))
    side = side if bool(longer) != bool(clockwise) else -side
    cx, cy = side * y, -side * x
    first, last = atan2(y - cy, x - cx), atan2(-y - cy, -x - cx)
    sweep = (last - first) % (2 * pi) if clockwise else -((first - last) % (2 * pi))
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    count = max(2, ceil(abs(sweep) / _PIECE))
    found: list[Point] = []
    for step in range(1, count):
        at = first + sweep * step / count
        u, v = rx * (cos(at) + cx), ry * (sin(at) + cy)
        found.append(
            (
                middle[0] + cos(angle) * u - sin(angle) * v,
                middle[1] + sin(angle) * u + cos(angle) * v,
            )
        )
    return [*found, (end[0], end[1])]
