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

from pipeline.batch.comparisons import comparisons
from pipeline.batch.index import record_failures, write_index
from pipeline.batch.jobs import Comparison, Job, Outcome, do, failure, is_current
from pipeline.batch.state import program
from pipeline.batch.workers import Lost, run_jobs
from pipeline.model.task import Folders, Task

Jobs = Sequence[Job | Comparison]
Hands = Callable[[Jobs], Generator[tuple[int, Outcome | Lost], None, None]]
"""Who does the jobs: each one's number and what became of it, as they are done."""


class Audience:
    """Who is told how a run goes; this one listens and says nothing."""

    def begin(self, what: str, total: int) -> None:
        """A stage of `total` jobs starts."""

    def advance(self, outcome: Outcome) -> None:
        """A job is done, in whatever order."""

    def tell(self, outcome: Outcome) -> None:
        """What became of a job, in the order of the jobs."""

    def end(self) -> None:
        """The stage is over, or was interrupted."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many jobs a run did, how many it could not do, and how many there was no need to do."""

    processed: int
    failed: int
    current: int = 0


def run(
    tasks: Sequence[Task],
    folders: Folders,
    today: datetime.date,
    *,
    jobs: int = 1,
    timeout: float = math.inf,
    scheduler: str | None = None,
    force: bool = False,
    audience: Audience | None = None,
) -> Tally:
    """Processes every task that is not up to date; one that fails costs itself only.

    With a `scheduler`, the address of a Dask scheduler, its workers do it, else `jobs` processes.
    `timeout` is in seconds a document.
    Raises OutputError where the index cannot be written, DutyListError where the scheduler fails.
    """
    audience = audience or Audience()
    if scheduler:
        tasks, folders = _at_absolute_paths(tasks, folders)
    hands = _hands(jobs, timeout, scheduler)
    documents = [Job(task, folders, today, program()) for task in tasks]
    due = [job for job in documents if force or not is_current(job)]
    reasons: dict[str, str] = {}
    tally = _perform("documents", due, hands, audience, reasons)
    record_failures(folders.parsed, tasks, reasons)
    pairs = comparisons(tasks, folders)
    changed = [pair for pair in pairs if not is_current(pair)]
    compared = _perform("comparisons", changed, hands, audience, {})
    write_index(folders)
    current = len(documents) - len(due)
    return Tally(tally.processed, tally.failed + compared.failed, current)


def _hands(processes: int, timeout: float, scheduler: str | None) -> Hands:
    if scheduler:
        from pipeline.batch.cluster import run_on_cluster

        return partial(run_on_cluster, do, address=scheduler, timeout=timeout)
    return partial(_run_here, processes=processes, timeout=timeout)


def _run_here(
    jobs: Jobs, *, processes: int, timeout: float
) -> Generator[tuple[int, Outcome | Lost], None, None]:
    _load(jobs)
    return run_jobs(do, jobs, processes=processes, timeout=timeout)


def _load(jobs: Jobs) -> None:
    """Imports what the jobs need, so that the workers forked hereafter have it."""
    # Before NumPy comes in: its threads would not survive a fork, and each worker has one core.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # What is imported stays, and its pages stay shared: no collection of garbage looks at it (see `gc.freeze`).
    gc.disable()
    if any(isinstance(job, Job) for job in jobs):
        import pipeline.batch.judge
        import pipeline.validate.tables
    if any(isinstance(job, Job) and job.task.source.suffix.lower() == ".pdf" for job in jobs):
        import pipeline.read.pdf.clip  # noqa: F401
    gc.freeze()
    gc.enable()


def _perform(
    what: str, jobs: Jobs, hands: Hands, audience: Audience, reasons: dict[str, str]
) -> Tally:
    """Has the jobs done and tells their outcomes in their own order, whichever is done first.

    A sentence that several failed ones share, about the waivers of their list, is told once. Why one
    failed goes into `reasons`, by its name.
    """
    if not jobs:
        return Tally(0, 0)
    held: dict[int, Outcome] = {}
    told = failed = 0
    said: set[str] = set()
    audience.begin(what, len(jobs))
    try:
        with contextlib.closing(hands(jobs)) as results:
            for number, result in results:
                outcome = _outcome(jobs[number], result)
                failed += outcome.failed
                audience.advance(outcome)
                held[number] = outcome
                if outcome.reason:
                    reasons[outcome.name] = outcome.reason
                while told in held:
                    ready = held.pop(told)
                    if ready.message not in said:
                        audience.tell(ready)
                    if ready.failed:
                        said.add(ready.message)
                    told += 1
    finally:
        audience.end()
    return Tally(len(jobs) - failed, failed)


def _outcome(job: Job | Comparison, result: Outcome | Lost) -> Outcome:
    if isinstance(result, Outcome):
        return result
    why = f"given up: {result.reason}"
    return failure(job, why, why.partition(" (")[0])  # in brackets an error may name a host


def _at_absolute_paths(tasks: Sequence[Task], folders: Folders) -> tuple[list[Task], Folders]:
    """As processes that run in other folders find them."""
    absolute = [replace(task, source=task.source.resolve()) for task in tasks]
    return absolute, Folders(Path(folders.parsed).resolve(), folders.reports.resolve())
