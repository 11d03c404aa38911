"""`dutylist check`: judges without writing, and compares with what was written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.bounds import jobs_option, timeout_option
from pipeline.commands.sources import (
    FAILED,
    UNREADABLE,
    found_in,
    is_whole,
    sources_argument,
)
from pipeline.model.task import Folders

if TYPE_CHECKING:
    from pipeline.commands.verdicts import Format


@click.command()
@sources_argument
@click.option(
    "--parsed",
    type=click.Path(path_type=Path),
    default=Path("parsed"),
    show_default=True,
    help="The data to compare with.",
)
@click.option(
    "--reports",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="The reports to compare with, where there are any.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="The mildest severity that fails the check.",
)
@click.option(
    "--format",
    "output",
    type=click.Choice(["table", "json", "github"]),
    help="A table, one JSON document, or GitHub annotations. Without it: a table on a terminal "
    "with colours, else a line per finding.",
)
@jobs_option
@timeout_option
@click.option(
    "-v", "--verbose", is_flag=True, help="Tell also what is waived, and what is information only."
)
@click.option("--explain", is_flag=True, help="Tell which waiver covers what, and what to waive.")
def check(
    sources: tuple[Path, ...],
    parsed: Path,
    reports: Path,
    fail_on: str,
    output: str | None,
    jobs: int,
    timeout: float,
    verbose: bool,
    explain: bool,
) -> None:
    """Reads and validates without writing, and compares with what lies in parsed/ and reports/."""
    found = found_in(sources)
    from pipeline.commands.verdicts import Asked, tell_all

    asked = Asked(
        found.tasks,
        Folders(parsed, reports),
        "warning" if fail_on == "warning" else "error",
        whole=is_whole(sources),
    )
    state = tell_all(
        asked,
        _format(output),
        verbose=verbose,
        explain=explain,
        processes=jobs,
        timeout=timeout,
    )
    if found.left_out and state == "passed":
        state = "failed"
    if found.unread:
        state = "unreadable"
    sys.exit({"passed": 0, "failed": FAILED, "unreadable": UNREADABLE}[state])


def _format(asked: str | None) -> Format:
    from pipeline.render.terminal import wants_colour

    match asked:
        case "table" | "json" | "github":
            return asked
    return "table" if wants_colour(sys.stdout) else "lines"
