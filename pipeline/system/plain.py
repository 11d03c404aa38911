"""The one look at a file of somebody else's before it is opened: is it a file at all, and how large?

A name may stand for a device that never ends, a pipe that nobody writes to, a file of terabytes without
content, or a link to any of them. Nothing is opened that is not a file, nothing read that is too large.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

MiB = 2**20

# O_NONBLOCK: what became a pipe between the look and the opening is not waited for. O_BINARY is Windows'.
_READ = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_PIECE = MiB
_KINDS: dict[Callable[[int], bool], str] = {
    stat.S_ISDIR: "a folder, no file",
    stat.S_ISLNK: "a link, no file of its own",
    stat.S_ISFIFO: "a named pipe, no file",
    stat.S_ISSOCK: "a socket, no file",
    stat.S_ISCHR: "a device, no file",
    stat.S_ISBLK: "a device, no file",
}


class NotPlainError(OSError):
    """Something that is no ordinary file or folder, or too large; `strerror` says what it is."""

    def __init__(self, what: str) -> None:
        super().__init__(errno.EINVAL, what)


def pieces(
    path: str | Path, most: int, *, inside: int | None = None, follow: bool = True
) -> Iterator[bytes]:
    """What a file holds, piece by piece; `inside` is the handle of the folder that it is named from.

    Raises OSError for what cannot be read, NotPlainError for what is no file or holds more than `most` bytes.
    """
    handle = open_plain(path, most, inside=inside, follow=follow)
    try:
        left = most
        while piece := os.read(handle, min(_PIECE, left + 1)):
            left -= len(piece)
            if left < 0:  # files of the system have no size, and one may grow while it is read
                raise NotPlainError(_too_large(most))
            yield piece
    finally:
        os.close(handle)


def open_plain(
    path: str | Path, most: int | None = None, *, inside: int | None = None, follow: bool = True
) -> int:
    """The handle of a file, open for reading. Raises OSError as `pieces`."""
    require_plain(os.stat(path, dir_fd=inside, follow_symlinks=follow), most)
    handle = os.open(path, _READ if follow else _READ | _NO_FOLLOW, dir_fd=inside)
    try:
        require_plain(os.fstat(handle), most)
    except OSError:
        os.close(handle)
        raise
    return handle


def read_plain(path: str | Path, most: int) -> bytes:
    """What a file or what a link leads to holds. Raises OSError as `pieces`."""
    return b"".join(pieces(path, most))


def require_plain(found: os.stat_result, most: int | None = None) -> None:
    """Raises NotPlainError for what is no file, or larger than `most` bytes."""
    for is_kind, what in _KINDS.items():
        if is_kind(found.st_mode):
            raise NotPlainError(what)
    if most is not None and found.st_size > most:
        raise NotPlainError(_too_large(most))


def is_plain(path: str | Path, *, follow: bool = True) -> bool:
    """Whether there is a file; False also where nobody can tell."""
    with suppress(OSError, ValueError):  # ValueError: a name with a NUL in it
        return stat.S_ISREG(os.stat(path, follow_symlinks=follow).st_mode)
    return False


def _too_large(most: int) -> str:
    return f"larger than {most // MiB} MiB" if most >= MiB else f"larger than {most} bytes"
