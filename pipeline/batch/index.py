"""`reports/index.html`: every version that has outputs or could not be read, each with its state.

A version's line comes from what its run recorded, so that thousands of lists need not be read again;
where that is lost, from its `list.json` and `findings.json`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.batch.files import write_files
from pipeline.batch.state import digest_of, drop_record, load_record, program, records, save_record
from pipeline.model.order import naturally
from pipeline.model.task import Folders, Task
from pipeline.read import SUFFIXES

_KEY, _FAILURES = "index", "failures"


def write_index(folders: Folders) -> None:
    """Writes the page where it is missing or out of date. Raises OutputError."""
    found = _entries(folders.parsed)
    sorted_ = naturally(found, lambda entry: entry["list_id"], lambda entry: entry["version"])
    linked = [_linked(b, e, folders.reports) for b, e in pairwise([None, *sorted_]) if e]
    entries = _with_failures(linked, folders.parsed)
    page = folders.reports / "index.html"
    if load_record(folders.parsed, _KEY).get("digest") == _digest(entries, page):
        return
    from pipeline.render.index import IndexEntry, render_index

    write_files(page.parent, {page.name: render_index([IndexEntry(**entry) for entry in entries])})
    save_record(folders.parsed, _KEY, {"digest": _digest(entries, page)})


def entry_of(data: dict[str, Any], findings: dict[str, Any]) -> dict[str, Any]:
    """A version's line: the fields of `IndexEntry`, from the values of its two JSON files."""
    items = sum(len(section["items"]) for lst in data["lists"] for section in lst["sections"])
    own = {key: str(data[key]) for key in ("list_id", "version", "title")}
    return own | {"items": items, "counts": findings["summary"]}


def version_key(list_id: str, version: str) -> str:
    """The key under which a version's run is recorded; `entry` of the record is its line."""
    return f"versions/{list_id}/{version}"


def record_failures(parsed: Path, tasks: Iterable[Task], reasons: Mapping[str, str]) -> None:
    """Notes which of these sources could not be read and why, by the source; forgets the others'."""
    for task in tasks:
        key = f"{_FAILURES}/{task.list_id}/{task.version}"
        reason = reasons.get(str(task.source))
        if reason is not None:
            # The source as seen from the record, so that a run from another folder finds it.
            source = os.path.relpath(os.path.abspath(task.source), os.path.abspath(parsed))
            own = {"list_id": task.list_id, "version": task.version}
            save_record(parsed, key, own | {"source": source, "reason": reason})
        else:
            drop_record(parsed, key)


def _with_failures(entries: list[dict[str, Any]], parsed: Path) -> list[dict[str, Any]]:
    """The lines, those of unreadable sources marked or added; a failure ends with its source, and a
    file of another kind, named by mistake, is none."""
    lines = {(entry["list_id"], entry["version"]): entry for entry in entries}
    for key, record in records(parsed, _FAILURES):
        source = Path(record.get("source", ""))
        if source.suffix.lower() not in SUFFIXES or not os.path.lexists(parsed / source):
            drop_record(parsed, key)
            continue
        own = (record["list_id"], record["version"])
        lines[own] = lines.get(own, _unprocessed(*own)) | {"unreadable": record["reason"]}
    return naturally(lines.values(), lambda line: line["list_id"], lambda line: line["version"])


def _unprocessed(list_id: str, version: str) -> dict[str, Any]:
    own = {"list_id": list_id, "version": version}
    return own | {"title": "", "items": None, "counts": {}}


def _entries(parsed: Path) -> Iterator[dict[str, Any]]:
    for path in parsed.glob("*/*/list.json"):
        folder = path.parent
        record = load_record(parsed, version_key(folder.parent.name, folder.name))
        if record.get("program") == program():
            yield record["entry"]
            continue
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            findings = json.loads((folder / "findings.json").read_text(encoding="utf-8"))
            yield entry_of(data, findings)
        except (OSError, ValueError, KeyError, TypeError):
            continue  # an output that someone broke is made anew by its own run


def _linked(before: dict[str, Any] | None, entry: dict[str, Any], reports: Path) -> dict[str, Any]:
    """The line, with the version before it where there is a comparison with that."""
    if before and before["list_id"] == entry["list_id"]:
        name = f"{before['version']}..{entry['version']}.html"
        if (reports / entry["list_id"] / "changes" / name).is_file():
            return entry | {"compared_with": before["version"]}
    return entry


def _digest(entries: list[dict[str, Any]], page: Path) -> str:
    text = json.dumps(entries, ensure_ascii=False, sort_keys=True)
    return digest_of([text.encode(), page.read_bytes() if page.is_file() else b"missing"])
