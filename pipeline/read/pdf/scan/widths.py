"""Marks that a recogniser reads but cannot be sure of, for they differ in width or in little: settled by rule.

Beside an ideograph a comma, semicolon, colon, bracket, question or exclamation mark is full-width, as
GB/T 15834 has it; between digits and letters it is not. A bracket closes as it was opened. A small circle
alone is a full stop.
"""

from __future__ import annotations

from collections.abc import Sequence

_FULL = dict(zip(",;:!?()", "，；：！？（）", strict=True))
_HALF = {full: half for half, full in _FULL.items()}
_CLOSES = {"〔": "〕", "〈": "〉", "《": "》", "【": "】"}
_TAKEN_FOR_CLOSING = frozenset("]>〕〉》】")
_CIRCLES = frozenset("oO")


def settled(texts: Sequence[str]) -> list[str]:
    """The characters of one line with such marks as the rules give them."""
    result = list(texts)
    opened: list[str] = []
    for at, text in enumerate(texts):
        before, after = texts[at - 1] if at else "", texts[at + 1] if at + 1 < len(texts) else ""
        if text in _FULL or text in _HALF:
            plain = _HALF.get(text, text)
            narrow = _is_narrow(before) and _is_narrow(after) and plain in ",:"
            result[at] = plain if narrow else _FULL[plain]
        elif text in _CLOSES:
            opened.append(text)
        elif text in _TAKEN_FOR_CLOSING and opened:
            result[at] = _CLOSES[opened.pop()]
    if len(result) == 1 and result[0] in _CIRCLES:
        return ["。"]
    return result


def _is_narrow(text: str) -> bool:
    return text.isascii() and text.isalnum()
