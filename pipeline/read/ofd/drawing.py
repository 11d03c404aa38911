"""The objects of an OFD page: text, paths and pictures at their places on the sheet (GB/T 33190-2016, 8 to 11).

In points, y upwards from the lower left corner of the page, as the reader of PDFs has them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import hypot
from typing import Any, NamedTuple

from pipeline.model.errors import SourceError
from pipeline.read.ofd.package import PageParts, Resources, child, children, local, numbers
from pipeline.read.pdf.contents import grey
from pipeline.read.pdf.paths import Path, Point, chords

_POINTS = 72 / 25.4
# Of a document; a list has some ten thousand objects.
_DEEPEST, _MOST = 30, 1_000_000
_LINE_WIDTH = 0.353
_WHITE = 0.97
# Font sizes in points below which nobody reads anything.
_TINY = 1.5
# "M 0 0 L 10 0 C": commands, each with its numbers.
_COMMAND = re.compile(r"([SMLQBACsmlqbac])([^SMLQBACsmlqbac]*)")


class Letter(NamedTuple):
    """A character as drawn: where its base line begins, how it advances, its size and its width."""

    text: str
    x: float
    y: float
    along: Point
    size: float
    width: float
    stretch: float
    grey: float
    opacity: float
    visible: bool


@dataclass(slots=True)
class Drawing:
    """What a page draws: letters and paths, those of pictures with grey None."""

    width: float
    height: float
    letters: list[Letter] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)


class _Matrix(NamedTuple):
    """x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x: float, y: float) -> Point:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: _Matrix) -> _Matrix:
        """The matrix that does `first` and then this."""
        e, f = self.at(first.e, first.f)
        return _Matrix(
            self.a * first.a + self.c * first.b, self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d, self.b * first.c + self.d * first.d, e, f,
        )  # fmt: skip


class Budget:
    """How many objects and letters a document has had so far: templates may be drawn again and again."""

    def __init__(self, file: str) -> None:
        self.file, self._spent = file, 0

    def spend(self, number: int) -> None:
        """Raises SourceError where they are more than any list has."""
        self._spent += number
        if self._spent > _MOST:
            raise SourceError("holds more objects than any duty list", self.file)


def draw(page: PageParts, budget: Budget) -> Drawing:
    """What a page draws. Raises SourceError for one that is out of all proportion."""
    x, y, width, height = page.box
    drawing = Drawing(width * _POINTS, height * _POINTS)
    # Millimetres from the upper left corner to points from the lower left one.
    sheet = _Matrix(_POINTS, 0, 0, -_POINTS, -x * _POINTS, (height + y) * _POINTS)
    drawer = _Drawer(drawing, page.resources, budget)
    for content in page.contents:
        drawer.objects(content, sheet, 0)
    return drawing


