"""The group of all commands, and the entry point at which every error becomes a sentence."""

from __future__ import annotations

import io
import sys

import click

from pipeline.commands.check import check
from pipeline.commands.collect import collect
from pipeline.commands.diff import diff
from pipeline.commands.find import find
from pipeline.commands.rules import rules
from pipeline.commands.run import run
from pipeline.commands.say import say
from pipeline.commands.site import site
from pipeline.commands.sources import INTERRUPTED, UNREADABLE, USAGE
from pipeline.commands.split import split
from pipeline.commands.spoken import speak, spoken
from pipeline.commands.watch import watch
from pipeline.model.errors import DutyListError, InternalError, OutputError, attempt


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dutylist")
def cli() -> None:
    """Turns published duty lists (履行职责事项清单) into data that can be trusted.

    A SOURCE is a .txt, .pdf or .docx file; without one, everything under raw/ is taken.

    Exit status: 0 done, 1 findings that fail the check or outputs that differ, 2 wrong usage,
    3 a source or waivers that could not be read, an output that could not be written (the others
    are still processed).
    """


for command in (run, watch, check, diff, rules, split, collect, find, site):
    cli.add_command(command)


def main() -> None:
    """The entry point: no error reaches a user as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show Chinese still gets every line.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    speak()
    spoken(cli)
    status = attempt(_status)
    if isinstance(status, DutyListError):
        say([str(status)], err=True)
        status = UNREADABLE if isinstance(status, (OutputError, InternalError)) else USAGE
    sys.exit(status)


def _status() -> int:
    """Runs the command that is asked for; the exit status."""
    try:
        status = cli(prog_name="dutylist", standalone_mode=False)
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        say(shown.getvalue().splitlines(), err=True)
        return error.exit_code
    except click.Abort:
        return INTERRUPTED
    return status if isinstance(status, int) else 0
