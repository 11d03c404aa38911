"""The assignment by groups is the assignment of the whole."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from pipeline.compare.assign import assign

_GAINS = st.integers(1, 7).flatmap(
    lambda columns: st.lists(
        st.lists(
            st.one_of(st.just(0.0), st.just(0.0), st.floats(0.1, 2)),
            min_size=columns,
            max_size=columns,
        ),
        min_size=1,
        max_size=7,
    )
)


@given(_GAINS)
def test_it_gains_as_much_as_solving_all_at_once(rows: list[list[float]]) -> None:
    gain = np.array(rows)
    found = assign(gain)
    assert len({r for r, _ in found}) == len({c for _, c in found}) == len(found)
    best = gain[linear_sum_assignment(gain, maximize=True)].sum()
    assert np.isclose(sum(gain[r, c] for r, c in found), best)
    assert all(gain[r, c] > 0 for r, c in found)


def test_scipy_is_not_loaded_where_nothing_competes() -> None:
    code = (
        "import sys, numpy; from pipeline.compare.assign import assign;"
        "assert assign(numpy.array([[1.0, 0, 0], [0, 0.2, 0.3]])) == [(0, 0), (1, 2)];"
        "sys.exit('scipy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
