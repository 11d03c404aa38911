"""Who does jobs: worker processes of this machine, with what they need loaded once, or a Dask cluster."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pipeline.batch.workers import Lost, run_jobs
from pipeline.system.processes import shares_imports

Job = TypeVar("Job")
Result = TypeVar("Result")


def run_here(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    load: Callable[[Sequence[Job]], None],
    *,
    processes: int,
    timeout: float,
) -> Generator[tuple[int, Result | Lost], None, None]:
    """Each job's number and result, as `run_jobs` gives them. `load` imports what the jobs need: workers
    that are forked hereafter have it."""
    if shares_imports():
        with _lasting():
            load(jobs)
    return run_jobs(work, jobs, processes=processes, timeout=timeout)


def in_order(results: Iterable[tuple[int, Result]]) -> Iterator[Result]:
    """The results in the order of their numbers, each as soon as those before it are there."""
    held: dict[int, Result] = {}
    due = 0
    for number, result in results:
        held[number] = result
        while due in held:
            yield held.pop(due)
            due += 1


def load_for_documents(sources: Iterable[Path]) -> None:
    """Imports what reads and judges these documents."""
    import docx  # noqa: F401  # for the letter, which imports it when there is one

    import pipeline.batch.judge
    import pipeline.validate.tables

    if any(source.suffix.lower() == ".pdf" for source in sources):
        import pipeline.read.pdf.clip  # noqa: F401


@contextlib.contextmanager
def _lasting() -> Iterator[None]:
    """What is imported in the block stays, and its pages stay shared: no collection of garbage looks at
    it (see `gc.freeze`)."""
    # Before NumPy comes in: its threads would not survive a fork, and each worker has one core.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
