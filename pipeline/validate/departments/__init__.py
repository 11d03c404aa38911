"""Who is named in a document: departments listed in columns, speaking in duties, spelt in several ways.

In: the items of a document and the points of their cells; out: what the rules on departments judge by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.model.document import Document, Item, PlacedItem
from pipeline.model.schema import schema_of
from pipeline.validate.departments.names import OPEN_ENDED, DepartmentNames, is_department
from pipeline.validate.points import Point

SPOKEN = "superior_duties"
"""The field whose points each open with the departments that they are for."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling of a department that is not its usual one, with the items that have the one or the other."""

    name: str
    usual: str
    items: tuple[PlacedItem, ...]
    items_of_usual: tuple[PlacedItem, ...]


class Departments:
    """The departments of one document."""

    def __init__(
        self,
        document: Document,
        rows: Sequence[PlacedItem],
        points: Callable[[tuple[str, ...]], Sequence[Point]],
    ) -> None:
        self._rows = rows
        self._points = points
        listed = {name for row in rows for name in _listed(row) if is_department(name)}
        # Every word in which the document may name its own place.
        text = "\n".join((document.title, *(t for row in rows for t in row.item.printed_texts)))
        self.names = DepartmentNames(listed, text)
        self._speaking: dict[str, Mapping[str, str]] = {}

    def speaking(self, item: Item) -> Mapping[str, str]:
        """The departments that open a point of the superior's duties, each with its first point."""
        if item.id not in self._speaking:
            found: dict[str, str] = {}
            for point in self._points(item.texts(SPOKEN)):
                for name in self.names.speakers(point.text):
                    found.setdefault(name, point.text)
            self._speaking[item.id] = found
        return self._speaking[item.id]

    def speaks_in_every_point(self, item: Item) -> bool:
        """Whether each point of the superior's duties opens with departments."""
        return all(self.names.speakers(point.text) for point in self._points(item.texts(SPOKEN)))

    @cached_property
    def spellings(self) -> tuple[Spelling, ...]:
        """Each spelling that is not the usual one of its department."""
        used = self._used()
        found = [*_variants(used, self.names)]
        varying = {spelling.name for spelling in found}
        for name, usual in self.names.slips({n: len(rows) for n, rows in used.items()}):
            columns = [_listed(row) for row in used[name]]
            listed = any(name in column for column in columns)
            # A column that lists both means two departments.
            both = any(usual in column for column in columns)
            if name not in varying and listed and not both:
                found.append(Spelling(name, usual, tuple(used[name]), tuple(used[usual])))
        return tuple(found)

    def _used(self) -> dict[str, list[PlacedItem]]:
        """Every name with the items in which it stands, in a column or in a duty."""
        used: dict[str, list[PlacedItem]] = {}
        keys = {self.names.key(name) for name in self.names.known}
        for row in self._rows:
            named = [*_listed(row), *self.speaking(row.item)]
            # A name in running text is one where a column has the same body.
            for text in (row.item.text("measures"), *duties(row)):
                named += [n for n in self.names.in_text(text) if self.names.key(n) in keys]
            for name in dict.fromkeys(named):
                used.setdefault(name, []).append(row)
        return used


def duties(row: PlacedItem) -> Iterator[str]:
    """The paragraphs of an item that say who does what."""
    fields = schema_of(row.duty_list.id).fields_holding("paragraphs")
    return (text for field in fields for text in row.item.texts(field))


def _listed(row: PlacedItem) -> tuple[str, ...]:
    fields = schema_of(row.duty_list.id).department_fields
    return tuple(name for field in fields for name in row.item.texts(field))


def _variants(used: Mapping[str, list[PlacedItem]], names: DepartmentNames) -> Iterator[Spelling]:
    """The spellings that mean one body and are not the one used most."""
    groups: dict[str, list[str]] = {}
    for name in used:
        groups.setdefault(names.key(name), []).append(name)
    for spellings in groups.values():
        clear = [name for name in spellings if not OPEN_ENDED.search(name)]
        usual = max(clear, key=lambda name: len(used[name]), default="")
        for name in clear:
            if name != usual:
                yield Spelling(name, usual, tuple(used[name]), tuple(used[usual]))
