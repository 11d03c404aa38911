"""Writing so that nothing is ever half-written: beside, then rename."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import OutputError

_TEMPORARY = ".tmp"


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Writes all files of a folder: first every one beside its place, then all are renamed.

    A file that has its content already is left alone. Raises OutputError where a file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        contents = {name: encoded(content) for name, content in files.items()}
        changed = {n: data for n, data in contents.items() if _read(folder / n) != data}
        for name, data in changed.items():
            _write_durably(_beside(folder, name), data)
        for name in changed:
            os.replace(_beside(folder, name), folder / name)
    except OSError as error:
        raise OutputError(f"cannot be written ({error.strerror})", str(folder)) from error
    finally:
        for name in files:
            with contextlib.suppress(OSError):
                _beside(folder, name).unlink(missing_ok=True)


def encoded(content: str | bytes) -> bytes:
    """The bytes that a file of this content has: text is UTF-8."""
    # A lone surrogate cannot come out of a decoded source; "replace" keeps a write from failing.
    return content.encode("utf-8", "replace") if isinstance(content, str) else content


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _beside(folder: Path, name: str) -> Path:
    return folder / f".{name}{_TEMPORARY}"


def _write_durably(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
