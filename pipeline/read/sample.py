"""What a file is, looked at from outside: how it begins, and what the archive or compound file holds."""

from __future__ import annotations

import re
import zipfile
from functools import cached_property
from pathlib import Path

from pipeline.model.errors import SourceError
from pipeline.read.archive import TAIL, has_small_directory
from pipeline.read.charset import is_binary
from pipeline.read.compound import MAGIC, stream_names

_HEAD = 64 * 2**10
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# "<!DOCTYPE html", "<html xmlns=…", "<table border=1>"; comments and XML declarations may stand before.
_HTML = re.compile(
    rb"(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body|meta|title|table|div|style|center)\b",
    re.I | re.S,
)
# A page without its head, as it is copied from a site: it begins with some tag, and has a table.
_TAG = re.compile(rb"\s*<[a-z][a-z0-9]*[\s>]", re.I)
_TABLE = re.compile(rb"<table[\s>].{0,4096}?<t[rdh][\s>]", re.I | re.S)
_HTML_END = re.compile(rb"</(?:html|body)\s*>", re.I)
# "MIME-Version: 1.0" among the headers at the start of a message.
_MIME = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?mime-version:", re.I)
# "<?mso-application progid="Word.Document"?>", "<office:document xmlns…"; the XML of older programs.
_OFFICE_XML = re.compile(
    rb"mso-application\s+progid=|<office:document\b|<w:wordDocument\b|<pkg:package\b"
)


# "|---|:--:|": between the head and the body of a table in Markdown.
_MARKDOWN = re.compile(rb"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*\|[-:| \t]*\r?$", re.M)


class Sample:
    """A file's beginning, and its parts where it is an archive; each found when asked for."""

    def __init__(self, path: Path) -> None:
        self.path, self.suffix = path, path.suffix.lower()
        with path.open("rb") as file:
            self.head = file.read(_HEAD)

    @property
    def is_zip(self) -> bool:
        """Whether it is a ZIP archive, whole or damaged."""
        return self.head.startswith(_ZIP)

    @property
    def is_compound(self) -> bool:
        """Whether it is a file of old Office programs."""
        return self.head.startswith(MAGIC)

    @property
    def is_text(self) -> bool:
        """Whether it can be text in some encoding."""
        named = any("清单".encode(name) in self.head for name in _ENCODINGS)
        return named or self.head.startswith(_BOMS) or not is_binary(self.head)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The names in an archive, in lower case; none where it is damaged or none.

        Raises SourceError where they are too many.
        """
        if not self.is_zip:
            return ()
        try:
            with self.path.open("rb") as file:
                file.seek(max(0, self.path.stat().st_size - TAIL))
                if not has_small_directory(file.read()):
                    raise SourceError("holds too many parts; this is no duty list", str(self.path))
            with zipfile.ZipFile(self.path) as archive:
                return tuple(name.replace("\\", "/").lower() for name in archive.namelist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
            return ()

    @cached_property
    def streams(self) -> frozenset[str]:
        """The names at the top level of a compound file."""
        return stream_names(self.path.read_bytes()) if self.is_compound else frozenset()

    @cached_property
    def plain(self) -> bytes:
        """The beginning as bytes of ASCII, also where it is UTF-16."""
        if self.head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return self.head.decode("utf-16", "replace").encode()
        return self.head.removeprefix(b"\xef\xbb\xbf")

    @property
    def is_html(self) -> bool:
        """Whether it is a web page."""
        whole = _HTML.match(self.plain) or _HTML_END.search(self.plain)
        return bool(whole or (_TAG.match(self.plain) and _TABLE.search(self.plain)))

    @property
    def is_markdown(self) -> bool:
        """Whether it is text that is marked up, by its name or by its tables."""
        marks = _MARKDOWN.search(self.plain) or _TABLE.search(self.plain)
        return self.is_text and (self.suffix == ".md" or marks is not None)

    @property
    def is_mime(self) -> bool:
        """Whether it is a message, as browsers save a page in one file."""
        return _MIME.match(self.plain) is not None

    @property
    def is_office_xml(self) -> bool:
        """Whether it is a document that an office program wrote as one file of XML."""
        return _OFFICE_XML.search(self.plain[:4096]) is not None

    def has_part(self, *starts: str) -> bool:
        """Whether an archive holds a part whose name starts so."""
        return any(name.startswith(starts) for name in self.parts)

    def has_type(self, mime: str) -> bool:
        """Whether an OpenDocument archive says that it is of this type."""
        return f"mimetypeapplication/vnd.oasis.opendocument.{mime}".encode() in self.head[:200]
