"""Reads an OFD, the national standard for official documents: the same glyphs and rules that a PDF gives.

So tables, paragraphs and page numbers are found by what finds them in PDFs. Signatures and seals are
neither verified nor read.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.model.errors import SourceError
from pipeline.model.source import Source
from pipeline.read.ofd.drawing import Budget, Drawing, Letter, draw
from pipeline.read.ofd.package import Package
from pipeline.read.ofd.paint import Paint
from pipeline.read.ofd.pictures import Image, Pictures
from pipeline.read.ofd.sheet import corners
from pipeline.read.ofd.sight import seen
from pipeline.read.ofd.unread import unread
from pipeline.read.pdf import to_source
from pipeline.read.pdf.contents import Contents, Frame, Style, quarter_turns, styled
from pipeline.read.pdf.glyphs import Glyph, Glyphs
from pipeline.read.pdf.paths import shapes

_MAX_BYTES = 256 * 2**20


def read_ofd(path: Path) -> Source:
    """Reads an OFD with text. SourceError for one that is damaged, encrypted, scanned or out of proportion."""
    if path.stat().st_size > _MAX_BYTES:
        raise SourceError("larger than 256 MiB; this is no duty list", str(path))
    data = path.read_bytes()
    sheets = list(_sheets(data, str(path)))
    if not any(len(sheet.glyphs) for sheet in sheets):
        raise SourceError(
            "no text layer, only pictures or outlines; save it as PDF first", str(path)
        )
    source = to_source(path, hashlib.sha256(data).hexdigest(), sheets)
    return replace(source, format="ofd")


def _sheets(data: bytes, file: str) -> Iterator[Contents]:
    budget, package = Budget(file), Package(data, file)
    pictures = Pictures(package)
    for number, page in enumerate(package.pages(), 1):
        drawing = draw(page, budget)
        yield _contents(number, drawing, pictures.drawn_in(drawing, page.resources))


def _contents(number: int, drawing: Drawing, images: dict[str, Image]) -> Contents:
    objects = drawing.objects
    votes = Counter(quarter_turns(*letter.along) for drawn in objects for letter in drawn.letters)
    turn = max((0, 1, 2, 3), key=lambda quarter: votes[-quarter % 4])
    frame = Frame(0.0, 0.0, drawing.width, drawing.height, turn)
    found = shapes([drawn.path for drawn in objects if drawn.path], frame)
    shown: list[tuple[Style, Glyph]] = []
    owners: list[int] = []
    hidden: list[Glyph] = []
    for owner, drawn in enumerate(objects):
        for letter in drawn.letters:
            style = _style(letter, drawn.fill, turn)
            glyph = _glyph(letter, frame)
            if drawn.visible:
                shown.append((style, glyph))
                owners.append(owner)
            elif not letter.text.isspace():
                hidden.append(glyph)
    unknown = [
        d.path for d in objects if d.path and d.picture is not None and d.picture not in images
    ]
    glyphs, styles, style_of = styled(shown)
    contents = Contents(
        number,
        *frame.size,
        -turn % 4,
        glyphs,
        styles,
        style_of,
        found.strokes,
        found.fills,
        unseen=Glyphs.of(hidden),
        unread=unread(unknown, frame),
    )
    return seen(drawing, contents, found, owners, images)


def _style(letter: Letter, fill: Paint, turn: int) -> Style:
    own = quarter_turns(*letter.along)
    return Style(
        size=round(letter.size, 2),
        width=round(letter.size * letter.stretch, 2),
        turn=None if own is None else (own + turn) % 4,
        grey=fill.grey,
        opacity=fill.opacity,
        red=fill.is_red,
    )


def _glyph(letter: Letter, frame: Frame) -> Glyph:
    xs, ys = zip(*(frame.placed(*corner) for corner in corners(letter)), strict=True)
    return Glyph(letter.text, *(round(v, 3) for v in (min(xs), min(ys), max(xs), max(ys))))
