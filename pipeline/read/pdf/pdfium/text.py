"""The glyphs of a page, by how they are drawn; a column of numbers a property, for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from math import hypot
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.read.pdf.contents import ASCENT, DESCENT, Frame, Style, grey, quarter_turns
from pipeline.read.pdf.fonts import unmapped
from pipeline.read.pdf.glyphs import NO_GLYPHS, UNREADABLE, Flags, Floats, Glyphs, Indices
from pipeline.read.pdf.pdfium import calls

_UNREADABLE = ord(UNREADABLE)
_LAST_CODE = 0x10FFFF
# pdfium's own code for a hyphen at the end of a line.
_HYPHEN_CODE = 2
# Code units that are no character of their own, or no plain one.
_FIRST_PLAIN, _SURROGATES, _SPECIALS = 0x20, (0xD800, 0xE000), 0xFFF0
# Points: bounds of the places and of the sizes of glyphs.
_FARTHEST, _SMALLEST = 1e6, 0.1
# Characters that take a whole em: ideographs and full-width forms (UAX #11).
_WIDE = ((0x2E80, 0xFB00), (0xFE30, 0xFE70), (0xFF01, 0xFF61), (0xFFE0, 0xFFE7), (0x20000, 0x40000))
# Of 255: so much more red than green and blue is the red of seals.
_RED = 80
# The height of a box, or its width where that is more, is between these in font sizes, but where a font's
# own matrix makes up for an odd size.
_ODD_SIZE = (0.35, 3.0)
# As many glyphs tell how large an em is; the share of them that are narrower than the widest.
_ENOUGH, _WIDEST = 60, 0.9
# Text rendering modes (ISO 32000-1, table 106) 1 and 5 draw outlines only.
_OUTLINE_MODES = (1, 5)


@dataclass(frozen=True, slots=True)
class Runs:
    """The characters of an open text page that the document has, the text object that each is of, and
    the styles in which they are drawn; `count` is that of all its characters.

    The spaces and line ends that pdfium makes up belong to no text object and are left out.
    """

    text: int
    count: int
    characters: Indices
    owners: npt.NDArray[np.uint64]
    styles: list[Style]
    style_of: Indices

    def main_turn(self, rotation: int) -> int:
        """The quarter turns of the frame in which most glyphs run from left to right; `rotation`
        is the page's own, which wins where there are as many."""
        votes = [0, 0, 0, 0]
        numbers = np.bincount(self.style_of, minlength=len(self.styles)).tolist()
        for style, number in zip(self.styles, numbers, strict=True):
            if style.turn is not None:
                votes[-style.turn % 4] += number
        return max((rotation, 0, 1, 2, 3), key=lambda turn: votes[turn])

    def styles_in(self, frame: Frame) -> list[Style]:
        """The styles as seen in the frame."""
        return [
            style if style.turn is None else style._replace(turn=(style.turn + frame.turn) % 4)
            for style in self.styles
        ]

    def glyphs(self, frame: Frame) -> tuple[Glyphs, Indices]:
        """The glyphs in the frame, and of each the index of its first character."""
        if not len(self.characters):
            return NO_GLYPHS, self.characters
        codes = self._codes()
        origins = self._origins()
        texts = list(codes.tobytes().decode("utf-32-le", "surrogatepass"))
        boxes = self._boxes(codes, origins, frame)
        more = self._continued(origins)
        for index in np.flatnonzero(more).tolist():
            # pdfium puts a space of its own where justified text has a gap, at the place of the
            # glyph after it.
            if index > 1 and texts[index - 1].isspace():
                more[index - 1], more[index], texts[index - 1] = True, False, ""
        if more.any():
            texts, boxes = _joined(texts, more), boxes[~more]
        return Glyphs(texts, boxes), np.flatnonzero(~more)

    def _codes(self) -> npt.NDArray[np.uint32]:
        asked, indices = repeat(self.text), self.characters.tolist()
        codes = self._text()
        if codes is None:
            codes = np.fromiter(map(calls.unicode_of, asked, indices), np.uint32, len(indices))
        unmapped = np.fromiter(map(calls.is_unmapped, asked, indices), np.bool_, len(indices))
        codes[codes == _HYPHEN_CODE] = ord("-")
        codes[unmapped | (codes == 0) | (codes > _LAST_CODE)] = _UNREADABLE
        return codes

    def _text(self) -> npt.NDArray[np.uint32] | None:
        """The code of each character by one call for all; None where that text is not plainly one
        code a character: pdfium leaves some out of it, and marks hyphens its own way."""
        units = np.zeros(self.count + 1, np.uint16)
        given = calls.text_of(self.text, 0, self.count, units.ctypes.data)
        codes = units[self.characters].astype(np.uint32)
        odd = (codes < _FIRST_PLAIN) | ((codes >= _SURROGATES[0]) & (codes < _SURROGATES[1]))
        return None if given != len(units) or (odd | (codes >= _SPECIALS)).any() else codes

    def _origins(self) -> Floats:
        places = np.zeros((len(self.characters), 2))
        xs = _addresses(places)
        ys = range(xs.start + 8, xs.stop + 8, xs.step)
        _drain(map(calls.origin, repeat(self.text), self.characters.tolist(), xs, ys))
        return places

    def _boxes(
        self,
        codes: npt.NDArray[np.uint32],
        origins: Floats,
        frame: Frame,
    ) -> Floats:
        """x0, top, x1, bottom of each glyph, in the frame."""
        a, b, c, d, e, f = frame.matrix()
        styles = np.array([(s.turn == 0, s.size, s.width) for s in self.styles_in(frame)])
        upright, size, width = styles[self.style_of].T
        upright = upright > 0
        wide = np.zeros(len(codes), np.bool_)
        for first, last in _WIDE:
            wide |= (codes >= first) & (codes < last)
        # An ideograph's advance is known, and pdfium's box tells none where a program gave the text
        # in place of a glyph's own.
        loose = np.zeros((len(codes), 4), np.float32)
        asked = ~(wide & upright)
        places = (loose.ctypes.data + loose.strides[0] * np.flatnonzero(asked)).tolist()
        _drain(map(calls.loose_box, repeat(self.text), self.characters[asked].tolist(), places))
        left, high, right, low = loose.T.astype(np.float64)
        xs = np.sort((a * left + c * low + e, a * right + c * high + e), axis=0)
        ys = np.sort((b * left + d * low + f, b * right + d * high + f), axis=0)
        x = a * origins[:, 0] + c * origins[:, 1] + e
        base = b * origins[:, 0] + d * origins[:, 1] + f
        end = np.where(wide, x + width, np.minimum(xs[1], x + width))
        boxes = np.where(
            upright,
            (x, base - ASCENT * size, np.maximum(x, end), base + DESCENT * size),
            (xs[0], ys[0], xs[1], ys[1]),
        ).T
        # Damage puts glyphs anywhere, and makes them of any size.
        boxes = np.nan_to_num(boxes, nan=-_FARTHEST).clip(-_FARTHEST, _FARTHEST)
        boxes[:, 2:] = np.maximum(boxes[:, 2:], boxes[:, :2] + _SMALLEST)
        rounded: Floats = boxes.round(3)
        return rounded

    def _continued(self, origins: Floats) -> Flags:
        """Which characters stand where the one before does: one glyph is several characters."""
        owners = self.owners
        more = np.zeros(len(owners), np.bool_)
        more[1:] = (owners[1:] == owners[:-1]) & (origins[1:] == origins[:-1]).all(axis=1)
        return more


