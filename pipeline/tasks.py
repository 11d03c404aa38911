"""Which documents there are to process: sources found under a folder, each with list and version."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from natsort import natsort_keygen

from pipeline.characters import visible
from pipeline.errors import DutyListError
from pipeline.read import SUFFIXES
from pipeline.waivers import FILE_NAME

_natural = natsort_keygen()
# Lock files of office programs and hidden files are no sources.
_IGNORED_PREFIXES = (".", "~$")


@dataclass(frozen=True, slots=True)
class Task:
    """One document: list `<its folder's name>`, version `<its stem>`."""

    source: Path
    list_id: str
    version: str

    @property
    def waivers(self) -> Path:
        """The waivers that lie beside the source."""
        return self.source.parent / FILE_NAME

    @property
    def name(self) -> str:
        """How messages call it: xijiao/v1."""
        return visible(f"{self.list_id}/{self.version}")


def find_tasks(arguments: Iterable[Path]) -> tuple[Task, ...]:
    """The documents that the arguments name, sorted naturally, each once.

    Raises DutyListError for a path that does not exist, and for two sources of one version.
    """
    sources = dict.fromkeys(source for argument in arguments for source in _sources(argument))
    tasks = [_task(source) for source in sources]
    tasks.sort(key=lambda task: (_natural(task.list_id), _natural(task.version), str(task.source)))
    for first, second in pairwise(tasks):
        if first.name == second.name:
            raise DutyListError(
                f"{first.source.name} and {second.source.name} are both {first.name}; keep one of them",
                str(second.source.parent),
            )
    return tuple(tasks)


def _task(source: Path) -> Task:
    """The task of a source, by the folder it lies in; a link's target has no say in it."""
    if source.stem in (".", ".."):  # "...txt": its outputs would land outside their folder
        raise DutyListError("a source needs a name before its ending", str(source))
    return Task(source, Path(os.path.abspath(source)).parent.name or "list", source.stem)


def _sources(argument: Path) -> Iterator[Path]:
    if argument.is_dir():
        yield from (
            path
            for path in sorted(argument.rglob("*"))
            if path.suffix.lower() in SUFFIXES
            and not path.name.startswith(_IGNORED_PREFIXES)
            and path.is_file()
        )
    elif argument.exists():
        yield argument
    else:
        raise DutyListError("no such file or folder", str(argument))
