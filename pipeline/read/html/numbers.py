"""Numbers that a browser prints before the items of a numbered list and that stand in no text."""

from __future__ import annotations

from typing import Any

from pipeline.read.html.hidden import Hidden

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_CHINESE = "零一二三四五六七八九十"
_TYPES = {
    "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal",
}  # fmt: skip
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def number_of(item: Any, hidden: Hidden) -> str:
    """What is printed before an item of a list, with the gap after it; nothing for bullets."""
    around = item.getparent()
    if around is None or around.tag != "ol":
        return ""
    style = hidden.style(item, "list-style") or hidden.style(around, "list-style")
    kind = (
        style.split()[0]
        if style
        else _TYPES.get(item.get("type") or around.get("type") or "1", "decimal")
    )
    if kind in ("none", "disc", "circle", "square"):
        return ""
    return f"{_printed(_value(item, around), kind)} "


def _value(item: Any, around: Any) -> int:
    """An item's number: its own, or one more than that of the item before."""
    value = _integer(around.get("start"), 1) - 1
    for other in around:
        if other.tag == "li":
            value = _integer(other.get("value"), value + 1)
            if other is item:
                break
    return value


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.strip().isdecimal() and len(text) < 7 else default


def _printed(value: int, kind: str) -> str:
    if kind in ("lower-alpha", "upper-alpha", "lower-latin", "upper-latin") and 1 <= value <= 26:
        letter = _LETTERS[value - 1]
        return f"{letter.upper() if kind.startswith('upper') else letter}."
    if kind in ("lower-roman", "upper-roman") and 1 <= value < 40:
        text, left = "", value
        for amount, letters in _ROMAN:
            text += letters * (left // amount)
            left %= amount
        return f"{text.upper() if kind.startswith('upper') else text}."
    if (
        kind in ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal")
        and 1 <= value < 20
    ):
        return ("" if value < 11 else "十") + _CHINESE[value if value < 11 else value - 10] + "、"
    return f"{value}."