class _Drawer:
    def __init__(self, drawing: Drawing, resources: Resources, budget: Budget) -> None:
        self._drawing, self._resources, self._budget = drawing, resources, budget

    def objects(self, container: Any, sheet: _Matrix, depth: int) -> None:
        """Everything in a layer, a block or an appearance, in order."""
        if depth > _DEEPEST:
            raise SourceError("objects nested too deeply; damaged", self._budget.file)
        if local(container) == "Appearance":
            sheet = _placed(container, sheet)
        for element in container:
            self._budget.spend(1)
            match local(element):
                case "Layer" | "PageBlock" | "Content":
                    self.objects(element, sheet, depth + 1)
                case "TextObject":
                    self._text(element, _placed(element, sheet))
                case "PathObject":
                    self._path(element, _placed(element, sheet))
                case "ImageObject":
                    self._image(element, sheet)
                case "CompositeObject":
                    unit = self._resources.units.get(element.get("ResourceID", ""))
                    if unit is not None:
                        self.objects(unit, _placed(element, sheet), depth + 1)

    def _text(self, element: Any, placed: _Matrix) -> None:
        sizes = numbers(element.get("Size"))
        if not sizes or sizes[0] <= 0:
            return
        stretch = (numbers(element.get("HScale")) or [1.0])[0]
        along = placed.a, placed.b
        scale = hypot(placed.c, placed.d)
        size = sizes[0] * scale
        level, opacity = self._colour(element, "FillColor")
        visible = _is_on(element, "Visible") and opacity > 0 and size > _TINY
        for text, x, y, width in _letters(element, sizes[0], stretch):
            self._budget.spend(1)
            left, base = placed.at(x, y)
            self._drawing.letters.append(
                Letter(
                    text,
                    left,
                    base,
                    along,
                    size,
                    width * hypot(*along),
                    stretch,
                    level,
                    opacity,
                    visible,
                )
            )

    def _path(self, element: Any, placed: _Matrix) -> None:
        stroked = _is_on(element, "Stroke")
        filled = _is_on(element, "Fill", usual="false")
        line, line_opacity = self._colour(element, "StrokeColor")
        level, opacity = self._colour(element, "FillColor")
        stroked = stroked and line < _WHITE and line_opacity > 0
        filled = filled and opacity > 0
        if not _is_on(element, "Visible") or not (stroked or filled):
            return
        data = getattr(child(element, "AbbreviatedData"), "text", None) or ""
        parts = [[placed.at(*point) for point in part] for part in _parts(data)]
        width = (numbers(self._said(element, "LineWidth")) or [_LINE_WIDTH])[0]
        scale = hypot(placed.a, placed.b)
        if parts := [part for part in parts if part]:
            self._drawing.paths.append(Path(parts, stroked, filled, level, width * scale))

    def _image(self, element: Any, sheet: _Matrix) -> None:
        box = numbers(element.get("Boundary"))
        if len(box) == 4 and _is_on(element, "Visible"):
            x, y, width, height = box
            corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
            part = [sheet.at(*corner) for corner in corners]
            self._drawing.paths.append(Path([part], stroked=False, filled=True, grey=None))

    def _said(self, element: Any, name: str) -> str | None:
        """An attribute of an object, or of the style that it is drawn in."""
        seen = 0
        while element is not None and seen < _DEEPEST:
            if element.get(name) is not None:
                return str(element.get(name))
            element = self._style(element)
            seen += 1
        return None

    def _colour(self, element: Any, name: str) -> tuple[float, float]:
        """Grey and opacity of a colour; black where nothing is said."""
        opacity = _share(element.get("Alpha"))
        for _ in range(_DEEPEST):
            colour = child(element, name)
            if colour is not None:
                return _grey(colour.get("Value")), opacity * _share(colour.get("Alpha"))
            element = self._style(element)
            if element is None:
                break
        return 0.0, opacity

    def _style(self, element: Any) -> Any | None:
        key = element.get("DrawParam") or element.get("Relative")
        if key is None and local(element.getparent()) == "Layer":
            key = element.getparent().get("DrawParam")
        return self._resources.styles.get(key or "")


def _placed(element: Any, sheet: _Matrix) -> _Matrix:
    """From an object's own coordinates to the sheet's: its matrix, then its corner."""
    corner = numbers(element.get("Boundary"))
    matrix = numbers(element.get("CTM"))
    own = _Matrix(*matrix) if len(matrix) == 6 else _Matrix()
    moved = _Matrix(e=corner[0], f=corner[1]) if len(corner) >= 2 else _Matrix()
    return sheet.after(moved).after(own)


def _letters(
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


def _parts(data: str) -> Iterator[list[Point]]:
    part: list[Point] = []
    for command, text in _COMMAND.findall(data):
        values = numbers(text)
        points = list(zip(values[::2], values[1::2], strict=False))
        match command.upper():
            case "S" | "M" if points:
                if part:
                    yield part
                part = [*points]
            case "L":
                part += points
            case "Q" if part and len(points) == 2:
                part += chords(part[-1], points[0], points[0], points[1])
            case "B" if part and len(points) == 3:
                part += chords(part[-1], *points)
            case "A" if part and len(values) == 7:
                part += _arc(part[-1], values)
            case "C" if part:
                part.append(part[0])
    if part:
        yield part


def _arc(start: Point, values: Sequence[float]) -> list[Point]:
    """An arc by way of a point outside its chord: enough to see that it is no straight rule."""
    end = values[5], values[6]
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    bulge = max(values[0], values[1]) / 2
    return [(middle[0] + bulge, middle[1] + bulge), end]


def _grey(value: str | None) -> float:
    """The lightness of a colour of one, three or four parts from 0 to 255."""
    parts = [min(max(part / 255, 0.0), 1.0) for part in numbers(value)]
    match parts:
        case [level]:
            return grey(level, level, level)
        case [red, green, blue]:
            return grey(red, green, blue)
        case [cyan, magenta, yellow, black]:
            return grey(*(1 - min(1.0, part + black) for part in (cyan, magenta, yellow)))
    return 0.0


def _share(text: str | None) -> float:
    found = numbers(text)
    return min(max(found[0] / 255, 0.0), 1.0) if found else 1.0


def _is_on(element: Any, name: str, usual: str = "true") -> bool:
    return (element.get(name) or usual).strip().lower() != "false"
