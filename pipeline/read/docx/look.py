"""How text looks, so far as that tells whether a person sees it: hidden, in the colour of its ground, tiny."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from pipeline.read.docx.markup import TBL, TC, TEXT_BOX
from pipeline.read.docx.names import child, is_on, number, tag, value
from pipeline.read.docx.styles import Styles

# Half points; a point is the smallest size that Word has.
_TINY = 3
# Of 255 in each of red, green and blue: what differs less from its ground is not seen on it.
_CONTRAST = 0x10
_COLOUR = re.compile("[0-9a-fA-F]{6}")
_WHITE, _UNKNOWN = "FFFFFF", "?"
_NO_SHADE = (None, "auto")


@dataclass(frozen=True, slots=True)
class Look:
    """Character properties; None where nothing is said. `ground` is the shading behind the text."""

    hidden: bool | None = None
    colour: str | None = None
    size: int | None = None
    ground: str | None = None
    font: str | None = None

    def over(self, other: Look) -> Look:
        """These properties, and the other's where these say nothing."""
        pairs = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return Look(*(own if own is not None else below for own, below in pairs))


def look(properties: Any | None) -> Look:
    """What a run's properties (`w:rPr`) say."""
    if properties is None or not len(properties):
        return Look()
    size = value(child(properties, "w:sz"))
    fonts = child(properties, "w:rFonts")
    return Look(
        hidden=is_on(child(properties, "w:vanish")),
        colour=_colour(child(properties, "w:color")),
        size=number(size) or None,
        ground=_highlight(child(properties, "w:highlight")) or shade(child(properties, "w:shd")),
        font=value(fonts, "w:ascii") or value(fonts, "w:hAnsi"),
    )


def shade(element: Any | None) -> str | None:
    """The colour of a shading (`w:shd`), "?" where it is a pattern or a theme's; None for no shading."""
    if element is None:
        return None
    pattern, fill = value(element), value(element, "w:fill")
    if pattern in ("nil", "clear", None) and fill in _NO_SHADE:
        return _UNKNOWN if value(element, "w:themeFill") else None
    if pattern == "solid":
        fill = value(element, "w:color")
    elif pattern not in ("nil", "clear", None):
        return _UNKNOWN
    return fill.upper() if fill and _COLOUR.fullmatch(fill) else _UNKNOWN


class Looks:
    """Whether text is seen, by its own properties, its styles and what it stands on."""

    def __init__(self, styles: Styles, root: Any) -> None:
        self._styles = styles
        self._paper = _UNKNOWN if child(root, "w:background") is not None else _WHITE
        self._by_style: dict[tuple[str | None, str | None], Look] = {}

    def of(self, run: Any, paragraph_style: str | None) -> Look:
        """The look of a run in a paragraph of this style."""
        properties = child(run, "w:rPr")
        key = (value(child(properties, "w:rStyle")), paragraph_style)
        if key not in self._by_style:
            self._by_style[key] = self._styled(*key)
        return look(properties).over(self._by_style[key])

    def is_unseen(self, run: Any, shown: Look) -> bool:
        """Whether nobody sees a run that looks so."""
        if shown.hidden or (shown.size is not None and shown.size <= _TINY):
            return True
        if shown.colour is None or not _COLOUR.fullmatch(shown.colour):
            return False
        return _is_lost(shown.colour, shown.ground or self._ground(run))

    def _styled(self, character: str | None, paragraph: str | None) -> Look:
        shown = look(None)
        if character is not None:
            shown = self._chain(character)
        return shown.over(self._chain(paragraph or self._styles.default)).over(
            look(self._styles.defaults)
        )

    def _chain(self, style: str | None) -> Look:
        shown = Look()
        for properties in self._styles.properties(style, "w:rPr"):
            shown = shown.over(look(properties))
        return shown

    def _ground(self, run: Any) -> str:
        """What is behind a run: the nearest shading around it, else paper."""
        return next((found for found in self._shades(run) if found is not None), self._paper)

    def _shades(self, run: Any) -> Iterator[str | None]:
        for element in run.iterancestors():
            if element.tag == tag("w:p"):
                yield shade(child(element, "w:pPr", "w:shd"))
                style = value(child(element, "w:pPr", "w:pStyle")) or self._styles.default
                for properties in self._styles.properties(style, "w:pPr"):
                    yield shade(child(properties, "w:shd"))
            elif element.tag == TC:
                yield shade(child(element, "w:tcPr", "w:shd"))
            elif element.tag == TBL:
                yield shade(child(element, "w:tblPr", "w:shd"))
                if self._styles.shades(value(child(element, "w:tblPr", "w:tblStyle"))):
                    yield _UNKNOWN
            elif element.tag == TEXT_BOX:
                yield _UNKNOWN


def _colour(element: Any | None) -> str | None:
    found = value(element)
    if found is None and value(element, "w:themeColor") in ("background1", "light1"):
        return None if value(element, "w:themeShade") else _WHITE
    return found


def _highlight(element: Any | None) -> str | None:
    name = value(element)
    return None if name in (None, "none") else _WHITE if name == "white" else _UNKNOWN


def _is_lost(colour: str, ground: str) -> bool:
    if not _COLOUR.fullmatch(ground):
        return False
    channels = zip(bytes.fromhex(colour), bytes.fromhex(ground), strict=True)
    return all(abs(one - other) < _CONTRAST for one, other in channels)
