"""The drawings of a page, also those inside forms, in the page's own coordinates."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Set
from itertools import filterfalse, repeat
from typing import NamedTuple

import pypdfium2_raw as raw

from pipeline.read.pdf.contents import Span, grey
from pipeline.read.pdf.paths import Path, Point, chords
from pipeline.read.pdf.pdfium import calls

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# pdfium stops parsing forms before this depth.
_MAX_DEPTH = 40
# The fonts that every reader of PDF brings along (ISO 32000-1, 9.6.2.2).
_STANDARD_FONTS = ("Helvetica", "Times", "Courier", "Symbol", "ZapfDingbats", "Arial")
_LONGEST_NAME = 128
# Two that steer it, and its end.
_POINTS_OF_CURVE = 3
# White space has bounds without extent.
_NOTHING = 0.01


class Stray(NamedTuple):
    """A text object that pdfium's text page leaves out: of white space only, or a repetition.

    `matrix` is that of its text, `size` the font size in it; `middle` is where it stands. `drawable`:
    whether its font's glyphs are known, so that what is blank is white space.
    """

    handle: int
    matrix: Matrix
    size: float
    blank: bool
    drawable: bool
    middle: Point


class Objects(NamedTuple):
    """The objects of a page in the order in which they are drawn: paths (also pictures and shadings)
    with pdfium's handle of each, and the text objects that own no character."""

    paths: list[Path]
    handles: list[int]
    strays: list[Stray]


class PageTooLargeError(Exception):
    """A page with more characters or drawings than any list's."""


class _Buffers:
    """Where pdfium writes what it tells of one object."""

    def __init__(self) -> None:
        self.floats = (ctypes.c_float * 6)()
        self.ints = (ctypes.c_uint * 4)()
        start, colours = ctypes.addressof(self.floats), ctypes.addressof(self.ints)
        self.at = tuple(start + 4 * index for index in range(6))
        self.colour_at = tuple(colours + 4 * index for index in range(4))


def read_objects(page: int, count: int, owners: Set[int], most: int) -> Objects:
    """Every path, picture and shading of a page, and the text objects that are not among the owners
    of its characters. Raises PageTooLargeError where it has more objects than `most`, in forms too.
    """
    found = Objects([], [], [])
    buffers = _Buffers()
    # Each entry is what is still to be drawn of a form, the innermost last.
    open_forms = [(iter(map(calls.page_object, repeat(page), range(count))), _IDENTITY)]
    seen = count
    while open_forms:
        objects, outer = open_forms[-1]
        for handle in filterfalse(owners.__contains__, objects):
            kind = calls.object_type(handle)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                found.paths.append(_path(handle, outer, buffers))
                found.handles.append(handle)
            elif kind == raw.FPDF_PAGEOBJ_TEXT:
                found.strays.append(_stray(handle, outer, buffers))
            elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
                found.paths.append(_picture(handle, outer, buffers))
                found.handles.append(handle)
            elif kind == raw.FPDF_PAGEOBJ_FORM and len(open_forms) <= _MAX_DEPTH:
                inside = max(0, calls.count_form_objects(handle))
                seen += inside
                if seen > most:
                    raise PageTooLargeError(f"more than {most} drawings")
                calls.matrix(handle, buffers.at[0])
                inner = _combined(tuple(buffers.floats), outer)
                form = map(calls.form_object, repeat(handle), range(inside))
                open_forms.append((iter(form), inner))
                break
        else:
            open_forms.pop()
    return found


def _stray(handle: int, outer: Matrix, buffers: _Buffers) -> Stray:
    calls.text_size(handle, buffers.at[0])
    size = buffers.floats[0]
    calls.matrix(handle, buffers.at[0])
    matrix = _combined(tuple(buffers.floats), outer)
    calls.bounds(handle, *buffers.at[:4])
    left, bottom, right, top = buffers.floats[:4]
    middle = _placed((left + right) / 2, (bottom + top) / 2, outer)
    blank = right - left < _NOTHING or top - bottom < _NOTHING
    return Stray(handle, matrix, size, blank, not blank or _is_drawable(handle), middle)


