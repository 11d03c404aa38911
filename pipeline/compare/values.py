"""What a comparison takes and gives: two sides with their items and sections, and the changes between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.compare.own_words import Places
from pipeline.model.place_names import Place

ChangeKind = Literal["moved", "added", "removed", "changed"]
SectionChangeKind = Literal["renamed", "resized", "split", "removed", "added"]
Value = str | tuple[str, ...] | None
"""A field's value as the data have it: paragraphs and departments are several strings."""
SectionKey = tuple[str, str | None]
"""By which a section is known in a version: its list, and its name without white space."""


@dataclass(frozen=True, slots=True)
class Version:
    """Which document a side is."""

    list_id: str
    version: str
    title: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with where it stands. `fields` is what the document says in it, by column.

    `texts` are the same fields squeezed: two formats of one document differ in where lines and
    paragraphs end and in spaces, and neither is said by the document. `name` and `cells` are the
    squeezed name and printed columns beside it; what was read out of a column would only count its
    words twice.
    """

    list: str
    section_no: str | None
    section: str | None
    seq: int | None
    id: str
    name: str
    fields: Mapping[str, Value]
    texts: Mapping[str, str]
    cells: tuple[str, ...]
    section_key: SectionKey

    @property
    def wording(self) -> tuple[str, ...]:
        """Its list and all that it says, squeezed: equal where two items are word for word the same."""
        return self.list, *self.texts.values()


@dataclass(frozen=True, slots=True)
class SectionSize:
    """A section of one version: numeral and name as printed, the size that it declares and has."""

    no: str | None
    name: str | None
    declared_count: int | None
    items: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions: its items in printed order, and its sections; one that is printed in
    two parts is one. `place` is whose list it is."""

    version: Version
    entries: tuple[Entry, ...]
    sections: Mapping[SectionKey, SectionSize]
    place: Place


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that both items have and that says something else now."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one duty; `old` is None where it was added, `new` where it was removed."""

    kind: ChangeKind
    old: Entry | None
    new: Entry | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def stands(self) -> Entry:
        """The item in the new version, or, of one that was removed, in the old."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def is_relisted(self) -> bool:
        """Whether the duty went to another list."""
        return self.old is not None and self.new is not None and self.old.list != self.new.list


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What became of one section; `into` are the parts of one that was split."""

    kind: SectionChangeKind
    list: str
    old: SectionSize | None
    new: SectionSize | None
    into: tuple[SectionSize, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """Every item once: `renumbered` have nothing new but their number, `unchanged` nothing at all."""

    added: int
    removed: int
    moved: int
    changed: int
    renumbered: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that changed from the old to the new version, or that differs between two places."""

    old: Version
    new: Version
    summary: Summary
    sections: tuple[SectionChange, ...]
    changes: tuple[Change, ...]
    places: Places | None = None
