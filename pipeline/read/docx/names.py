"""Element and attribute names of WordprocessingML, with prefixes instead of namespaces."""

from __future__ import annotations

from functools import cache
from typing import Any

_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "v": "urn:schemas-microsoft-com:vml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}


@cache
def tag(name: str) -> str:
    """The full name of `w:p`, as lxml writes it."""
    prefix, local = name.split(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def value(element: Any | None, name: str = "w:val") -> str | None:
    """An attribute of an element that may not be there."""
    return None if element is None else element.get(tag(name))


def child(element: Any | None, *names: str) -> Any | None:
    """The element at the end of a path of children, or None."""
    for name in names:
        if element is None:
            return None
        element = element.find(tag(name))
    return element


def number(text: str | None, default: int = 0) -> int:
    """An attribute's integer; the default where it is none, or is out of all reason."""
    try:
        found = int(text or "")
    except ValueError:
        return default
    return found if abs(found) < 10**6 else default


def is_on(element: Any | None) -> bool | None:
    """A toggle property: on when there without a value, None when it is not there."""
    if element is None:
        return None
    return value(element) not in ("0", "false", "off")
