"""How a worker process starts, and which requests to stop reach whom."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from multiprocessing.context import ForkContext, SpawnContext

_STOPS = (signal.SIGINT, signal.SIGTERM)


def worker_context() -> ForkContext | SpawnContext:
    """Forking shares what the parent has imported; without fork each worker is a fresh interpreter.

    On macOS a system library may have threads of its own, which do not survive a fork.
    """
    if hasattr(os, "fork") and sys.platform != "darwin":
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def shares_imports() -> bool:
    """Whether a worker has what its parent has imported, and open files with it."""
    return worker_context().get_start_method() == "fork"


@contextlib.contextmanager
def stops_held() -> Iterator[None]:
    """A request to stop (Ctrl-C, SIGTERM) waits until the block is left, where the system can hold it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def obey_parent_only() -> None:
    """In a worker: a terminal sends Ctrl-C to all processes, and the parent decides what that means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
