"""`dutylist run`: processes what is new or changed and writes data and reports."""

from __future__ import annotations

import contextlib
import datetime
import math
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from pipeline.commands.sources import INTERRUPTED, UNREADABLE, is_whole, sources_argument, tasks_of
from pipeline.model.task import Folders, Task


def _seconds(_context: click.Context, _parameter: click.Parameter, value: float) -> float:
    if math.isnan(value):
        raise click.BadParameter("nan is no number of seconds.")
    return value


@click.command()
@sources_argument
@click.option(
    "--parsed",
    type=click.Path(path_type=Path),
    default=Path("parsed"),
    show_default=True,
    help="Where the data goes.",
)
@click.option(
    "--reports",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="Where the reports go.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Documents processed at once.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    callback=_seconds,
    metavar="SECONDS",
    default=300,
    show_default=True,
    help="How long one document may take; then it is tried once more, then reported.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Hand the documents to the Dask cluster at tcp://HOST:8786 instead.",
)
@click.option("--force", is_flag=True, help="Process everything, also what has not changed.")
def run(sources: tuple[Path, ...], parsed: Path, reports: Path, force: bool, **how: Any) -> None:
    """Processes what is new or changed and writes data and reports.

    Ctrl-C leaves whole outputs only, and the next run goes on from there.
    """
    tasks = tasks_of(sources)
    from pipeline.batch.run import run as run_tasks
    from pipeline.commands.screen import screen_for_user

    screen = screen_for_user()
    try:
        with _stopped_by_sigterm():
            tally = run_tasks(
                tasks,
                Folders(parsed, reports),
                datetime.date.today(),
                force=force,
                audience=screen,
                **how,
            )
    except KeyboardInterrupt:
        click.echo(
            "stopped; what is written is whole, and the next run goes on from there", err=True
        )
        sys.exit(INTERRUPTED)
    failed = f"{tally.failed} failed, " if tally.failed else ""
    click.echo(f"{tally.processed} processed, {failed}{tally.current} up to date", err=True)
    if is_whole(sources):
        _tell_orphans(tasks, parsed, reports)
    if tally.failed:
        sys.exit(UNREADABLE)


def _tell_orphans(tasks: tuple[Task, ...], parsed: Path, reports: Path) -> None:
    from pipeline.batch.differences import orphans
    from pipeline.render.plain import difference_lines

    for line in difference_lines(orphans(parsed, tasks, reports)):
        click.echo(line, err=True)


@contextlib.contextmanager
def _stopped_by_sigterm() -> Iterator[None]:
    """A request to end is met as Ctrl-C is."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
