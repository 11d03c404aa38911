"""How far an item stands from where the items around it went: tells apart what says the same."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Pair = tuple[int, int]


def places(
    anchors: Sequence[Pair], old: Sequence[int], new: Sequence[int]
) -> npt.NDArray[np.float64]:
    """For each old and new index the distance, in rows, between the new one and where the old one
    is due beside its nearest anchor, and the same the other way round, summed.

    `anchors` are pairs of items that are known to be the same.
    """
    back = [(j, i) for i, j in anchors]
    due_new = np.array(_due(sorted(anchors), old))[:, None]
    due_old = np.array(_due(sorted(back), new))[None, :]
    here, there = np.array(old, dtype=float)[:, None], np.array(new, dtype=float)[None, :]
    # The numbers themselves, to tell apart what is equally near, such as two rows one after the other.
    plain = abs(here - there) / 1000
    distance: npt.NDArray[np.float64] = abs(due_new - there) + abs(due_old - here) + plain
    return distance


def in_place(
    anchors: Sequence[Pair], old: Sequence[int], new: Sequence[int]
) -> npt.NDArray[np.bool_]:
    """For each old and new index whether they stand beside the same neighbour, before or after them.

    One is enough: on the other side an item may have come or gone.
    """
    partner = dict(anchors)
    starts, ends = sorted(partner), sorted(partner.values())
    around_old = [
        tuple(partner.get(start) if start is not None else None for start in _around(starts, index))
        for index in old
    ]
    around_new = [_around(ends, index) for index in new]
    return np.array([[a[0] == b[0] or a[1] == b[1] for b in around_new] for a in around_old])


def _around(anchors: Sequence[int], index: int) -> tuple[int | None, int | None]:
    at = bisect_left(anchors, index)
    before = anchors[at - 1] if at else None
    return before, anchors[at] if at < len(anchors) else None


def _due(anchors: Sequence[Pair], indices: Sequence[int]) -> list[float]:
    """Where each index is due on the other side: as far from its nearest anchor as on its own."""
    if not anchors:
        return [float(index) for index in indices]
    starts = [start for start, _ in anchors]
    due = []
    for index in indices:
        at = bisect_left(starts, index)
        nearest = min(anchors[max(0, at - 1) : at + 1], key=lambda pair: abs(pair[0] - index))
        due.append(float(nearest[1] + index - nearest[0]))
    return due
