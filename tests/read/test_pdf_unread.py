"""Writing that is no text is told with its place; drawings, photographs and seals are no writing."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.model.source import Source
from tests.read.drawn import FONT, Box, Drawing, boxes, rows, write
from tests.read.seen_pages import FIRST_OWN, NAME, document, note, table
from tests.read.test_pdf_seen import read

# Letters as grids of dots, whatever fonts there are.
_SHAPES = {
    "王": ("#######", "...#...", "...#...", "#######", "...#...", "...#...", "#######"),
    "田": ("#######", "#..#..#", "#..#..#", "#######", "#..#..#", "#..#..#", "#######"),
    "正": ("#######", "...#...", "...#...", "#..####", "#..#...", "#..#...", "#######"),
    "丰": ("#.#.#.#", ".......", "#######", "...#...", "#.#.#.#", "...#...", "#######"),
    "里": ("#######", "#..#..#", "#######", "#..#..#", "#######", "...#...", "#######"),
}
_PLACE = NAME.x0 + 200, NAME.y0 + 6


def _picture(words: str, ink: int = 0, paper: int = 255) -> Image.Image:
    picture = Image.new("L", (9 * len(words) + 2, 11), paper)
    for number, word in enumerate(words):
        for y, line in enumerate(_SHAPES[word]):
            for x, dot in enumerate(line):
                if dot == "#":
                    picture.putpixel((9 * number + 2 + x, 2 + y), ink)
    return picture


def _pasted(words: str, ink: int = 0, paper: int = 255) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        picture = _picture(words, ink, paper)
        size = picture.width * 1.2, picture.height * 1.2
        canvas.drawImage(ImageReader(picture.resize((picture.width * 4, picture.height * 4))),
                         *_PLACE, *size)  # fmt: skip

    return draw


def _outlined(words: str, *, one_path: bool) -> Callable[[Canvas], None]:
    """Each stroke a parallelogram, as outlines lean."""

    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        for number, word in enumerate(words):
            for y, line in enumerate(_SHAPES[word]):
                for x, dot in enumerate(line):
                    if dot == "#":
                        left, low = _PLACE[0] + 12 * number + 1.5 * x, _PLACE[1] + 9 - 1.5 * y
                        path.moveTo(left, low)
                        path.lineTo(left + 1.6, low + 0.4)
                        path.lineTo(left + 1.9, low + 1.6)
                        path.lineTo(left + 0.3, low + 1.2)
                        path.close()
            if not one_path:
                canvas.drawPath(path, stroke=0, fill=1)
                path = canvas.beginPath()
        canvas.drawPath(path, stroke=0, fill=1)

    return draw


WRITING = {
    "words as a picture": _pasted("王田正"),
    "a single character as a picture": _pasted("丰"),
    "white words on a dark picture": _pasted("田正里", ink=255, paper=40),
    "words as outlines": _outlined("王田正里", one_path=False),
    "a line as one path": _outlined("王田正里", one_path=True),
}


@pytest.mark.parametrize("way", WRITING)
def test_writing_that_is_no_text_is_told_with_its_place(way: str, tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    write(drawing.canvas)
    WRITING[way](drawing.canvas)
    source = drawing.read()
    (place,) = source.ink.unread if source.ink else ()
    assert place.box is not None
    sheet, x0, top, x1, bottom = place.box
    assert sheet == 1
    assert NAME.x0 < x0 < x1 < NAME.x1
    assert 842 - NAME.y1 < top < bottom < 842 - NAME.y0


def test_a_note_that_does_not_say_how_it_looks_is_told(tmp_path: Path) -> None:
    annotation = note(b"FreeText", 4, b"/DA (/Helv 11 Tf 0 g)")
    source = read(document(table(), annotation, page=b"/Annots [%d 0 R]" % FIRST_OWN), tmp_path)
    assert source.ink is not None
    assert len(source.ink.unread) == 1


def emblem(canvas: Canvas) -> None:
    picture = Image.new("RGB", (200, 200), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((20, 20, 180, 180), fill=(200, 30, 30))
    draw.polygon([(100, 40), (130, 120), (170, 90), (60, 90)], fill=(250, 220, 0))
    canvas.drawImage(ImageReader(picture), 260, 300, 80, 80)


def photograph(canvas: Canvas) -> None:
    noise = np.random.default_rng(1).normal(128, 60, (200, 300)).clip(0, 255).astype(np.uint8)
    canvas.drawImage(ImageReader(Image.fromarray(noise)), 100, 200, 300, 200)


def paper(canvas: Canvas) -> None:
    noise = np.random.default_rng(2).normal(240, 5, (842, 595)).clip(0, 255).astype(np.uint8)
    canvas.drawImage(ImageReader(Image.fromarray(noise)), 0, 0, 595, 842)
    write(canvas)


def bar_code(canvas: Canvas) -> None:
    dots = np.random.default_rng(3).integers(0, 2, (29, 29)).astype(np.uint8) * 255
    canvas.drawImage(ImageReader(Image.fromarray(dots).resize((290, 290))), 100, 300, 70, 70)


def check_mark(canvas: Canvas) -> None:
    x, y = _PLACE
    canvas.rect(x, y, 9, 9)
    canvas.lines([(x + 2, y + 4, x + 4, y + 1), (x + 4, y + 1, x + 8, y + 8)])


def bullets(canvas: Canvas) -> None:
    for number in range(6):
        canvas.circle(_PLACE[0] + 8 * number, _PLACE[1] + 4, 2, fill=1)


def flow_chart(canvas: Canvas) -> None:
    for x in (100, 200, 300):
        canvas.roundRect(x, 300, 70, 30, 6)
        canvas.line(x + 70, 315, x + 100, 315)


def zigzag(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(60, 250)
    for step in range(80):
        path.lineTo(65 + step * 5, 250 + (step % 2) * 4)
    canvas.drawPath(path)


def dots(canvas: Canvas) -> None:
    for step in range(100):
        canvas.rect(60 + step * 4, 250, 1, 1, stroke=0, fill=1)


@pytest.mark.parametrize(
    "drawn",
    [emblem, photograph, paper, bar_code, check_mark, bullets, flow_chart, zigzag, dots],
    ids=lambda drawn: drawn.__name__,
)
def test_drawings_are_no_writing(drawn: Callable[[Canvas], None], tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    write(drawing.canvas)
    drawn(drawing.canvas)
    source = drawing.read()
    assert source.ink is not None
    assert source.ink.unread == ()


SEAL = "某乡人民政府"
MIDDLE = 300, 600


def _ring(canvas: Canvas, way: str) -> None:
    x, y = MIDDLE
    if way == "a circle":
        canvas.circle(x, y, 50)
        return
    turns = [step * math.tau / 120 for step in range(121)]
    points = [(x + 50 * math.cos(t), y + 50 * math.sin(t)) for t in turns]
    lines = [(*a, *b) for a, b in pairwise(points)]
    if way == "short lines":
        canvas.lines(lines)
    else:
        for line in lines:
            canvas.line(*line)


def _words_around(canvas: Canvas) -> None:
    for number, char in enumerate(SEAL):
        canvas.saveState()
        canvas.translate(*MIDDLE)
        canvas.rotate(75 - number * 30)
        canvas.drawCentredString(0, 36, char)
        canvas.restoreState()


@pytest.mark.parametrize("colour", ["red", "black"])
@pytest.mark.parametrize("ring", ["a circle", "short lines", "a path a line"])
def test_the_words_of_a_seal_are_no_text_and_what_is_under_it_is(
    ring: str, colour: str, tmp_path: Path
) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    canvas = drawing.canvas
    write(canvas)
    canvas.setLineWidth(3)
    level = 0.9 if colour == "red" else 0.0
    canvas.setStrokeColorRGB(level, 0, 0)
    canvas.setFillColorRGB(level, 0, 0)
    canvas.setFont(FONT, 9)
    _ring(canvas, ring)
    _words_around(canvas)
    source = drawing.read()
    plain = _plain(tmp_path)
    assert rows(source) == rows(plain)
    assert (source.markup, source.ink) == (len(SEAL), plain.ink)


def _plain(folder: Path) -> Source:
    drawing = Drawing(folder / "plain.pdf")
    write(drawing.canvas)
    return drawing.read()


def test_rules_with_round_corners_are_rules(tmp_path: Path) -> None:
    def rounded(canvas: Canvas, box: Box) -> None:
        canvas.roundRect(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0, 2)

    drawing = Drawing(tmp_path / "v1.pdf")
    write(drawing.canvas, rounded)
    assert rows(drawing.read()) == rows(_plain(tmp_path))
    assert len(boxes()) == 7
