"""Tells when what lies in a folder has changed and come to rest: a file that is still being copied is not whole.

The folder is looked at again and again: this works on every system and on shares of other machines.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.batch.sources import IGNORED_PREFIXES

Snapshot = dict[str, tuple[int, int]]
"""Each file with its size and when it was last written."""


def changes(
    folder: Path, seconds: float, sleep: Callable[[float], None] = time.sleep
) -> Iterator[None]:
    """Once at first, then each time that the folder has changed and has stayed as it is for so many seconds.

    Whoever asks for the next one has dealt with what lay there when the last one was given.
    """
    dealt_with: Snapshot | None = None
    before = snapshot(folder)
    while True:
        now = snapshot(folder)
        if now == before and now != dealt_with:
            dealt_with = now
            yield
            before = snapshot(folder)
        else:
            before = now
        sleep(seconds)


def snapshot(folder: Path) -> Snapshot:
    """What lies in a folder; what cannot be looked at is not there."""
    found: Snapshot = {}
    folders = [str(folder)]
    while folders:  # no recursion: there may be thousands of folders in one another
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith(IGNORED_PREFIXES):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    else:
                        status = entry.stat()
                        found[entry.path] = status.st_size, status.st_mtime_ns
        except OSError:
            continue
    return found
