"""Which characters of a text came and went, in pieces that read as words.

The shortest edit script keeps whatever characters happen to agree, and so leaves confetti. Equal runs
shorter than the edits on both sides of them are therefore taken into the edit, and an edit that could
as well stand a few characters further is moved to where a clause begins (Fraser, "Writing: Diff
Strategies", 2006: semantic and semantic lossless cleanup).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

# An equal run of one character between two edits is never worth an island of its own: 的, 和.
_SHORT_ISLAND = 1
_CLAUSE_ENDS = "，。；：、！？,;:）)》”」"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a field's text: in both versions, or in one of them only."""

    kind: Literal["same", "del", "ins"]
    text: str


@dataclass(slots=True)
class _Run:
    """A stretch that is the same, or what stood there and what stands there now."""

    same: str = ""
    gone: str = ""
    come: str = ""

    @property
    def size(self) -> int:
        return max(len(self.gone), len(self.come))


def pieces(old: str, new: str) -> list[Piece]:
    """The new text with what came and went.

    White space alone is no difference: it is shown as the new text has it, and inside what went as
    the old one had it.
    """
    runs = _runs("".join(old.split()), "".join(new.split()))
    return _spaced(_slid(_without_islands(runs), old, new), old, new)


def before_and_after(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """The old text with what went, and the new one with what came, each with its own white space."""
    found = pieces(old, new)
    return _side(old, found, "del"), _side(new, found, "ins")


def _side(text: str, found: Sequence[Piece], own: Literal["del", "ins"]) -> list[Piece]:
    reader = _Reader(text)
    side = [
        Piece(
            piece.kind, reader.take(len("".join(piece.text.split())), around=piece.kind == "same")
        )
        for piece in found
        if piece.kind in ("same", own)
    ]
    return [piece for piece in (*side, Piece("same", reader.spaces())) if piece.text]


def _runs(old: str, new: str) -> list[_Run]:
    """Alternately what is the same and what is not, beginning and ending with the same (or nothing)."""
    runs = [_Run()]
    for op in Indel.opcodes(old, new):
        if op.tag == "equal":
            if runs[-1].size:
                runs.append(_Run())
            runs[-1].same += old[op.src_start : op.src_end]
        else:
            if not runs[-1].size:
                runs.append(_Run())
            runs[-1].gone += old[op.src_start : op.src_end]
            runs[-1].come += new[op.dest_start : op.dest_end]
    return [*runs, _Run()] if runs[-1].size else runs


def _without_islands(runs: Sequence[_Run]) -> list[_Run]:
    kept = list(runs)
    at = 2
    while at < len(kept) - 2:
        before, island, after = kept[at - 1 : at + 2]
        if len(island.same) <= max(_SHORT_ISLAND, min(before.size, after.size) - 1):
            whole = _Run(
                gone=before.gone + island.same + after.gone,
                come=before.come + island.same + after.come,
            )
            kept[at - 1 : at + 2] = [whole]
            at = max(2, at - 2)  # the edit has grown, and may outweigh the island before it now
        else:
            at += 2
    return kept


def _slid(runs: Sequence[_Run], old: str, new: str) -> list[_Run]:
    """Moves an edit that only adds or only takes to the best of the places where it reads the same."""
    kept = [_Run(run.same, run.gone, run.come) for run in runs]
    breaks = _breaks(old), _breaks(new)
    ends = [0, 0]
    for at in range(1, len(kept) - 1, 2):
        before, edit, after = kept[at - 1 : at + 2]
        begun = [ends[0], ends[1]]
        if bool(edit.gone) != bool(edit.come):
            side = 0 if edit.gone else 1
            whole = before.same + (edit.gone or edit.come) + after.same
            inner = {place - begun[side] for place in breaks[side]}
            start = _best(whole, len(before.same), edit.size, inner)
            before.same, after.same = whole[:start], whole[start + edit.size :]
            text = whole[start : start + edit.size]
            edit.gone, edit.come = (text, "") if side == 0 else ("", text)
        ends[0] += len(before.same) + len(edit.gone)
        ends[1] += len(before.same) + len(edit.come)
    return kept


def _breaks(text: str) -> set[int]:
    """How many characters stand before each end of a line."""
    found, count = {0}, 0
    for line in text.split("\n"):
        count += len("".join(line.split()))
        found.add(count)
    return found


def _best(text: str, start: int, size: int, breaks: set[int]) -> int:
    """Where a stretch stands best for itself: as lines, else as clauses, else as it is."""

    def fit(place: int) -> int:
        ends = 2 * (place in breaks) or text[place - 1] in _CLAUSE_ENDS
        closes = 2 * (place + size in breaks) or text[place + size - 1] in _CLAUSE_ENDS
        return 2 * ends + closes

    return max(_places(text, start, size), key=fit)


def _places(text: str, start: int, size: int) -> Iterator[int]:
    """Where a stretch can be cut out of the text with the same rest: as it is, then around."""
    yield start
    left = right = start
    while left and text[left - 1] == text[left + size - 1]:
        left -= 1
        yield left
    while right + size < len(text) and text[right] == text[right + size]:
        right += 1
        yield right


def _spaced(runs: Sequence[_Run], old: str, new: str) -> list[Piece]:
    """The pieces with the white space of the texts; between two of them the same one gets it."""
    here, there = _Reader(old), _Reader(new)
    found: list[Piece] = []
    for run in runs:
        if not run.size:
            here.take(len(run.same), around=True)
            found.append(Piece("same", there.take(len(run.same), around=True)))
            continue
        open_before = here.at_space()
        gone = here.take(len(run.gone))
        if open_before and gone and here.at_space():
            gone += here.spaces()
        found += [Piece("del", gone), Piece("ins", there.take(len(run.come)))]
    return [piece for piece in found if piece.text]


class _Reader:
    """Reads a text by its characters that are no white space."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0

    def take(self, count: int, *, around: bool = False) -> str:
        """The next characters with the white space inside, and where asked the one around them."""
        start = self._at
        while count:
            count -= not self._text[self._at].isspace()
            self._at += 1
        text = self._text[start : self._at]
        return text + self.spaces() if around else text

    def spaces(self) -> str:
        """The white space that comes next."""
        start = self._at
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1
        return self._text[start : self._at]

    def at_space(self) -> bool:
        """Whether white space was read last, or comes next, or an end is here."""
        at, text = self._at, self._text
        return at in (0, len(text)) or text[at - 1].isspace() or text[at].isspace()
