"""`dutylist collect`: all lists together, as one database."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import Any

import click

from pipeline.commands.bounds import jobs_option, timeout_option
from pipeline.commands.say import say
from pipeline.commands.sources import UNREADABLE

out_option = click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("all"),
    show_default=True,
    help="Where the database and the tables go.",
)


@click.command()
@click.argument("parsed", type=click.Path(path_type=Path), default=Path("parsed"))
@out_option
@click.option(
    "--raw",
    type=click.Path(path_type=Path),
    default=Path("raw"),
    show_default=True,
    help="Where the sources lie, with the waivers beside them.",
)
@jobs_option
@timeout_option
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Have the lists read by the Dask cluster at tcp://HOST:8786 instead.",
)
def collect(parsed: Path, out: Path, raw: Path, **how: Any) -> None:
    """Puts the latest version of every list under PARSED (parsed/) into one database."""
    from pipeline.batch.together.collect import collect as collect_all
    from pipeline.batch.together.database import DATABASE
    from pipeline.model.sentence import Sentence

    today = datetime.date.today()
    done = collect_all(parsed, out, raw=raw, today=today, **how)
    say((str(error) for error in done.failed), err=True)
    state = (
        Sentence("{read} read anew", read=done.read)
        if done.written
        else Sentence("nothing has changed")
    )
    path = str(out / DATABASE)
    say([Sentence("{path}: {lists} lists; {state}", path=path, lists=done.lists, state=state)])
    if done.failed:
        sys.exit(UNREADABLE)
