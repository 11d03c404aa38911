"""Worker processes: what becomes of a job whose worker dies, hangs or fails, and of all the others."""

from __future__ import annotations

import faulthandler
import os
import time
from pathlib import Path

import pytest

from pipeline.batch import workers
from pipeline.batch.workers import Lost, run_jobs
from pipeline.read.pdf import loading
from pipeline.read.pdf.loading import load
from pipeline.system import memory
from tests.batch.acts import Act, act
from tests.read.rawpdf import nested_forms, one_page


@pytest.mark.parametrize(
    ("what", "times", "reason"),
    [
        ("SIGKILL", 1, ""),  # the kernel is out of memory once, then a neighbour has ended
        ("SIGKILL", 2, "SIGKILL; perhaps out of memory"),
        ("SIGSEGV", 2, "SIGSEGV"),  # a fault in a library's C code
        ("exit", 2, "exit status 7"),
        ("SIGSTOP", 1, ""),
        ("hang", 1, ""),
        ("hang", 2, "took longer than 2 s"),  # not even SIGTERM reaches it
    ],
)
@pytest.mark.parametrize("processes", [1, 3])
def test_a_job_costs_itself_only(
    what: str, times: int, reason: str, processes: int, tmp_path: Path
) -> None:
    jobs = [Act(what, times if n == 2 else 0, tmp_path / str(n)) for n in range(6)]
    # Long beside a job that goes well, on a busy machine too; nothing waits for it but what hangs.
    results = dict(run_jobs(act, jobs, processes=processes, timeout=2))
    assert sorted(results) == list(range(6))
    for number, result in results.items():
        if number == 2 and reason:
            assert isinstance(result, Lost)
            assert reason in result.reason
        else:
            assert isinstance(result, str)
            assert result.startswith("done by ")


def test_each_job_is_done_once_and_workers_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_JOBS_PER_WORKER", 40)  # one may do them all
    jobs = [Act("", 0, tmp_path / str(n)) for n in range(40)]
    results = dict(run_jobs(act, jobs, processes=2, timeout=10))
    assert all(job.diary.read_text() == "x" for job in jobs)
    assert 1 <= len(set(results.values())) <= 2


def test_a_worker_is_replaced_before_it_hoards_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_JOBS_PER_WORKER", 3)
    jobs = [Act("", 0, tmp_path / str(n)) for n in range(10)]
    results = dict(run_jobs(act, jobs, processes=1, timeout=10))
    assert (len(results), len(set(results.values()))) == (10, 4)


def test_no_worker_outlives_the_iteration(tmp_path: Path) -> None:
    jobs = [Act("", 0, tmp_path / "0"), Act("hang", 1, tmp_path / "1")]
    running = run_jobs(who, jobs, processes=2, timeout=60)
    _, pid = next(running)
    running.close()
    assert isinstance(pid, int)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def who(job: Act) -> int:
    if job.what == "hang":
        time.sleep(60)
    return os.getpid()


def count_sheets(file: Path) -> int:
    """How many sheets a PDF has, each of them read."""
    faulthandler.disable()  # pytest's would print where
    return len(list(load(file)))


@pytest.mark.parametrize(
    ("megabytes", "seconds", "reason"),
    [(600, 60, "perhaps out of memory"), (4000, 1.5, "took longer than 1.5 s")],
)
def test_forms_that_draw_one_another_without_end_cost_one_document(
    megabytes: int, seconds: float, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Both bounds on memory alike, so that only the one that is meant can be met.
    monkeypatch.setattr(memory, "MOST_MEMORY", megabytes * 2**20)
    monkeypatch.setattr(loading, "_MOST_GROWTH", megabytes * 2**20)
    files = [tmp_path / "before.pdf", tmp_path / "bomb.pdf", tmp_path / "after.pdf"]
    for file in files:
        file.write_bytes(one_page(b"BT /F 10 Tf 100 100 Td (x) Tj ET"))
    files[1].write_bytes(nested_forms(24, 10))  # 10^24 texts, of which pdfium keeps every one
    results = dict(run_jobs(count_sheets, files, processes=1, timeout=seconds))
    lost = results.pop(1)
    assert isinstance(lost, Lost)
    assert reason in lost.reason
    assert results == {0: 1, 2: 1}
