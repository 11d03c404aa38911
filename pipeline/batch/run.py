"""`dutylist run`: has what is new or changed processed, then the comparisons and the index written."""

from __future__ import annotations

import contextlib
import datetime
import math
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.batch.comparisons import comparisons
from pipeline.batch.hands import in_order, load_for_documents, run_here
from pipeline.batch.index import (
    read_here,
    record_failures,
    record_left_out,
    write_index,
)
from pipeline.batch.jobs import Comparison, Job, Outcome, do, failed, is_current
from pipeline.batch.state import program
from pipeline.batch.workers import Lost
from pipeline.model.errors import DutyListError, OutputError
from pipeline.model.sentence import Sentence
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
    left_out: Sequence[Path] = (),
) -> Tally:
    """Processes every task that is not up to date; one that fails costs itself only.

    `left_out` are files among the sources that are of no kind that is read: they stand in the index.

    With a `scheduler`, the address of a Dask scheduler, its workers do it, else `jobs` processes.
    `timeout` is in seconds a document.
    Raises DutyListError where the scheduler fails.
    """
    audience = audience or Audience()
    if scheduler:
        tasks, folders = _at_absolute_paths(tasks, folders)
    hands = _hands(jobs, timeout, scheduler)
    documents = [Job(task, folders, today, program()) for task in tasks]
    due = [job for job in documents if force or not is_current(job)]
    reasons: dict[str, str] = {}
    tally = _perform("documents", due, hands, audience, reasons)
    changed = [pair for pair in comparisons(tasks, folders) if not is_current(pair)]
    compared = _perform("comparisons", changed, hands, audience, {})
    read = partial(read_here, processes=jobs, timeout=timeout)
    troubles = [
        Outcome("", str(error), failed=True)
        for error in (
            *record_failures(folders.parsed, tasks, reasons),
            *record_left_out(folders.parsed, left_out),
            *_unwritten(partial(write_index, folders, read)),
        )
    ]
    for trouble in troubles:
        audience.tell(trouble)
    failures = tally.failed + compared.failed + len(troubles)
    return Tally(tally.processed, failures, len(documents) - len(due))


def _hands(processes: int, timeout: float, scheduler: str | None) -> Hands:
    if scheduler:
        from pipeline.batch.cluster import run_on_cluster

        return partial(run_on_cluster, do, address=scheduler, timeout=timeout)
    return partial(_done_here, processes=processes, timeout=timeout)


def _done_here(
    jobs: Jobs, *, processes: int, timeout: float
) -> Generator[tuple[int, Outcome | Lost], None, None]:
    return run_here(do, jobs, _load, processes=processes, timeout=timeout)


def _load(jobs: Jobs) -> None:
    documents = [job.task.source for job in jobs if isinstance(job, Job)]
    if documents:
        load_for_documents(documents)


def _unwritten(write: Callable[[], None]) -> Iterator[OutputError]:
    try:
        write()
    except OutputError as error:
        yield error


def _perform(
    what: str, jobs: Jobs, hands: Hands, audience: Audience, reasons: dict[str, str]
) -> Tally:
    """Has the jobs done and tells their outcomes in their own order, whichever is done first.

    A sentence that several failed ones share, about the waivers of their list, is told once. Why one
    failed goes into `reasons`, by its name.
    """
    if not jobs:
        return Tally(0, 0)
    failures = 0
    said: set[str] = set()
    audience.begin(what, len(jobs))

    def noted(results: Iterable[tuple[int, Outcome | Lost]]) -> Iterator[tuple[int, Outcome]]:
        for number, result in results:
            outcome = _outcome(jobs[number], result)
            audience.advance(outcome)
            yield number, outcome

    try:
        with contextlib.closing(hands(jobs)) as results:
            for outcome in in_order(noted(results)):
                failures += outcome.failed
                if outcome.reason:
                    reasons[outcome.name] = outcome.reason
                if outcome.message not in said:
                    audience.tell(outcome)
                if outcome.failed:
                    said.add(outcome.message)
    finally:
        audience.end()
    return Tally(len(jobs) - failures, failures)


def _outcome(job: Job | Comparison, result: Outcome | Lost) -> Outcome:
    if isinstance(result, Outcome):
        return result
    outcome = failed(
        job, DutyListError(Sentence("given up: {reason}", reason=result.reason), job.name)
    )
    return replace(outcome, reason=outcome.reason.partition(" (")[0])  # an error may name a host


def _at_absolute_paths(tasks: Sequence[Task], folders: Folders) -> tuple[list[Task], Folders]:
    """As processes that run in other folders find them."""
    absolute = [replace(task, source=_absolute(task.source)) for task in tasks]
    return absolute, Folders(_absolute(folders.parsed), _absolute(folders.reports))


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))
