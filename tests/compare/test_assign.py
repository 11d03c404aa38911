"""The assignment by groups is the assignment of the whole."""

from __future__ import annotations

import random
import subprocess
import sys

import numpy as np
from scipy.optimize import linear_sum_assignment

from pipeline.compare.assign import assign
from tests.chance import seeds


@seeds(100)
def test_it_gains_as_much_as_solving_all_at_once(rng: random.Random) -> None:
    rows, columns = rng.randint(1, 7), rng.randint(1, 7)
    gain = np.array(
        [[rng.choice((0.0, 0.0, rng.uniform(0.1, 2))) for _ in range(columns)] for _ in range(rows)]
    )
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
