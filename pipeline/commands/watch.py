"""`dutylist watch`: processes what is put into raw/, for people who do not want to run a command each time."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from pipeline.commands.bounds import jobs_option, timeout_option
from pipeline.commands.run import parsed_option, reports_option, stopped_by_sigterm, tally_told
from pipeline.commands.say import say
from pipeline.commands.sources import RAW, found_in, say_once
from pipeline.model.errors import DutyListError, attempt
from pipeline.model.sentence import Sentence, told
from pipeline.model.task import INDEX, Folders


@click.command()
@parsed_option
@reports_option
@click.option(
    "--every",
    type=click.FloatRange(min=0.1, max=3600),
    metavar="SECONDS",
    default=2,
    show_default=True,
    help="How often raw/ is looked at.",
)
@jobs_option
@timeout_option
def watch(parsed: Path, reports: Path, every: float, **how: Any) -> None:
    """Processes what is put into raw/ or changed there, until Ctrl-C.

    A file is taken when it has stayed as it is for a while, so that none is read before it is copied whole.
    """
    if not RAW.is_dir():
        raise click.UsageError(told("there is no folder raw/ here; make it and put lists into it"))
    from pipeline.batch.watch import changes

    said: set[str] = set()
    try:
        with stopped_by_sigterm():
            say([Sentence("watching {folder}/; Ctrl-C ends it", folder=RAW)], err=True)
            for _ in changes(RAW, every):
                # Whatever goes wrong is told; the next change is another try.
                error = attempt(partial(_process, Folders(parsed, reports), said, how))
                if isinstance(error, DutyListError):
                    say([str(error)], err=True)
    except KeyboardInterrupt:
        say([Sentence("no longer watching; what is written is whole")], err=True)


def _process(folders: Folders, said: set[str], how: dict[str, Any]) -> None:
    """Processes what is due, and tells what became of it. What was `said` of other files is not said again."""
    from pipeline.batch.differences import orphans
    from pipeline.batch.run import run as run_tasks
    from pipeline.commands.screen import screen_for_user
    from pipeline.render.plain import difference_lines

    found = found_in((), said)
    tally = run_tasks(
        found.tasks,
        folders,
        datetime.date.today(),
        audience=screen_for_user(),
        left_out=found.left_out,
        **how,
    )
    say([tally_told(tally)], err=True)
    if tally.processed:
        say([Sentence("reports: {path}", path=(folders.reports / INDEX).as_posix())], err=True)
    say_once(difference_lines(orphans(folders.parsed, found.tasks, folders.reports)), said)