def readable(
    glyphs: Glyphs, owners: Sequence[int], styles: Sequence[Style], style_of: Indices
) -> Glyphs:
    """The glyphs with a mark in place of each whose font has no map, so that its code is no character;
    `owners` are their text objects."""
    if not len(glyphs):
        return glyphs
    turned = np.array([style.turn in (1, 3) for style in styles])[style_of]
    em = np.array([style.width for style in styles])[style_of]
    sides = glyphs.boxes[:, 2:] - glyphs.boxes[:, :2]
    ems = np.where(turned, sides[:, 1], sides[:, 0]) / em
    strange = unmapped(glyphs.texts, ems, lambda: list(map(calls.text_font, owners)))
    if strange is None:
        return glyphs
    pairs = zip(glyphs.texts, strange.tolist(), strict=True)
    return Glyphs([UNREADABLE if bad else text for text, bad in pairs], glyphs.boxes)


def find_runs(text: int, count: int) -> Runs:
    """The characters of an open text page that holds so many."""
    found = np.fromiter(map(calls.text_object, repeat(text), range(count)), np.uint64, count)
    characters = np.flatnonzero(found)
    owners = found[characters]
    objects, first, object_of = np.unique(owners, return_index=True, return_inverse=True)
    drawn = _drawn(text, objects.tolist(), characters[first].tolist())
    # Objects that are drawn one after another mostly look alike: a row for each change.
    changes = np.append(True, (drawn[1:] != drawn[:-1]).any(axis=1))[: len(drawn)]
    rows = drawn[changes]
    row_of = (np.cumsum(changes) - 1)[object_of]
    rows[:, :4] *= _ems(text, rows, row_of, characters)[:, None]
    styles: dict[Style, int] = {}
    style_of_row = [styles.setdefault(_style(row), len(styles)) for row in rows.tolist()]
    style_of = np.array(style_of_row, np.int64)[row_of]
    return Runs(text, count, characters, owners, list(styles), style_of)


