"""A Dask cluster on loopback: a real scheduler, worker processes, and what becomes of their deaths."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.batch import cluster
from pipeline.batch.cluster import run_on_cluster
from pipeline.batch.together.collect import collect
from pipeline.batch.workers import Lost
from pipeline.model.errors import DutyListError
from tests.batch.acts import Act, act
from tests.batch.processes import environment, finish, outputs, start, wait_until, write_lists
from tests.read.rawpdf import nested_forms

LISTS = 12
# As docs/many-lists.md advises: a death is held against the one document that the worker was at.
SETTINGS = {
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    "DASK_DISTRIBUTED__SCHEDULER__WORKER_SATURATION": "1.0",
}


@contextlib.contextmanager
def dask(*arguments: str, cwd: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`dask scheduler` or `dask worker`, ended with all that it started."""
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        cwd=cwd,
        env=environment() | SETTINGS,
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


def worker(
    address: str, cwd: Path, nanny: str = "--no-nanny", *more: str
) -> contextlib.AbstractContextManager[subprocess.Popen[bytes]]:
    """A worker process, started in a folder of its own: paths must not depend on it."""
    cwd.mkdir()
    return dask("worker", address, "--nthreads", "1", nanny, "--no-dashboard", *more, cwd=cwd)


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
        assert collect(work / "parsed", work / "all", scheduler=address).lists == LISTS
    assert collect(alone / "parsed", alone / "all").lists == LISTS
    for file in filter(Path.is_file, (alone / "all").iterdir()):
        assert (work / "all" / file.name).read_bytes() == file.read_bytes()
    assert (status, err) == (0, f"{LISTS} processed, 0 up to date\n")
    assert [line.split(":")[0] for line in out.splitlines()] == [
        f"t{n:03}/v1" for n in range(LISTS)
    ]
    assert outputs(work) == outputs(alone)


def test_documents_that_end_their_workers_are_told_and_the_others_go_on(tmp_path: Path) -> None:
    kinds = ["", "exit", "", "hang", "", ""]
    jobs = [Act(kind, 9 if kind else 0, tmp_path / str(n)) for n, kind in enumerate(kinds)]
    with (
        scheduler(tmp_path) as address,
        worker(address, tmp_path / "one", "--nanny"),
        worker(address, tmp_path / "two", "--nanny"),
    ):
        results = dict(run_on_cluster(act, jobs, address=address, timeout=5))
    assert [isinstance(results[n], Lost) for n in range(len(jobs))] == [bool(k) for k in kinds]


def test_a_document_that_takes_too_much_memory_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    write_lists(tmp_path / "raw", 4)
    (tmp_path / "raw/bomb").mkdir()
    # 10^24 texts, of which pdfium keeps every one: it takes what there is.
    (tmp_path / "raw/bomb/v1.pdf").write_bytes(nested_forms(24, 10))
    little = ("--preload", "tests.batch.little_memory")
    with (
        scheduler(tmp_path) as address,
        worker(address, tmp_path / "one", "--nanny", *little),
        worker(address, tmp_path / "two", "--nanny", *little),
    ):
        status, out, err = finish(start(tmp_path, "--scheduler", address, "--timeout", "50"))
    assert status == 3
    assert "bomb/v1.pdf: given up: every worker that tried it died, perhaps out of memory" in err
    assert [line.split(":")[0] for line in out.splitlines()] == [f"t{n:03}/v1" for n in range(4)]


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_SECONDS_TO_CONNECT", 1)
    with pytest.raises(DutyListError, match=r"127.0.0.1:9: no Dask scheduler answers there"):
        list(run_on_cluster(act, [], address="tcp://127.0.0.1:9", timeout=1))


@pytest.mark.parametrize(
    "says", [b"", b"HTTP/1.1 400 Bad Request\r\n" * 9], ids=["silent", "other"]
)
def test_what_takes_the_call_and_is_no_scheduler_is_told(
    says: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_SECONDS_TO_CONNECT", 1)
    calls: list[socket.socket] = []  # kept, and thus open

    def take(other: socket.socket) -> None:
        calls.append(other.accept()[0])
        calls[0].sendall(says)

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        address = f"tcp://127.0.0.1:{other.getsockname()[1]}"
        threading.Thread(target=take, args=(other,), daemon=True).start()
        with pytest.raises(DutyListError, match="no Dask scheduler answers there"):
            list(run_on_cluster(act, [], address=address, timeout=1))


def test_the_threads_of_a_worker_keep_the_time_limit(tmp_path: Path) -> None:
    """The limit is a process's: the threads take turns, and one that hangs is ended in time."""
    jobs = [Act("hang" if n == 1 else "", 9, tmp_path / str(n)) for n in range(4)]
    with (
        scheduler(tmp_path) as address,
        worker(address, tmp_path / "one", "--nanny", "--nthreads", "4"),
    ):
        results = dict(run_on_cluster(act, jobs, address=address, timeout=2))
    assert isinstance(results[1], Lost)


def test_dask_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(DutyListError, match=r"pip install '.\[cluster\]'"):
        list(run_on_cluster(act, [], address="tcp://127.0.0.1:9", timeout=1))
