"""Memory that is free in this process, given back to the system."""

from __future__ import annotations

import contextlib
import ctypes


def release_memory() -> None:
    """Has the C library give back what it holds for later; nothing where it has no such function.

    glibc keeps what is freed between two blocks in use (malloc_trim(3)).
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
