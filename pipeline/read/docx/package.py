"""Opens a DOCX: checks the archive before anything is parsed, then finds and parses its parts.

Lenient where Word is: a picture that is not there, a macro document under another name and the
namespaces of Strict Open XML do no harm to the text.
"""

from __future__ import annotations

import contextlib
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PACKAGE_URI, PackURI

from pipeline.model.errors import SourceError
from pipeline.model.sentence import Sentence
from pipeline.read.archive import Archive, parse_xml
from pipeline.read.docx.names import tag

# A duty list has some thousand; these bounds are far above.
_MAX_PARAGRAPHS = 100_000
_MAX_ELEMENTS = 1_000_000

# The identifiers that Word gives to the document's own properties.
_PROPERTIES = {
    RELATIONSHIP_TYPE.CORE_PROPERTIES: "{6c3c8bc8-f283-45ae-878a-bab7291924a1}",
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES: "{6668398d-a668-4e3e-a5eb-62b293d839f1}",
}
_PICTURES = ("word/media/",)
# ISO/IEC 29500 Strict has namespaces of its own; what they hold is the same. Longest first.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math",
     b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/main",
     b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)  # fmt: skip
_STRICT_MARK = b"http://purl.oclc.org/ooxml/"


@dataclass(frozen=True, slots=True)
class Relation:
    """A part that another one refers to: by which id, as what, and its name in the archive."""

    id: str
    type: str
    part: str


class Package:
    """The parts of a DOCX, parsed when asked for. Raises SourceError for what cannot be read."""

    def __init__(self, data: bytes, file: str) -> None:
        self._file = file
        self._archive = Archive(data, file)
        main = [
            r for r in self._relations(PACKAGE_URI) if r.type == RELATIONSHIP_TYPE.OFFICE_DOCUMENT
        ]
        if not main or main[0].part not in self._archive:
            raise SourceError("a ZIP archive, but no Word document", file)
        self._main = main[0].part
        self.document = self.parse(self._main)
        if self.document.tag != tag("w:document"):
            raise SourceError("an Office file, but no Word document", file)
        self._check_size()

    def _check_size(self) -> None:
        for what, most, found in (
            ("paragraphs", _MAX_PARAGRAPHS, self.document.iter(tag("w:p"))),
            ("elements", _MAX_ELEMENTS, self.document.iter()),
        ):
            if sum(1 for _ in found) > most:
                raise SourceError(
                    Sentence(
                        "has more than {most} {what}; this is no duty list",
                        most=most,
                        what=Sentence(what),
                    ),
                    self._file,
                )

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """What the document refers to inside the archive."""
        return tuple(
            r for r in self._relations(PackURI(f"/{self._main}")) if r.part in self._archive
        )

    def related(self, kind: str) -> Any | None:
        """The root of the document's part of a kind, or None where it has none."""
        return next((self.parse(r.part) for r in self.relations if r.type == kind), None)

    def stores(self) -> dict[str, Any]:
        """The data that content controls may be bound to, by identifier in lower case."""
        stores: dict[str, Any] = {}
        for relation in self.relations:
            if relation.type == RELATIONSHIP_TYPE.CUSTOM_XML:
                # Data that cannot be read harms only the controls that are bound to it.
                with contextlib.suppress(SourceError):
                    stores[self._store_id(relation.part)] = self.parse(relation.part)
        for relation in self._relations(PACKAGE_URI):
            if relation.type in _PROPERTIES and relation.part in self._archive:
                with contextlib.suppress(SourceError):
                    stores[_PROPERTIES[relation.type]] = self.parse(relation.part)
        return stores

    def _store_id(self, part: str) -> str:
        for relation in self._relations(PackURI(f"/{part}")):
            if (
                relation.type == RELATIONSHIP_TYPE.CUSTOM_XML_PROPS
                and relation.part in self._archive
            ):
                return next(iter(self.parse(relation.part).attrib.values()), "").lower()
        return ""

    @property
    def has_pictures(self) -> bool:
        """Whether the archive holds any picture."""
        return any(name.startswith(_PICTURES) for name in self._archive.names)

    def parse(self, part: str) -> Any:
        """The root element of a part."""
        return parse_xml(_transitional(self._archive.read(part)), part, self._file)

    def _relations(self, source: PackURI) -> Iterator[Relation]:
        name = source.rels_uri.lstrip("/")
        if name not in self._archive:
            return
        for element in self.parse(name):
            if element.get("TargetMode") == "External" or not isinstance(element.tag, str):
                continue
            target = element.get("Target", "").replace("\\", "/")
            part = posixpath.normpath(posixpath.join(source.baseURI, target)).lstrip("/")
            yield Relation(element.get("Id", ""), element.get("Type", ""), part)


def _transitional(data: bytes) -> bytes:
    """XML with the namespaces of Transitional Open XML."""
    if _STRICT_MARK in data:
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
    return data
