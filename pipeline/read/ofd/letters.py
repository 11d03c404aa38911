"""The characters of an OFD text object and where each stands (GB/T 33190-2016, 11)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from pipeline.read.ofd.package import child, children, numbers

_MOST_CODES = 10_000


def letters_of(
    element: Any, size: float, stretch: float
) -> Iterator[tuple[str, float, float, float]]:
    """Each character of a text with its place and width, in the object's own coordinates."""
    x = y = 0.0
    for code in children(element, "TextCode"):
        text = (code.text or "").replace("\n", " ").replace("\r", " ")
        x = (numbers(code.get("X")) or [x])[0]
        y = (numbers(code.get("Y")) or [y])[0]
        across, down = (
            _deltas(code.get("DeltaX"), len(text)),
            _deltas(code.get("DeltaY"), len(text)),
        )
        for number, char in enumerate(text):
            usual = size * stretch * _share_of_em(char)
            step = across[number] if number < len(across) else 0.0 if down else usual
            # A letter is as wide as it advances, but for one that stands far from the next.
            width = step if 0 < step <= usual * 1.05 else usual
            yield char, x, y, width
            x += step
            y += down[number] if number < len(down) else 0.0


def glyphs_of(element: Any) -> dict[int, int]:
    """The glyphs that stand for the characters of a text, by the number of the character; -1 where there are more
    or fewer glyphs than characters, so that they are none's own."""
    found: dict[int, int] = {}
    for change in children(element, "CGTransform"):
        start, codes = (int(n[0]) if (n := numbers(change.get(name))) else usual
                        for name, usual in (("CodePosition", 0), ("CodeCount", 1)))  # fmt: skip
        glyphs = [int(n) for n in numbers(getattr(child(change, "Glyphs"), "text", None))]
        same = len(glyphs) == codes
        for at in range(min(codes, _MOST_CODES)):
            found[start + at] = glyphs[at] if same else -1
    return found


def _deltas(text: str | None, most: int) -> list[float]:
    """The steps of "2.5 g 3 4.2 2.5", where three of 4.2 stand in the middle."""
    found: list[float] = []
    parts = iter((text or "").split())
    try:
        for part in parts:
            if part == "g":
                times, value = int(next(parts)), float(next(parts))
                found += [value] * min(max(times, 0), most)
            else:
                found.append(float(part))
            if len(found) >= most:
                break
    except (ValueError, StopIteration):
        pass
    return found


def _share_of_em(char: str) -> float:
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5
