"""`dutylist run`: has what is new or changed processed, then the comparisons and the index written."""

from __future__ import annotations

import contextlib
import datetime
import gc
import math
import os
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.changes_run import comparisons
from pipeline.index import write_index
from pipeline.jobs import Comparison, Job, Outcome, do, failure, is_current
from pipeline.screen import Screen
from pipeline.state import program
from pipeline.tasks import Folders, Task
from pipeline.workers import Lost, run_jobs

Jobs = Sequence[Job | Comparison]
Hands = Callable[[Jobs], Generator[tuple[int, Outcome | Lost], None, None]]
"""Who does the jobs: each one's number and what became of it, as they are done."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many jobs a run did, those that failed included, and how many failed."""

    processed: int
    failed: int


def run(
    tasks: Sequence[Task],
    folders: Folders,
    today: datetime.date,
    *,
    jobs: int = 1,
    timeout: float = math.inf,
    scheduler: str | None = None,
    force: bool = False,
    screen: Screen | None = None,
) -> Tally:
    """Processes every task that is not up to date; one that fails costs itself only.

    With a `scheduler`, the address of a Dask scheduler, its workers do it, else `jobs` processes.
    `timeout` is in seconds a document.
    Raises OutputError where the index cannot be written, DutyListError where the scheduler fails.
    """
    screen = screen or Screen()
    if scheduler:
        tasks, folders = _at_absolute_paths(tasks, folders)
    hands = _hands(jobs, timeout, scheduler)
    documents = [Job(task, folders, today, program()) for task in tasks]
    due = [job for job in documents if force or not is_current(job)]
    tally = _perform("documents", due, hands, screen)
    pairs = comparisons(tasks, folders)
    changed = [pair for pair in pairs if not is_current(pair)]
    compared = _perform("comparisons", changed, hands, screen)
    write_index(folders)
    return Tally(tally.processed, tally.failed + compared.failed)


def _hands(processes: int, timeout: float, scheduler: str | None) -> Hands:
    if scheduler:
        from pipeline.cluster import run_on_cluster

        return partial(run_on_cluster, do, address=scheduler, timeout=timeout)
    return partial(run_jobs, do, processes=processes, timeout=timeout, prepare=_prepare)


def _prepare(jobs: Jobs) -> None:
    """Imports what the workers need, so that they share it: pages of memory, and the time it takes."""
    # Before NumPy comes in: its threads would not survive the fork, and each worker has one core.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # What is imported stays; collecting garbage among it takes a tenth of the time.
    gc.disable()
    import pipeline.process
    import pipeline.validate.tables

    if len(jobs) > 1 and any(isinstance(j, Job) and j.task.source.suffix == ".pdf" for j in jobs):
        import pipeline.read.pdf  # noqa: F401
    gc.freeze()
    gc.enable()


def _perform(what: str, jobs: Jobs, hands: Hands, screen: Screen) -> Tally:
    """Has the jobs done and tells their outcomes in their own order, whichever is done first."""
    if not jobs:
        return Tally(0, 0)
    held: dict[int, Outcome] = {}
    told = failed = 0
    screen.begin(what, len(jobs))
    try:
        with contextlib.closing(hands(jobs)) as results:
            for number, result in results:
                outcome = _outcome(jobs[number], result)
                failed += outcome.failed
                screen.advance(outcome)
                held[number] = outcome
                while told in held:
                    screen.tell(held.pop(told))
                    told += 1
    finally:
        screen.end()
    return Tally(len(jobs), failed)


def _outcome(job: Job | Comparison, result: Outcome | Lost) -> Outcome:
    if isinstance(result, Outcome):
        return result
    return failure(job, f"given up: {result.reason}")


def _at_absolute_paths(tasks: Sequence[Task], folders: Folders) -> tuple[list[Task], Folders]:
    """As processes that run in other folders find them."""
    absolute = [replace(task, source=task.source.resolve()) for task in tasks]
    return absolute, Folders(Path(folders.parsed).resolve(), folders.reports.resolve())
