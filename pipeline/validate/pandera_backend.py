"""Loads the part of pandera that checks dataframes, without the test libraries that it would take along.

pandera can also make up data, with hypothesis; where that is installed, as it is for development, its
first validation would import hypothesis, pytest and trio: a quarter of a second for nothing.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def _absent(module: str) -> Iterator[None]:
    """As if the module were not installed, unless it is loaded already."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]


with _absent("hypothesis"):
    import pandera.backends.pandas.builtin_checks  # noqa: F401
