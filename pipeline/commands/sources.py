"""What every command with sources has: the argument, the documents it names, the exit statuses."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.say import say
from pipeline.model.sentence import Sentence, series, told

if TYPE_CHECKING:
    from pipeline.batch.find import Found

RAW = Path("raw")
FAILED, USAGE, UNREADABLE, INTERRUPTED = 1, 2, 3, 130
"""Exit statuses: see `dutylist --help`; the last is what a shell gives for Ctrl-C."""

sources_argument = click.argument(
    "sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE|DIR]..."
)


def found_in(sources: tuple[Path, ...], said: set[str] | None = None) -> Found:
    """The documents that are asked for; what lies there and is not or cannot be read is told. What was `said`
    before is not said again."""
    from pipeline.batch.find import find
    from pipeline.read import SUFFIXES, advice

    if not sources and not RAW.is_dir():
        raise click.UsageError(told("there is no folder raw/ here; name a source or a folder"))
    said = set() if said is None else said
    found = find(sources or (RAW,))
    kinds = series(SUFFIXES)
    lines = [str(error) for error in found.unread]
    lines += [
        Sentence("{path}: left out; {advice}", path=path, advice=Sentence(advice(path)))
        for path in found.left_out
    ]
    say_once(lines, said)
    for folder in found.barren:
        message = Sentence(
            "{folder}: there is no source in this folder; {kinds} files are read",
            folder=folder,
            kinds=kinds,
        )
        if not _is_raw(folder):
            raise click.UsageError(told(message))
        say_once([message], said)
    return found


def say_once(lines: Iterable[str], said: set[str]) -> None:
    """Says on stderr what was not said before."""
    new = [line for line in lines if line not in said]
    said.update(new)
    say(new, err=True)


def is_whole(sources: tuple[Path, ...]) -> bool:
    """Whether all that raw/ holds is asked for: outputs of others have then lost their source."""
    return not sources or any(map(_is_raw, sources))


def _is_raw(folder: Path) -> bool:
    return os.path.realpath(folder) == os.path.realpath(RAW)
