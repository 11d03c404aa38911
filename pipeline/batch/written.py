"""Which versions have data under `parsed/`, by the folders that lie there. Links are none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pipeline.model.task import RECORDS
from pipeline.system.plain import is_plain


def versions_in(parsed: Path) -> Iterator[tuple[str, str]]:
    """List and version of each `list.json`; what cannot be looked into has none."""
    for list_id in _folders(parsed):
        if list_id != RECORDS:
            yield from ((list_id, version) for version in versions_of(parsed, list_id))


def versions_of(parsed: Path, list_id: str) -> list[str]:
    """The versions of one list that have data."""
    folder = parsed / list_id
    return [v for v in _folders(folder) if is_plain(folder / v / "list.json", follow=False)]


def _folders(outer: Path) -> Iterator[str]:
    with suppress(OSError), os.scandir(outer) as entries:
        yield from sorted(e.name for e in entries if e.is_dir(follow_symlinks=False))
