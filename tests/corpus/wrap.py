"""Breaks text into lines as word processors and browsers break Chinese (GB/T 15834, CSS line-break)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

NO_START = "，。、；：？！）》」』”’】〕…—,.;:?!)%"
NO_END = "（《「『“‘【〔("
# What may hang in the margin or be squeezed into the line.
_SMALL = "，。、；："
# A Latin word with what belongs to it, or one character.
_PIECE = re.compile(r"[A-Za-z0-9]+(?:[.\-/][A-Za-z0-9]+)*|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wrapped:
    """One line of a paragraph: its text, its natural width, and how far it starts from the left.

    `target` is the width it is squeezed or stretched to, `ends` whether the paragraph ends here.
    """

    text: str
    width: float
    indent: float = 0.0
    target: float | None = None
    starts: bool = False
    ends: bool = False


def wrap(
    text: str,
    room: float,
    measure: Callable[[str], float],
    *,
    indent: float = 0.0,
    punctuation: Literal["out", "in", "hang"] = "out",
    justified: bool = False,
    kept_spaces: bool = False,
) -> list[Wrapped]:
    """The lines of one paragraph in a column `room` wide."""
    pieces = _unbreakable(text, room, measure)
    lines: list[Wrapped] = []
    at = 0
    while at < len(pieces):
        start = indent if not lines else 0.0
        end, line = _line(pieces, at, room - start, measure, punctuation)
        target: float | None = None
        if measure(line.rstrip()) > room - start and punctuation == "in":
            target = room - start
        if end < len(pieces) and justified:
            target = room - start
        if punctuation == "hang" and target and line.rstrip()[-1] in _SMALL:
            target = None if measure(line.rstrip()) > room - start else target
        kept = line if kept_spaces and end < len(pieces) else line.rstrip()
        lines.append(Wrapped(kept, measure(kept), start, target, not lines, end >= len(pieces)))
        at = end
        while at < len(pieces) and pieces[at].isspace():
            at += 1
    lines[-1] = replace(lines[-1], ends=True)
    return lines


def first_piece(text: str) -> str:
    """What a line that starts with the text cannot be shorter than."""
    return _unbreakable(text, float("inf"), lambda _: 0.0)[0]


def _line(
    pieces: list[str],
    start: int,
    room: float,
    measure: Callable[[str], float],
    punctuation: str,
) -> tuple[int, str]:
    """Where a line from `start` ends, and its text."""
    end, width = start, 0.0
    while end < len(pieces):
        step = measure(pieces[end])
        if width + step > room + 0.01 and end > start and not pieces[end].isspace():
            break
        width += step
        end += 1
    line = "".join(pieces[start:end])
    if punctuation != "out" and end < len(pieces):
        # The piece after the line is an ideograph with its comma: with both too wide, but the
        # ideograph alone not, the comma hangs, or all of the line is squeezed.
        piece = pieces[end]
        if len(piece) == 2 and piece[1] in _SMALL and width + measure(piece[0]) <= room + 0.01:
            end += 1
            line += piece
    return end, line


def _unbreakable(text: str, room: float, measure: Callable[[str], float]) -> list[str]:
    """The pieces between which a line may break; one wider than the column is cut anywhere."""
    pieces: list[str] = []
    for match in _PIECE.finditer(text):
        piece = match[0]
        glued = pieces and (piece[0] in NO_START or pieces[-1][-1] in NO_END)
        if glued and not pieces[-1].isspace() and not piece.isspace():
            pieces[-1] += piece
        else:
            pieces.append(piece)
    result: list[str] = []
    for piece in pieces:
        result += [piece] if measure(piece) <= room else list(piece)
    return result
