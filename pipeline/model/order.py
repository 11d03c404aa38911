"""Natural order: v2 before v10, as people number their versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Thing = TypeVar("Thing")


def naturally(things: Iterable[Thing], *keys: Callable[[Thing], str]) -> list[Thing]:
    """The things sorted by the keys, the first one first; numbers in them count as numbers.

    Names that differ in no number (v1, v01) are ordered as plain text.
    """
    result = list(things)
    if len(result) < 2:
        return result
    # Imported late: a single list, the usual run, has nothing to sort.
    from natsort import natsort_keygen

    natural = natsort_keygen()
    return sorted(result, key=lambda thing: [(natural(key(thing)), key(thing)) for key in keys])
