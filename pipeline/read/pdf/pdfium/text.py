"""The glyphs of a page, by how they are drawn; a column of numbers a property, for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from math import hypot
from sys import intern
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.read.pdf.contents import ASCENT, DESCENT, Frame, Style, grey, quarter_turns
from pipeline.read.pdf.pdfium import calls
from pipeline.read.pdf.values import Glyph

_Floats = npt.NDArray[np.float64]
_Flags = npt.NDArray[np.bool_]
_Indices = npt.NDArray[np.int64]

_UNREADABLE = 0xFFFD
_LAST_CODE = 0x10FFFF
# pdfium's own code for a hyphen at the end of a line.
_HYPHEN_CODE = 2
# Points: bounds of the places and of the sizes of glyphs.
_FARTHEST, _SMALLEST = 1e6, 0.1
# Characters that take a whole em: ideographs and full-width forms (UAX #11).
_WIDE = ((0x2E80, 0xFB00), (0xFE30, 0xFE70), (0xFF01, 0xFF61), (0xFFE0, 0xFFE7), (0x20000, 0x40000))
# Text rendering modes (ISO 32000-1, table 106) 1 and 5 draw outlines only.
_OUTLINE_MODES = (1, 5)


@dataclass(frozen=True, slots=True)
class Runs:
    """The characters of an open text page that the document has, and how each is drawn.

    The spaces and line ends that pdfium makes up belong to no text object and are left out.
    """

    text: int
    characters: list[int]
    owners: list[int]
    styles: list[Style]
    style_of: _Indices

    def main_turn(self, rotation: int) -> int:
        """The quarter turns of the frame in which most glyphs run from left to right; `rotation`
        is the page's own, which wins where there are as many."""
        votes = [0, 0, 0, 0]
        numbers = np.bincount(self.style_of, minlength=len(self.styles)).tolist()
        for style, number in zip(self.styles, numbers, strict=True):
            if style.turn is not None:
                votes[-style.turn % 4] += number
        return max((rotation, 0, 1, 2, 3), key=lambda turn: votes[turn])

    def glyphs(self, frame: Frame) -> dict[Style, list[Glyph]]:
        """The glyphs of each style, in the frame."""
        if not self.characters:
            return {}
        codes = self._codes()
        origins = self._origins()
        # Each character once in memory, and below each coordinate once a page: half of a page's size.
        texts = list(map(intern, codes.tobytes().decode("utf-32-le", "surrogatepass")))
        styles = [
            style if style.turn is None else style._replace(turn=(style.turn + frame.turn) % 4)
            for style in self.styles
        ]
        boxes = self._boxes(codes, origins, styles, frame)
        groups = self.style_of
        more = self._continued(origins)
        for index in np.flatnonzero(more).tolist():
            # pdfium puts a space of its own where justified text has a gap, at the place of the
            # glyph after it.
            if index > 1 and texts[index - 1].isspace():
                more[index - 1], more[index], texts[index - 1] = True, False, ""
        if more.any():
            texts = _joined(texts, more)
            boxes, groups = boxes[~more], groups[~more]
        result: dict[Style, list[Glyph]] = {}
        once = dict[float, float]().setdefault
        for number, style in enumerate(styles):
            chosen = np.flatnonzero(groups == number)
            columns = [[once(v, v) for v in column] for column in boxes[chosen].T.tolist()]
            some = map(texts.__getitem__, chosen.tolist())
            # As Glyph(…), but without a call of Python code a glyph.
            made = map(tuple.__new__, repeat(Glyph), zip(some, *columns, strict=True))
            result.setdefault(style, []).extend(made)
        return result

    def _codes(self) -> npt.NDArray[np.uint32]:
        total = len(self.characters)
        codes = np.fromiter(
            map(calls.unicode_of, repeat(self.text), self.characters), np.uint32, total
        )
        unmapped = np.fromiter(
            map(calls.is_unmapped, repeat(self.text), self.characters), np.bool_, total
        )
        codes[codes == _HYPHEN_CODE] = ord("-")
        codes[unmapped | (codes == 0) | (codes > _LAST_CODE)] = _UNREADABLE
        return codes

    def _origins(self) -> _Floats:
        places = np.zeros((len(self.characters), 2))
        xs = _addresses(places)
        ys = range(xs.start + 8, xs.stop + 8, xs.step)
        _drain(map(calls.origin, repeat(self.text), self.characters, xs, ys))
        return places

    def _boxes(
        self,
        codes: npt.NDArray[np.uint32],
        origins: _Floats,
        styles: Sequence[Style],
        frame: Frame,
    ) -> _Floats:
        """x0, top, x1, bottom of each glyph, in the frame."""
        a, b, c, d, e, f = frame.matrix()
        upright: _Flags = np.array([style.turn == 0 for style in styles])[self.style_of]
        size = np.array([style.size for style in styles])[self.style_of]
        width = np.array([style.width for style in styles])[self.style_of]
        wide = np.zeros(len(codes), np.bool_)
        for first, last in _WIDE:
            wide |= (codes >= first) & (codes < last)
        # An ideograph's advance is known, and pdfium's box tells none where a program gave the text
        # in place of a glyph's own.
        loose = np.zeros((len(codes), 4), np.float32)
        asked = np.flatnonzero(~(wide & upright))
        _drain(
            map(
                calls.loose_box,
                repeat(self.text),
                map(self.characters.__getitem__, asked.tolist()),
                (_addresses(loose)[index] for index in asked.tolist()),
            )
        )
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
        rounded: _Floats = boxes.round(3)
        return rounded

    def _continued(self, origins: _Floats) -> _Flags:
        """Which characters stand where the one before does: one glyph is several characters."""
        owners = np.array(self.owners, np.uint64)
        more = np.zeros(len(owners), np.bool_)
        more[1:] = (owners[1:] == owners[:-1]) & (origins[1:] == origins[:-1]).all(axis=1)
        return more


