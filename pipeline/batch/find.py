"""Which documents there are to process: sources found under a folder, each with list and version."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from pathlib import Path

from pipeline.batch.sources import is_silent, is_source, sources_of_file, sources_of_list
from pipeline.model.errors import DutyListError, reading
from pipeline.model.order import naturally
from pipeline.model.task import Task, list_of, version_of
from pipeline.read.companions import belongs_to_page


@dataclass(frozen=True, slots=True)
class Found:
    """What lies under the arguments: the documents, and files of kinds that are not read."""

    tasks: tuple[Task, ...]
    left_out: tuple[Path, ...]
    barren: tuple[Path, ...]
    """Folders among the arguments that hold no source at all."""
    unread: tuple[DutyListError, ...] = ()
    """Folders that could not be looked into, and why."""


def find(arguments: Iterable[Path]) -> Found:
    """What the arguments name: documents sorted naturally, each version once, and what is left out.

    Raises DutyListError for a path that does not exist.
    """
    sources: dict[Path, None] = {}
    left_out: dict[Path, None] = {}
    barren: list[Path] = []
    unread: list[DutyListError] = []
    for argument in arguments:
        if (touched := sources_of_file(argument)) is not None:
            sources |= dict.fromkeys(touched)
            continue
        inside = _files(argument, unread)
        own = [path for path in inside if path == argument or is_source(path)]
        sources |= dict.fromkeys(own)
        left_out |= dict.fromkeys(
            p for p in inside if p not in sources and not is_silent(p.relative_to(argument))
        )
        if not own and not unread:
            barren.append(argument)
    tasks = naturally(
        (_task(source) for source in sorted(sources)),
        lambda task: task.list_id,
        lambda task: task.version,
    )
    versions = (list(g) for _, g in groupby(tasks, lambda task: (task.list_id, task.version)))
    each = (replace(first, rivals=tuple(o.source for o in others)) for first, *others in versions)
    return Found(tuple(_with_versions_before(each)), tuple(left_out), tuple(barren), tuple(unread))


def _with_versions_before(tasks: Iterable[Task]) -> Iterator[Task]:
    """The tasks, each with the source of the version before; also of one that was not asked for."""
    before: dict[tuple[Path, str], dict[str, Path]] = {}
    for task in tasks:
        key = task.source.parent, task.list_id
        if key not in before:
            versions = {version_of(path): path for path in sources_of_list(task.source)}
            ordered = naturally(versions, str)
            before[key] = {new: versions[old] for old, new in pairwise(ordered)}
        yield replace(task, before=before[key].get(task.version))


def find_tasks(arguments: Iterable[Path]) -> tuple[Task, ...]:
    """The documents that the arguments name, sorted naturally, each version once.

    Raises DutyListError for a path that does not exist.
    """
    return find(arguments).tasks


def _task(source: Path) -> Task:
    """The task of a source, by the folder it lies in; a link's target has no say in it."""
    if source.stem in (".", ".."):  # "...txt": its outputs would land outside their folder
        raise DutyListError("a source needs a name before its ending", str(source))
    return Task(source, list_of(source), version_of(source))


def _files(argument: Path, unread: list[DutyListError]) -> list[Path]:
    """The path itself, or all that lies under a folder and is none; a link to a folder is not followed.

    Notes the folders that cannot be looked into.
    """
    if not os.path.isdir(argument):
        if not os.path.lexists(argument):
            raise DutyListError("no such file or folder", str(argument))
        return [argument]
    found, folders = [], [str(argument)]
    while folders:  # no recursion: there may be thousands of folders in one another
        folder = folders.pop()
        try:
            with reading(Path(folder), DutyListError), os.scandir(folder) as entries:
                own = list(entries)
                names = {entry.name for entry in own}
                for entry in own:
                    if not entry.is_dir(follow_symlinks=False):
                        found.append(Path(entry.path))
                    elif not (entry.name.startswith(".") or belongs_to_page(entry.name, names)):
                        folders.append(entry.path)
        except DutyListError as error:
            unread.append(error)
    return sorted(found)
