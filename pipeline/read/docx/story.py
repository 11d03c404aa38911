"""Reads paragraphs: what a reader sees once every tracked change is accepted, and what was set aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.model.characters import count, unify, without_invisible
from pipeline.model.errors import SourceError
from pipeline.model.source import Aside, AsideKind
from pipeline.read.docx.fields import FIELD_MARK, INSTRUCTION, SIMPLE, Fields
from pipeline.read.docx.look import Looks
from pipeline.read.docx.markup import (
    DELETED,
    INSERTED,
    TBL,
    TEXT_BOX,
    P,
    all_text,
    changed,
    count_text,
    parts,
    text_of,
)
from pipeline.read.docx.names import child, tag, value
from pipeline.read.docx.numbering import Numbering
from pipeline.read.docx.pictures import DRAWN, unread
from pipeline.read.docx.styles import Styles
from pipeline.read.docx.symbols import is_symbol_font, typed

_SPACES = {tag("w:tab"): "\t", tag("w:ptab"): "\t", tag("w:br"): "\n", tag("w:cr"): "\n"}
_NOTES = {tag("w:footnoteReference"): "footnote", tag("w:endnoteReference"): "endnote"}
_ELSEWHERE = frozenset({tag("w:altChunk"), tag("w:subDoc")})
_RUN, _READING = tag("w:r"), tag("w:rt")
_FIELDS = frozenset({FIELD_MARK, INSTRUCTION, SIMPLE})
_COMMENT, _DRAWN = tag("w:commentReference"), tag("a:p")
_MOST_ADDED = 2_000_000
NoteKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as lines, with what hangs on it: text boxes, notes, the end of a section."""

    lines: tuple[str, ...]
    boxes: tuple[Any, ...] = ()
    notes: tuple[NoteKey, ...] = ()
    section: Any | None = None


@dataclass(slots=True)
class _Pieces:
    text: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[NoteKey] = field(default_factory=list)


