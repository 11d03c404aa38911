"""Signs of symbol fonts: private code points, or letters, that only the font can read."""

from __future__ import annotations

# The fonts whose signs are no letters, and what the usual ones look like, by their place in the font.
# Private code points are F000 and that place.
_SYMBOL_FONTS = ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings")
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SIGNS = {
    "symbol": {ord(char): char for char in " !#%&()+,./0123456789:;<=>?[]_{|}"}
    | dict(zip(map(ord, _LATIN), _GREEK, strict=True))
    | {
        0x2A: "∗", 0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
        0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
        0xD7: "⋅", 0xDE: "⇒",
    },
    "wingdings": {
        0x20: " ", 0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x74: "⧫",
        0x75: "◆", 0x76: "❖", 0x80: "⓪", 0x8B: "⓿", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "▪",
        0xA8: "□", 0xAB: "★", 0xB2: "✧", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
        0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
        0xFE: "☑",
    }
    | {0x81 + n: chr(0x2460 + n) for n in range(10)}
    | {0x8C + n: chr(0x2776 + n) for n in range(10)},
    "wingdings 2": {0x20: " ", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒",
                    0x69: "⓪", 0x74: "⓿", 0xA3: "□"}
    | {0x6A + n: chr(0x2460 + n) for n in range(10)}
    | {0x75 + n: chr(0x2776 + n) for n in range(10)},
    "wingdings 3": {0x20: " ", 0x7D: "▶", 0x84: "◀"},
    "webdings": {0x20: " ", 0x61: "✓", 0x72: "✗"},
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
    if not is_symbol_font(font):
        # In a font of letters the private code point is the letter's own.
        return chr(point - 0xF000 if 0xF000 <= point < 0xF100 else point)
    return typed(chr(point), font)


def typed(text: str, font: str | None) -> str:
    """Text typed in a symbol font as it looks; a sign that is unknown as its private code point."""
    known = _SIGNS.get((font or "").lower(), {})
    return "".join(_typed(ord(char), known) or char for char in text)


def _typed(point: int, known: dict[int, str]) -> str:
    place = point - 0xF000 if 0xF000 <= point < 0xF100 else point
    # What has no place in the font is shown in another one.
    return known.get(place, chr(0xF000 + place)) if place < 0x100 and known else ""


def is_symbol_font(font: str | None) -> bool:
    """Whether the signs of a font are no letters."""
    return (font or "").lower() in _SYMBOL_FONTS


def symbol(text: str) -> str:
    """The text of a bullet, private code points as the signs that they look like."""
    return "".join(
        _BULLETS.get(ord(char) - 0xF000, "•") if 0xF000 <= ord(char) < 0xF100 else char
        for char in text
    )
