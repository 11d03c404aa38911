"""The group of all commands, and the entry point at which every error becomes a sentence."""

from __future__ import annotations

import io
import sys

import click

from pipeline.commands.check import check
from pipeline.commands.diff import diff
from pipeline.commands.rules import rules
from pipeline.commands.run import run
from pipeline.commands.sources import UNREADABLE, USAGE
from pipeline.model.errors import DutyListError, OutputError, internal


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dutylist")
def cli() -> None:
    """Turns published duty lists (履行职责事项清单) into data that can be trusted.

    A SOURCE is a .txt, .pdf or .docx file; without one, everything under raw/ is taken.

    Exit status: 0 done, 1 findings that fail the check or outputs that differ, 2 wrong usage,
    3 a source or waivers that could not be read, an output that could not be written (the others
    are still processed).
    """


for command in (run, check, diff, rules):
    cli.add_command(command)


def main() -> None:
    """The entry point: no error reaches a user as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show Chinese still gets every line.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli(prog_name="dutylist")
    except OutputError as error:
        click.echo(str(error), err=True)
        sys.exit(UNREADABLE)
    except DutyListError as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
    except Exception as error:
        click.echo(internal(error), err=True)
        sys.exit(UNREADABLE)
