"""Which comparisons `dutylist run` keeps up to date: each version of a list with the one before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from pipeline.batch.find import sources_in
from pipeline.batch.jobs import Comparison
from pipeline.model.order import naturally
from pipeline.model.task import Folders, Task


def comparisons(tasks: Sequence[Task], folders: Folders) -> Iterator[Comparison]:
    """`reports/<list>/changes/<old>..<new>.{html,json}` for every list of the tasks.

    A comparison with a version that is gone, or that is no neighbour any more, is removed.
    """
    for list_id, versions in sorted(_versions(tasks, folders.parsed).items()):
        files = [folders.parsed / list_id / version / "list.json" for version in versions]
        due = [Comparison(list_id, old, new, folders) for old, new in pairwise(files)]
        kept = {path for comparison in due for path in comparison.outputs}
        _remove_others(folders.reports / list_id / "changes", kept)
        yield from due


def _versions(tasks: Sequence[Task], parsed: Path) -> dict[str, list[str]]:
    """The versions of each list that have data, in natural order: v2 before v10.

    Where the tasks are all that the folders of a list hold, a version without a source is gone.
    """
    sources: defaultdict[str, set[Path]] = defaultdict(set)
    for task in tasks:
        sources[task.list_id] |= {path.resolve() for path in (task.source, *task.rivals)}
    found = {}
    for list_id, own in sources.items():
        there = {p.resolve() for folder in {s.parent for s in own} for p in sources_in(folder)}
        versions = {path.parent.name for path in (parsed / list_id).glob("*/list.json")}
        if there <= own:
            versions &= {path.stem for path in own}
        found[list_id] = naturally(versions, str)
    return found


def _remove_others(folder: Path, kept: Iterable[Path]) -> None:
    names = [path.name for path in kept]
    for path in folder.glob("*..*"):
        if path.suffix in (".json", ".html"):
            stale = path.name not in names
        else:  # what a killed run left: a hidden file with the name of the one it was to become
            stale = path.suffix == ".tmp" and not any(path.name[1:].startswith(n) for n in names)
        if stale:
            path.unlink(missing_ok=True)
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
