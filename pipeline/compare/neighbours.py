"""Whether a pair is nearer to each other than to other duties of the list (the ratio test: Lowe, 2004).

Two rows of one list are two duties. Where an item is as much like one of them as like the other
(畜牧业普查 beside 人口普查 and 经济普查), it is neither: the nearest neighbour has to be clearly nearer
than the second.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

from pipeline.compare.likeness import Likeness, Mask, Matrix
from pipeline.compare.values import Entry

# The share of the other's words from which an item says all of it, but for a word.
_ALL = 0.95
# How much nearer another duty may be in one of the two directions.
_NO_WORSE = 1.1
# Keeps the ratio of two shares that are all but whole from being one of rounding errors.
_EPSILON = 0.01


def says_all(alike: Likeness) -> Mask:
    """Whether one of a pair has nearly all that the other says."""
    found: Mask = np.maximum(alike.old_kept, alike.new_known) > _ALL
    return found


def unsaid(old: Sequence[Entry], new: Sequence[Entry], alike: Likeness) -> Matrix:
    """How much a pair leaves unsaid of each other beside what the next best duty of the list would.

    Of the two directions the better counts, for a clause that was added is like nothing; none may speak
    for the other duty.
    """
    known = _ratio(alike.new_known, _second(alike.new_known, old))
    kept = _ratio(alike.old_kept, _second(alike.old_kept.T, new).T)
    fair = says_all(alike) | (np.maximum(known, kept) < _NO_WORSE)
    return np.where(fair, np.minimum(known, kept), _NO_WORSE)


def _ratio(share: Matrix, second: Matrix) -> Matrix:
    return (1 - share + _EPSILON) / (1 - second + _EPSILON)


def _second(shares: Matrix, entries: Sequence[Entry]) -> Matrix:
    """For each row and column the most that another row of the same list has in that column.

    Rows of the same wording are one duty printed twice, not another.
    """
    groups: dict[str, dict[Hashable, list[int]]] = {}
    for index, entry in enumerate(entries):
        groups.setdefault(entry.list, {}).setdefault(entry.wording, []).append(index)
    others = np.zeros_like(shares)
    for same_list in groups.values():
        rows = list(same_list.values())
        if len(rows) > 1:
            best = np.array([shares[row].max(axis=0) for row in rows])
            first, top = best.argmax(axis=0), best.max(axis=0)
            runner_up = np.partition(best, -2, axis=0)[-2]
            for number, row in enumerate(rows):
                others[row] = np.where(first == number, runner_up, top)
    return others
