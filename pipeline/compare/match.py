"""Which item of the new version is which of the old: by what they say, never by number.

Items that are word for word the same are paired first. The rest is one global assignment that
maximises likeness over all pairs together (the Kuhn–Munkres assignment problem, solved with the
Jonker–Volgenant algorithm of SciPy), so that no pair takes an item another needs more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from pipeline.compare.likeness import Matrix, Rarity, likeness, same_cells
from pipeline.compare.read_list import Entry

Pair = tuple[int, int]

# Least likeness of one duty in two wordings, measured on published lists: where the name or all cells
# are the same; in a list that has names only, which are long and never alike by chance; and else,
# where both were reworded, or the item went from list to list and its name alone has to tell it.
_LEAST_SURE, _LEAST_NAMES, _LEAST_ELSE = 0.6, 0.45, 0.75
# How much more alike a pair has to be than either is to another duty of the list.
_MARGIN = 0.05
# Larger than any difference that ordering could make, smaller than any in wording.
_SECTION_BONUS, _ORDER_BONUS = 1e-4, 1e-6


def match(old: Sequence[Entry], new: Sequence[Entry]) -> list[Pair]:
    """Index pairs (old, new), each index at most once, in the new version's order."""
    pairs: list[Pair] = []
    for key in (_all, _all_but_section):
        pairs += _equal(old, new, pairs, key)
    taken_old, taken_new = {i for i, _ in pairs}, {j for _, j in pairs}
    rest_old = [i for i in range(len(old)) if i not in taken_old]
    rest_new = [j for j in range(len(new)) if j not in taken_new]
    pairs += _assign(old, new, rest_old, rest_new)
    return sorted(pairs, key=lambda pair: pair[1])


def _equal(
    old: Sequence[Entry],
    new: Sequence[Entry],
    pairs: Sequence[Pair],
    key: Callable[[Entry], Hashable],
) -> list[Pair]:
    """Pairs of the same key among what is unpaired; several of one key in printed order."""
    taken_old, taken_new = {i for i, _ in pairs}, {j for _, j in pairs}
    waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
    for i, entry in enumerate(old):
        if i not in taken_old:
            waiting[key(entry)].append(i)
    return [
        (waiting[key(entry)].pop(0), j)
        for j, entry in enumerate(new)
        if j not in taken_new and waiting.get(key(entry))
    ]


def _all(entry: Entry) -> Hashable:
    return entry.section, *_all_but_section(entry)


def _all_but_section(entry: Entry) -> tuple[Hashable, ...]:
    return entry.list, *entry.texts.values()


def _assign(
    old: Sequence[Entry], new: Sequence[Entry], rest_old: list[int], rest_new: list[int]
) -> list[Pair]:
    if not rest_old or not rest_new:
        return []
    left, right = [old[i] for i in rest_old], [new[j] for j in rest_new]
    alike = likeness(old, new, Rarity(old, new))
    same_list = np.array([[a.list == b.list for b in new] for a in old])
    scores = np.where(same_list, alike.whole, alike.name)
    rivals = np.maximum(
        _rivals(scores, old, rest_old)[:, rest_new], _rivals(scores.T, new, rest_new)[:, rest_old].T
    )
    rest = np.ix_(rest_old, rest_new)
    score, within = scores[rest], same_list[rest]
    sure = _same_name(left, right) | same_cells(left, right)
    names_only = np.array([not entry.cells for entry in left])[:, None]
    least = np.where(sure, _LEAST_SURE, _LEAST_ELSE)
    least = np.where(within & names_only, _LEAST_NAMES, least)
    acceptable = (score >= least) & (sure | (score > rivals + _MARGIN))
    # What counts is how far a pair is above the least: two poor pairs never outweigh a good one.
    gain = np.where(acceptable, (score - least) ** 2 + _ties(left, right), 0.0)
    rows, columns = linear_sum_assignment(gain, maximize=True)
    return [
        (rest_old[r], rest_new[c]) for r, c in zip(rows, columns, strict=True) if acceptable[r, c]
    ]


def _rivals(scores: Matrix, entries: Sequence[Entry], rest: Sequence[int]) -> Matrix:
    """For each of the rest: how alike another row of its list is to each item of the other version.

    Two rows of one list are two duties. Where an item is as much like one of them as like the other
    (畜牧业普查 beside 人口普查 and 经济普查), it is neither: the nearest neighbour has to be clearly
    nearer than the second (the ratio test of feature matching: Lowe, 2004).
    """
    keys = [_all_but_section(entry) for entry in entries]
    rivals = np.zeros((len(rest), scores.shape[1]))
    for row, i in enumerate(rest):
        others = [
            k
            for k, entry in enumerate(entries)
            if entry.list == entries[i].list and keys[k] != keys[i]
        ]
        if others:
            rivals[row] = scores[others].max(axis=0)
    return rivals


def _same_name(left: Sequence[Entry], right: Sequence[Entry]) -> npt.NDArray[np.bool_]:
    return np.array([[a.name == b.name for b in right] for a in left])


def _ties(left: Sequence[Entry], right: Sequence[Entry]) -> Matrix:
    """Among equals the pair of one list and section wins, then the one that keeps the order."""
    width = max(len(left), len(right))
    return np.array(
        [
            [
                _SECTION_BONUS * ((a.list == b.list) + (a.section == b.section))
                + _ORDER_BONUS * (1 - abs(i - j) / width)
                for j, b in enumerate(right)
            ]
            for i, a in enumerate(left)
        ]
    )
