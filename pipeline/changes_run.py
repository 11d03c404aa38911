"""The comparisons that `dutylist run` keeps up to date: each version of a list with the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from natsort import natsorted

from pipeline.errors import SourceError
from pipeline.files import write_files
from pipeline.state import digest_of, load_state, save_state


def write_changes(list_ids: Iterable[str], parsed: Path, reports: Path) -> None:
    """Writes `reports/<list>/changes/<old>..<new>.{html,json}` where missing or out of date."""
    recorded = load_state(parsed)
    state = dict(recorded)
    for list_id in sorted(list_ids):
        for old, new in _neighbours(parsed / list_id):
            name = f"{old.parent.name}..{new.parent.name}"
            folder = reports / list_id / "changes"
            outputs = [folder / f"{name}.json", folder / f"{name}.html"]
            key = f"{list_id}/changes/{name}"
            if state.get(key) != _fingerprint([old, new, *outputs]) and _write(old, new, outputs):
                state[key] = _fingerprint([old, new, *outputs])
    if state != recorded:
        save_state(parsed, state)


def _neighbours(folder: Path) -> Iterator[tuple[Path, Path]]:
    """The `list.json` of each version and of the next, in natural order: v2 before v10."""
    files = natsorted(folder.glob("*/list.json"), key=lambda path: path.parent.name)
    return pairwise(files)


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
