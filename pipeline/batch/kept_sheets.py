"""Sheets of scans that were read before, in `parsed/.dutylist/sheets/`: a second run, a correction and a run that
was stopped read none of them twice. What a version no longer has is dropped when it has been read."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.batch.state import digest_of, drop_record, load_record, names_of, save_record
from pipeline.model.errors import OutputError
from pipeline.model.task import Task
from pipeline.read.kept import Shelf, kept_on

_KIND = "sheets"


@contextlib.contextmanager
def sheets_kept(parsed: Path, task: Task, *, writing: bool = True) -> Iterator[None]:
    """While this lasts, the sheets of a version are looked for among those that were kept, and kept if `writing`."""
    asked: set[str] = set()
    own = (_KIND, task.list_id, task.version)

    def key(digest: str) -> tuple[str, ...]:
        # With the program in it: another version of it reads anew.
        return (*own, digest_of([digest.encode()]))

    def load(digest: str) -> dict[str, Any]:
        asked.add(key(digest)[-1])
        return load_record(parsed, key(digest))

    def save(digest: str, record: dict[str, Any]) -> None:
        # Where nothing can be written, the outputs will tell.
        with contextlib.suppress(OutputError):
            save_record(parsed, key(digest), record)

    with kept_on(Shelf(load, save if writing else lambda _digest, _record: None)):
        yield
    if writing:
        for name in names_of(parsed, own):
            if name not in asked:
                drop_record(parsed, (*own, name))
