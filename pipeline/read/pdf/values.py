"""Plain values of a page: glyphs, lines of glyphs, and the cells of its tables."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character and its box, in points from the sheet's top left corner."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def size(self) -> float:
        """The height of the box, which is about the font size."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class TextLine:
    """Glyphs on one line, from left to right; `text` has the spaces that stand between them."""

    text: str
    glyphs: tuple[Glyph, ...]
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def size(self) -> float:
        """The size of the line's largest glyph."""
        return max(glyph.size for glyph in self.glyphs)

    def shifted(self, x: float) -> TextLine:
        """The line moved to the right."""
        glyphs = tuple(replace(g, x0=g.x0 + x, x1=g.x1 + x) for g in self.glyphs)
        return replace(self, glyphs=glyphs, x0=self.x0 + x, x1=self.x1 + x)


@dataclass(frozen=True, slots=True)
class CellBox:
    """A cell of a ruled table: its edges and the lines printed in it."""

    x0: float
    x1: float
    lines: tuple[TextLine, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A printed row; a cell that a merged one covers is None.

    `ruled`: whether the sides of its cells are printed, or found from the text.
    """

    cells: tuple[CellBox | None, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge of a rule or rectangle, in points from the sheet's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def flat(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 > self.bottom - self.top

    @property
    def length(self) -> float:
        """How long it is."""
        return max(self.x1 - self.x0, self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A sheet as loaded: its glyphs and the edges of its rules; characters read and set aside."""

    number: int
    height: float
    glyphs: tuple[Glyph, ...]
    edges: tuple[Edge, ...]
    characters: int
    markup: int


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet: table rows and other lines from top to bottom; characters read and set aside."""

    number: int
    height: float
    parts: tuple[TableRow | TextLine, ...]
    characters: int
    markup: int
