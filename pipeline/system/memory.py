"""How much memory this process may take, and what it holds for later given back."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator
from pathlib import Path

try:
    import resource
except ImportError:  # no POSIX system: a process takes what it gets
    resource = None  # type: ignore[assignment]

# Bytes. A list takes some hundredths of this, one read by recognition half; what takes more was made to, and
# must not take the machine's memory from the other workers.
MOST_MEMORY = 2 * 2**30


@contextlib.contextmanager
def limited_memory() -> Iterator[None]:
    """Bounds what this process may take while the block lasts, where the system can; a bound that is
    lower already stays."""
    with _bounded(MOST_MEMORY):
        yield


@contextlib.contextmanager
def limited_growth(most: int) -> Iterator[None]:
    """Inside of `limited_memory`, bounds what a step may take more than the process has now, in bytes.

    A process that is not ours alone is left in peace; so is one that cannot know what it has.
    """
    taken = None if resource is None or _is_unbounded() else _taken()
    if taken is None:
        yield
        return
    with _bounded(taken + most):
        yield


@contextlib.contextmanager
def _bounded(most: int) -> Iterator[None]:
    before = _lower(most)
    try:
        yield
    finally:
        if before is not None:
            resource.setrlimit(resource.RLIMIT_DATA, before)


def _lower(most: int) -> tuple[int, int] | None:
    """The bounds that were there before; None where there is nothing to put back."""
    if resource is None:
        return None
    try:
        before = resource.getrlimit(resource.RLIMIT_DATA)
        lower = [limit for limit in before if limit != resource.RLIM_INFINITY]
        resource.setrlimit(resource.RLIMIT_DATA, (min([most, *lower]), before[1]))
    except (ValueError, OSError):
        return None
    return before


def _is_unbounded() -> bool:
    return resource.getrlimit(resource.RLIMIT_DATA)[0] == resource.RLIM_INFINITY


def _taken() -> int | None:
    """What RLIMIT_DATA counts: data and stack (proc_pid_statm(5)); None on other systems than Linux."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[5]
    except (OSError, IndexError):
        return None
    return int(pages) * resource.getpagesize()


def release_memory() -> None:
    """Has the C library give back what it holds for later; nothing where it has no such function.

    glibc keeps what is freed between two blocks in use (malloc_trim(3)).
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
