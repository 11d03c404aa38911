"""Made-up input for tests: the same on every machine, and a failure names its seed."""

from __future__ import annotations

import random

import pytest

# What trips programs up: controls, spaces of all kinds, marks nobody sees, halves of pairs, other planes.
_ODD = "\x00\x07\x0b\x1b\x7f\x85\xa0\xad\u0301\u200b\u2028\u202e\ufeff\ufffd\ufffe\ud800\udfff🙂𠮷"


def seeds(count: int, first: int = 0) -> pytest.MarkDecorator:
    """Runs a test once a seed; it takes the fixture `rng`, or the `seed` itself."""
    return pytest.mark.parametrize("seed", range(first, first + count))


def text(rng: random.Random, alphabet: str, most: int) -> str:
    """Up to so many characters of an alphabet."""
    return "".join(rng.choices(alphabet, k=rng.randint(0, most)))


def any_text(rng: random.Random, most: int) -> str:
    """Up to so many characters of any kind: plain ones, odd ones, and from all of Unicode."""
    kinds = (_ODD, [chr(n) for n in range(128)], [chr(rng.randrange(0x110000)) for _ in range(4)])
    return "".join(rng.choice(rng.choice(kinds)) for _ in range(rng.randint(0, most)))
