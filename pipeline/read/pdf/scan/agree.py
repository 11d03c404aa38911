"""Two readings of one stretch of text held against each other: what both read, and what is in doubt.

Confidence alone is a poor flag: recognisers are sure of their mistakes. Two that were trained apart make
different ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein, Opcodes

from pipeline.read.pdf.scan.recognise import Letter

# Marks that differ in width only: that of print is settled by rule, not read (see `widths`).
_PLAIN = dict(zip(",;:!?().%~", "，；：！？（）．％～", strict=True))

# The dots that lead from a title to its page in the contents: how many there are says nothing.
_LEADERS = re.compile(r"[.…·．。]{3,}|…+")


# In usual steps: room that a letter takes. How sure a reading of one that the other left out has to be.
_ROOM, _SURE, _FEWEST_STEPS = 0.6, 0.9, 4


class Difference(NamedTuple):
    """Where two readings part: the letters from `start` to `end` of the first, and what the second has."""

    start: int
    end: int
    other: str


def surer(first: Sequence[Letter], second: Sequence[Letter]) -> tuple[list[Letter], list[Letter]]:
    """The two readings, with the surer of two characters that stand for each other in the first; and there, too, what
    only the second read where the first left room for it."""
    one, other = list(first), list(second)
    for op in reversed(list(_edits(first, second))):
        missed = second[op.dest_start : op.dest_end]
        if op.tag == "insert" and _left_out(first, op.src_start, missed):
            one[op.src_start : op.src_start] = missed
            del other[op.dest_start : op.dest_end]
        if op.tag == "replace":
            for i, j in zip(
                range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=False
            ):
                if second[j].sure > first[i].sure:
                    one[i] = replace(first[i], text=second[j].text, sure=second[j].sure)
                    other[j] = replace(second[j], text=first[i].text, sure=first[i].sure)
    return one, other


def _left_out(first: Sequence[Letter], at: int, missed: Sequence[Letter]) -> bool:
    """Whether letters that a reading does not have at a place were left out by it: they are sure, and as much
    wider is the step over that place than others are."""
    steps = [b.at - a.at for a, b in pairwise(first)]
    if not 0 < at < len(first) or len(steps) < _FEWEST_STEPS:
        return False
    usual = sorted(steps)[len(steps) // 2]
    room = (first[at].at - first[at - 1].at) / usual - 1
    return room >= _ROOM * len(missed) and min(letter.sure for letter in missed) >= _SURE


def differences(first: Sequence[Letter], second: Sequence[Letter]) -> list[Difference]:
    """Where two readings differ otherwise than in the width of marks; neither holds white space."""
    found = []
    for op in _edits(first, second):
        text = "".join(letter.text for letter in second[op.dest_start : op.dest_end])
        own = "".join(letter.text for letter in first[op.src_start : op.src_end])
        if op.tag != "equal" and not _LEADERS.fullmatch(own + text):
            found.append(Difference(op.src_start, op.src_end, text))
    return found


def _edits(first: Sequence[Letter], second: Sequence[Letter]) -> Opcodes:
    one, other = (
        [_PLAIN.get(letter.text, letter.text) for letter in side] for side in (first, second)
    )
    return Levenshtein.opcodes(one, other)
