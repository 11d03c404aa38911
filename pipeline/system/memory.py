"""How much memory this process may take, and what it holds for later given back."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator

try:
    import resource
except ImportError:  # no POSIX system: a process takes what it gets
    resource = None  # type: ignore[assignment]

# Bytes. A list takes less than a tenth of this; what takes more was made to, and must not take the
# machine's memory from the other workers.
MOST_MEMORY = 2**30


@contextlib.contextmanager
def limited_memory() -> Iterator[None]:
    """Bounds what this process may take while the block lasts, where the system can; a bound that is
    lower already stays."""
    before = _lower()
    try:
        yield
    finally:
        if before is not None:
            resource.setrlimit(resource.RLIMIT_DATA, before)


def _lower() -> tuple[int, int] | None:
    """The bounds that were there before; None where there is nothing to put back."""
    if resource is None:
        return None
    try:
        before = resource.getrlimit(resource.RLIMIT_DATA)
        lower = [limit for limit in before if limit != resource.RLIM_INFINITY]
        resource.setrlimit(resource.RLIMIT_DATA, (min([MOST_MEMORY, *lower]), before[1]))
    except (ValueError, OSError):
        return None
    return before


def release_memory() -> None:
    """Has the C library give back what it holds for later; nothing where it has no such function.

    glibc keeps what is freed between two blocks in use (malloc_trim(3)).
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
