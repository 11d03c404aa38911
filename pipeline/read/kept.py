"""Readings that are kept: what took long to read is read once. Where they are kept is said by who asks for a
document; without a word of that, each is read anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where readings are kept, by a digest of all that they depend on but the program: `load` gives what was
    kept, or something else that anybody may have put there; `save` may fail without a word."""

    load: Callable[[str], Mapping[str, Any]]
    save: Callable[[str, dict[str, Any]], None]


_SHELF: ContextVar[Shelf | None] = ContextVar("shelf", default=None)


@contextmanager
def kept_on(shelf: Shelf) -> Iterator[None]:
    """While this lasts, readings are looked for there first, and kept there."""
    before = _SHELF.set(shelf)
    try:
        yield
    finally:
        _SHELF.reset(before)


def shelf() -> Shelf | None:
    """Where readings are kept at the moment, if anywhere."""
    return _SHELF.get()
