"""The duty list as data: what the normaliser makes of a source and every later stage reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.model.source import Box, Place, RevisionKind

Disposition = Literal["transferred", "discontinued"]


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered duty. Fields that its list does not have stay empty.

    `number` is the number as printed, `seq` its value (None where it is no number), and
    `printed_name` the name before spaces inside it were closed up.
    """

    id: str
    seq: int | None
    number: str
    item_name: str
    printed_name: str
    place: Place
    page_end: int | None
    boxes: tuple[Box, ...] = ()
    departments: tuple[str, ...] = ()
    superior_duties: tuple[str, ...] = ()
    township_duties: tuple[str, ...] = ()
    arrangement: tuple[str, ...] = ()
    receiving_departments: tuple[str, ...] = ()
    measures: str = ""
    measures_label: str = ""
    disposition: Disposition | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A group of items under one section row; `declared_count` is the size that the row claims."""

    no: str | None
    name: str | None
    declared_count: int | None
    place: Place
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class DutyList:
    """One of the three lists."""

    id: str
    title: str
    place: Place
    page_end: int | None
    sections: tuple[Section, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in printed order."""
        return tuple(item for section in self.sections for item in section.items)


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents that names a list, and the page it gives (or None)."""

    list: str
    title: str
    page: int | None
    place: Place


@dataclass(frozen=True, slots=True)
class Leftover:
    """Text of the source that belongs nowhere."""

    text: str
    place: Place
    list: str | None


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """A change or a comment that is still open in a Word file, by the item at which it stands.

    `text` is what is inserted, deleted or said.
    """

    kind: RevisionKind
    text: str
    list: str | None
    seq: int | None


@dataclass(frozen=True, slots=True)
class Accounting:
    """Every non-space character of the source in exactly one class; the classes sum to `characters`."""

    characters: int
    items: int
    headings: int
    running: int
    contents: int
    markup: int
    unaccounted: int


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: the lists, and the proof that nothing of the source was lost."""

    list_id: str
    version: str
    title: str
    file: str
    sha256: str
    format: str
    pages: int | None
    printed_pages: tuple[int | None, ...]
    contents: tuple[ContentsEntry, ...]
    lists: tuple[DutyList, ...]
    leftovers: tuple[Leftover, ...]
    accounting: Accounting
    scanned_sheets: tuple[int, ...] = ()
    copied_sheets: tuple[tuple[int, int], ...] = ()
    tracked_changes: tuple[TrackedChange, ...] = ()
