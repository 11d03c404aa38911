"""ZIP archives whose parts are XML (Word, OFD): bounds are checked before anything is inflated or parsed."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import Any

from lxml import etree

from pipeline.model.errors import SourceError
from pipeline.model.sentence import Sentence

# A duty list's archive inflates to a few MiB, its text to half a MiB; these bounds are far above.
_MAX_INFLATED = 256 * 2**20
_MAX_PART = 32 * 2**20
_MAX_ENTRIES = 10_000
_MAX_DIRECTORY = 4 * 2**20
TAIL = 2**16 + 200
"""How many bytes at the end of an archive say where its directory is."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, KeyError,
           ValueError, OSError)  # fmt: skip
_ENCRYPTED = 1
"""The bit of an entry's flags that says so."""
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def has_small_directory(tail: bytes) -> bool:
    """Whether the directory of an archive that ends so takes little memory, which each of its entries does.

    Where it stands and how large it is: APPNOTE.TXT 4.3.16, and 4.3.14 for large archives.
    """
    sizes = [0]
    for mark, at, kind in ((b"PK\x05\x06", 12, "<I"), (b"PK\x06\x06", 40, "<Q")):
        found = tail.rfind(mark)
        if 0 <= found <= len(tail) - at - struct.calcsize(kind):
            sizes.append(struct.unpack_from(kind, tail, found + at)[0])
    return max(sizes) <= _MAX_DIRECTORY


class Archive:
    """The parts of a ZIP archive, each read when asked for. Raises SourceError for what cannot be read.

    Names are told apart as Office programs do: without regard to case, a backslash for a slash.
    """

    def __init__(self, data: bytes, file: str) -> None:
        self._file = file
        if not has_small_directory(data[-TAIL:]):
            raise SourceError("holds too many parts; this is no duty list", file)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _DAMAGE as error:
            raise SourceError("damaged or cut off", file) from error
        if len(entries) > _MAX_ENTRIES:
            raise SourceError(
                Sentence("holds {count} parts; this is no duty list", count=len(entries)), file
            )
        if sum(entry.file_size for entry in entries) > _MAX_INFLATED:
            raise SourceError(
                Sentence(
                    "inflates to more than {value} MiB; this is no duty list",
                    value=_MAX_INFLATED // 2**20,
                ),
                file,
            )
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise SourceError("encrypted; remove the password first", file)
        self.names = tuple(e.filename.replace("\\", "/") for e in entries if not e.is_dir())
        self._entries = {e.filename.replace("\\", "/").lower(): e for e in entries}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._entries

    def read(self, part: str, most: int = _MAX_PART) -> bytes:
        """The bytes of a part that is no larger than `most`."""
        try:
            entry = self._entries[part.lower()]
            if entry.file_size > most:
                raise SourceError(
                    Sentence(
                        "{part} is larger than {value} MiB; this is no duty list",
                        part=part,
                        value=most // 2**20,
                    ),
                    self._file,
                )
            return self._zip.read(entry)
        except _DAMAGE as error:
            raise SourceError(
                Sentence("damaged: {part} cannot be read", part=part), self._file
            ) from error

    def parse(self, part: str) -> Any:
        """The root element of a part."""
        return parse_xml(self.read(part), part, self._file)


def parse_xml(data: bytes, part: str, file: str) -> Any:
    """The root element of XML in which no entity is expanded and nothing is fetched."""
    # No Office program writes a document type: entities are there to blow up or to fetch.
    if any(mark in data for mark in _DOCTYPES):
        raise SourceError(
            Sentence("{part} declares a document type; damaged or hostile", part=part), file
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(
            Sentence("damaged: {part} is no well-formed XML", part=part), file
        ) from error
