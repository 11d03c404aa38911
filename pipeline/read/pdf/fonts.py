"""Codes that are no characters: fonts without a map whose codes happen to be those of letters.

A viewer needs no map to print a subset font, and where it has none, readers take its codes for
characters. An ideograph then reads as a letter, but it is still an em wide, which letters are not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from pipeline.read.pdf.glyphs import Flags, Floats, code_points

# In ems: as wide as an ideograph.
_WIDE = 0.95
# Letters and signs that are as wide by themselves, in one font or another.
_WIDE_SIGNS = frozenset("@%&MWmw©®™…—–―‰ÆŒæœ½¼¾÷×±°§¨·‘’“”")
# The share of a font's characters that are too wide for what they read as.
_MANY = 0.5
# Ideographs and what belongs to them; a font that has some has a map.
_CJK = range(0x2E80, 0xFB00)
# Where the scripts after Yi begin, and the forms of full width.
_YI_END, _FORMS = 0xA4D0, 0xFF00
# Scripts of which no letter is an em wide: all from Armenian on but those that Chinese fonts have an em
# wide (Greek and Cyrillic, from which the first range keeps off) and those that lists may be printed in
# (Tibetan, Mongolian, Hangul, Yi).
_SCRIPTS = (
    range(0x0530, 0x0F00),
    range(0x1000, 0x1100),
    range(0x1200, 0x1800),
    range(0x18B0, 0x1E00),
    range(0x2C00, 0x2E00),
    range(0xA4D0, 0xAC00),
    range(0xFB13, 0xFE00),
    range(0xFE70, 0xFF00),
)


def unmapped(
    texts: Sequence[str], ems: Floats, font_of: Callable[[], Sequence[int]]
) -> Flags | None:
    """Which glyphs are unreadable, given the width of each in ems; None where none is.

    `font_of` tells the font of each; it is asked only where a glyph is doubtful.
    """
    # Nearly all glyphs that are an em wide are ideographs.
    codes = code_points(texts)
    if codes is None:
        codes = np.fromiter((ord(text[:1] or " ") for text in texts), np.uint32, len(texts))
    ideographs = (codes >= _CJK.start) & (codes < _YI_END)
    wide = np.flatnonzero((ems >= _WIDE) & ~ideographs & (codes < _FORMS)).tolist()
    strange = [index for index in wide if _is_strange(texts[index])]
    latin = {index for index in wide if _is_latin(texts[index])}
    if not strange and not latin:
        return None
    found = np.zeros(len(texts), np.bool_)
    found[strange] = True
    if latin:
        glyphs: defaultdict[int, list[int]] = defaultdict(list)
        for index, font in enumerate(font_of()):
            if not texts[index].isspace():
                glyphs[font].append(index)
        for own in glyphs.values():
            if not latin.isdisjoint(own) and _is_coded([texts[i] for i in own], latin, own):
                found[own] = True
    return found if found.any() else None


def _is_coded(texts: Sequence[str], latin: set[int], own: Sequence[int]) -> bool:
    """Whether a font's characters are but its codes: it has no ideograph, and most are too wide."""
    if any(ord(text[0]) in _CJK for text in texts if text):
        return False
    wide = {text for text, index in zip(texts, own, strict=True) if index in latin}
    return len(wide) >= _MANY * len(set(texts))


def _is_strange(text: str) -> bool:
    return any(ord(char) in script for char in text for script in _SCRIPTS)


def _is_latin(text: str) -> bool:
    if text in _WIDE_SIGNS or not text or text.isspace():
        return False
    return len(text.encode("cp1252", "ignore")) == len(text)
