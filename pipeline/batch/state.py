"""What was made of which inputs, so that a second run does nothing: small files in `parsed/.dutylist/`.

One file a version (and one a comparison, one for the index), written when its outputs are whole: a run
that is stopped goes on where it was, and no file grows with the number of lists. Any of them can be
lost, stale or not ours at any time: the work is then done again, with the same outcome.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.batch.files import write_files
from pipeline.model.errors import CorrectionError, WaiverError, reading
from pipeline.model.task import MOST_SOURCE, MOST_WAIVERS, RECORDS, OutputFolder, Task
from pipeline.read.companions import LARGEST_SHEET, companions_of
from pipeline.system.folders import open_folder
from pipeline.system.plain import MiB, pieces

Record = dict[str, Any]
"""A JSON object that anybody may have written: its values are looked at before they are used."""

_MOST_RECORD = MiB
# Bytes. With its ending, no file system takes a longer name.
_LONGEST_NAME = 240


def load_record(parsed: Path, key: tuple[str, ...]) -> Record:
    """What was recorded under a key such as versions, xijiao, v1; empty where unreadable."""
    where, name = _file(parsed, key)
    return _load(where, name)


def save_record(parsed: Path, key: tuple[str, ...], record: Record) -> None:
    """Records it. Raises OutputError where it cannot be written."""
    where, name = _file(parsed, key)
    write_files(where, {name: json.dumps(record, sort_keys=True) + "\n"})


def records(parsed: Path, kind: str) -> Iterator[tuple[tuple[str, ...], Record]]:
    """Every record of a kind such as `failures`, with its key, in a fixed order."""
    for list_id in _names(OutputFolder(parsed, (RECORDS, kind))):
        where = OutputFolder(parsed, (RECORDS, kind, list_id))
        for name in names_of(parsed, (kind, list_id)):
            yield (kind, list_id, name), _load(where, f"{name}.json")


def names_of(parsed: Path, key: tuple[str, ...]) -> list[str]:
    """What was recorded under keys that begin so, by the last part of each."""
    names = _names(OutputFolder(parsed, (RECORDS, *map(_file_name, key))))
    return [name.removesuffix(".json") for name in names if name.endswith(".json")]


def drop_record(parsed: Path, key: tuple[str, ...]) -> None:
    """Forgets it. It is told again by the next run where it cannot be removed."""
    where, name = _file(parsed, key)
    with contextlib.suppress(OSError), open_folder(where.root, where.inside) as folder:
        folder.remove(name)


def digest_of_inputs(task: Task) -> str:
    """Changes when the source, what a browser saved beside it, its waivers or the program does.

    Raises SourceError or WaiverError where they cannot be read.
    """
    task.require_possible()
    with reading(task.waivers, WaiverError):
        # A link to nowhere is no file of waivers that is not there.
        there = os.path.lexists(task.waivers)
        waivers = _sha256(pieces(task.waivers, MOST_WAIVERS)) if there else b""
    corrections = b""
    if os.path.lexists(task.corrections):
        with reading(task.corrections, CorrectionError):
            corrections = _sha256(pieces(task.corrections, MOST_WAIVERS))
    with reading(task.source):
        source = _sha256(pieces(task.source, MOST_SOURCE))
    parts = [os.fsencode(task.source.name), source, waivers, corrections, _before(task)]
    return digest_of([*parts, *_beside(task)])


def _beside(task: Task) -> Iterator[bytes]:
    """The digests of the files that belong to a saved page: its style sheets hide what nobody sees."""
    for path in companions_of(task.source):
        with contextlib.suppress(OSError):
            yield os.fsencode(path.relative_to(task.source.parent))
            yield _sha256(pieces(path, LARGEST_SHEET))


def _before(task: Task) -> bytes:
    """The digest of the version before, which a version is held to; empty where it cannot be read."""
    if task.before is None:
        return b""
    try:
        return _sha256(pieces(task.before, MOST_SOURCE))
    except OSError:
        return b""


def days_of(untils: Iterable[datetime.date], today: datetime.date) -> list[str]:
    """The first and the last day, today among them, on which the same waivers have expired."""
    sorted_ = sorted(untils)
    past = [day for day in sorted_ if day < today]
    first = past[-1] + datetime.timedelta(1) if past else datetime.date.min
    last = sorted_[len(past)] if len(past) < len(sorted_) else datetime.date.max
    return [first.isoformat(), last.isoformat()]


def is_among(today: datetime.date, days: object) -> bool:
    """Whether `days` of a record, as `days_of` gives them, hold the day."""
    match days:
        case [str(first), str(last)]:
            return first <= today.isoformat() <= last
    return False


def digest_of(parts: Iterable[bytes]) -> str:
    """Changes when any part or the program does."""
    digest = hashlib.sha256(program().encode())
    for part in parts:
        digest.update(f"{len(part)}:".encode())
        digest.update(part)
    return digest.hexdigest()


@cache
def program() -> str:
    """A digest of the program's own files: a new version of it makes everything anew."""
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for folder in (root, root.parent / "schemas"):
        for path in sorted(_own_files(folder)):
            digest.update(Path(path).read_bytes())
    return digest.hexdigest()


def _own_files(folder: Path) -> Iterator[str]:
    for inside, _, names in os.walk(folder):
        if not inside.endswith("__pycache__"):
            yield from (os.path.join(inside, name) for name in names if "." in name)


def _sha256(content: Iterable[bytes]) -> bytes:
    digest = hashlib.sha256()
    for piece in content:
        digest.update(piece)
    return digest.digest()


def _file(parsed: Path, key: tuple[str, ...]) -> tuple[OutputFolder, str]:
    *folders, name = map(_file_name, key)
    return OutputFolder(parsed, (RECORDS, *folders)), f"{name}.json"


def _file_name(part: str) -> str:
    """A part of a key as a file's name: what is too long for one, or no UTF-8, by its digest."""
    name = os.fsencode(part)
    if len(name) <= _LONGEST_NAME and name.decode(errors="replace") == part:
        return part
    return hashlib.sha256(name).hexdigest()


def _load(where: OutputFolder, name: str) -> Record:
    try:
        with open_folder(where.root, where.inside) as folder:
            data = json.loads(b"".join(folder.pieces(name, _MOST_RECORD)))
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _names(where: OutputFolder) -> list[str]:
    try:
        with open_folder(where.root, where.inside) as folder:
            return folder.names()
    except OSError:
        return []
