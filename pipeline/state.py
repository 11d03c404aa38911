"""What was made of which inputs, so that a second run does nothing: `.dutylist.json` in parsed/.

The file can be lost or stale at any time: the work is then done again, with the same outcome.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pipeline.files import write_files
from pipeline.tasks import Task
from pipeline.waivers import read_waivers

FILE_NAME = ".dutylist.json"


def load_state(parsed: Path) -> dict[str, str]:
    """The recorded fingerprint of each task's inputs and outputs; empty where unreadable."""
    try:
        data = json.loads((parsed / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def save_state(parsed: Path, state: dict[str, str]) -> None:
    """Records the state."""
    write_files(parsed, {FILE_NAME: json.dumps(state, indent=1, sort_keys=True) + "\n"})


def fingerprint(task: Task, folders: tuple[Path, ...], today: datetime.date) -> str:
    """Changes when the source, its waivers, the program or any of the outputs does."""
    waivers = task.waivers.read_bytes() if task.waivers.is_file() else b""
    expired = [w.until is not None and w.until < today for w in read_waivers(task.waivers)]
    parts = [task.source.name.encode(), task.source.read_bytes(), waivers, repr(expired).encode()]
    for folder in folders:
        for path in sorted(folder.iterdir()) if folder.is_dir() else []:
            if path.is_file() and not path.name.startswith("."):
                parts += [path.name.encode(), path.read_bytes()]
    return digest_of(parts)


def digest_of(parts: Iterable[bytes]) -> str:
    """Changes when any part or the program does."""
    digest = hashlib.sha256(_program().encode())
    for part in parts:
        digest.update(f"{len(part)}:".encode() + part)
    return digest.hexdigest()


@cache
def _program() -> str:
    """A digest of the program's own files: a new version of it makes everything anew."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for folder in (root, root.parent / "schemas"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".toml", ".html", ".css", ".js"):
                digest.update(path.read_bytes())
    return digest.hexdigest()
