"""What cannot be broken at the start of a line, and what may hang over its end."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.pdf.values import Glyph

# GB/T 15834 and every word processor: these do not start a line, so they pull a character down …
_NO_START = frozenset("，。、；：？！）》」』”’】〕…—·,.;:?!)%％")
# … and these do not end one.
_NO_END = frozenset("（《「『“‘【〔(")
# UAX #14 (LB19), which browsers and LibreOffice follow: no break on either side of these.
_GLUE = frozenset("“”‘’")
_PULLED, _PULLING = _NO_START | _GLUE, _GLUE | _NO_END
# Word processors let these hang in the margin.
_HANGING = frozenset("，。、；：")


def unbreakable(glyphs: Sequence[Glyph]) -> float:
    """The width of what cannot be broken at the start of a line."""
    last = len(glyphs)
    end = 0
    while end < last - 1 and glyphs[end].text in _NO_END:
        end += 1
    end += 1
    if _latin(glyphs[end - 1]):
        while end < last and _latin(glyphs[end]) and _touch(glyphs[end - 1], glyphs[end]):
            end += 1
    while end < last and (glyphs[end].text in _PULLED or glyphs[end - 1].text in _PULLING):
        end += 1
    return glyphs[end - 1].x1 - glyphs[0].x0


def solid_end(glyphs: Sequence[Glyph]) -> float:
    """Where a line ends without the punctuation that may hang over the margin."""
    hangs = len(glyphs) > 1 and glyphs[-1].text in _HANGING
    return glyphs[-2 if hangs else -1].x1


def _latin(glyph: Glyph) -> bool:
    return glyph.text.isascii() and glyph.text.isprintable()


def _touch(left: Glyph, right: Glyph) -> bool:
    return right.x0 - left.x1 < 0.2 * right.size
