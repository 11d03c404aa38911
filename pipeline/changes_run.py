"""The comparisons that `dutylist run` keeps up to date: each version of a list with the one before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from natsort import natsorted

from pipeline.errors import SourceError
from pipeline.files import write_files
from pipeline.read import SUFFIXES
from pipeline.state import digest_of, load_state, save_state
from pipeline.tasks import Task

_KINDS = (".json", ".html")


def write_changes(tasks: Sequence[Task], parsed: Path, reports: Path) -> None:
    """Writes `reports/<list>/changes/<old>..<new>.{html,json}` where missing or out of date.

    For every list of the tasks; a comparison with a version that is gone, or that is no neighbour
    any more, is removed.
    """
    recorded = load_state(parsed)
    state = dict(recorded)
    for list_id, versions in sorted(_versions(tasks, parsed).items()):
        folder = reports / list_id / "changes"
        names = {f"{old}..{new}": (old, new) for old, new in pairwise(versions)}
        _remove_others(folder, names)
        state = {k: v for k, v in state.items() if not _stale(k, list_id, names)}
        for name, pair in names.items():
            old, new = (parsed / list_id / version / "list.json" for version in pair)
            outputs = [folder / f"{name}{kind}" for kind in _KINDS]
            key = f"{list_id}/changes/{name}"
            if state.get(key) != _fingerprint([old, new, *outputs]) and _write(old, new, outputs):
                state[key] = _fingerprint([old, new, *outputs])
    if state != recorded:
        save_state(parsed, state)


def _versions(tasks: Sequence[Task], parsed: Path) -> dict[str, list[str]]:
    """The versions of each list that have data, in natural order: v2 before v10.

    Where the tasks are all that the folders of a list hold, a version without a source is gone.
    """
    sources: defaultdict[str, set[Path]] = defaultdict(set)
    for task in tasks:
        sources[task.list_id].add(task.source.resolve())
    found = {}
    for list_id, own in sources.items():
        there = {path for folder in {s.parent for s in own} for path in _sources_in(folder)}
        versions = {path.parent.name for path in (parsed / list_id).glob("*/list.json")}
        if there <= own:
            versions &= {path.stem for path in own}
        found[list_id] = natsorted(versions)
    return found


def _sources_in(folder: Path) -> set[Path]:
    return {
        path.resolve()
        for path in folder.iterdir()
        if path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$"))
    }


def _remove_others(folder: Path, names: Iterable[str]) -> None:
    for path in folder.glob("*..*"):
        stray = path.suffix == ".tmp"  # of a run that was killed
        if stray or (path.suffix in _KINDS and path.stem not in names):
            path.unlink(missing_ok=True)
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _stale(key: str, list_id: str, names: Iterable[str]) -> bool:
    prefix = f"{list_id}/changes/"
    return key.startswith(prefix) and key.removeprefix(prefix) not in names


def _write(old: Path, new: Path, outputs: list[Path]) -> bool:
    # Imported late: most runs have nothing to compare, and SciPy takes its time to load.
    from pipeline.compare.changes import compare
    from pipeline.compare.read_list import read_list
    from pipeline.render.changes import render_changes_html, render_changes_json

    try:
        comparison = compare(read_list(old), read_list(new))
    except SourceError:
        return False  # an output that someone broke is made anew by its own run
    texts = (render_changes_json(comparison), render_changes_html(comparison, linked=True))
    files = {path.name: text for path, text in zip(outputs, texts, strict=True)}
    write_files(outputs[0].parent, files)
    return True


def _fingerprint(files: Iterable[Path]) -> str:
    return digest_of(path.read_bytes() if path.is_file() else b"missing" for path in files)
