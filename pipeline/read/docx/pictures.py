"""Pictures, charts and embedded objects that stand where text would: what is in them is not read.

A cell may be a screenshot, a rare character a small picture, a whole table a scan. Seals, lines and
pictures behind the text are none of these.
"""

from __future__ import annotations

import re
from typing import Any

from pipeline.read.docx.markup import TC, has_text
from pipeline.read.docx.names import tag

DRAWN = frozenset(map(tag, ("w:drawing", "w:pict", "w:object")))
_EXTENT, _ANCHOR = tag("wp:extent"), tag("wp:anchor")
_IMAGES = (tag("a:blip"), tag("v:imagedata"))
_DIAGRAMS = (tag("c:chart"), tag("dgm:relIds"))
# Of "width:12.5pt;height:20pt;position:absolute".
_STYLE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm|px)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "": 0.75}
_EMU = 12700
"""To the point."""

# In points: what is smaller is no character; a picture beside the tables that is smaller is no table;
# a floating picture about as wide as it is high, up to this size, is a seal.
_CHARACTER, _TABLE, _SEAL = 6.0, (200.0, 60.0), 160.0
_SQUARE = 1.25


def unread(drawn: Any) -> str | None:
    """What an element (one of `DRAWN`) shows that may be words and is no text, or None."""
    what = _kind(drawn)
    if what is None or has_text(drawn):
        return None
    width, height = _size(drawn)
    if min(width, height) < _CHARACTER or _is_behind(drawn):
        return None
    if _floats(drawn) and max(width, height) <= min(_SEAL, _SQUARE * min(width, height)):
        return None
    in_cell = next(drawn.iterancestors(TC), None) is not None
    return what if in_cell or (width >= _TABLE[0] and height >= _TABLE[1]) else None


def _kind(drawn: Any) -> str | None:
    if drawn.tag == tag("w:object"):
        return "嵌入的对象"
    if next(drawn.iter(*_IMAGES), None) is not None:
        return "图片"
    return "图表" if next(drawn.iter(*_DIAGRAMS), None) is not None else None


def _size(drawn: Any) -> tuple[float, float]:
    """Width and height in points; what is not said is large."""
    extent = next(drawn.iter(_EXTENT), None)
    if extent is not None:
        return _points(extent.get("cx")), _points(extent.get("cy"))
    for shape in drawn.iter():
        found = {m[1]: float(m[2]) * _POINTS[m[3] or ""] for m in _STYLE.finditer(shape.get("style", ""))
                 if m[2].count(".") < 2 and m[2] != "."}  # fmt: skip
        if len(found) == 2:
            return found["width"], found["height"]
    return float("inf"), float("inf")


def _points(emu: str | None) -> float:
    return int(emu) / _EMU if emu and emu.isdecimal() else float("inf")


def _floats(drawn: Any) -> bool:
    styles = (shape.get("style", "") for shape in drawn.iter())
    return next(drawn.iter(_ANCHOR), None) is not None or any("absolute" in s for s in styles)


def _is_behind(drawn: Any) -> bool:
    anchor = next(drawn.iter(_ANCHOR), None)
    if anchor is not None:
        return anchor.get("behindDoc") in ("1", "true")
    return any(re.search(r"z-index:\s*-", shape.get("style", "")) for shape in drawn.iter())
