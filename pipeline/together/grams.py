"""How much two duties have in common: character pairs, each weighted by how much it tells within one list.

A pair that stands in many duties of one list tells little, however many lists there are (inverse document
frequency: Spärck Jones, 1972, with one list as the collection). So the weights do not drift when more
lists of the same duties come in.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Sparse = sparse.csr_array[np.float64, tuple[int, int]]

# What both lack of each other counts above what one has more: see `compare.likeness`.
_BOTH_LACK = 0.75
# Pairs of contents that are in memory at a time: some 40 bytes each.
_PAIRS_AT_A_TIME = 4_000_000
# A character pair that stands in this share of a list's duties is a phrase of the genre; it counts so much.
_COMMON, _LEAST = 0.15, 0.02


def pairs_of(content: str) -> list[str]:
    """The pairs of neighbouring characters, each once; of one character that itself."""
    return list(dict.fromkeys(a + b for a, b in pairwise(content))) or [content]


class Grams:
    """The character pairs of many contents, with their weights."""

    def __init__(self, contents: Sequence[str], lists: Iterable[Sequence[int]]) -> None:
        """`lists` has, for each list, the indices of its contents."""
        numbers: dict[str, int] = {}
        rows = [[numbers.setdefault(p, len(numbers)) for p in pairs_of(c)] for c in contents]
        self._rows = [np.array(row, dtype=np.int64) for row in rows]
        self.count = len(numbers)
        self.weights = self._weighted(lists)

    def _weighted(self, lists: Iterable[Sequence[int]]) -> Floats:
        times, present, items = np.zeros(self.count), np.zeros(self.count), Counter[str]()
        for own in lists:
            if not own:
                continue
            found, counts = np.unique(
                np.concatenate([self._rows[i] for i in own]), return_counts=True
            )
            times[found] += counts
            present[found] += 1
            items["lists"] += 1
            items["items"] += len(own)
        size = items["items"] / max(1, items["lists"])
        each = times / np.maximum(present, 1)
        # 1 for a pair of one duty, 0 for one that stands in so many that it tells nothing.
        most = max(2.0, _COMMON * size)
        telling = np.log(most / np.clip(each, 1, most)) / math.log(most)
        weights: Floats = np.maximum(telling**2, _LEAST)
        return weights

    def matrix(self, which: Sequence[int]) -> Sparse:
        """A row for each of these contents: the weights of its pairs."""
        rows = [self._rows[i] for i in which]
        ends = np.cumsum([0, *map(len, rows)])
        columns = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
        return sparse.csr_array(
            (self.weights[columns], columns, ends), shape=(len(rows), self.count)
        )

    def totals(self, which: Sequence[int]) -> Floats:
        """The weight of all pairs of each of these contents."""
        return np.array([self.weights[self._rows[i]].sum() for i in which])


def likeness(common: Floats, one: Floats, other: Floats) -> Floats:
    """0 to 1, of the weight in common and of each side (Tversky, 1977; Jimenez et al., 2013)."""
    left, right = np.maximum(one - common, 0), np.maximum(other - common, 0)
    lacking = _BOTH_LACK * np.minimum(left, right) + (1 - _BOTH_LACK) * np.maximum(left, right)
    found: Floats = common / np.maximum(common + lacking, 1e-12)
    return found


def alike(
    grams: Grams, left: Sequence[int], right: Sequence[int], least: float
) -> tuple[Ints, Ints, Floats]:
    """The pairs (positions in left and right) that are at least so much alike, and how much."""
    found: list[tuple[Ints, Ints, Floats]] = []
    other = grams.matrix(right)
    other.data = np.ones_like(other.data)
    turned = other.T.tocsr()
    ones, others = grams.totals(left), grams.totals(right)
    chunk = max(1, _PAIRS_AT_A_TIME // max(1, len(right)))
    for start in range(0, len(left), chunk):
        common = (grams.matrix(left[start : start + chunk]) @ turned).tocoo()
        rows, columns = (place.astype(np.int64) for place in common.coords)
        rows += start
        scores = likeness(common.data, ones[rows], others[columns])
        kept = scores >= least
        found.append((rows[kept], columns[kept], scores[kept]))
    if not found:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing, np.zeros(0)
    rows, columns, scores = (np.concatenate(part) for part in zip(*found, strict=True))
    return rows, columns, scores
