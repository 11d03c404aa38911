"""What was made of which inputs, so that a second run does nothing: small files in `parsed/.dutylist/`.

One file a version (and one a comparison, one for the index), written when its outputs are whole: a run
that is stopped goes on where it was, and no file grows with the number of lists. Any of them can be
lost or stale at any time: the work is then done again, with the same outcome.
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

import pipeline
from pipeline.batch.files import write_files
from pipeline.model.errors import WaiverError, reading
from pipeline.model.task import Task
from pipeline.validate.waivers import read_waivers

FOLDER = ".dutylist"


def load_record(parsed: Path, key: str) -> dict[str, Any]:
    """What was recorded under a key such as `versions/xijiao/v1`; empty where unreadable."""
    try:
        data = json.loads(_path(parsed, key).read_bytes())
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def save_record(parsed: Path, key: str, record: dict[str, Any]) -> None:
    """Records it. Raises OutputError where it cannot be written."""
    path = _path(parsed, key)
    text = json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n"
    write_files(path.parent, {path.name: text})


def records(parsed: Path, folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key under a folder such as `failures`, each with its record, in a fixed order."""
    root = parsed / FOLDER
    for path in sorted((root / folder).glob("*/*.json")):
        key = path.relative_to(root).as_posix().removesuffix(".json")
        yield key, load_record(parsed, key)


def drop_record(parsed: Path, key: str) -> None:
    """Forgets it. It is told again by the next run where it cannot be removed."""
    with contextlib.suppress(OSError):
        _path(parsed, key).unlink(missing_ok=True)


def digest_of_inputs(task: Task, today: datetime.date) -> str:
    """Changes when the source, its waivers or the program does.

    Raises SourceError or WaiverError where they cannot be read.
    """
    task.require_one_source()
    with reading(task.waivers, WaiverError):
        waivers = task.waivers.read_bytes() if task.waivers.is_file() else b""
    expired = [w.until is not None and w.until < today for w in read_waivers(task.waivers)]
    with reading(task.source):
        source = task.source.read_bytes()
    return digest_of([task.source.name.encode(), source, waivers, repr(expired).encode()])


def digest_of_folders(folders: Iterable[Path]) -> str:
    """Changes when a file in one of the folders does, comes or goes; hidden ones apart."""
    return digest_of(part for folder in folders for part in _files(folder))


def _files(folder: Path) -> Iterator[bytes]:
    """The name of each file and a digest of its content."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.is_file() and not path.name.startswith("."):
            with path.open("rb") as file:
                yield path.name.encode()
                yield hashlib.file_digest(file, "sha256").digest()


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
    root = Path(pipeline.__file__).parent
    digest = hashlib.sha256()
    for folder in (root, root.parent / "schemas"):
        for path in sorted(_own_files(folder)):
            digest.update(Path(path).read_bytes())
    return digest.hexdigest()


def _own_files(folder: Path) -> Iterator[str]:
    for inside, _, names in os.walk(folder):
        if not inside.endswith("__pycache__"):
            yield from (os.path.join(inside, name) for name in names if "." in name)


def _path(parsed: Path, key: str) -> Path:
    return parsed / FOLDER / f"{key}.json"
