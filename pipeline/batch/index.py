"""`reports/index.html`: every version that has outputs or could not be read, each with its state.

A version's line comes from what its run recorded, so that thousands of lists need not be read again;
where that is lost, from its `list.json` and `findings.json`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.batch.files import encoded, holds, write_files
from pipeline.batch.hands import in_order, run_here
from pipeline.batch.state import digest_of, drop_record, load_record, program, records, save_record
from pipeline.batch.written import versions_in
from pipeline.model.errors import OutputError
from pipeline.model.order import naturally
from pipeline.model.sentence import Sentence, told
from pipeline.model.task import INDEX, Folders, OutputFolder, Task, list_of
from pipeline.read import SUFFIXES, advice
from pipeline.system.plain import MiB, is_plain, read_plain

Entry = dict[str, Any]
"""A version's line: the fields of `IndexEntry` as plain values."""
Written = tuple[Path, str, str]
"""`parsed/` and the list and version in it."""
Reader = Callable[[Sequence[Written]], Iterable[Entry | None]]
"""Who reads the lines of versions whose records are lost."""

_KEY, _FAILURES, _LEFT_OUT = ("index",), "failures", "left-out"
_COUNTS = {"error", "warning", "info", "waived"}
# Bytes. A list of 233 duties takes half a MiB.
MOST_OUTPUT = 256 * MiB


def write_index(folders: Folders, read: Reader) -> None:
    """Writes the page where it is missing or out of date. Raises OutputError.

    `read` gives `entry_of_outputs` of several versions; they may be of any size and hold anything.
    """
    entries = _lines(folders, read, tidy=True)
    digest = digest_of([json.dumps(entries, sort_keys=True).encode()])
    where, record = OutputFolder(folders.reports), load_record(folders.parsed, _KEY)
    if record.get("digest") == digest and holds(where, record.get("outputs")):
        return
    stamps = write_files(where, {INDEX: _page(entries)})
    save_record(folders.parsed, _KEY, {"digest": digest, "outputs": stamps})


def is_stale(folders: Folders, read: Reader) -> bool:
    """Whether the page is not what the versions give; nothing is written."""
    expected = encoded(_page(_lines(folders, read, tidy=False)))
    try:
        return read_plain(folders.reports / INDEX, len(expected)) != expected
    except OSError:
        return True


def read_here(written: Sequence[Written], *, processes: int, timeout: float) -> Iterator[Entry]:
    """The lines of versions by their outputs, of any size and by anybody: read like documents."""
    results = run_here(entry_of_outputs, written, _nothing, processes=processes, timeout=timeout)
    return (entry for entry in in_order(results) if isinstance(entry, dict))


def _nothing(_: object) -> None:
    """Imports nothing."""


def _page(entries: Sequence[Entry]) -> str:
    from pipeline.render.index import IndexEntry, render_index

    return render_index([IndexEntry(**entry) for entry in entries])


def _lines(folders: Folders, read: Reader, *, tidy: bool) -> list[Entry]:
    """The lines of the page; `tidy`: records that mean nothing any more are dropped."""
    found = _entries(folders.parsed, read)
    sorted_ = naturally(found, lambda entry: entry["list_id"], lambda entry: entry["version"])
    linked = [_linked(b, e, folders) for b, e in pairwise([None, *sorted_]) if e]
    return _with_failures(linked, folders.parsed, tidy=tidy)


def entry_of(data: dict[str, Any], findings: dict[str, Any]) -> Entry:
    """A version's line, from the values of its two JSON files."""
    items = sum(len(section["items"]) for lst in data["lists"] for section in lst["sections"])
    own = {key: str(data[key]) for key in ("list_id", "version", "title")}
    return own | {"items": items, "counts": findings["summary"]}


def entry_of_outputs(written: Written) -> Entry | None:
    """A version's line; None where someone broke its outputs: they are made anew by their own run."""
    parsed, list_id, version = written
    folder = parsed / list_id / version
    try:
        data, findings = (
            json.loads(read_plain(folder / name, MOST_OUTPUT))
            for name in ("list.json", "findings.json")
        )
        entry = entry_of(data, findings)
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return None
    return entry if _is_entry(entry, list_id, version) else None


def version_key(list_id: str, version: str) -> tuple[str, ...]:
    """The key under which a version's run is recorded; `entry` of the record is its line."""
    return "versions", list_id, version


