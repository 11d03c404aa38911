"""What every test may ask for."""

from __future__ import annotations

import random

import pytest


@pytest.fixture
def rng(seed: int) -> random.Random:
    """Chance for a test of `tests.chance.seeds`."""
    return random.Random(seed)
