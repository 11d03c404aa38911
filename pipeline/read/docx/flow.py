"""The document in reading order: sections with their headers and footers, tables, text boxes, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE

from pipeline.model.errors import SourceError
from pipeline.model.sentence import Sentence
from pipeline.model.source import Line, Place
from pipeline.read.docx.alternates import choose
from pipeline.read.docx.bound import show_bound
from pipeline.read.docx.fields import Fields
from pipeline.read.docx.look import Looks
from pipeline.read.docx.markup import all_text, count_text
from pipeline.read.docx.names import child, is_on, tag, value
from pipeline.read.docx.numbering import Numbering, numbered_lists
from pipeline.read.docx.package import Package
from pipeline.read.docx.story import NoteKey, Paragraph, Story
from pipeline.read.docx.styles import Styles
from pipeline.read.docx.tables import TableRow, read_table

Block = Line | TableRow
NOWHERE = Place()
# A section row outside every table, with its size at the end as no line of the contents has it.
_SECTION = re.compile(r".+[（(]共?计?\d+个?事?项[）)]")
_REFERENCES = {tag("w:headerReference"): "header", tag("w:footerReference"): "footer"}
# A duty list has some ten thousand.
_MAX_CHARACTERS = 5_000_000
_MARGINS = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
_NOTES = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}


@dataclass(frozen=True, slots=True)
class Read:
    """What a document says, how many characters its parts hold, and how many of those say nothing."""

    blocks: tuple[Block, ...]
    characters: int
    markup: int


@dataclass(frozen=True, slots=True)
class _SectionEnd:
    properties: Any | None


def read_flow(package: Package, file: str) -> Read:
    """Reads every part of a document that holds text, each once."""
    return _Flow(package, file).read()


class _Flow:
    def __init__(self, package: Package, file: str) -> None:
        related = package.related
        self._file, self._body = file, child(package.document, "w:body")
        self._styles = Styles(related(RELATIONSHIP_TYPE.STYLES))
        self._looks = Looks(self._styles, package.document)
        self._lists = numbered_lists(related(RELATIONSHIP_TYPE.NUMBERING))
        settings = related(RELATIONSHIP_TYPE.SETTINGS)
        self._even_pages_differ = bool(is_on(child(settings, "w:evenAndOddHeaders")))
        margins = [relation for relation in package.relations if relation.type in _MARGINS]
        self._part_of = {relation.id: relation.part for relation in margins}
        # Taken out as they are read; what remains stands on no page.
        self._margins = {relation.part: package.parse(relation.part) for relation in margins}
        self._notes = {
            (kind, value(note, "w:id") or ""): note
            for kind, relation in _NOTES.items()
            for note in _children(related(relation))
        }
        comments = _children(related(RELATIONSHIP_TYPE.COMMENTS))
        self._comments = {value(comment, "w:id") or "": all_text(comment) for comment in comments}
        self._commented = sum(map(count_text, comments))
        parts = (package.document, *self._margins.values(), *self._notes.values(), *comments)
        self._characters = sum(map(count_text, parts))
        if self._characters > _MAX_CHARACTERS:
            raise SourceError(
                Sentence(
                    "holds {characters} characters; this is no duty list",
                    characters=self._characters,
                ),
                self._file,
            )
        self._alternates = sum(map(choose, parts))
        self._bound = show_bound(package.document, package.stores)
        self._stories: list[Story] = []
        self._tables = 0

    def read(self) -> Read:
        blocks = list(self._sections())
        trailing = tuple(r for story in self._stories for r in story.take_asides())
        if blocks and trailing:
            blocks[-1] = replace(blocks[-1], asides=blocks[-1].asides + trailing)
        unseen = (*self._margins.values(), *self._notes.values())
        return Read(
            tuple(blocks),
            self._characters + self._bound.added + sum(story.added for story in self._stories),
            self._commented
            + self._alternates
            + self._bound.markup
            + sum(map(count_text, unseen))
            + sum(story.markup for story in self._stories),
        )

    def _story(self, root: Any) -> Story:
        numbering = Numbering(self._lists, self._styles)
        story = Story(
            self._file, self._styles, numbering, Fields(root), self._looks, self._comments
        )
        self._stories.append(story)
        return story

    def _sections(self) -> Iterator[Block]:
        if self._body is None:
            return
        section: list[Block] = []
        for block in self._flow(self._body, self._story(self._body)):
            if isinstance(block, _SectionEnd):
                yield from self._with_margins(section, block.properties)
                section = []
            else:
                section.append(block)
        yield from self._with_margins(section, child(self._body, "w:sectPr"))

    def _with_margins(self, section: Sequence[Block], properties: Any | None) -> Iterator[Block]:
        """A section with what its headers and footers say, once: headers before its first table or
        section row, since a list's title may be there and nowhere else."""
        said: Mapping[str, list[Line]] = {"header": [], "footer": []}
        for kind, root in self._shown(properties):
            said[kind].extend(self._running(root))
        start = next((i for i, block in enumerate(section) if _opens(block)), 0)
        yield from (*section[:start], *said["header"], *section[start:], *said["footer"])

    def _shown(self, properties: Any | None) -> Iterator[tuple[str, Any]]:
        shown = {"default", None}
        if is_on(child(properties, "w:titlePg")):
            shown.add("first")
        if self._even_pages_differ:
            shown.add("even")
        for element in () if properties is None else properties:
            part = self._part_of.get(value(element, "r:id") or "")
            if element.tag in _REFERENCES and value(element, "w:type") in shown:
                root = self._margins.pop(part or "", None)
                if root is not None:
                    yield _REFERENCES[element.tag], root

    def _running(self, root: Any) -> Iterator[Line]:
        for block in self._flow(root, self._story(root)):
            if isinstance(block, Line):
                yield replace(block, role="running")
            elif isinstance(block, TableRow):
                text = " ".join(line for cell in block.cells for line in cell)
                if text:
                    yield Line(text, NOWHERE, "running", block.asides)

    def _flow(self, container: Any, story: Story) -> Iterator[Block | _SectionEnd]:
        for block in story.blocks(container):
            if isinstance(block, Paragraph):
                for text in block.lines:
                    yield Line(text, NOWHERE, asides=story.take_asides())
                for box in block.boxes:
                    yield from self._flow(box, story)
                yield from self._read_notes(block.notes)
                if block.section is not None:
                    yield _SectionEnd(block.section)
            else:
                yield from self._read_rows(block, story)

    def _read_rows(self, table: Any, story: Story) -> Iterator[Block | _SectionEnd]:
        self._tables += 1
        for row in read_table(table, story, self._tables):
            if isinstance(row, TableRow):
                yield row
                yield from self._read_notes(row.notes)
            else:
                yield from self._flow(row.cell, story)

    def _read_notes(self, keys: Sequence[NoteKey]) -> Iterator[Block | _SectionEnd]:
        for key in keys:
            note = self._notes.pop(key, None)
            if note is not None:
                yield from self._flow(note, self._story(note))


def _children(root: Any | None) -> tuple[Any, ...]:
    return () if root is None else tuple(root)


def _opens(block: Block) -> bool:
    return (
        isinstance(block, TableRow) or _SECTION.fullmatch("".join(block.text.split())) is not None
    )
