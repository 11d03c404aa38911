"""Reads an OFD, the national standard for official documents: the same glyphs and rules that a PDF gives.

So tables, paragraphs and page numbers are found by what finds them in PDFs. Signatures and seals are
neither verified nor read.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from math import hypot
from pathlib import Path

from pipeline.model.errors import SourceError
from pipeline.model.source import Source
from pipeline.read.ofd.drawing import Budget, Drawing, Letter, draw
from pipeline.read.ofd.package import Package
from pipeline.read.ofd.unread import unread
from pipeline.read.pdf import contents, to_source
from pipeline.read.pdf.contents import Contents, Fill, Frame, Style
from pipeline.read.pdf.glyphs import Glyph, Glyphs
from pipeline.read.pdf.paths import shapes

_MAX_BYTES = 256 * 2**20
_WHITE = 0.97


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
    budget = Budget(file)
    for number, page in enumerate(Package(data, file).pages(), 1):
        yield _contents(number, draw(page, budget))


def _contents(number: int, drawing: Drawing) -> Contents:
    votes = Counter(contents.quarter_turns(*letter.along) for letter in drawing.letters)
    turn = max((0, 1, 2, 3), key=lambda quarter: votes[-quarter % 4])
    frame = Frame(0.0, 0.0, drawing.width, drawing.height, turn)
    drawn = shapes(drawing.paths, frame)
    seen: list[tuple[Style, Glyph]] = []
    unseen: list[Glyph] = []
    for letter in drawing.letters:
        style = _style(letter, turn)
        glyph = _glyph(letter, style, frame)
        if letter.visible and not _is_white_on_white(letter, glyph, drawn.fills):
            seen.append((style, glyph))
        else:
            unseen.append(glyph)
    glyphs, styles, style_of = contents.styled(seen)
    return Contents(
        number,
        *frame.size,
        -turn % 4,
        glyphs,
        styles,
        style_of,
        drawn.strokes,
        drawn.fills,
        unseen=Glyphs.of(unseen),
        unread=unread(drawing.paths, drawn.others, frame),
        accounted=True,
    )


def _style(letter: Letter, turn: int) -> Style:
    own = contents.quarter_turns(*letter.along)
    return Style(
        size=round(letter.size, 2),
        width=round(letter.size * letter.stretch, 2),
        turn=None if own is None else (own + turn) % 4,
        grey=letter.grey,
        opacity=letter.opacity,
    )


def _glyph(letter: Letter, style: Style, frame: Frame) -> Glyph:
    length = hypot(*letter.along) or 1.0
    ax, ay = letter.along[0] / length, letter.along[1] / length
    low, high = contents.DESCENT * letter.size, contents.ASCENT * letter.size
    # The corners of the letter's box: along its base line, and across it to the left.
    corners = [
        frame.placed(letter.x + ax * along - ay * across, letter.y + ay * along + ax * across)
        for along in (0.0, letter.width)
        for across in (-low, high)
    ]
    xs, ys = zip(*corners, strict=True)
    return Glyph(letter.text, *(round(v, 3) for v in (min(xs), min(ys), max(xs), max(ys))))


def _is_white_on_white(letter: Letter, glyph: Glyph, fills: list[Fill]) -> bool:
    if letter.grey < _WHITE:
        return False
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    grounds = [f for f in fills if f.x0 <= x <= f.x1 and f.top <= y <= f.bottom]
    return all(ground.grey is not None and ground.grey >= _WHITE for ground in grounds)
