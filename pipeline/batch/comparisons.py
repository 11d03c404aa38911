"""Which comparisons `dutylist run` keeps up to date: each version of a list with the one before."""

from __future__ import annotations

import contextlib
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from pathlib import Path

from pipeline.batch.files import remove_strays
from pipeline.batch.jobs import Comparison
from pipeline.batch.own_files import is_ours
from pipeline.batch.sources import sources_of_list
from pipeline.batch.written import versions_of
from pipeline.model.order import naturally
from pipeline.model.task import Folders, OutputFolder, Task, version_of
from pipeline.system.folders import open_folder


def comparisons(tasks: Sequence[Task], folders: Folders) -> Iterator[Comparison]:
    """`reports/<list>/changes/<old>..<new>.{html,json,xlsx}` for every list of the tasks.

    A comparison with a version that is gone, or that is no neighbour any more, is removed; a sheet that a person
    filled in stays.
    """
    for list_id, due in due_comparisons(tasks, folders).items():
        with contextlib.suppress(OSError):  # a folder that is none is told by what is to go there
            kept = chain.from_iterable(comparison.outputs for comparison in due)
            _remove_others(folders.changes(list_id), set(kept))
        yield from due


def due_comparisons(tasks: Sequence[Task], folders: Folders) -> dict[str, list[Comparison]]:
    """The comparisons that the data of the tasks' lists call for, by list; whether they are there or not."""
    return {
        list_id: [Comparison(list_id, old, new, folders) for old, new in pairwise(versions)]
        for list_id, versions in sorted(_versions(tasks, folders.parsed).items())
    }


def _versions(tasks: Sequence[Task], parsed: Path) -> dict[str, list[str]]:
    """The versions of each list that have data, in natural order: v2 before v10.

    Where the tasks are all that the folders of a list hold, a version without a source is gone.
    """
    sources: defaultdict[str, set[Path]] = defaultdict(set)
    for task in tasks:
        sources[task.list_id] |= {_absolute(path) for path in (task.source, *task.rivals)}
    found = {}
    for list_id, own in sources.items():
        there = {path for source in own for path in sources_of_list(source)}
        versions = set(versions_of(parsed, list_id))
        if there <= own:
            versions &= {version_of(path) for path in own}
        found[list_id] = naturally(versions, str)
    return found


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))


def _remove_others(where: OutputFolder, kept: set[str]) -> None:
    """Removes comparisons that are none of these, and what killed runs left."""
    with open_folder(where.root, where.inside) as folder:
        remove_strays(folder)
        for name in folder.names():
            if ".." in name and name not in kept and is_ours(folder, name):
                folder.remove(name)
        empty = not folder.names()
    if empty:
        *outer, own = where.inside
        with open_folder(where.root, outer) as folder:
            folder.remove_folder(own)
