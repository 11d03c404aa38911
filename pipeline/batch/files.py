"""Writing so that nothing is ever half-written: beside, then rename."""

from __future__ import annotations

import contextlib
import filecmp
import glob
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import IO

from pipeline.model.errors import OutputError
from pipeline.system.locks import hold, is_free

Content = str | bytes | Iterable[str]
"""What a file is to hold. Text in pieces is written as they come, so that it is never in memory whole."""

_TEMPORARY = ".tmp"
# A lone surrogate cannot come out of a decoded source; "replace" keeps a write from failing.
_UTF_8 = ("utf-8", "replace")


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Writes all files of a folder, or none, as `written_beside` tells."""
    with written_beside(folder, files.items()) as put_in_place:
        put_in_place()


@contextlib.contextmanager
def written_beside(
    folder: Path, files: Iterable[tuple[str, Content]]
) -> Iterator[Callable[[], None]]:
    """Writes each file beside its place as it comes; calling what this gives then renames them all.

    A file that has its content already is left alone. What a killed run left beside the same files is
    removed. Raises OutputError where a file cannot be written; then none is changed, unless it was
    the renaming that failed.
    """
    changed: list[str] = []
    with contextlib.ExitStack() as held:
        with _told(folder):
            folder.mkdir(parents=True, exist_ok=True)
            for name, content in files:
                _remove_strays(folder, name)
                if held.enter_context(_written(folder, name, content)):
                    changed.append(name)
        yield partial(_put_in_place, folder, changed)


def encoded(content: Content) -> bytes:
    """The bytes that a file of this content has: text is UTF-8."""
    if isinstance(content, bytes):
        return content
    return (content if isinstance(content, str) else "".join(content)).encode(*_UTF_8)


def _put_in_place(folder: Path, names: Sequence[str]) -> None:
    with _told(folder):
        for name in names:
            os.replace(_beside(folder, name), folder / name)
        if names:
            _make_durable(folder)


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(f"cannot be written ({reason})", str(folder)) from error


def _beside(folder: Path, name: str) -> Path:
    """Named after the process: two that write the same file do not write into one another's."""
    return folder / f".{name}.{os.getpid()}{_TEMPORARY}"


def _remove_strays(folder: Path, name: str) -> None:
    """Removes what killed processes left beside a file; what one that runs writes is locked."""
    for stray in folder.glob(f".{glob.escape(name)}.*{_TEMPORARY}"):
        with contextlib.suppress(FileNotFoundError), stray.open("rb") as file:
            if is_free(file):
                stray.unlink(missing_ok=True)


@contextlib.contextmanager
def _written(folder: Path, name: str, content: Content) -> Iterator[bool]:
    """A new file with this content, on the disk, locked until the block is left; False where the one
    in its place has it too."""
    path = _beside(folder, name)
    try:
        with path.open("wb") as file:
            hold(file)
            _write(file, content)
            changed = not _same(path, folder / name)
            if changed:
                os.fsync(file.fileno())
            yield changed
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _write(file: IO[bytes], content: Content) -> None:
    if isinstance(content, bytes):
        file.write(content)
    else:
        encoding, errors = _UTF_8
        text = io.TextIOWrapper(file, encoding, errors, newline="")
        text.writelines([content] if isinstance(content, str) else content)
        text.detach()
    file.flush()


def _same(new: Path, old: Path) -> bool:
    # A link is replaced by a file of its own: what it points to is not ours.
    return old.is_file() and not old.is_symlink() and filecmp.cmp(new, old, shallow=False)


def _make_durable(folder: Path) -> None:
    """Makes the new names outlive a loss of power, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
