"""Where an OFD object is: matrices of its coordinates (GB/T 33190-2016, 8.5)."""

from __future__ import annotations

from typing import Any, NamedTuple

from pipeline.read.ofd.package import numbers
from pipeline.read.pdf.paths import Point


class Matrix(NamedTuple):
    """x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x: float, y: float) -> Point:
        """Where a point is."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: Matrix) -> Matrix:
        """The matrix that does `first` and then this."""
        e, f = self.at(first.e, first.f)
        return Matrix(
            self.a * first.a + self.c * first.b, self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d, self.b * first.c + self.d * first.d, e, f,
        )  # fmt: skip


def own_matrix(element: Any) -> Matrix:
    """An object's own matrix."""
    matrix = numbers(element.get("CTM"))
    return Matrix(*matrix) if len(matrix) == 6 else Matrix()


def cornered(element: Any, outer: Matrix) -> Matrix:
    """From the corner of an object's boundary to the sheet."""
    corner = numbers(element.get("Boundary"))
    return outer.after(Matrix(e=corner[0], f=corner[1])) if len(corner) >= 2 else outer


def placed(element: Any, outer: Matrix) -> Matrix:
    """From an object's own coordinates to the sheet's: its matrix, then its corner."""
    return cornered(element, outer).after(own_matrix(element))


def bounds(element: Any, outer: Matrix, more: float = 0.0) -> list[Point]:
    """The corners of an object's boundary, made larger on each side by so much; none where it has no extent
    to speak of: then nobody can have meant that it is cut to it."""
    box = numbers(element.get("Boundary"))
    if len(box) != 4 or min(box[2:]) < 0 or max(box[2:]) <= 0:
        return []
    x0, y0, x1, y1 = box[0] - more, box[1] - more, box[0] + box[2] + more, box[1] + box[3] + more
    return [outer.at(x, y) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))]
