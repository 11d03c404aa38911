"""The fonts in an OFD: the outlines of its letters, as a PDF draws them."""

from __future__ import annotations

import io
from math import hypot
from typing import Any

from pipeline.model.errors import SourceError
from pipeline.read.ofd.drawing import Drawn, Letter
from pipeline.read.ofd.package import Package, Resources

_MOST_BYTES = 64 * 2**20


class NoOutlineError(Exception):
    """A letter whose font is not in the file, or does not have it."""


class Faces:
    """The fonts that pages refer to, each opened when it is first drawn."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._known: dict[str, _Face] = {}

    def marks(self, drawn: Drawn, resources: Resources) -> str:
        """The operators that draw the letters of an object. Raises NoOutlineError where one cannot be drawn."""
        face = self._face(resources.fonts.get(drawn.font))
        return "".join(face.mark(letter) for letter in drawn.letters if not letter.text.isspace())

    def _face(self, part: str | None) -> _Face:
        if part is None:
            raise NoOutlineError
        if part not in self._known:
            try:
                self._known[part] = _Face(self._package.bytes_of(part, _MOST_BYTES))
            except SourceError as error:
                raise NoOutlineError from error
        return self._known[part]


class _Face:
    def __init__(self, data: bytes) -> None:
        from fontTools.ttLib import TTFont  # late: only reports draw letters

        self._outlines: dict[str, str] = {}
        try:
            self._font = TTFont(io.BytesIO(data), lazy=True, fontNumber=0)
            self._glyphs = self._font.getGlyphSet()
            self._names = self._font.getGlyphOrder()
            self._em = float(self._font["head"].unitsPerEm)
        except Exception as error:  # of whatever kind: a damaged font raises nearly everything
            raise NoOutlineError from error

    def mark(self, letter: Letter) -> str:
        """A letter at its place."""
        outline = self._outline(self._name(letter))
        length = hypot(*letter.along) or 1.0
        ax, ay = letter.along[0] / length, letter.along[1] / length
        wide, high = letter.size * letter.stretch / self._em, letter.size / self._em
        matrix = (ax * wide, ay * wide, -ay * high, ax * high, letter.x, letter.y)
        return f"q {' '.join(f'{value:.6f}' for value in matrix)} cm {outline}f Q "

    def _name(self, letter: Letter) -> str:
        if letter.glyph is not None and 0 < letter.glyph < len(self._names):
            return str(self._names[letter.glyph])
        try:
            name = (self._font.getBestCmap() or {}).get(ord(letter.text))
        except Exception as error:
            raise NoOutlineError from error
        if letter.glyph is not None or name is None:
            raise NoOutlineError
        return str(name)

    def _outline(self, name: str) -> str:
        if name not in self._outlines:
            pen: Any = _pen(self._glyphs)
            try:
                self._glyphs[name].draw(pen)
            except Exception as error:
                raise NoOutlineError from error
            self._outlines[name] = "".join(pen.operators)
        return self._outlines[name]


def _pen(glyphs: Any) -> Any:
    from fontTools.pens.basePen import BasePen

    class Pen(BasePen):  # type: ignore[misc]
        """Writes outlines as a PDF's operators."""

        def __init__(self) -> None:
            super().__init__(glyphs)
            self.operators: list[str] = []

        def _write(self, operator: str, *points: tuple[float, float]) -> None:
            values = " ".join(f"{x:.1f} {y:.1f}" for x, y in points)
            self.operators.append(f"{values} {operator} ".lstrip())

        def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
            self._write("m", pt)

        def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
            self._write("l", pt)

        def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
            self._write("c", *points)

        def _closePath(self) -> None:  # noqa: N802
            self._write("h")

    return Pen()
