"""What a sheet holds before anything is made of it: glyphs by how they are drawn, rules, fills.

Two readers give it, `pdfium` and the slower `reference`; nothing after it knows a PDF library.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from pipeline.read.pdf.glyphs import NO_GLYPHS, Floats, Glyph, Glyphs, Indices

Span = tuple[float, float, float, float]
"""x0, top, x1, bottom, in points from the upper left corner of the frame."""

# An ideograph's box reaches this far, in font sizes, below the base line and above it, whatever the font
# says of itself: so the glyphs of a line have one height, and the box is as high as the font size.
DESCENT, ASCENT = 0.12, 0.88
# Text that leans less than this from a quarter turn was meant straight (a scan's text layer does).
_LEAN = math.radians(10)
# A scan covers most of its sheet; a seal, a map or a coat of arms does not.
_SCAN = 0.6
_LUMINANCE = (0.299, 0.587, 0.114)


class Style(NamedTuple):
    """How glyphs are drawn: height and width of an em in points; quarter turns clockwise against the
    frame, None where they run aslant; grey from 0 (black) to 1 (white), opacity; whether only their
    outline; whether in the red of seals."""

    size: float
    width: float
    turn: int | None
    grey: float = 0.0
    opacity: float = 1.0
    outline: bool = False
    red: bool = False


class Stroke(NamedTuple):
    """A straight rule, horizontal or vertical, along its centre."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.bottom - self.top


class Fill(NamedTuple):
    """A filled area or a picture, with its grey (None for a picture)."""

    x0: float
    top: float
    x1: float
    bottom: float
    grey: float | None


class DoubtAt(NamedTuple):
    """Characters of a scanned sheet on which two readings differ, with the words around and their place."""

    box: Span
    before: str
    read: str
    after: str
    other: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A sheet as read, in a frame turned so that most of its text runs from left to right.

    `width`, `height`: the frame's, in points; `turn`: quarter turns clockwise that bring the frame
    to the sheet as displayed; `style_of`: the index of each glyph's style.

    What nobody sees is in none of these. `unseen` are the glyphs that the file has and the sheet does
    not show, `decoration` those that are the words of a seal, `unread` the places where it shows
    writing that is no text; `accounted`: whether its ink was looked at. `recognised`: whether it is a scan
    that was read by recognition, which leaves `doubts`.
    """

    number: int
    width: float
    height: float
    turn: int
    glyphs: Glyphs
    styles: Sequence[Style]
    style_of: Indices
    strokes: Sequence[Stroke]
    fills: Sequence[Fill]
    unseen: Glyphs = NO_GLYPHS
    decoration: Glyphs = NO_GLYPHS
    unread: Sequence[Span] = ()
    accounted: bool = False
    recognised: bool = False
    doubts: Sequence[DoubtAt] = ()

    def with_glyphs(self, more: Iterable[tuple[Style, Glyph]]) -> Contents:
        """The same with more glyphs, each given with its style."""
        glyphs, styles, style_of = styled(more)
        if not len(glyphs):
            return self
        return replace(
            self,
            glyphs=Glyphs(
                [*self.glyphs.texts, *glyphs.texts],
                np.concatenate((self.glyphs.boxes, glyphs.boxes)),
            ),
            styles=[*self.styles, *styles],
            style_of=np.concatenate((self.style_of, style_of + len(self.styles))),
        )


def styled(glyphs: Iterable[tuple[Style, Glyph]]) -> tuple[Glyphs, list[Style], Indices]:
    """The glyphs in columns, the different styles, and the index of each glyph's."""
    pairs = list(glyphs)
    numbers: dict[Style, int] = {}
    style_of = [numbers.setdefault(style, len(numbers)) for style, _ in pairs]
    return Glyphs.of(glyph for _, glyph in pairs), list(numbers), np.array(style_of, np.int64)


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page in its own coordinates (y upwards), and the quarter turns
    clockwise to the frame."""

    x0: float
    y0: float
    x1: float
    y1: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the frame."""
        width, height = self.x1 - self.x0, self.y1 - self.y0
        return (height, width) if self.turn % 2 else (width, height)

    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """a, b, c, d, e, f: page coordinates to the frame's, x' = ax + cy + e, y' = bx + dy + f."""
        match self.turn:
            case 1:
                return 0, 1, 1, 0, -self.y0, -self.x0
            case 2:
                return -1, 0, 0, 1, self.x1, -self.y0
            case 3:
                return 0, -1, -1, 0, self.y1, self.x1
        return 1, 0, 0, -1, -self.x0, self.y1

    def placed(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page in the frame."""
        a, b, c, d, e, f = self.matrix()
        return a * x + c * y + e, b * x + d * y + f

    def box(self, box: Span) -> Span:
        """A box of the page, y upwards, in the frame."""
        (xa, ya), (xb, yb) = self.placed(*box[:2]), self.placed(*box[2:])
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


def is_pictured(contents: Contents) -> bool:
    """Whether pictures cover the sheet."""
    area = 0.0
    for x0, top, x1, bottom, lightness in contents.fills:
        if lightness is None:
            width = min(x1, contents.width) - max(x0, 0.0)
            area += max(0.0, width) * max(0.0, min(bottom, contents.height) - max(top, 0.0))
    return area >= _SCAN * contents.width * contents.height


def quarter_turns(a: float, b: float) -> int | None:
    """How often text that advances along (a, b), y upwards, is turned clockwise; None: aslant."""
    angle = -math.atan2(b, a)
    turns = round(angle / (math.pi / 2))
    return turns % 4 if abs(angle - turns * math.pi / 2) < _LEAN else None


def turned(box: Span, width: float, height: float, turn: int) -> Span:
    """Where a box of a frame of this size is when the frame is turned so many quarters clockwise."""
    x0, top, x1, bottom = box
    match turn:
        case 1:
            return height - bottom, x0, height - top, x1
        case 2:
            return width - x1, height - bottom, width - x0, height - top
        case 3:
            return top, width - x1, bottom, width - x0
    return box


def turned_boxes(boxes: Floats, width: float, height: float, turn: int) -> Floats:
    """The same for a box a row."""
    return np.column_stack(turned(tuple(boxes.T), width, height, turn)) if turn else boxes


def grey(red: float, green: float, blue: float) -> float:
    """The lightness of a colour, from 0 (black) to 1 (white)."""
    return round(sum(w * v for w, v in zip(_LUMINANCE, (red, green, blue), strict=True)), 2)
