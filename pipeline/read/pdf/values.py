"""Plain values of a page: lines of glyphs, and the cells of its tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pipeline.read.pdf.contents import DoubtAt, Span


class TextLine(NamedTuple):
    """Glyphs on one line, from left to right; `text` has the spaces that stand between them.

    A document's lines are kept until the last sheet is read, so they keep of their glyphs only what
    is asked then: their number `glyphs`, the `size` of the largest; the width `start` of what cannot
    be broken at the start of the line; `solid`, the x at which it ends without punctuation that may
    hang over the margin. `turn`: quarter turns clockwise at which the line stands.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    start: float
    solid: float
    glyphs: int
    turn: int = 0

    def shifted(self, x: float) -> TextLine:
        """The line moved to the right."""
        return self._replace(x0=self.x0 + x, x1=self.x1 + x, solid=self.solid + x)


@dataclass(frozen=True, slots=True)
class CellBox:
    """A cell of a ruled table: its edges and the lines printed in it; `covered`: part of a cell that
    is merged downwards and starts in a row above."""

    x0: float
    x1: float
    lines: tuple[TextLine, ...] = ()
    covered: bool = False

    @property
    def text(self) -> str:
        """What it says, without white space."""
        return "".join("".join(line.text.split()) for line in self.lines)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A printed row; a cell is None where one is merged over it from the left, in the first column
    also from above.

    `ruled`: whether the sides of its cells are printed, or found from the text; `sheet` and `table`: of
    which it is, once that is known.
    """

    cells: tuple[CellBox | None, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    ruled: bool = True
    sheet: int = 0
    table: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet: table rows and other lines from top to bottom; characters read and set aside.

    Its places are those of the sheet turned so that most of its text runs from left to right;
    `turn`: quarter turns clockwise from there to the sheet as displayed. `pictured`: whether
    pictures cover it; `folio`: the line, one of the parts, that prints its number. `unseen`: lines of
    text that it does not show; `unread`: places where it shows writing that is no text; `accounted`:
    whether it was drawn to find them. `recognised`, `doubts`: as `Contents` has them.
    """

    number: int
    width: float
    height: float
    parts: tuple[TableRow | TextLine, ...]
    characters: int
    markup: int
    turn: int = 0
    pictured: bool = False
    folio: TextLine | None = None
    printed: int | None = None
    unseen: tuple[TextLine, ...] = ()
    unread: tuple[Span, ...] = ()
    accounted: bool = False
    recognised: bool = False
    doubts: tuple[DoubtAt, ...] = ()