def _ems(text: int, rows: Floats, row_of: Indices, characters: Indices) -> Floats:
    """How large an em is, in font sizes, for each row of what is drawn alike: 1, but for Type 3 fonts whose
    own matrix makes up for an odd size."""
    ems = np.ones(len(rows))
    if not len(rows):
        return ems
    first = np.unique(row_of, return_index=True)[1]
    sizes = (rows[:, 9] * np.hypot(rows[:, 2], rows[:, 3])).clip(_SMALLEST / 100)
    sides = _loose(text, characters[first])
    ratios = np.abs(sides).max(axis=1) / sizes
    for row in np.flatnonzero((ratios < _ODD_SIZE[0]) | (ratios > _ODD_SIZE[1])).tolist():
        # The widest glyphs are ideographs, and those have the width of an em.
        some = _loose(text, characters[row_of == row][:_ENOUGH])
        em = max(np.quantile(np.abs(some[:, 0]), _WIDEST), float(np.median(np.abs(some[:, 1]))))
        ratio = em / sizes[row]
        if ratio > 0 and not _ODD_SIZE[0] <= ratio <= _ODD_SIZE[1]:
            ems[row] = ratio
    return ems


def _loose(text: int, characters: Indices) -> Floats:
    """Width and height of the box that pdfium tells of each character, as the text runs on paper."""
    boxes = np.zeros((len(characters), 4), np.float32)
    _drain(map(calls.loose_box, repeat(text), characters.tolist(), _addresses(boxes)))
    sides: Floats = (boxes[:, [2, 1]] - boxes[:, [0, 3]]).astype(np.float64)
    return sides


def _drawn(text: int, objects: Sequence[int], first: Sequence[int]) -> Floats:
    """What pdfium tells of how each text object is drawn, given with its first character: a row of
    the four numbers of its matrix, the colour's four and whether it is known, size and mode."""
    count = len(objects)
    matrices, colours = np.zeros((count, 6), np.float32), np.zeros((count, 4), np.uint32)
    _drain(map(calls.char_matrix, repeat(text), first, _addresses(matrices)))
    at = _addresses(colours)
    red, green, blue, alpha = (range(at.start + i, at.stop + i, at.step) for i in (0, 4, 8, 12))
    drawn = np.zeros((count, 11))
    drawn[:, 8] = np.fromiter(
        map(calls.fill_colour, objects, red, green, blue, alpha), np.int64, count
    )
    drawn[:, 9] = np.fromiter(map(calls.font_size, repeat(text), first), np.float64, count)
    drawn[:, 10] = np.fromiter(map(calls.render_mode, objects), np.int64, count)
    drawn[:, :4], drawn[:, 4:8] = matrices[:, :4], colours
    return drawn


def _style(drawn: Sequence[float]) -> Style:
    a, b, c, d, red, green, blue, alpha, known, size, mode = drawn
    return Style(
        size=max(_SMALLEST, round(size * hypot(c, d), 2)),
        width=max(_SMALLEST, round(size * hypot(a, b), 2)),
        turn=quarter_turns(a, b),
        grey=grey(red / 255, green / 255, blue / 255) if known else 0.0,
        opacity=round(alpha / 255, 2) if known else 1.0,
        outline=mode in _OUTLINE_MODES,
        red=bool(known) and red - max(green, blue) >= _RED,
    )


def _joined(texts: Sequence[str], more: Flags) -> list[str]:
    """The text of each glyph: a ligature's characters, a pair of surrogates as one."""
    joined: list[str] = []
    for text, continues in zip(texts, more.tolist(), strict=True):
        if continues:
            pair = (joined[-1] + text).encode("utf-16-le", "surrogatepass")
            joined[-1] = pair.decode("utf-16-le", "replace")
        else:
            joined.append(text)
    return joined


def _addresses(rows: npt.NDArray[Any]) -> range:
    """Where each row of an array is in memory."""
    # An array without rows may have no stride.
    start, step = rows.ctypes.data, rows.strides[0] or 1
    return range(start, start + step * len(rows), step)


def _drain(calls_to_make: Iterable[int]) -> None:
    for _ in calls_to_make:
        pass
