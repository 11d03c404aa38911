"""The colours that an OFD object is drawn in (GB/T 33190-2016, 8.2 and 8.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pipeline.read.ofd.package import child, local, numbers
from pipeline.read.pdf.contents import grey

_DEEPEST = 30
# So much more red than green and blue is the red of seals.
_RED = 80 / 255


class Paint(NamedTuple):
    """A colour, its parts and its opacity from 0 to 1; black where nothing is said."""

    red: float = 0.0
    green: float = 0.0
    blue: float = 0.0
    opacity: float = 1.0

    @property
    def grey(self) -> float:
        """Its lightness."""
        return grey(self.red, self.green, self.blue)

    @property
    def is_red(self) -> bool:
        """Whether it is the red of seals."""
        return self.red - max(self.green, self.blue) >= _RED


class Styles:
    """What objects say of how they are drawn, or the styles that they name."""

    def __init__(self, styles: Mapping[str, Any]) -> None:
        self._styles = styles

    def said(self, element: Any, name: str) -> str | None:
        """An attribute of an object, or of the style that it is drawn in."""
        for _ in range(_DEEPEST):
            if element is None:
                break
            if element.get(name) is not None:
                return str(element.get(name))
            element = self._style(element)
        return None

    def paint(self, element: Any, name: str, opacity: float) -> Paint:
        """Its colour of this name, in a group of this opacity."""
        opacity *= share(element.get("Alpha"))
        for _ in range(_DEEPEST):
            colour = child(element, name)
            if colour is not None:
                return Paint(*_parts(colour.get("Value")), opacity * share(colour.get("Alpha")))
            element = self._style(element)
            if element is None:
                break
        return Paint(opacity=opacity)

    def _style(self, element: Any) -> Any | None:
        key = element.get("DrawParam") or element.get("Relative")
        if key is None and local(element.getparent()) == "Layer":
            key = element.getparent().get("DrawParam")
        return self._styles.get(key or "")


def share(text: str | None) -> float:
    """An opacity of 0 to 255 as a share; 1 where it is not told."""
    found = numbers(text)
    return min(max(found[0] / 255, 0.0), 1.0) if found else 1.0


def _parts(value: str | None) -> tuple[float, float, float]:
    """Red, green and blue of a colour of one, three or four parts from 0 to 255."""
    parts = [min(max(part / 255, 0.0), 1.0) for part in numbers(value)]
    match parts:
        case [level]:
            return level, level, level
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            return 1 - min(1, cyan + black), 1 - min(1, magenta + black), 1 - min(1, yellow + black)
    return 0.0, 0.0, 0.0