def record_failures(
    parsed: Path, tasks: Iterable[Task], reasons: Mapping[str, str]
) -> Iterator[OutputError]:
    """Notes which of these sources could not be read and why, by the source; forgets the others'.

    Gives what could not be noted.
    """
    for task in tasks:
        key = (_FAILURES, task.list_id, task.version)
        reason = reasons.get(str(task.source))
        if reason is None:
            drop_record(parsed, key)
            continue
        yield from _noted(parsed, key, task.version, task.source, reason)


def record_left_out(parsed: Path, paths: Iterable[Path]) -> Iterator[OutputError]:
    """Notes files among the sources that are of no kind that is read, each with what to do about it.

    Gives what could not be noted.
    """
    for path in paths:
        folder = list_of(path)
        # Any name may stand there, and a record has one of its own.
        key = (_LEFT_OUT, folder, digest_of([os.fsencode(path.name)])[:16])
        yield from _noted(parsed, key, path.name, path, told(Sentence(advice(path)), "zh"))


def _noted(
    parsed: Path, key: tuple[str, ...], version: str, path: Path, reason: str
) -> Iterator[OutputError]:
    # The source as seen from the record, so that a run from another folder finds it.
    source = os.path.relpath(os.path.abspath(path), os.path.abspath(parsed))
    record = {"list_id": _text(key[1]), "version": _text(version), "source": source}
    try:
        save_record(parsed, key, record | {"reason": reason, "program": program()})
    except OutputError as error:
        yield error


def _with_failures(entries: list[Entry], parsed: Path, *, tidy: bool) -> list[Entry]:
    """The lines, those of unreadable sources marked or added; a failure ends with its source, and a
    file of another kind, named by mistake, is none. What is left out may be read by a later program."""
    lines = {(entry["list_id"], entry["version"]): entry for entry in entries}
    for key, record in [*records(parsed, _FAILURES), *records(parsed, _LEFT_OUT)]:
        match record:
            case {
                "list_id": str(list_id),
                "version": str(version),
                "source": str(source),
                "reason": str(reason),
            } if _is_meant(key, record) and _is_there(parsed / source):
                own = (list_id, version)
                lines[own] = lines.get(own, _unprocessed(*own)) | {"unreadable": reason}
            case _ if tidy:
                drop_record(parsed, key)
    return naturally(lines.values(), lambda line: line["list_id"], lambda line: line["version"])


def _is_meant(key: tuple[str, ...], record: Mapping[str, Any]) -> bool:
    if key[0] == _LEFT_OUT:
        return record.get("program") == program()
    return Path(record["source"]).suffix.lower() in SUFFIXES


def _is_there(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:  # a NUL
        return False


def _text(name: str) -> str:
    r"""A name as a page can show it: bytes that are no UTF-8 as \xff."""
    return os.fsencode(name).decode(errors="backslashreplace")


def _unprocessed(list_id: str, version: str) -> Entry:
    own = {"list_id": list_id, "version": version}
    return own | {"title": "", "items": None, "counts": {}}


def _entries(parsed: Path, read: Reader) -> Iterator[Entry]:
    lost = []
    for list_id, version in versions_in(parsed):
        record = load_record(parsed, version_key(list_id, version))
        entry: Entry = record.get("entry", {})
        if record.get("program") == program() and _is_entry(entry, list_id, version):
            yield entry
        else:
            lost.append((parsed, list_id, version))
    if lost:
        yield from filter(None, read(lost))


def _is_entry(value: Any, list_id: str, version: str) -> bool:
    """Whether it is the line of this version; a record or an output may hold anything."""
    match value:
        case {
            "list_id": str(own_list),
            "version": str(own_version),
            "title": str(),
            "items": int(),
            "counts": dict(counts),
            **rest,
        } if not rest:
            return (own_list, own_version) == (list_id, version) and (
                counts.keys() == _COUNTS and all(type(n) is int for n in counts.values())
            )
    return False


def _linked(before: Entry | None, entry: Entry, folders: Folders) -> Entry:
    """The line, with the version before it where there is a comparison with that."""
    if before and before["list_id"] == entry["list_id"]:
        name = f"{before['version']}..{entry['version']}.html"
        if is_plain(folders.changes(entry["list_id"]).path / name, follow=False):
            return entry | {"compared_with": before["version"]}
    return entry
