"""Whether two names differ by a slip of the pen: one character, and what stands there is no word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from pipeline.compare.values import Entry


def slips(
    left: Sequence[Entry], right: Sequence[Entry], old: Sequence[Entry], new: Sequence[Entry]
) -> npt.NDArray[np.bool_]:
    """For each pair of left and right, some of the old and new items, whether it is a slip.

    In 消格核查 for 消防核查 the characters that come to stand side by side do so in no name of the
    list; in 低保管理 for 医保管理 they do, in 低保办理: that is a word, and another duty.
    """
    known = words(old, new)
    near = process.cdist(
        [entry.name for entry in left],
        [entry.name for entry in right],
        scorer=Levenshtein.distance,
        score_cutoff=1,
    )
    found = np.zeros((len(left), len(right)), dtype=bool)
    for i, j in np.argwhere(np.asarray(near) == 1).tolist():
        gone, come = character_pairs(left[i].name), character_pairs(right[j].name)
        found[i, j] = not (come - gone) & known[0] or not (gone - come) & known[1]
    return found


def character_pairs(name: str) -> set[str]:
    """The pairs of characters that stand side by side."""
    return {a + b for a, b in pairwise(name)}


def words(old: Sequence[Entry], new: Sequence[Entry]) -> tuple[set[str], set[str]]:
    """The character pairs in the names of either version."""
    of_old, of_new = (
        {pair for entry in side for pair in character_pairs(entry.name)} for side in (old, new)
    )
    return of_old, of_new
