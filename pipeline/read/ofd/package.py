"""Opens an OFD: its documents, pages, page templates and resources (GB/T 33190-2016, 7 and 8).

Lenient where programs are: other namespaces or none, paths from the root or from the file that names
them, names in other letters.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.model.errors import SourceError
from pipeline.model.sentence import Sentence
from pipeline.read.archive import Archive, parse_xml

Box = tuple[float, float, float, float]
"""x, y, width, height in millimetres, y downwards."""

_ROOT = "OFD.xml"
_A4: Box = (0.0, 0.0, 210.0, 297.0)
_MOST_PAGES = 2000
# What an encrypted document has in place of its parts (GM/T 0099).
_ENCRYPTED = ("encryptions.xml", "decryptseed.dat")
# The first tag with a prefix: "<ofd:OFD".
_PREFIX = re.compile(rb"<([A-Za-z][\w.-]*):[A-Za-z]\w*")


@dataclass(frozen=True, slots=True)
class Resources:
    """What pages refer to by identifier: composite objects, how things are drawn where they do not say, and
    the parts that pictures
    and fonts are in."""

    units: Mapping[str, Any]
    styles: Mapping[str, Any]
    pictures: Mapping[str, str]
    fonts: Mapping[str, str]

    def with_others(self, more: Resources) -> Resources:
        """These, and those of a page."""
        return Resources(
            {**self.units, **more.units},
            {**self.styles, **more.styles},
            {**self.pictures, **more.pictures},
            {**self.fonts, **more.fonts},
        )


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page: its box, and the contents that are drawn on it, one over the other."""

    box: Box
    contents: tuple[Any, ...]
    resources: Resources


def local(element: Any) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Any | None, name: str) -> Iterator[Any]:
    """The children of a name."""
    return (child for child in (() if element is None else element) if local(child) == name)


def child(element: Any | None, *names: str) -> Any | None:
    """The element at the end of a path of children, or None."""
    for name in names:
        element = next(children(element, name), None)
    return element


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute; none where any is no number."""
    try:
        found = [float(part) for part in (text or "").split()]
    except ValueError:
        return []
    return found if all(abs(value) < 1e7 for value in found) else []


class Package:
    """An OFD. Raises SourceError for what cannot be read."""

    def __init__(self, data: bytes, file: str) -> None:
        self._file = file
        self._archive = Archive(data, file)
        if any(name.lower().endswith(_ENCRYPTED) for name in self._archive.names):
            raise SourceError("encrypted; remove the password first", file)

    def pages(self) -> Iterator[PageParts]:
        """The pages of all documents in it, in order."""
        found = 0
        for body in children(self._parse(_ROOT), "DocBody"):
            for page in self._pages_of(self._find((child(body, "DocRoot")), _ROOT)):
                found += 1
                if found > _MOST_PAGES:
                    raise SourceError(
                        Sentence("has more than {most_pages} pages", most_pages=_MOST_PAGES),
                        self._file,
                    )
                yield page
        if not found:
            raise SourceError("holds no page", self._file)

    def bytes_of(self, part: str, most: int) -> bytes:
        """A part that is no larger than `most`. SourceError where it is, or is damaged."""
        return self._archive.read(part, most)

    def _pages_of(self, part: str | None) -> Iterator[PageParts]:
        if part is None:
            raise SourceError("damaged: its document is not there", self._file)
        document = self._parse(part)
        common = child(document, "CommonData")
        usual = _box(child(common, "PageArea"), _A4)
        resources = self._resources(part, common)
        templates = {t.get("ID"): t for t in children(common, "TemplatePage")}
        notes = self._annotations(part, document)
        for page in children(child(document, "Pages"), "Page"):
            own = self._at(page.get("BaseLoc"), part)
            if own is None:
                raise SourceError("damaged: a page is not there", self._file)
            root = self._parse(own)
            under: list[Any] = []
            over: list[Any] = []
            for use in children(root, "Template"):
                template = templates.get(use.get("TemplateID"))
                place = None if template is None else self._at(template.get("BaseLoc"), part)
                if place is not None:
                    layer = over if use.get("ZOrder") == "Foreground" else under
                    layer.append(self._parse(place))
            drawn = (*under, root, *over)
            own_resources = self._resources(own, root)
            contents = [c for each in drawn if (c := child(each, "Content")) is not None]
            contents += notes.get(page.get("ID"), ())
            yield PageParts(
                _box(child(root, "Area"), usual),
                tuple(contents),
                resources.with_others(own_resources),
            )

    def _resources(self, part: str, owner: Any | None) -> Resources:
        units: dict[str, Any] = {}
        styles: dict[str, Any] = {}
        files: dict[str, dict[str, str]] = {"MediaFile": {}, "FontFile": {}}
        for name in ("PublicRes", "DocumentRes", "PageRes"):
            for element in children(owner, name):
                place = self._find(element, part)
                if place is None:
                    continue
                root = self._parse(place)
                for found in root.iter():
                    if local(found) == "CompositeGraphicUnit":
                        units[found.get("ID", "")] = found
                    elif local(found) == "DrawParam":
                        styles[found.get("ID", "")] = found
                    elif local(found) in files:
                        folder = (root.get("BaseLoc") or "").strip().rstrip("/")
                        file = (found.text or "").strip()
                        inside = self._at(f"{folder}/{file}" if folder else file, place)
                        if own := inside or self._at(file, place):
                            files[local(found)][found.getparent().get("ID", "")] = own
        return Resources(units, styles, files["MediaFile"], files["FontFile"])

    def _annotations(self, part: str, document: Any) -> dict[str | None, list[Any]]:
        """What is written on pages afterwards, by page; stamps and watermarks are no words of it."""
        found: dict[str | None, list[Any]] = {}
        place = self._find(child(document, "Annotations"), part)
        for page in () if place is None else children(self._parse(place), "Page"):
            own = self._find(child(page, "FileLoc"), place or part)
            for note in () if own is None else children(self._parse(own), "Annot"):
                if note.get("Type") not in ("Stamp", "Watermark", "Link"):
                    found.setdefault(page.get("PageID"), []).extend(children(note, "Appearance"))
        return found

    def _find(self, element: Any | None, source: str) -> str | None:
        return None if element is None else self._at(element.text, source)

    def _at(self, location: str | None, source: str) -> str | None:
        """The part that a location names: from the root, from the file that says so, or from either."""
        name = (location or "").strip().replace("\\", "/")
        if not name:
            return None
        beside = posixpath.join(posixpath.dirname(source), name.lstrip("/"))
        places = (name, beside) if name.startswith("/") else (beside, name)
        normal = (posixpath.normpath(place).lstrip("/") for place in places)
        return next((place for place in normal if place in self._archive), None)

    def _parse(self, part: str) -> Any:
        data = self._archive.read(part)
        prefix = _PREFIX.search(data)
        if prefix and b"xmlns:" + prefix[1] not in data:
            end = prefix.end()
            data = data[:end] + b" xmlns:" + prefix[1] + b'="urn:ofd"' + data[end:]
        return parse_xml(data, part, self._file)


def _box(area: Any | None, usual: Box) -> Box:
    for name in ("PhysicalBox", "CropBox", "ApplicationBox"):
        values = numbers(getattr(child(area, name), "text", None))
        if len(values) == 4 and values[2] > 0 and values[3] > 0:
            return values[0], values[1], values[2], values[3]
    return usual
