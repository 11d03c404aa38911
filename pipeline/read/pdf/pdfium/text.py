"""The glyphs of a page, by how they are drawn."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import repeat
from math import hypot
from typing import Any

from pipeline.read.pdf.contents import (
    ASCENT,
    DESCENT,
    FIRST_WIDE,
    Frame,
    Style,
    grey,
    is_wide,
    quarter_turns,
)
from pipeline.read.pdf.pdfium import calls
from pipeline.read.pdf.values import Glyph

_UNREADABLE = "\N{REPLACEMENT CHARACTER}"
# pdfium's own code for a hyphen at the end of a line.
_HYPHEN_CODE = 2
# Text rendering modes (ISO 32000-1, table 106) 1 and 5 draw outlines only.
_OUTLINE_MODES = (1, 5)
_BYTES_PER_PLACE = 16


class Runs:
    """The characters of an open text page, and how the text object of each is drawn."""

    def __init__(self, text_page: int, count: int) -> None:
        self._text, self._count = text_page, count
        # The line ends and spaces that pdfium makes up belong to no object.
        self._owners = list(map(calls.text_object, repeat(text_page), range(count)))
        first: dict[int | None, int] = {}
        for index, owner in enumerate(self._owners):
            if owner not in first:
                first[owner] = index
        first.pop(None, None)
        self._styles = dict(zip(first, _styles(text_page, first), strict=True))

    def main_turn(self, rotation: int) -> int:
        """The quarter turns of the frame in which most glyphs run from left to right; `rotation`
        is the page's own, which wins where there are as many."""
        votes = [0, 0, 0, 0]
        for owner in self._owners:
            turn = self._styles[owner].turn if owner else None
            if turn is not None:
                votes[-turn % 4] += 1
        return max((rotation, 0, 1, 2, 3), key=lambda turn: votes[turn])

    def glyphs(self, frame: Frame) -> dict[Style, list[Glyph]]:
        """The glyphs of each style, in the frame."""
        a, b, c, d, e, f = frame.matrix()
        result: dict[Style, list[Glyph]] = {}
        groups: dict[int | None, tuple[float, float, list[Glyph]]] = {}
        for owner, style in self._styles.items():
            turn = None if style.turn is None else (style.turn + frame.turn) % 4
            group = result.setdefault(style._replace(turn=turn), [])
            groups[owner] = style.size if turn == 0 else 0.0, style.width, group
        last = None
        for owner, code, unmapped, x, y, left, top, right, bottom in self._characters():
            if owner is None:
                continue
            size, width, group = groups[owner]
            char = _UNREADABLE if unmapped else _character(code)
            if last == (owner, x, y) and group:
                group[-1] = _longer(group[-1], char)
                continue
            last = owner, x, y
            x0, x1 = a * left + c * bottom + e, a * right + c * top + e
            if size:
                start, base = a * x + c * y + e, b * x + d * y + f
                # Of text that a program gave in place of a glyph's own, pdfium knows no advance.
                end = start + width
                if code < FIRST_WIDE or not is_wide(code):
                    end = min(max(x0, x1), end)
                box = (start, base - ASCENT * size, end, base + DESCENT * size)
            else:
                y0, y1 = b * left + d * bottom + f, b * right + d * top + f
                box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            group.append(Glyph(char, *box))
        return {style: group for style, group in result.items() if group}

    def _characters(
        self,
    ) -> Iterator[tuple[int | None, int, int, float, float, float, float, float, float]]:
        """Owner, code, whether its font does not tell the code, origin (x, y) and loose box (left,
        top, right, bottom) of every character."""
        text, count = self._text, self._count
        points, boxes = (ctypes.c_double * (2 * count))(), (ctypes.c_float * (4 * count))()
        xs, ys = _addresses(points, count), _addresses(points, count, 8)
        _drain(map(calls.origin, repeat(text), range(count), xs, ys))
        _drain(map(calls.loose_box, repeat(text), range(count), _addresses(boxes, count)))
        places, corners = points[:], boxes[:]
        return zip(
            self._owners,
            map(calls.unicode_of, repeat(text), range(count)),
            map(calls.is_unmapped, repeat(text), range(count)),
            places[::2], places[1::2],
            corners[::4], corners[1::4], corners[2::4], corners[3::4],
            strict=True,
        )  # fmt: skip


def _styles(text: int, first: dict[int | None, int]) -> Iterator[Style]:
    """How each text object is drawn, given with the index of its first character."""
    count = len(first)
    matrices, colours = (ctypes.c_float * (6 * count))(), (ctypes.c_uint * (4 * count))()
    start = ctypes.addressof(matrices)
    places = range(start, start + 24 * count, 24)
    _drain(map(calls.char_matrix, repeat(text), first.values(), places))
    reds, greens, blues, alphas = (_addresses(colours, count, 4 * i) for i in range(4))
    modes = list(map(calls.render_mode, first))
    known = list(map(calls.fill_colour, first, reds, greens, blues, alphas))
    sizes = map(calls.font_size, repeat(text), first.values())
    forms, inks = matrices[:], colours[:]
    cache: dict[object, Style] = {}
    for key in zip(
        forms[::6], forms[1::6], forms[2::6], forms[3::6], sizes, modes, known,
        inks[::4], inks[1::4], inks[2::4], inks[3::4], strict=True,
    ):  # fmt: skip
        if key not in cache:
            cache[key] = _style(*key)
        yield cache[key]


def _style(
    a: float, b: float, c: float, d: float, size: float, mode: int, known: int,
    red: int, green: int, blue: int, alpha: int,
) -> Style:  # fmt: skip
    lightness = grey(red / 255, green / 255, blue / 255) if known else 0.0
    return Style(
        size=round(size * hypot(c, d), 2),
        width=round(size * hypot(a, b), 2),
        turn=quarter_turns(a, b),
        grey=lightness,
        opacity=round(alpha / 255, 2) if known else 1.0,
        outline=mode in _OUTLINE_MODES,
    )


def _character(code: int) -> str:
    if code == _HYPHEN_CODE:
        return "-"
    return chr(code) if code else _UNREADABLE


def _longer(glyph: Glyph, char: str) -> Glyph:
    """One glyph that stands for several characters: a ligature, or a pair of surrogates."""
    text = (glyph.text + char).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return glyph._replace(text=text)


def _addresses(buffer: ctypes.Array[Any], count: int, offset: int = 0) -> Sequence[int]:
    start = ctypes.addressof(buffer)
    return range(start + offset, start + offset + _BYTES_PER_PLACE * count, _BYTES_PER_PLACE)


def _drain(calls_to_make: Iterator[int]) -> None:
    for _ in calls_to_make:
        pass
