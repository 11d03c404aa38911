"""Writing so that nothing is ever half-written: beside, then rename."""

from __future__ import annotations

import contextlib
import fcntl
import glob
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.errors import OutputError

_TEMPORARY = ".tmp"


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Writes all files of a folder: first every one beside its place, then all are renamed.

    A file that has its content already is left alone. What a killed run left beside the same files is
    removed. Raises OutputError where a file cannot be written; then none is changed, unless it was
    the renaming that failed.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in files:
            _remove_strays(folder, name)
        contents = {name: encoded(content) for name, content in files.items()}
        changed = {n: data for n, data in contents.items() if _read(folder / n) != data}
        with contextlib.ExitStack() as held:
            for name, data in changed.items():
                held.enter_context(_written(_beside(folder, name), data))
            for name in changed:
                os.replace(_beside(folder, name), folder / name)
        if changed:
            _make_durable(folder)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(f"cannot be written ({reason})", str(folder)) from error
    finally:
        for name in files:
            with contextlib.suppress(OSError):
                _beside(folder, name).unlink(missing_ok=True)


def encoded(content: str | bytes) -> bytes:
    """The bytes that a file of this content has: text is UTF-8."""
    # A lone surrogate cannot come out of a decoded source; "replace" keeps a write from failing.
    return content.encode("utf-8", "replace") if isinstance(content, str) else content


def _read(path: Path) -> bytes | None:
    # A link is replaced by a file of its own: what it points to is not ours.
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def _beside(folder: Path, name: str) -> Path:
    """Named after the process: two that write the same file do not write into one another's."""
    return folder / f".{name}.{os.getpid()}{_TEMPORARY}"


def _remove_strays(folder: Path, name: str) -> None:
    """Removes what killed processes left beside a file; what one that runs writes is locked."""
    for stray in folder.glob(f".{glob.escape(name)}.*{_TEMPORARY}"):
        with contextlib.suppress(FileNotFoundError, BlockingIOError), stray.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            stray.unlink(missing_ok=True)


@contextlib.contextmanager
def _written(path: Path, data: bytes) -> Iterator[None]:
    """A new file with this content, on the disk, locked until the block is left."""
    with path.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        yield


def _make_durable(folder: Path) -> None:
    """Makes the new names outlive a loss of power, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
