"""Reads sheets with pdfplumber, an independent implementation that needs no fonts: slower by far, and
what the reader on pdfium is tested against. The same values come out; opacity and clipping it does not know."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from math import hypot
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.model.errors import SourceError
from pipeline.model.sentence import Sentence
from pipeline.read.pdf import contents
from pipeline.read.pdf.contents import Contents, Frame, Span, Style
from pipeline.read.pdf.glyphs import Glyph
from pipeline.read.pdf.paths import Path as Drawing
from pipeline.read.pdf.paths import Point, chords, shapes

# What pdfminer writes for a glyph whose font does not tell the character.
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"


def load_reference(path: Path) -> Iterator[Contents]:
    """The sheets of a PDF, as `loading.load` gives them."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            yield _contents(page)
            page.close()


def load_reference_sheet(path: Path, number: int) -> Contents:
    """One sheet of a PDF, counted from 1. Raises SourceError where pdfminer cannot read it."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(path, pages=[number]) as document:
            return _contents(document.pages[0])
    # pdfminer meets damage with any of these.
    except (PDFException, PdfminerException, ValueError, TypeError, KeyError, IndexError,
            AttributeError, AssertionError, RecursionError, OverflowError) as error:  # fmt: skip
        raise SourceError(Sentence("page {number} is damaged", number=number), str(path)) from error


def _contents(page: Any) -> Contents:
    items = list(_items(page.layout))
    chars = [item for item in items if isinstance(item, LTChar)]
    # pdfminer has turned the page as it is displayed already.
    votes = Counter(contents.quarter_turns(*char.matrix[:2]) for char in chars)
    turn = max((0, 1, 2, 3), key=lambda quarter: votes[-quarter % 4])
    frame = Frame(*_visible(page.page_obj), turn)
    styles = [_style(char, turn) for char in chars]
    glyphs, kinds, style_of = contents.styled(
        (style, _glyph(char, style, frame)) for char, style in zip(chars, styles, strict=True)
    )
    drawn = (_drawing(item) for item in items if isinstance(item, LTCurve | LTImage))
    found = shapes(drawn, frame)
    return Contents(
        page.page_number,
        *frame.size,
        -turn % 4,
        glyphs,
        kinds,
        style_of,
        found.strokes,
        found.fills,
    )


def _items(container: Any) -> Iterator[Any]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _items(item)
        else:
            yield item


def _visible(page: Any) -> Span:
    """The part of the page that is displayed, in pdfminer's coordinates: turned as displayed, from
    the lower left corner of the media box."""
    x0, y0, x1, y1 = page.mediabox
    media = Frame(x0, y0, x1, y1, page.rotate // 90 % 4)
    left, low, right, high = page.cropbox or page.mediabox
    crop = (max(left, x0), max(low, y0), min(right, x1), min(high, y1))
    (xa, ya), (xb, yb) = media.placed(*crop[:2]), media.placed(*crop[2:])
    height = media.size[1]
    return min(xa, xb), height - max(ya, yb), max(xa, xb), height - min(ya, yb)


def _style(char: Any, turn: int) -> Style:
    a, b, c, d, _, _ = char.matrix
    own = contents.quarter_turns(a, b)
    # pdfminer's box is as high as the font size, across the direction in which the text runs.
    size = char.width if own in (1, 3) else char.height
    return Style(
        size=round(size, 2),
        width=round(size * hypot(a, b) / (hypot(c, d) or 1), 2),
        turn=None if own is None else (own + turn) % 4,
        grey=_grey(char.graphicstate.ncolor) or 0.0,
    )


def _glyph(char: Any, style: Style, frame: Frame) -> Glyph:
    text = _UNMAPPED.sub(_UNREADABLE, char.get_text())
    (xa, ya), (xb, yb) = (frame.placed(*p) for p in ((char.x0, char.y0), (char.x1, char.y1)))
    box = (min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
    if style.turn == 0:
        x, base = frame.placed(*char.matrix[4:])
        top, bottom = base - contents.ASCENT * style.size, base + contents.DESCENT * style.size
        box = (x, top, min(box[2], x + style.width), bottom)
    return Glyph(text, *(round(value, 3) for value in box))


def _drawing(item: Any) -> Drawing:
    if isinstance(item, LTImage):
        x0, y0, x1, y1 = item.bbox
        corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
        return Drawing([corners], stroked=False, filled=True, grey=None)
    parts: list[list[Point]] = []
    for command, *points in item.original_path:
        if command == "m" or not parts:
            parts.append([*points])
        elif command == "h":
            parts[-1].append(parts[-1][0])
        elif command == "c":
            parts[-1] += chords(parts[-1][-1], *points)
        else:
            parts[-1] += points
    grey = _grey(item.non_stroking_color) or 0.0
    return Drawing(parts, bool(item.stroke), bool(item.fill), grey, item.linewidth or 0.0)


def _grey(colour: Any) -> float | None:
    """The lightness of a colour in DeviceGray, DeviceRGB or DeviceCMYK; None for any other."""
    values = colour if isinstance(colour, list | tuple) else [colour]
    if not all(isinstance(value, int | float) for value in values):
        return None
    match values:
        case [level]:
            return contents.grey(level, level, level)
        case [red, green, blue]:
            return contents.grey(red, green, blue)
        case [cyan, magenta, yellow, black]:
            ink = (min(1.0, value + black) for value in (cyan, magenta, yellow))
            return contents.grey(*(1 - value for value in ink))
    return None
