"""`dutylist split`: one file for each place whose lists a file holds."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.commands.bounds import timeout_option
from pipeline.commands.say import say
from pipeline.commands.sources import UNREADABLE
from pipeline.model.errors import DutyListError


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path), metavar="[DIR]", default=Path())
@timeout_option
def split(file: Path, folder: Path, timeout: float) -> None:
    """Writes the lists of each place that FILE holds to a file of its own in DIR (by default, here).

    For a text file or a PDF; of a Word file it says where each place's part is.
    """
    from pipeline.batch import split as batch

    try:
        lines = batch.split(batch.Split(file, folder), timeout)
    except DutyListError as error:
        say([str(error)], err=True)
        sys.exit(UNREADABLE)
    say(lines)
