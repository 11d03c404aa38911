"""Draws a printed list as a PDF, laid out by `compose`."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.compose import Composed, Measure, Sheet, Text, compose
from tests.corpus.font import advance, boxes
from tests.corpus.layout import Layout, random_layout
from tests.corpus.printed import PrintedDocument

__all__ = ["Layout", "PrintedPdf", "print_pdf", "random_layout", "to_pdf"]

# Every PDF viewer has this one of Adobe's Asian fonts, so no font file is needed.
_SONG = "STSong-Light"
_ASCENT, _THICK = 0.86, 0.5


@dataclass(frozen=True, slots=True)
class PrintedPdf:
    """A PDF and what is true of it: the printed pages (from, to) of each item by list and number,
    those on which the lists start, and the cells (list, item, column) whose paragraphs nothing tells
    apart."""

    data: bytes
    pages: dict[tuple[str, int], tuple[int | None, int | None]]
    starts: dict[str, int | None]
    vague: frozenset[tuple[str, int, int]]


def to_pdf(document: PrintedDocument, layout: Layout) -> bytes:
    """The document as a PDF."""
    return print_pdf(document, layout).data


def print_pdf(document: PrintedDocument, layout: Layout) -> PrintedPdf:
    """The document as a PDF, with what a reader has to find out about its pages."""
    composed = compose(document, layout, measure_of(layout))
    font = _font(
        layout, {c for sheet in composed.sheets for text in sheet.texts for c in text.text}
    )
    numbers = [sheet.number for sheet in composed.sheets]
    return PrintedPdf(
        _draw(composed, layout, font),
        {key: (numbers[a], numbers[b]) for key, (a, b) in composed.spans.items()},
        {list_id: numbers[at] for list_id, at in composed.starts.items()},
        frozenset(composed.vague),
    )


def _draw(composed: Composed, layout: Layout, font: str) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=layout.paper, invariant=True, pageCompression=1)
    for sheet in composed.sheets:
        _grounds(canvas, sheet, layout)
        if layout.watermark and sheet.owner:
            _watermark(canvas, layout, font)
        _rules(canvas, sheet, layout)
        for text in sheet.texts:
            _text(canvas, text, layout, font)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _grounds(canvas: Canvas, sheet: Sheet, layout: Layout) -> None:
    canvas.saveState()
    for ground in sheet.grounds:
        canvas.setFillGray(0.75 if ground.dark else 0.93)
        width, tall = ground.x1 - ground.x0, ground.bottom - ground.top
        canvas.rect(ground.x0, layout.paper[1] - ground.bottom, width, tall, stroke=0, fill=1)
    canvas.restoreState()


def _rules(canvas: Canvas, sheet: Sheet, layout: Layout) -> None:
    height, half = layout.paper[1], _THICK / 2
    canvas.setLineWidth(_THICK)
    if layout.ruling != "rects":
        canvas.lines([(r.x0, height - r.top, r.x1, height - r.bottom) for r in sheet.rules])
        return
    for rule in sheet.rules:
        width, tall = rule.x1 - rule.x0 + _THICK, rule.bottom - rule.top + _THICK
        canvas.rect(rule.x0 - half, height - rule.bottom - half, width, tall, stroke=0, fill=1)


def _text(canvas: Canvas, text: Text, layout: Layout, font: str) -> None:
    twice = text.bold and layout.faked_bold
    for shift in (0.0, 0.3) if twice else (0.0,):
        drawn = canvas.beginText(text.x + shift, layout.paper[1] - text.top - _ASCENT * text.size)
        drawn.setFont(font, text.size)
        # Set each time: it outlives its text object.
        drawn.setCharSpace(text.spread)
        drawn.textOut(text.text)
        canvas.drawText(drawn)


def _watermark(canvas: Canvas, layout: Layout, font: str) -> None:
    canvas.saveState()
    canvas.setFillGray(0.85)
    canvas.translate(layout.paper[0] / 2, layout.paper[1] / 2)
    canvas.rotate(45)
    canvas.setFont(font, 60)
    canvas.drawCentredString(0, 0, layout.watermark)
    canvas.restoreState()


def _font(layout: Layout, characters: set[str]) -> str:
    """The name of a font that is registered: one that every viewer has, or one that comes in the file."""
    if layout.font == "song":
        return _song()
    needed = "".join(sorted(characters | set(layout.watermark)))
    name = f"Boxes{zlib.crc32(needed.encode()):08x}"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, boxes(name, needed)))
    return name


@cache
def _song() -> str:
    pdfmetrics.registerFont(UnicodeCIDFont(_SONG))
    return _SONG


def measure_of(layout: Layout) -> Measure:
    """The width of a text in the layout's font, in points."""
    if layout.font == "truetype":
        return lambda text: sum(map(advance, text)) * layout.font_size / 1000
    font, widths = _song(), dict[str, float]()

    def measure(text: str) -> float:
        total = 0.0
        for char in text:
            if char not in widths:
                widths[char] = pdfmetrics.stringWidth(char, font, layout.font_size)
            total += widths[char]
        return total

    return measure
