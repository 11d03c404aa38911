"""Two readings of one stretch of text held against each other: what both read, and what is in doubt.

Confidence alone is a poor flag: recognisers are sure of their mistakes. Two that were trained apart make
different ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein, Opcodes

from pipeline.read.pdf.scan.recognise import Letter

# Marks that differ in width only: that of print is settled by rule, not read (see `widths`).
_PLAIN = dict(zip(",;:!?().%~", "，；：！？（）．％～", strict=True))

# The dots that lead from a title to its page in the contents: how many there are says nothing.
_LEADERS = re.compile(r"[.…·．。]{3,}|…+")


class Difference(NamedTuple):
    """Where two readings part: the letters from `start` to `end` of the first, and what the second has."""

    start: int
    end: int
    other: str


def surer(first: Sequence[Letter], second: Sequence[Letter]) -> tuple[list[Letter], list[Letter]]:
    """The two readings, with the surer of two characters that stand for each other in the first."""
    one, other = list(first), list(second)
    for op in _edits(first, second):
        if op.tag == "replace":
            for i, j in zip(
                range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=False
            ):
                if second[j].sure > first[i].sure:
                    one[i] = replace(first[i], text=second[j].text, sure=second[j].sure)
                    other[j] = replace(second[j], text=first[i].text, sure=first[i].sure)
    return one, other


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
