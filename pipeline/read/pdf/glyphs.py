"""The glyphs of a sheet: one at a time, and in columns, which is how thousands of them are handled."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.int64]

# Unicode's categories of what steers and is not printed.
_STEERING = ("Cc", "Cf", "Zl", "Zp", "Zs")
UNREADABLE = "\N{REPLACEMENT CHARACTER}"
"""Stands for a glyph whose font does not tell the character."""

_LEFT_HALF = frozenset("，。、；：！？）》」』】〕”’")

# Whether each code point is white space; the ideographic space is the last one that is.
_SPACES = np.array(list(map(str.isspace, map(chr, range(0x3002)))))


class Glyph(NamedTuple):
    """One printed character and its box, in points from the sheet's top left corner."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def size(self) -> float:
        """The height of the box, which is about the font size."""
        return self.bottom - self.top

    @property
    def ink(self) -> float:
        """The x at which it is printed: the middle of its box, or of the left half where only that
        has ink. Such a mark may hang over the edge of its cell."""
        return self.x0 + (self.x1 - self.x0) * (0.25 if self.text in _LEFT_HALF else 0.5)


@dataclass(frozen=True, slots=True, eq=False)
class Glyphs:
    """Many glyphs: the text of each, and a row of x0, top, x1, bottom for each."""

    texts: Sequence[str]
    boxes: Floats

    @classmethod
    def of(cls, glyphs: Iterable[Glyph]) -> Glyphs:
        """The same glyphs in columns."""
        rows = list(glyphs)
        boxes = np.array([row[1:] for row in rows], np.float64).reshape(-1, 4)
        return cls([row[0] for row in rows], boxes)

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Glyph]:
        return map(Glyph, self.texts, *self.boxes.T.tolist())

    def take(self, indices: Indices) -> Glyphs:
        """Those at the indices, in their order."""
        return Glyphs([self.texts[index] for index in indices.tolist()], self.boxes[indices])

    def where(self, flags: Flags) -> Glyphs:
        """Those that are flagged."""
        if flags.all():
            return self
        return Glyphs(list(compress(self.texts, flags.tolist())), self.boxes[flags])

    @property
    def sizes(self) -> Floats:
        """The height of each box."""
        sizes: Floats = self.boxes[:, 3] - self.boxes[:, 1]
        return sizes

    @property
    def middles(self) -> Floats:
        """How far down the middle of each stands."""
        middles: Floats = (self.boxes[:, 1] + self.boxes[:, 3]) / 2
        return middles

    @property
    def blank(self) -> Flags:
        """Which are white space."""
        codes = code_points(self.texts)
        if codes is None:
            return np.fromiter(map(str.isspace, self.texts), np.bool_, len(self.texts))
        blank: Flags = _SPACES[np.minimum(codes, len(_SPACES) - 1)]
        return blank

    @property
    def hollow(self) -> Flags:
        """Which print nothing: white space, and characters that only steer (zero width, soft hyphen)."""
        hollow = self.blank
        for index in np.flatnonzero(~hollow).tolist() if not self._printable else ():
            text = self.texts[index]
            hollow[index] = not text.isprintable() and all(
                unicodedata.category(char) in _STEERING for char in text
            )
        return hollow

    @property
    def _printable(self) -> bool:
        return "".join(self.texts).replace("\u3000", "").isprintable()

    def among(self, characters: frozenset[str]) -> Indices:
        """The indices of those that are one of the characters."""
        found = [index for index, text in enumerate(self.texts) if text in characters]
        return np.array(found, np.int64)

    def inks(self) -> Floats:
        """The `ink` of each."""
        x0, x1 = self.boxes[:, 0], self.boxes[:, 2]
        inks: Floats = x0 + (x1 - x0) * 0.5
        left = self.among(_LEFT_HALF)
        inks[left] = x0[left] + (x1[left] - x0[left]) * 0.25
        return inks


def code_points(texts: Sequence[str]) -> npt.NDArray[np.uint32] | None:
    """The code point of each text, all at once; None where one is no single character."""
    joined = "".join(texts)
    if len(joined) != len(texts) or not all(texts):
        return None
    return np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)


NO_GLYPHS = Glyphs((), np.zeros((0, 4)))
