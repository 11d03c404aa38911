"""The objects of an OFD page: text, paths and pictures at their places on the sheet (GB/T 33190-2016, 8 to 11).

In points, y upwards from the lower left corner of the page, as the reader of PDFs has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import hypot
from typing import Any, NamedTuple

from pipeline.model.errors import SourceError
from pipeline.read.ofd.letters import glyphs_of, letters_of
from pipeline.read.ofd.matrix import Matrix, bounds, cornered, own_matrix, placed
from pipeline.read.ofd.outlines import parts_of
from pipeline.read.ofd.package import PageParts, Resources, child, children, local, numbers
from pipeline.read.ofd.paint import Paint, Styles, share
from pipeline.read.pdf.paths import Path, Point

_POINTS = 72 / 25.4
# Of a document; a list has some ten thousand objects.
_DEEPEST, _MOST = 30, 1_000_000
_LINE_WIDTH = 0.353
# Font sizes in points below which nobody reads anything.
_TINY = 1.5
# An object is cut to its boundary, but few programs compute it to the hair: text reaches out by this share
# of its size, a line by so many millimetres besides its own width.
_OUT_OF_TEXT, _OUT_OF_PATH = 0.5, 0.5

Clip = tuple[list[Point], ...]
"""The parts of an area to which something is cut."""


class Letter(NamedTuple):
    """A character as drawn: where its base line begins, how it advances, its size and its width; the number of its
    glyph in its font, where the file says which."""

    text: str
    x: float
    y: float
    along: Point
    size: float
    width: float
    stretch: float
    glyph: int | None = None


class Drawn(NamedTuple):
    """An object: letters, a path, or a picture by its resource's identifier with the matrix of its unit square
    (`path`, with grey None, is its place). `clips`: the areas to all of which it is cut."""

    letters: tuple[Letter, ...] = ()
    path: Path | None = None
    picture: str | None = None
    matrix: Matrix = Matrix()
    fill: Paint = Paint()
    line: Paint = Paint()
    even_odd: bool = False
    clips: tuple[Clip, ...] = ()
    visible: bool = True
    font: str = ""


@dataclass(slots=True)
class Drawing:
    """What a page draws, in the order in which it does."""

    width: float
    height: float
    objects: list[Drawn] = field(default_factory=list)


class Budget:
    """How many objects and letters a document has had so far: templates may be drawn again and again."""

    def __init__(self, file: str) -> None:
        self.file, self._spent = file, 0

    def spend(self, number: int) -> None:
        """Raises SourceError where they are more than any list has."""
        self._spent += number
        if self._spent > _MOST:
            raise SourceError("holds more objects than any duty list", self.file)


class _Group(NamedTuple):
    """What an object is in: the matrix to the sheet, the areas it is cut to, its opacity, whether it is shown."""

    sheet: Matrix
    clips: tuple[Clip, ...] = ()
    opacity: float = 1.0
    visible: bool = True
    depth: int = 0


def draw(page: PageParts, budget: Budget) -> Drawing:
    """What a page draws. Raises SourceError for one that is out of all proportion."""
    x, y, width, height = page.box
    drawing = Drawing(width * _POINTS, height * _POINTS)
    # Millimetres from the upper left corner to points from the lower left one.
    sheet = Matrix(_POINTS, 0, 0, -_POINTS, -x * _POINTS, (height + y) * _POINTS)
    drawer = _Drawer(drawing, page.resources, budget)
    for content in page.contents:
        drawer.objects(content, _Group(sheet))
    return drawing


class _Drawer:
    def __init__(self, drawing: Drawing, resources: Resources, budget: Budget) -> None:
        self._drawing, self._resources, self._budget = drawing, resources, budget
        self._styles = Styles(resources.styles)

    def objects(self, container: Any, group: _Group) -> None:
        """Everything in a layer, a block or an appearance, in order."""
        if group.depth > _DEEPEST:
            raise SourceError("objects nested too deeply; damaged", self._budget.file)
        if local(container) == "Appearance":
            group = group._replace(sheet=placed(container, group.sheet))
        for element in container:
            self._budget.spend(1)
            shown = group._replace(visible=group.visible and _is_on(element, "Visible"))
            match local(element):
                case "Layer" | "PageBlock" | "Content":
                    self.objects(element, shown._replace(depth=group.depth + 1))
                case "TextObject":
                    self._text(element, shown)
                case "PathObject":
                    self._path(element, shown)
                case "ImageObject":
                    self._image(element, shown)
                case "CompositeObject":
                    self._unit(element, shown)

    def _unit(self, element: Any, group: _Group) -> None:
        unit = self._resources.units.get(element.get("ResourceID", ""))
        if unit is not None:
            sheet = placed(element, group.sheet)
            clips = (*group.clips, *_clips(element, group.sheet, _OUT_OF_PATH))
            opacity = group.opacity * share(element.get("Alpha"))
            self.objects(unit, _Group(sheet, clips, opacity, group.visible, group.depth + 1))

    def _text(self, element: Any, group: _Group) -> None:
        sizes = numbers(element.get("Size"))
        if not sizes or sizes[0] <= 0:
            return
        place = placed(element, group.sheet)
        stretch = (numbers(element.get("HScale")) or [1.0])[0]
        along = place.a, place.b
        size = sizes[0] * hypot(place.c, place.d)
        fill = self._styles.paint(element, "FillColor", group.opacity)
        line = self._styles.paint(element, "StrokeColor", group.opacity)
        filled, stroked = _is_on(element, "Fill"), _is_on(element, "Stroke", usual="false")
        paint = fill if filled else line
        letters = []
        glyphs = glyphs_of(element)
        for number, (text, x, y, width) in enumerate(letters_of(element, sizes[0], stretch)):
            self._budget.spend(1)
            at = place.at(x, y)
            letters.append(
                Letter(text, *at, along, size, width * hypot(*along), stretch, glyphs.get(number))
            )
        seen = paint.opacity > 0 and size > _TINY and (filled or stroked) and group.visible
        own = hypot(own_matrix(element).c, own_matrix(element).d)
        clips = (*group.clips, *_clips(element, group.sheet, _OUT_OF_TEXT * sizes[0] * own))
        if letters:
            self._drawing.objects.append(
                Drawn(
                    tuple(letters),
                    fill=paint,
                    clips=clips,
                    visible=seen,
                    font=element.get("Font", ""),
                )
            )

    def _path(self, element: Any, group: _Group) -> None:
        place = placed(element, group.sheet)
        line = self._styles.paint(element, "StrokeColor", group.opacity)
        fill = self._styles.paint(element, "FillColor", group.opacity)
        stroked = _is_on(element, "Stroke") and line.opacity > 0
        filled = _is_on(element, "Fill", usual="false") and fill.opacity > 0
        if not group.visible or not (stroked or filled):
            return
        data = getattr(child(element, "AbbreviatedData"), "text", None) or ""
        parts = [[place.at(*point) for point in part] for part in parts_of(data)]
        width = (numbers(self._styles.said(element, "LineWidth")) or [_LINE_WIDTH])[0]
        if parts := [part for part in parts if part]:
            path = Path(parts, stroked, filled, fill.grey, width * hypot(place.a, place.b))
            clips = (*group.clips, *_clips(element, group.sheet, _OUT_OF_PATH + max(0.0, width)))
            even_odd = element.get("Rule") == "Even-Odd"
            self._drawing.objects.append(
                Drawn(path=path, fill=fill, line=line, even_odd=even_odd, clips=clips)
            )

    def _image(self, element: Any, group: _Group) -> None:
        box = bounds(element, group.sheet)
        opacity = group.opacity * share(element.get("Alpha"))
        if not box or not group.visible or opacity <= 0:
            return
        matrix = placed(element, group.sheet)
        if len(numbers(element.get("CTM"))) != 6:
            width, height = numbers(element.get("Boundary"))[2:]
            matrix = matrix.after(Matrix(a=width, d=height))
        # A mask says where it is transparent, which then is not known.
        name = None if element.get("ImageMask") else element.get("ResourceID")
        self._drawing.objects.append(
            Drawn(
                path=Path([box], stroked=False, filled=True, grey=None),
                picture=name or "",
                matrix=matrix,
                fill=Paint(opacity=opacity),
                clips=(*group.clips, *_clips(element, group.sheet, 0.0)),
            )
        )


def _clips(element: Any, outer: Matrix, more: float) -> Iterator[Clip]:
    """What an object is cut to: its boundary, larger by `more` on each side, and the areas that it names."""
    if boundary := bounds(element, outer, more):
        yield (boundary,)
    corner = cornered(element, outer)
    for clips in children(element, "Clips"):
        inner = corner if clips.get("TransFlag") == "false" else placed(element, outer)
        for clip in children(clips, "Clip"):
            parts: list[list[Point]] = []
            for area in children(clip, "Area"):
                moved = inner.after(own_matrix(area))
                for path in children(area, "Path"):
                    data = getattr(child(path, "AbbreviatedData"), "text", None) or ""
                    place = placed(path, moved)
                    parts += [[place.at(*p) for p in part] for part in parts_of(data)]
            # One of letters, or of nothing, is not known: the object is shown as a whole.
            if any(len(part) > 2 for part in parts):
                yield tuple(part for part in parts if len(part) > 2)


def _is_on(element: Any, name: str, usual: str = "true") -> bool:
    return (element.get(name) or usual).strip().lower() not in ("false", "0")
