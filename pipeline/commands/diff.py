"""`dutylist diff`: what changed from one version to another."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from pipeline.commands.bounds import timeout_option
from pipeline.commands.say import say
from pipeline.commands.sources import UNREADABLE
from pipeline.model.errors import DutyListError
from pipeline.model.sentence import Sentence, told


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Writes the data here.")
@click.option("--html", "html_file", type=click.Path(path_type=Path), help="Writes a page here.")
@click.option(
    "--xlsx", "xlsx_file", type=click.Path(path_type=Path), help="Writes the adjustment sheet here."
)
@timeout_option
def diff(
    old: Path,
    new: Path,
    json_file: Path | None,
    html_file: Path | None,
    xlsx_file: Path | None,
    timeout: float,
) -> None:
    """Compares two versions: OLD and NEW are each a source or a list.json."""
    for path in (old, new):
        if os.path.isdir(path):
            message = Sentence("{path}: is a folder; name a source or a list.json in it", path=path)
            raise click.UsageError(told(message))
    from pipeline.batch import diff as batch

    try:
        lines = batch.diff(batch.Pair(old, new, json_file, html_file, xlsx_file), timeout)
    except DutyListError as error:
        say([str(error)], err=True)
        sys.exit(UNREADABLE)
    say(lines)
