"""Folders that are open: what is done by name in one stays in it, whatever is linked or moved meanwhile.

Where the system cannot name a file from an open folder, its path is looked at before instead.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipeline.system.plain import NotPlainError, open_plain, pieces, require_plain

_BY_HANDLE = {os.open, os.mkdir, os.stat, os.unlink, os.rmdir} <= os.supports_dir_fd
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
# The name must be new: neither a file nor a link of that name is written through.
_NEW = (
    os.O_RDWR | os.O_CREAT | os.O_EXCL | _NO_FOLLOW
    | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folder:
    """An open folder: its handle, None where the system has none, and its path."""

    path: Path
    handle: int | None

    def names(self) -> list[str]:
        """What lies in it."""
        return sorted(os.listdir(self.path if self.handle is None else self.handle))

    def kind(self, name: str) -> int | None:
        """The file type and mode of a name, links not followed; None where there is nothing."""
        try:
            return os.stat(self._at(name), dir_fd=self.handle, follow_symlinks=False).st_mode
        except FileNotFoundError:
            return None

    def pieces(self, name: str, most: int) -> Iterator[bytes]:
        """What a file in it holds, piece by piece. Raises OSError, NotPlainError as `plain.pieces`."""
        return pieces(self._at(name), most, inside=self.handle, follow=False)

    def open(self, name: str) -> BinaryIO:
        """A file in it, to be read. Raises OSError, NotPlainError where there is no file."""
        return os.fdopen(open_plain(self._at(name), inside=self.handle, follow=False), "rb")

    def size(self, name: str) -> int:
        """How many bytes a file in it holds. Raises OSError, NotPlainError where there is no file."""
        found = os.stat(self._at(name), dir_fd=self.handle, follow_symlinks=False)
        require_plain(found)
        return found.st_size

    def create(self, name: str) -> BinaryIO:
        """A new file, to be written and read. Raises FileExistsError where there is anything."""
        return os.fdopen(os.open(self._at(name), _NEW, 0o666, dir_fd=self.handle), "w+b")

    def replace(self, name: str, by: str) -> None:
        """Renames `by` to `name`; what stood there is gone. Both are names in this folder."""
        handle = self.handle
        os.replace(self._at(by), self._at(name), src_dir_fd=handle, dst_dir_fd=handle)

    def remove(self, name: str) -> None:
        """Removes a file or link, if it is there."""
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._at(name), dir_fd=self.handle)

    def remove_folder(self, name: str) -> None:
        """Removes a folder that is empty; one that is not, or is none, stays."""
        with contextlib.suppress(OSError):
            os.rmdir(self._at(name), dir_fd=self.handle)

    def make_durable(self) -> None:
        """Makes new names outlive a loss of power, where the system can."""
        if self.handle is not None:
            with contextlib.suppress(OSError):
                os.fsync(self.handle)

    def _at(self, name: str) -> str | Path:
        if name in ("", ".", "..") or os.path.basename(name) != name:
            raise NotPlainError(f"{name} is no name of a file")  # it would lead out of the folder
        return self.path / name if self.handle is None else name


@contextlib.contextmanager
def open_folder(root: Path, inside: Sequence[str] = (), *, make: bool = False) -> Iterator[Folder]:
    """The folder `inside` of `root`; with `make`, it is there afterwards.

    `root` is the user's word and may be a link; below it nothing may. Raises OSError where the folder
    cannot be opened, NotPlainError where a link or a file is in its place.
    """
    if make:
        root.mkdir(parents=True, exist_ok=True)
    open_one = _opened if _BY_HANDLE else _seen
    folder = open_one(Folder(Path(), None), root, follow=True)
    try:
        for name in inside:
            if make:
                with contextlib.suppress(FileExistsError):
                    os.mkdir(folder._at(name), dir_fd=folder.handle)
            outer, folder = folder, open_one(folder, name, follow=False)
            _close(outer)
        yield folder
    finally:
        _close(folder)


def _opened(outer: Folder, name: str | Path, *, follow: bool) -> Folder:
    flags = _FOLDER if follow else _FOLDER | _NO_FOLLOW
    try:
        return Folder(outer.path / name, os.open(name, flags, dir_fd=outer.handle))
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR) and not follow:
            mode = os.stat(name, dir_fd=outer.handle, follow_symlinks=False).st_mode
            raise _no_folder(mode) from error
        raise


def _seen(outer: Folder, name: str | Path, *, follow: bool) -> Folder:
    path = outer.path / name
    mode = os.stat(path, follow_symlinks=follow).st_mode
    if not stat.S_ISDIR(mode):
        raise _no_folder(mode)
    return Folder(path, None)


def _no_folder(mode: int) -> NotPlainError:
    return NotPlainError(
        "a link, no folder of its own" if stat.S_ISLNK(mode) else "a file, no folder"
    )


def _close(folder: Folder) -> None:
    if folder.handle is not None:
        os.close(folder.handle)