class Story:
    """One flow of paragraphs. `markup` counts characters set aside, `added` those that stand in no
    element but on paper: automatic numbers, the text of merged cells in each row they cover."""

    def __init__(
        self,
        file: str,
        styles: Styles,
        numbering: Numbering,
        fields: Fields,
        looks: Looks,
        comments: Mapping[str, str],
    ) -> None:
        self._file, self._styles, self._numbering = file, styles, numbering
        self._fields, self._looks, self._comments = fields, looks, comments
        self._asides: list[Aside] = []
        self._style: str | None = None
        self._font: str | None = None
        self.markup = 0
        self.added = 0

    def blocks(self, container: Any) -> Iterator[Any | Paragraph]:
        """The paragraphs (read) and tables (as they are) of a container, in order."""
        pending = _Pieces()
        for element in self._content(container):
            if element.tag == TBL:
                if any((pending.text, pending.boxes, pending.notes)):
                    yield self._paragraph(pending, "")
                    pending = _Pieces()
                yield element
                continue
            self._read_paragraph(element, pending)
            properties = child(element, "w:pPr")
            # Its mark is deleted: it goes on in the paragraph after it.
            if changed(child(properties, "w:rPr"), DELETED):
                continue
            label = "" if self._is_hidden(element, pending) else self._numbering.label(properties)
            self.add(label)
            yield self._paragraph(pending, label, child(properties, "w:sectPr"))
            pending = _Pieces()
        if any((pending.text, pending.boxes, pending.notes)):
            yield self._paragraph(pending, "")

    def add(self, text: str) -> None:
        """Counts text that stands on paper and in no element."""
        self.added += count(text)
        if self.added > _MOST_ADDED:
            raise SourceError(
                "its numbering and merged cells come to millions of characters; damaged", self._file
            )

    def set_aside(self, element: Any) -> None:
        """Counts what stands below an element as markup."""
        self.markup += count_text(element)

    def hide(self, element: Any) -> None:
        """Sets aside what nobody sees, and remembers it."""
        self.set_aside(element)
        self._note("unseen", all_text(element))

    def delete(self, element: Any) -> None:
        """Sets aside what a tracked change deletes, and remembers it."""
        self.set_aside(element)
        self._note("deleted", all_text(element))

    def take_asides(self) -> tuple[Aside, ...]:
        """The tracked changes read since the last call."""
        taken = tuple(self._asides)
        self._asides.clear()
        return taken

    def _note(self, kind: AsideKind, text: str) -> None:
        shown = " ".join(unify(text).split())
        if shown:
            self._asides.append(Aside(kind, shown))

    def _content(self, container: Any) -> Iterator[Any]:
        """Paragraphs and tables, out of whatever wraps them: content controls, custom XML."""
        for element in parts(container):
            if element.tag in (P, TBL):
                yield element
            elif element.tag in DELETED:
                self.delete(element)
            elif element.tag in _ELSEWHERE:
                raise SourceError(
                    "holds another document by reference; open it in Word and save it again",
                    self._file,
                )
            else:
                yield from self._content(element)

    def _paragraph(self, pieces: _Pieces, label: str, section: Any | None = None) -> Paragraph:
        read = label + "".join(pieces.text)
        text = unify(without_invisible(read))
        self.markup += count(read) - count(text)
        lines = (" ".join(line.split()) for line in text.split("\n"))
        shown = tuple(line for line in lines if line)
        return Paragraph(shown, tuple(pieces.boxes), tuple(pieces.notes), section)

    def _is_hidden(self, element: Any, pieces: _Pieces) -> bool:
        """A paragraph whose mark and text are hidden takes no number."""
        if "".join(pieces.text).strip():
            return False
        return bool(self._looks.of(child(element, "w:pPr"), self._style).hidden)

    def _read_paragraph(self, element: Any, pieces: _Pieces) -> None:
        properties = child(element, "w:pPr")
        style = value(child(properties, "w:pStyle"))
        self._style = style
        self._fields.enter_paragraph(self._styles.outline(properties))
        self._walk(element, pieces)

    def _walk(self, element: Any, pieces: _Pieces, inserted: bool = False) -> None:
        for part in parts(element):
            name = part.tag
            if name == _RUN:
                self._read_run(part, pieces, inserted)
            elif text := text_of(part):
                self._put(text, pieces)
            elif name in DRAWN:
                self._note("unread", unread(part) or "")
                self._walk(part, pieces, inserted)
            elif name in _FIELDS:
                self._read_field(part, pieces)
            elif name in _SPACES:
                pieces.text.append(_SPACES[name])
            elif name == TEXT_BOX:
                pieces.boxes.append(part)
            elif name in DELETED:
                self.delete(part)
            elif name == _READING:
                self.set_aside(part)
            elif name in _NOTES:
                pieces.notes.append((_NOTES[name], value(part, "w:id") or ""))
            elif name == _COMMENT:
                self._note("comment", self._comments.get(value(part, "w:id") or "", ""))
            else:
                new = name in INSERTED
                if new and not inserted:
                    self._note("inserted", all_text(part))
                self._walk(part, pieces, inserted or new)
                if name == _DRAWN:
                    pieces.text.append("\n")

    def _put(self, text: str, pieces: _Pieces) -> None:
        text = typed(text, self._font) if self._font else text
        if self._fields.takes(text):
            self.markup += count(text)
        else:
            pieces.text.append(text)

    def _read_field(self, element: Any, pieces: _Pieces) -> None:
        """What a field's mark adds: on paper there may be more than is stored."""
        if element.tag == INSTRUCTION:
            self._fields.instruct(element.text or "")
            return
        text = (
            self._fields.mark(element)
            if element.tag == FIELD_MARK
            else self._fields.simple(element)
        )
        self.add(text)
        pieces.text.append(text)
        if element.tag == SIMPLE:
            self._walk(element, pieces)

    def _read_run(self, run: Any, pieces: _Pieces, inserted: bool) -> None:
        shown = self._looks.of(run, self._style)
        if self._looks.is_unseen(run, shown):
            self._pass_over(run)
            return
        outer, self._font = self._font, shown.font if is_symbol_font(shown.font) else None
        self._walk(run, pieces, inserted)
        self._font = outer

    def _pass_over(self, run: Any) -> None:
        """Sets a run aside that nobody sees; the marks of fields in it count all the same."""
        self.hide(run)
        for element in run.iter(FIELD_MARK, INSTRUCTION):
            if element.tag == FIELD_MARK:
                self._fields.mark(element)
            else:
                self._fields.instruct(element.text or "")
