"""A ZIP archive of documents: its files that may be lists, each put into a folder for its reader."""

from __future__ import annotations

import tempfile
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from pipeline.model.errors import SourceError
from pipeline.model.schema import schema_of_title
from pipeline.model.sentence import Sentence
from pipeline.model.source import Line, Source
from pipeline.read.archive import Archive
from pipeline.read.table.headings import is_heading

_MAX_BYTES = 256 * 2**20
_MOST_FILES = 50
# What systems leave in archives.
_LEAVINGS = ("__MACOSX/", "~$", ".", "Thumbs.db")


class Member(NamedTuple):
    """A file of an archive: its name there, and where it lies now."""

    name: str
    path: Path


@contextmanager
def unpacked(path: Path, suffixes: Container[str]) -> Iterator[list[Member]]:
    """The files in an archive whose names end so, which are gone afterwards.

    Raises SourceError for a damaged, encrypted or huge archive.
    """
    if path.stat().st_size > _MAX_BYTES:
        raise SourceError("larger than 256 MiB; this is no duty list", str(path))
    archive = Archive(path.read_bytes(), str(path))
    names = [name for name in archive.names if _is_document(name, suffixes)]
    if len(names) > _MOST_FILES:
        raise SourceError(
            Sentence("holds {count} documents; unpack it", count=len(names)), str(path)
        )
    with tempfile.TemporaryDirectory(prefix="dutylist-zip-", ignore_cleanup_errors=True) as folder:
        members = []
        for number, name in enumerate(names):
            # Under a name of our own: one in an archive may lead anywhere.
            own = Path(folder) / f"{number}{PurePosixPath(name).suffix.lower()}"
            own.write_bytes(archive.read(name, _MAX_BYTES))
            members.append(Member(_shown(name), own))
        yield members


def holds_list(source: Source) -> bool:
    """Whether a document has a list's title or a row that heads one."""
    for block in source.blocks:
        if isinstance(block, Line):
            if schema_of_title("".join(block.text.split())):
                return True
        elif is_heading([c.paragraphs for c in block.cells if c.paragraphs]):
            return True
    return False


def _is_document(name: str, suffixes: Container[str]) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() in suffixes and not (
        name.startswith(_LEAVINGS) or path.name.startswith(_LEAVINGS)
    )


def _shown(name: str) -> str:
    """The name as it was meant: Chinese systems write GBK where the format says code page 437."""
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name
