"""The duty list as data: what the normaliser makes of a source and every later stage reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from pipeline.model.correction import Correction
from pipeline.model.schema import LIST
from pipeline.model.source import AsideKind, Box, Ink, Place, Recognition

_NOWHERE = Place()
Disposition = Literal["transferred", "discontinued"]
Value = str | int | tuple[str, ...] | None
"""What a field holds: one text, a number, or several texts (paragraphs, departments) in printed order."""


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered duty.

    `number` is the number as printed, `seq` its value (None where it is no number; of 2-3 the last part),
    `position` the item's place in its list from 1, and `printed_name` the name before spaces inside it were
    closed up. `cells` holds by field what the printed columns behind the number say, in the order of the
    list's schema, and `derived` what was read out of them: the fields of the list's own schema, no others.
    `measures_label` is what an arrangement calls its measures. `category` is what a column that stands for
    the section rows says in this row (None where there is no such column), `extra` what further columns say,
    by their printed headings.
    """

    id: str
    seq: int | None
    number: str
    printed_name: str
    place: Place
    page_end: int | None
    boxes: tuple[Box, ...] = ()
    cells: Mapping[str, Value] = field(default_factory=dict, hash=False)
    derived: Mapping[str, Value] = field(default_factory=dict, hash=False)
    measures_label: str = ""
    position: int = 0
    subsection: str | None = None
    category: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)

    def value(self, name: str) -> Value:
        """What a field holds; None where its list has no such field."""
        for values in (self.cells, self.derived, self.extra):
            if name in values:
                return values[name]
        return {"seq": self.seq, "subsection": self.subsection}.get(name)

    def texts(self, name: str) -> tuple[str, ...]:
        """The paragraphs or departments of a field; none where it is empty."""
        value = self.value(name)
        if isinstance(value, tuple):
            return value
        return (str(value),) if value not in (None, "") else ()

    def text(self, name: str) -> str:
        """A field as one string, a line per paragraph or department."""
        return "\n".join(self.texts(name))

    @property
    def printed_texts(self) -> Iterator[str]:
        """All texts of the printed columns behind the number, in printed order."""
        return (text for name in self.cells for text in self.texts(name))

    @property
    def item_name(self) -> str:
        """The name, without spaces inside it."""
        return self.text("item_name")

    @property
    def departments(self) -> tuple[str, ...]:
        """Those that hand the duty down."""
        return self.texts("departments")

    @property
    def receiving_departments(self) -> tuple[str, ...]:
        """Those that have taken the duty back."""
        return self.texts("receiving_departments")


@dataclass(frozen=True, slots=True)
class Subsection:
    """A part of a section under a row of its own; `size` is how many of the section's items stand in it."""

    no: str | None
    name: str
    declared_count: int | None
    place: Place
    size: int

    @property
    def heading(self) -> str:
        """Numeral and name as its row has them, without the size: （一）党的建设."""
        return f"（{self.no}）{self.name}" if self.no else self.name


@dataclass(frozen=True, slots=True)
class Section:
    """A group of items under one section row; `declared_count` is the size that the row claims."""

    no: str | None
    name: str | None
    declared_count: int | None
    place: Place
    items: tuple[Item, ...]
    subsections: tuple[Subsection, ...] = ()

    @property
    def heading(self) -> str:
        """Numeral and name as a section row has them, without the size: 二、经济发展."""
        return f"{self.no}、{self.name or ''}" if self.no else self.name or ""

    @property
    def differs(self) -> bool:
        """Whether it declares another number of items than there are."""
        return self.declared_count not in (None, len(self.items))


NumberedBy = Literal["list", "section", "subsection"]
"""In what the items' numbers go on: from 1 to the end of the list, or from 1 again in each part of it."""


@dataclass(frozen=True, slots=True)
class FurtherColumn:
    """A printed column that the list's schema does not have. `known` where such columns are usual; `taken_for`
    is the field whose column it was taken for by its place, if it was."""

    heading: str
    place: Place
    known: bool
    taken_for: str | None = None


@dataclass(frozen=True, slots=True)
class DutyList:
    """One of the lists."""

    id: str
    title: str
    place: Place
    page_end: int | None
    sections: tuple[Section, ...]
    numbered_by: NumberedBy = "list"
    further_columns: tuple[FurtherColumn, ...] = ()

    @property
    def extra_headings(self) -> tuple[str, ...]:
        """The headings of the further columns, from left to right, as `Item.extra` has them."""
        return tuple(column.heading for column in self.further_columns if not column.taken_for)

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in printed order."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def short_title(self) -> str:
        """The title without the word for list: 配合履职事项."""
        return self.title.removesuffix(LIST)

    @property
    def rows(self) -> tuple[PlacedItem, ...]:
        """All items in printed order, each with its section."""
        return tuple(PlacedItem(self, s, item) for s in self.sections for item in s.items)


class PlacedItem(NamedTuple):
    """An item with the list and the section in which it stands."""

    duty_list: DutyList
    section: Section
    item: Item


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
class Note:
    """What a document says beside its lists: a notice in front, a remark below a list, a signature."""

    text: str
    place: Place
    list: str | None


@dataclass(frozen=True, slots=True)
class OtherList:
    """Another list that is printed in the same file. `sections` are its section rows, each with the index
    of the row before which it stands."""

    title: str
    place: Place
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sections: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """A number that the document states of itself: of `list` (None: of all), of its section called `section`,
    or of the table that ends there. `of`: whether items or sections are counted."""

    count: int
    text: str
    place: Place
    list: str | None = None
    section: str | None = None
    of: Literal["items", "sections"] = "items"


@dataclass(frozen=True, slots=True)
class Locality:
    """Whose list it is, as far as its title tells. `kind` is what the town is: 乡, 镇, 街道 …"""

    province: str | None = None
    city: str | None = None
    county: str | None = None
    town: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class AsideAt:
    """An `Aside` of the source, by the item at which it stands."""

    kind: AsideKind
    text: str
    list: str | None
    seq: int | None
    place: Place = _NOWHERE


@dataclass(frozen=True, slots=True)
class Accounting:
    """Every non-space character of the source in exactly one class; the classes sum to `characters`."""

    characters: int
    items: int
    headings: int
    running: int
    contents: int
    notes: int
    others: int
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
    asides: tuple[AsideAt, ...] = ()
    locality: Locality = Locality()
    notes: tuple[Note, ...] = ()
    others: tuple[OtherList, ...] = ()
    totals: tuple[Total, ...] = ()
    ink: Ink | None = None
    recognition: Recognition | None = None
    unused_corrections: tuple[Correction, ...] = ()
