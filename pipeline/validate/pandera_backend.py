"""Loads the part of pandera that checks dataframes, without the test libraries that it would take along;
and the types of columns.

pandera can also make up data, with hypothesis; where that is installed, as it is for development, its
first validation would import hypothesis, pytest and trio: a quarter of a second for nothing.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

import pandas as pd
from pandera import dtypes
from pandera.engines import pandas_engine


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

NUMBER = pd.Int64Dtype()


@pandas_engine.Engine.register_dtype
@dtypes.immutable
class Text(pandas_engine.DataType):
    """A column of text. pandera's own type `string` looks at each cell, and words a message for each
    column even where all is well, which takes twice as long as all else that it checks."""

    type = pandas_engine.Engine.dtype("string").type
