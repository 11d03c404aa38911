"""Loads the part of pandera that checks dataframes, without the libraries it takes along for the rest;
and the types of columns.

pandera can also make up data (hypothesis, which loads pytest and trio), check what lists in cells hold
(typeguard, which loads asyncio) and rows against models of pydantic. Nothing of that is used here, and
loading it takes longer than judging a list: see docs/performance.md.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Mapping
from types import ModuleType

import pandas as pd


class _Named(type):
    """The type of a class that has any attribute one asks for: itself."""

    def __getattr__(cls, name: str) -> type:
        if name.startswith("_"):
            raise AttributeError(name)
        return cls


class _Unused(Exception, metaclass=_Named):  # noqa: N818
    """What stands for anything of such a library: enough to be imported, annotated with or caught."""


class _StandIn(ModuleType):
    __version__ = "2.0"

    def __getattr__(self, name: str) -> type:
        if name.startswith("_"):
            raise AttributeError(name)
        return _Unused


_STAND_INS: Mapping[str, ModuleType | None] = {
    "hypothesis": None,  # as if it were not installed, which pandera allows for
    **{name: _StandIn(name) for name in ("pydantic", "pydantic_core", "typeguard")},
}


@contextlib.contextmanager
def _instead_of(modules: Mapping[str, ModuleType | None]) -> Iterator[None]:
    """With other modules in place of these, but for those that are loaded already."""
    put_in = {name: module for name, module in modules.items() if name not in sys.modules}
    sys.modules.update(put_in)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in put_in:
            del sys.modules[name]


with _instead_of(_STAND_INS):
    import pandera.backends.pandas.builtin_checks  # noqa: F401
    import pandera.pandas as pa
    from pandera import dtypes
    from pandera.engines import pandas_engine

__all__ = ["NUMBER", "Text", "pa"]

NUMBER = pd.Int64Dtype()


@pandas_engine.Engine.register_dtype
@dtypes.immutable
class Text(pandas_engine.DataType):
    """A column of text. pandera's own type `string` looks at each cell, and words a message for each
    column even where all is well, which takes twice as long as all else that it checks."""

    type = pandas_engine.Engine.dtype("string").type
