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

from pipeline.compare.likeness import Likeness, Matrix, Rarity, likeness
from pipeline.compare.read_list import Entry

Pair = tuple[int, int]

# Least likeness of one duty in two wordings, measured on published lists: where the name or all cells
# are the same; in a list that has names only, which are long and never alike by chance; and else,
# where both were reworded, or the item went from list to list and its name alone has to tell it.
_LEAST_SURE, _LEAST_NAMES, _LEAST_ELSE = 0.6, 0.45, 0.75
# How much more alike a pair has to be than two different duties of its list are.
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
    return entry.list, repr(sorted(entry.fields.items()))


def _assign(
    old: Sequence[Entry], new: Sequence[Entry], rest_old: list[int], rest_new: list[int]
) -> list[Pair]:
    if not rest_old or not rest_new:
        return []
    left, right = [old[i] for i in rest_old], [new[j] for j in rest_new]
    rarity = Rarity(old, new)
    alike = likeness(left, right, rarity)
    same_list = np.array([[a.list == b.list for b in right] for a in left])
    score = np.where(same_list, alike.whole, alike.name)
    rivals_old, rivals_new = _rivals(rest_old, old, rarity), _rivals(rest_new, new, rarity)
    sure = alike.same_cells | _same_name(left, right)
    names_only = np.array([not entry.cells for entry in left])[:, None]
    least = np.where(sure, _LEAST_SURE, _LEAST_ELSE)
    least = np.where(same_list & names_only, _LEAST_NAMES, least)
    for side in (0, 1):
        rival = np.maximum(rivals_old[side][:, None], rivals_new[side][None, :])
        applies = same_list if side == 0 else ~same_list
        score[applies & ~sure & (score <= rival + _MARGIN)] = 0.0
    acceptable = score >= least
    # What counts is how far a pair is above the least: two poor pairs never outweigh a good one.
    gain = np.where(acceptable, (score - least) ** 2 + _ties(left, right), 0.0)
    rows, columns = linear_sum_assignment(gain, maximize=True)
    return [
        (rest_old[r], rest_new[c]) for r, c in zip(rows, columns, strict=True) if acceptable[r, c]
    ]


def _rivals(rest: list[int], entries: Sequence[Entry], rarity: Rarity) -> tuple[Matrix, Matrix]:
    """For each item the likeness (whole, name) of the most similar other item of its own list.

    Two rows of one list are two duties. So a pair across versions that is no more alike than such
    rows are (人口普查 and 经济普查) may be two duties as well, and is not taken for one.
    """
    alike: Likeness = likeness([entries[i] for i in rest], entries, rarity)
    other = np.array(
        [[entries[i].list == e.list and entries[i] != e for e in entries] for i in rest]
    )
    return (
        np.where(other, alike.whole, 0.0).max(axis=1),
        np.where(other, alike.name, 0.0).max(axis=1),
    )


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
