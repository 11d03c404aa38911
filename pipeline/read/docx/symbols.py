"""Signs of symbol fonts, which Word writes as private code points that only the font can read."""

from __future__ import annotations

# The fonts whose signs are no letters, and what the usual ones look like. Private code points are
# F000 and the sign's place in the font.
_SYMBOL_FONTS = ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings")
_SIGNS = {
    "symbol": {0xB7: "•", 0xD7: "⋅", 0xB4: "×", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xB0: "°"},
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪",
        0xA8: "□", 0xB2: "✧", 0xD8: "➢", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    } | {0x81 + n: chr(0x2460 + n) for n in range(10)},
    "wingdings 2": {0x50: "✓", 0x52: "☑", 0x54: "☒", 0xA3: "□"}
    | {0x6A + n: chr(0x2460 + n) for n in range(10)},
}  # fmt: skip
# A bullet is the same sign whatever its font.
_BULLETS = _SIGNS["symbol"] | _SIGNS["wingdings"]


def sign(code: str | None, font: str | None) -> str:
    """The sign of a `w:sym`: what it looks like, or the code point as it is where that is unknown."""
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    if not 0x20 <= point <= 0xFFFD or 0xD800 <= point < 0xE000:
        return ""
    place = point - 0xF000 if 0xF000 <= point < 0xF100 else point
    name = (font or "").lower()
    if name not in _SYMBOL_FONTS:
        # In a font of letters the private code point is the letter's own.
        return chr(place)
    return _SIGNS.get(name, {}).get(place, chr(0xF000 + place) if place < 0x100 else chr(point))


def symbol(text: str) -> str:
    """The text of a bullet, private code points as the signs that they look like."""
    return "".join(
        _BULLETS.get(ord(char) - 0xF000, "•") if 0xF000 <= ord(char) < 0xF100 else char
        for char in text
    )
