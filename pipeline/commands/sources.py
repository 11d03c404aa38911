"""What every command with sources has: the argument, the documents it names, the exit statuses."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.model.task import Task

RAW = Path("raw")
FAILED, USAGE, UNREADABLE, INTERRUPTED = 1, 2, 3, 130
"""Exit statuses: see `dutylist --help`; the last is what a shell gives for Ctrl-C."""

sources_argument = click.argument(
    "sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE|DIR]..."
)


def tasks_of(sources: tuple[Path, ...]) -> tuple[Task, ...]:
    """The documents that are asked for; what lies there and is not read is told."""
    from pipeline.batch.find import find
    from pipeline.model.characters import visible
    from pipeline.read import SUFFIXES

    if not sources and not RAW.is_dir():
        raise click.UsageError("there is no folder raw/ here; name a source or a folder")
    found = find(sources or (RAW,))
    kinds = f"{', '.join(SUFFIXES[:-1])} and {SUFFIXES[-1]}"
    for path in found.left_out:
        click.echo(visible(f"{path}: left out; only {kinds} files are read"), err=True)
    for folder in found.barren:
        told = visible(f"{folder}: there is no source in this folder; {kinds} files are read")
        if folder.resolve() != RAW.resolve():
            raise click.UsageError(told)
        click.echo(told, err=True)
    return found.tasks


def is_whole(sources: tuple[Path, ...]) -> bool:
    """Whether all that raw/ holds is asked for: outputs of others have then lost their source."""
    return not sources or any(source.resolve() == RAW.resolve() for source in sources)
