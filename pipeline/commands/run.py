"""`dutylist run`: processes what is new or changed and writes data and reports."""

from __future__ import annotations

import contextlib
import datetime
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.bounds import jobs_option, timeout_option
from pipeline.commands.say import say
from pipeline.commands.sources import INTERRUPTED, UNREADABLE, found_in, is_whole, sources_argument
from pipeline.model.sentence import Sentence
from pipeline.model.task import Folders, Task

if TYPE_CHECKING:
    from pipeline.batch.run import Tally

parsed_option = click.option(
    "--parsed",
    type=click.Path(path_type=Path),
    default=Path("parsed"),
    show_default=True,
    help="Where the data goes.",
)
reports_option = click.option(
    "--reports",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="Where the reports go.",
)


@click.command()
@sources_argument
@parsed_option
@reports_option
@jobs_option
@timeout_option
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
    found = found_in(sources)
    from pipeline.batch.run import run as run_tasks
    from pipeline.commands.screen import screen_for_user

    screen = screen_for_user()
    try:
        with stopped_by_sigterm():
            tally = run_tasks(
                found.tasks,
                Folders(parsed, reports),
                datetime.date.today(),
                force=force,
                audience=screen,
                left_out=found.left_out,
                **how,
            )
    except KeyboardInterrupt:
        say(
            [Sentence("stopped; what is written is whole, and the next run goes on from there")],
            err=True,
        )
        sys.exit(INTERRUPTED)
    say([tally_told(tally)], err=True)
    if is_whole(sources):
        tell_orphans(found.tasks, parsed, reports)
    if tally.failed or found.unread:
        sys.exit(UNREADABLE)


def tally_told(tally: Tally) -> Sentence:
    """How many documents a run dealt with."""
    counts = {"processed": tally.processed, "failed": tally.failed, "current": tally.current}
    if tally.failed:
        return Sentence("{processed} processed, {failed} failed, {current} up to date", **counts)
    return Sentence("{processed} processed, {current} up to date", **counts)


def tell_orphans(tasks: tuple[Task, ...], parsed: Path, reports: Path) -> None:
    """Tells which outputs have lost their source."""
    from pipeline.batch.differences import orphans
    from pipeline.render.plain import difference_lines

    say(difference_lines(orphans(parsed, tasks, reports)), err=True)


@contextlib.contextmanager
def stopped_by_sigterm() -> Iterator[None]:
    """A request to end is met as Ctrl-C is."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
