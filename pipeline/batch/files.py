"""Writing so that nothing is ever half-written: beside, then rename. And knowing again what was written.

Any number of runs may write the same files at once, of several machines too: each writes under names that
only it has, locked while it is at them, and a name is only ever given to a file that is whole.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice, repeat
from typing import Any, BinaryIO

from pipeline.model.errors import OutputError
from pipeline.model.sentence import Sentence
from pipeline.model.task import OutputFolder
from pipeline.system.folders import Folder, open_folder
from pipeline.system.locks import hold, is_free, make_movable

Content = str | bytes | Iterable[str] | Iterable[bytes]
"""What a file is to hold. What comes in pieces is written as they come, so that it is never in memory whole."""

Stamps = dict[str, list[Any]]
"""Files of a folder by name, each with its size and the SHA-256 of its content, as JSON has them."""

# A lone surrogate cannot come out of a decoded source; "replace" keeps a write from failing.
_UTF_8 = ("utf-8", "replace")
# ".dutylist-0123456789abcdef.tmp": of no other program, and short, however long the file's name is.
_BESIDE = re.compile(r"\.dutylist-[0-9a-f]{16}\.tmp")
# How often a run may take away the folder, or the file, that another one has just made.
_ATTEMPTS = 5
# Pieces of text that are encoded together.
_AT_ONCE = 1000


def write_files(folder: OutputFolder, files: Mapping[str, str | bytes]) -> Stamps:
    """Writes all files of a folder, or none, as `written_beside` tells."""
    with written_beside(folder, files.items()) as put_in_place:
        return put_in_place()


@contextlib.contextmanager
def written_beside(
    where: OutputFolder, files: Iterable[tuple[str, Content]]
) -> Iterator[Callable[[], Stamps]]:
    """Writes each file beside its place as it comes; calling what this gives then renames them all.

    A file that has its content already is left alone. What killed runs left in the folder is removed.
    Raises OutputError where a file cannot be written; then none is changed, unless it was the renaming
    that failed.
    """
    with contextlib.ExitStack() as held:
        with _told(where):
            folder, first = held.enter_context(_ready(where))
            beside = chain([first], (held.enter_context(_new(folder)) for _ in repeat(None)))
            written = [_write(folder, name, content, next(beside)) for name, content in files]
        yield partial(_put_in_place, where, folder, written)


def remove_strays(folder: Folder) -> None:
    """Removes what killed runs left in a folder; what one that runs writes is locked, and stays."""
    for name in filter(_BESIDE.fullmatch, folder.names()):
        with contextlib.suppress(OSError), folder.open(name) as file:
            if is_free(file):
                folder.remove(name)


def stamps_of(folder: Folder, names: Iterable[str]) -> Stamps:
    """What the files hold now. Raises OSError for one that is not there or cannot be read."""
    return {name: [folder.size(name), _digest(folder, name)] for name in names}


def holds(where: OutputFolder, stamps: object) -> bool:
    """Whether the files of a folder are as they were when `stamps`, out of a record, was made of them.

    What else lies in the folder says nothing; a file of another size is not read.
    """
    if not isinstance(stamps, dict) or not stamps:
        return False
    try:
        with open_folder(where.root, where.inside) as folder:
            if any([folder.size(name)] != stamp[:1] for name, stamp in stamps.items()):
                return False
            return stamps_of(folder, stamps) == Stamps(stamps)
    except (OSError, ValueError, TypeError):
        return False


def encoded(content: Content) -> bytes:
    """The bytes that a file of this content has: text is UTF-8."""
    if isinstance(content, bytes):
        return content
    return b"".join(_encoded_pieces(content))


def _encoded_pieces(content: Content) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    pieces: Iterator[str | bytes] = iter((content,) if isinstance(content, str) else content)
    # A page comes in ten thousands of pieces of a few characters.
    while some := list(islice(pieces, _AT_ONCE)):
        yield from (piece for piece in some if isinstance(piece, bytes))
        yield "".join(piece for piece in some if isinstance(piece, str)).encode(*_UTF_8)


@contextlib.contextmanager
def _told(where: OutputFolder) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(
            Sentence("cannot be written ({reason})", reason=Sentence(reason)), str(where.path)
        ) from error


_New = tuple[str, BinaryIO]
"""A file under a name of its own, and that name."""
_Written = tuple[str, _New, list[Any], bool]
"""The name that a file is to have, the file, its stamp, and whether the one in its place differs."""


@contextlib.contextmanager
def _ready(where: OutputFolder) -> Iterator[tuple[Folder, _New]]:
    """The folder, with a first file in it: another run removes none that is not empty."""
    for attempt in range(1, _ATTEMPTS + 1):
        with contextlib.ExitStack() as held:
            folder = held.enter_context(open_folder(where.root, where.inside, make=True))
            remove_strays(folder)
            try:
                first = held.enter_context(_new(folder))
            except FileNotFoundError:
                if attempt == _ATTEMPTS:
                    raise
                continue
            yield folder, first
            return


@contextlib.contextmanager
def _new(folder: Folder) -> Iterator[_New]:
    """A new file, locked; what still has its name when the block is left is removed."""
    for _ in range(_ATTEMPTS):
        name = f".dutylist-{os.urandom(8).hex()}.tmp"
        file = folder.create(name)
        try:
            hold(file)
            # Between the two, another run may have taken it for what a killed one left.
            if os.fstat(file.fileno()).st_nlink == 0:
                continue
            yield name, file
            return
        finally:
            with contextlib.suppress(OSError):  # what a full disk did not take is dropped
                file.close()
            with contextlib.suppress(OSError):
                folder.remove(name)
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))


def _write(folder: Folder, name: str, content: Content, beside: _New) -> _Written:
    """Writes a file, on the disk, under the name that it has for now."""
    own, file = beside
    file.writelines(_encoded_pieces(content))
    file.flush()
    stamp = [folder.size(own), _digest(folder, own)]
    changed = not _stands(folder, name, stamp)
    if changed:
        os.fsync(file.fileno())
    return name, beside, stamp, changed


def _stands(folder: Folder, name: str, stamp: Sequence[Any]) -> bool:
    """Whether the file is there with this content. Raises OSError where none can be: a folder is."""
    mode = folder.kind(name)
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, f"{name} is a folder")
    if mode is None or not stat.S_ISREG(mode) or folder.size(name) != stamp[0]:
        return False  # a link is replaced by a file of its own: what it points to is not ours
    try:
        return bool(_digest(folder, name) == stamp[1])
    except OSError:
        return False


def _put_in_place(where: OutputFolder, folder: Folder, written: Sequence[_Written]) -> Stamps:
    with _told(where):
        changed = [(name, beside) for name, beside, _, differs in written if differs]
        for name, (own, file) in changed:
            make_movable(file)
            folder.replace(name, own)
        if changed:
            folder.make_durable()
    return {name: stamp for name, _, stamp, _ in written}


def _digest(folder: Folder, name: str) -> str:
    digest = hashlib.sha256()
    for piece in folder.pieces(name, folder.size(name)):
        digest.update(piece)
    return digest.hexdigest()
