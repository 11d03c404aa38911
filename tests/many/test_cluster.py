"""A Dask cluster on loopback: a real scheduler, worker processes, and what becomes of their deaths."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.many.processes import (
    environment,
    finish,
    outputs,
    start,
    wait_until,
    write_lists,
)

pytest.importorskip("distributed")
LISTS = 12


@contextlib.contextmanager
def dask(*arguments: str, cwd: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`dask scheduler` or `dask worker`, ended with all that it started."""
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        cwd=cwd,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextlib.contextmanager
def scheduler(cwd: Path) -> Iterator[str]:
    """The address of a scheduler that is up."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ("--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    with dask("scheduler", *options, cwd=cwd):
        wait_until(lambda: answers(port))
        yield f"tcp://127.0.0.1:{port}"


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def worker(address: str, cwd: Path) -> contextlib.AbstractContextManager[subprocess.Popen[bytes]]:
    """A worker process, started in a folder of its own: paths must not depend on it."""
    cwd.mkdir()
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard")
    return dask("worker", address, *options, cwd=cwd)


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(tmp_path: Path) -> None:
    alone, work = tmp_path / "alone", tmp_path / "work"
    for folder in (alone, work):
        write_lists(folder / "raw", LISTS)
    assert finish(start(alone, "--jobs", "2"))[0] == 0
    with (
        scheduler(tmp_path) as address,
        worker(address, tmp_path / "one") as victim,
        worker(address, tmp_path / "two"),
    ):
        run = start(work, "--scheduler", address)
        wait_until(lambda: (work / "parsed").is_dir())
        os.killpg(victim.pid, signal.SIGKILL)
        status, out, err = finish(run)
    assert (status, err) == (0, f"{LISTS} processed, 0 up to date\n")
    assert [line.split(":")[0] for line in out.splitlines()] == [
        f"t{n:03}/v1" for n in range(LISTS)
    ]
    assert outputs(work) == outputs(alone)
