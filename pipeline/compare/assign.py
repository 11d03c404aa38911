"""The pairs that together gain most, each row and column used once (the assignment problem).

Solved with the Jonker–Volgenant algorithm of SciPy, separately for each group of rows and columns that
compete: what shares no candidate cannot take anything from the other. Most groups are a single pair,
and where nothing competes SciPy, which takes its time to load, is not needed.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt


def assign(gain: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    """Row and column of each pair of the best assignment; gains of zero are no candidates."""
    pairs = []
    for rows, columns in _groups(gain > 0):
        part = gain[np.ix_(rows, columns)]
        chosen = _alone(part) if 1 in part.shape else _solved(part)
        pairs += [(rows[r], columns[c]) for r, c in chosen if part[r, c] > 0]
    return sorted(pairs)


def _alone(gain: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    row, column = divmod(int(gain.argmax()), gain.shape[1])
    return [(row, column)]


def _solved(gain: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(gain, maximize=True)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def _groups(candidates: npt.NDArray[np.bool_]) -> Iterator[tuple[list[int], list[int]]]:
    """Rows and columns that are connected by candidates; those without any are left out."""
    seen = np.zeros(len(candidates), dtype=bool)
    for start in range(len(candidates)):
        if seen[start] or not candidates[start].any():
            continue
        rows, columns = [start], np.flatnonzero(candidates[start]).tolist()
        while True:
            grown = np.flatnonzero(candidates[:, columns].any(axis=1)).tolist()
            if grown == rows:
                break
            rows, columns = grown, np.flatnonzero(candidates[grown].any(axis=0)).tolist()
        seen[rows] = True
        yield rows, columns
