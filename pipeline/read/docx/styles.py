"""Styles: which are based on which, and what they say of numbering, outline levels and looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.read.docx.names import child, number, tag, value

_BODY = 9
"""The outline level of a paragraph that is no heading."""
_NO_FILL = (None, "auto", "FFFFFF", "ffffff")
_LONGEST_CHAIN = 32
"""Styles based on styles based on …; a chain that is longer goes in a circle."""


@dataclass(frozen=True, slots=True)
class NumberingRef:
    """What a paragraph or a style says of its numbering; None where it says nothing."""

    list: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Style:
    """A style without what it inherits."""

    based_on: str | None
    element: Any
    numbering: NumberingRef | None
    outline: int | None


class Styles:
    """The styles of a document by identifier."""

    def __init__(self, root: Any | None) -> None:
        elements = () if root is None else root.findall(tag("w:style"))
        self._styles = {value(e, "w:styleId") or "": _style(e) for e in elements}
        defaults = (e for e in elements if value(e, "w:default") in ("1", "true", "on"))
        self.defaults = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")
        self.default = next(
            (value(e, "w:styleId") for e in defaults if value(e, "w:type") == "paragraph"), None
        )

    def properties(self, style: str | None, name: str) -> Iterator[Any]:
        """The properties of a kind (`w:rPr`, `w:pPr`) of a style and of those that it is based on."""
        for _, found in self._chain(style):
            properties = child(found.element, name)
            if properties is not None:
                yield properties

    def shades(self, style: str | None) -> bool:
        """Whether a table style, or one that it is based on, shades any of its cells."""
        shadings = (e for _, s in self._chain(style) for e in s.element.iter(tag("w:shd")))
        return any(value(e, "w:fill") not in _NO_FILL or value(e, "w:themeFill") for e in shadings)

    def numbering(self, style: str | None) -> tuple[NumberingRef, str] | None:
        """The numbering that a paragraph style gives, and the style that says so."""
        chain = self._chain(style or self.default)
        return next(((s.numbering, name) for name, s in chain if s.numbering), None)

    def outline(self, properties: Any | None) -> int | None:
        """The outline level of a paragraph with these properties, from 0; None where it is no heading."""
        level = value(child(properties, "w:outlineLvl"))
        if level is None:
            chain = self._chain(value(child(properties, "w:pStyle")))
            found = next((s.outline for _, s in chain if s.outline is not None), _BODY)
        else:
            found = number(level, _BODY)
        return found if found < _BODY else None

    def _chain(self, style: str | None) -> Iterator[tuple[str, Style]]:
        for _ in range(_LONGEST_CHAIN):
            if style is None or style not in self._styles:
                return
            yield style, self._styles[style]
            style = self._styles[style].based_on


def numbering_ref(properties: Any | None) -> NumberingRef | None:
    """The numbering in a paragraph's or a style's own properties."""
    element = child(properties, "w:numPr")
    if element is None:
        return None
    level = value(child(element, "w:ilvl"))
    return NumberingRef(
        value(child(element, "w:numId")), number(level) if level is not None else None
    )


def _style(element: Any) -> Style:
    level = value(child(element, "w:pPr", "w:outlineLvl"))
    return Style(
        based_on=value(child(element, "w:basedOn")),
        element=element,
        numbering=numbering_ref(child(element, "w:pPr")),
        outline=number(level, _BODY) if level is not None else None,
    )
