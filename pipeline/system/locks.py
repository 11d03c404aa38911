"""A mark on an open file that says: somebody is at it. It ends with its process, however that ends."""

from __future__ import annotations

import contextlib
from typing import BinaryIO

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]


def hold(file: BinaryIO) -> None:
    """Marks the file until it is closed; waits where another process holds it.

    Where files cannot be locked, nothing: nobody can take a file for free there.
    """
    if fcntl is not None:
        with contextlib.suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX)


def is_free(file: BinaryIO) -> bool:
    """Whether no process holds the file; it is held from now on. False where nobody can know."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def make_movable(file: BinaryIO) -> None:
    """Before the file is renamed: on a system without locks, one that is open cannot be."""
    if fcntl is None:
        file.close()