def find_runs(text: int, count: int) -> Runs:
    """The characters of an open text page that holds so many."""
    found: list[int | None] = list(map(calls.text_object, repeat(text), range(count)))
    characters = [index for index, owner in enumerate(found) if owner]
    owners = [owner for owner in found if owner]
    # The first character of each object: the last one that is put in wins.
    first = dict(zip(reversed(owners), reversed(characters), strict=True))
    keys = _drawn(text, first)
    numbers: dict[Any, int] = {}
    number_of = {owner: numbers.setdefault(key, len(numbers)) for owner, key in keys}
    style_of = np.fromiter(map(number_of.__getitem__, owners), np.int64, len(owners))
    return Runs(text, characters, owners, [_style(*key) for key in numbers], style_of)


def _drawn(text: int, first: dict[int, int]) -> Iterable[tuple[int, Any]]:
    """What pdfium tells of how each text object is drawn, given with its first character."""
    count = len(first)
    matrices, colours = np.zeros((count, 6), np.float32), np.zeros((count, 4), np.uint32)
    _drain(map(calls.char_matrix, repeat(text), first.values(), _addresses(matrices)))
    at = _addresses(colours)
    red, green, blue, alpha = (range(at.start + i, at.stop + i, at.step) for i in (0, 4, 8, 12))
    known = map(calls.fill_colour, first, red, green, blue, alpha)
    sizes = map(calls.font_size, repeat(text), first.values())
    modes = map(calls.render_mode, first)
    told = list(zip(known, sizes, modes, strict=True))
    properties = zip(told, *matrices[:, :4].T.tolist(), *colours.T.tolist(), strict=True)
    return zip(first, properties, strict=True)


def _style(
    told: tuple[int, float, int], a: float, b: float, c: float, d: float,
    red: int, green: int, blue: int, alpha: int,
) -> Style:  # fmt: skip
    known, size, mode = told
    return Style(
        size=max(_SMALLEST, round(size * hypot(c, d), 2)),
        width=max(_SMALLEST, round(size * hypot(a, b), 2)),
        turn=quarter_turns(a, b),
        grey=grey(red / 255, green / 255, blue / 255) if known else 0.0,
        opacity=round(alpha / 255, 2) if known else 1.0,
        outline=mode in _OUTLINE_MODES,
    )


def _joined(texts: Sequence[str], more: _Flags) -> list[str]:
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
