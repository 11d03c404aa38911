"""The command line: words in, exit status out. Everything heavy is imported when it is needed."""

from __future__ import annotations

import contextlib
import io
import math
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.errors import DutyListError, OutputError, internal

if TYPE_CHECKING:
    import datetime

    from pipeline.check_command import Format
    from pipeline.tasks import Task

_RAW = Path("raw")
_FAILED, _USAGE, _UNREADABLE, _INTERRUPTED = 1, 2, 3, 130
_sources = click.argument(
    "sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE|DIR]..."
)


def _seconds(_context: click.Context, _parameter: click.Parameter, value: float) -> float:
    if math.isnan(value):
        raise click.BadParameter("nan is no number of seconds.")
    return value


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dutylist")
def cli() -> None:
    """Turns published duty lists (履行职责事项清单) into data that can be trusted.

    A SOURCE is a .txt, .pdf or .docx file; without one, everything under raw/ is taken.

    Exit status: 0 done, 1 findings that fail the check or outputs that differ, 2 wrong usage,
    3 a source or waivers that could not be read, an output that could not be written (the others
    are still processed).
    """


@cli.command()
@_sources
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
    tasks = _tasks(sources)
    from pipeline.run import run as run_tasks
    from pipeline.screen import screen_for_user
    from pipeline.tasks import Folders

    screen = screen_for_user()
    try:
        with _stopped_by_sigterm():
            tally = run_tasks(
                tasks, Folders(parsed, reports), _today(), force=force, screen=screen, **how
            )
    except KeyboardInterrupt:
        click.echo(
            "stopped; what is written is whole, and the next run goes on from there", err=True
        )
        sys.exit(_INTERRUPTED)
    failed = f"{tally.failed} failed, " if tally.failed else ""
    click.echo(f"{tally.processed} processed, {failed}{tally.current} up to date", err=True)
    if _is_whole(sources):
        _tell_orphans(tasks, parsed, reports)
    if tally.failed:
        sys.exit(_UNREADABLE)


@cli.command()
@_sources
@click.option(
    "--parsed",
    type=click.Path(path_type=Path),
    default=Path("parsed"),
    show_default=True,
    help="The data to compare with.",
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
@click.option("--explain", is_flag=True, help="Tell which waiver covers what, and what to waive.")
def check(
    sources: tuple[Path, ...], parsed: Path, fail_on: str, output: str | None, explain: bool
) -> None:
    """Reads and validates without writing, and compares with what lies in parsed/."""
    tasks = _tasks(sources)
    from pipeline.check_command import check_all

    state = check_all(
        tasks,
        _RAW,
        parsed,
        "warning" if fail_on == "warning" else "error",
        _format(output),
        explain=explain,
        whole=_is_whole(sources),
    )
    sys.exit({"passed": 0, "failed": _FAILED, "unreadable": _UNREADABLE}[state])


@cli.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Writes the data here.")
@click.option("--html", "html_file", type=click.Path(path_type=Path), help="Writes a page here.")
def diff(old: Path, new: Path, json_file: Path | None, html_file: Path | None) -> None:
    """Compares two versions: OLD and NEW are each a source or a list.json."""
    for path in (old, new):
        if path.is_dir():
            raise click.UsageError(f"{path}: is a folder; name a source or a list.json in it")
    from pipeline.compare.changes import compare
    from pipeline.compare.read_list import read_list
    from pipeline.files import write_files
    from pipeline.render.changes import render_changes_html, render_changes_json, summarise

    try:
        comparison = compare(read_list(old), read_list(new))
    except DutyListError as error:
        click.echo(str(error), err=True)
        sys.exit(_UNREADABLE)
    if json_file:
        write_files(json_file.parent, {json_file.name: render_changes_json(comparison)})
    if html_file:
        write_files(html_file.parent, {html_file.name: render_changes_html(comparison)})
    if not json_file and not html_file:
        click.echo(summarise(comparison))


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def rules(as_json: bool) -> None:
    """Lists every rule: id, severity, what it means."""
    from pipeline.validate.rules import RULES

    if as_json:
        import json

        keys = ("id", "severity", "meaning", "example")
        data: Any = [{key: getattr(rule, key) for key in keys} for rule in RULES]
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    for rule in RULES:
        click.echo(f"{rule.id}  [{rule.severity}]\n    {rule.meaning}\n    例：{rule.example}")


def _tasks(sources: tuple[Path, ...]) -> tuple[Task, ...]:
    """The documents that are asked for; what lies there and is not read is told."""
    from pipeline.characters import visible
    from pipeline.read import SUFFIXES
    from pipeline.tasks import find

    if not sources and not _RAW.is_dir():
        raise click.UsageError("there is no folder raw/ here; name a source or a folder")
    found = find(sources or (_RAW,))
    kinds = f"{', '.join(SUFFIXES[:-1])} and {SUFFIXES[-1]}"
    for path in found.left_out:
        click.echo(visible(f"{path}: left out; only {kinds} files are read"), err=True)
    for folder in found.barren:
        told = visible(f"{folder}: there is no source in this folder; {kinds} files are read")
        if folder.resolve() != _RAW.resolve():
            raise click.UsageError(told)
        click.echo(told, err=True)
    return found.tasks


def _is_whole(sources: tuple[Path, ...]) -> bool:
    """Whether all that raw/ holds is asked for: outputs of others have then lost their source."""
    return not sources or any(source.resolve() == _RAW.resolve() for source in sources)


def _tell_orphans(tasks: tuple[Task, ...], parsed: Path, reports: Path) -> None:
    from pipeline.differences import orphans
    from pipeline.render.plain import difference_lines

    for line in difference_lines(orphans(parsed, tasks, reports)):
        click.echo(line, err=True)


def _format(asked: str | None) -> Format:
    from pipeline.render.terminal import wants_colour

    match asked:
        case "table" | "json" | "github":
            return asked
    return "table" if wants_colour(sys.stdout) else "lines"


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


def _today() -> datetime.date:
    import datetime

    return datetime.date.today()


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
        sys.exit(_UNREADABLE)
    except DutyListError as error:
        click.echo(str(error), err=True)
        sys.exit(_USAGE)
    except Exception as error:
        click.echo(internal(error), err=True)
        sys.exit(_UNREADABLE)
