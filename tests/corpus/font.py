"""A TrueType font made of boxes, so that no test takes one of the machine: what is read is code points
and places, not shapes.

Its widths are those of a sans-serif: ideographs are square, digits and letters narrower by classes.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

_EM, _ASCENT, _DESCENT = 1000, 940, -240
_DIGIT, _LETTER, _MARK = 550, 600, 270


def boxes(name: str, characters: str) -> BytesIO:
    """A font with a glyph for each of the characters, under a name of its own."""
    glyphs = {char: f"u{ord(char):04x}" for char in dict.fromkeys(characters)}
    widths = {".notdef": _EM} | {glyph: advance(char) for char, glyph in glyphs.items()}
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder(list(widths))
    builder.setupCharacterMap({ord(char): glyph for char, glyph in glyphs.items()})
    builder.setupGlyf(
        {glyph: _glyph(0 if glyph == "u0020" else width) for glyph, width in widths.items()}
    )
    builder.setupHorizontalMetrics({glyph: (width, 0) for glyph, width in widths.items()})
    builder.setupHorizontalHeader(ascent=_ASCENT, descent=_DESCENT)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=_ASCENT, sTypoDescender=_DESCENT)
    builder.setupPost()
    file = BytesIO()
    builder.save(file)
    file.seek(0)
    return file


def advance(char: str) -> int:
    """The width of a character, in thousandths of the font's size."""
    if ord(char) >= 0x2000:
        return _EM
    return _DIGIT if char.isdigit() else _LETTER if char.isalpha() else _MARK


@cache
def _glyph(width: int) -> Glyph:
    """A box that leaves a little on each side; nothing where it has no width."""
    pen = TTGlyphPen(None)
    left, right, top = 0.05 * width, 0.95 * width, 0.8 * _EM
    if width:
        pen.moveTo((left, 0))
        for point in ((left, top), (right, top), (right, 0)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()