def _is_drawable(handle: int) -> bool:
    """Whether pdfium has the glyphs of a text object's font: they come with the file, or with pdfium
    itself. Any other font it looks for on the machine, in vain where none is installed."""
    font = calls.text_font(handle)
    if not font or calls.font_is_embedded(font) == 1:
        return True
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    calls.font_name(font, ctypes.addressof(name), _LONGEST_NAME)
    return name.value.decode("utf-8", "replace").startswith(_STANDARD_FONTS)


def _path(handle: int, outer: Matrix, buffers: _Buffers) -> Path:
    floats, ints, at = buffers.floats, buffers.ints, buffers.at
    calls.draw_mode(handle, buffers.colour_at[0], buffers.colour_at[1])
    filled, stroked = ints[0] != raw.FPDF_FILLMODE_NONE, bool(ints[1])
    lightness = 0.0
    if filled and calls.fill_colour(handle, *buffers.colour_at):
        lightness = grey(ints[0] / 255, ints[1] / 255, ints[2] / 255)
        filled = ints[3] > 0
    if stroked and calls.stroke_colour(handle, *buffers.colour_at):
        stroked = ints[3] > 0
    clip = _clip(handle, outer, buffers)
    calls.matrix(handle, at[0])
    inner = _combined(tuple(floats), outer)
    calls.stroke_width(handle, at[0])
    width = floats[0] * abs(inner[0] * inner[3] - inner[1] * inner[2]) ** 0.5
    segments = map(calls.segment, repeat(handle), range(max(0, calls.count_segments(handle))))
    return Path(_subpaths(segments, inner, buffers), stroked, filled, lightness, width, clip)


def _subpaths(segments: Iterator[int], matrix: Matrix, buffers: _Buffers) -> list[list[Point]]:
    a, b, c, d, e, f = matrix
    floats, at_x, at_y = buffers.floats, buffers.at[0], buffers.at[1]
    subpaths: list[list[Point]] = []
    curve: list[Point] = []
    for segment in segments:
        calls.point(segment, at_x, at_y)
        x, y = floats[0], floats[1]
        point = (a * x + c * y + e, b * x + d * y + f)
        kind = calls.segment_type(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO or not subpaths:
            subpaths.append([point])
        elif kind == raw.FPDF_SEGMENT_BEZIERTO:
            curve.append(point)
            if len(curve) == _POINTS_OF_CURVE:
                subpaths[-1] += chords(subpaths[-1][-1], *curve)
                curve = []
        else:
            subpaths[-1].append(point)
        if calls.closes(segment):
            subpaths[-1].append(subpaths[-1][0])
    return subpaths


def _clip(handle: int, outer: Matrix, buffers: _Buffers) -> Span | None:
    """What the path is clipped to, as a box; None where it is not."""
    clip = calls.clip_path(handle)
    limits: Span | None = None
    for index in range(max(0, calls.count_clips(clip)) if clip else 0):
        count = calls.count_clip_segments(clip, index)
        segments = map(calls.clip_segment, repeat(clip), repeat(index), range(max(0, count)))
        points = [p for subpath in _subpaths(segments, outer, buffers) for p in subpath]
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = (min(xs), min(ys), max(xs), max(ys))
            limits = box if limits is None else (
                max(box[0], limits[0]), max(box[1], limits[1]),
                min(box[2], limits[2]), min(box[3], limits[3]),
            )  # fmt: skip
    return limits


def _picture(handle: int, outer: Matrix, buffers: _Buffers) -> Path:
    calls.bounds(handle, *buffers.at[:4])
    left, bottom, right, top = buffers.floats[:4]
    corners = ((left, bottom), (right, bottom), (right, top), (left, top), (left, bottom))
    points = [_placed(x, y, outer) for x, y in corners]
    return Path([points], stroked=False, filled=True, grey=None, width=0.0, clip=None)


def _placed(x: float, y: float, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _combined(inner: tuple[float, ...], outer: Matrix) -> Matrix:
    """The matrix that applies `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc, a * ob + b * od,
        c * oa + d * oc, c * ob + d * od,
        e * oa + f * oc + oe, e * ob + f * od + of,
    )  # fmt: skip
