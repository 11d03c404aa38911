"""Where a printed list can be damaged: its rows with their section and number, and how to put others there."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline.normalise.patterns import section_title
from tests.corpus.printed import (
    FIELDS,
    LIST_IDS,
    Paragraphs,
    PrintedDocument,
    PrintedList,
    PrintedRow,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spot:
    """One item row: `at` its index among the rows, `index` and `size` its place in its section."""

    list: PrintedList
    at: int
    seq: int
    section: str
    index: int
    size: int

    @property
    def row(self) -> PrintedRow:
        """The row itself."""
        return self.list.rows[self.at]

    @property
    def first(self) -> bool:
        """Whether it opens its section."""
        return self.index == 0

    @property
    def last(self) -> bool:
        """Whether it closes its section."""
        return self.index == self.size - 1

    @property
    def ends_list(self) -> bool:
        """Whether it is the last row of its list."""
        return all(row.kind != "item" for row in self.list.rows[self.at + 1 :])

    def cell(self, field: str) -> Paragraphs:
        """The paragraphs of one field."""
        return self.row.cells[1 + FIELDS[self.list.id].index(field)]


@dataclass(frozen=True, slots=True)
class SectionSpot:
    """One section row: `at` its index among the rows, `items` the spots under it."""

    list: PrintedList
    at: int
    no: str
    name: str
    count: int
    index: int
    sections: int
    items: tuple[Spot, ...]


def spots(document: PrintedDocument) -> list[Spot]:
    """Every item row."""
    return [spot for section in sections(document) for spot in section.items]


def sections(document: PrintedDocument) -> list[SectionSpot]:
    """Every section row."""
    own = (printed for printed in document.lists if printed.id in LIST_IDS)
    return [section for printed in own for section in _sections(printed)]


def _sections(printed: PrintedList) -> Iterator[SectionSpot]:
    starts = [at for at, row in enumerate(printed.rows) if row.kind == "section"]
    for index, (start, end) in enumerate(
        zip(starts, [*starts[1:], len(printed.rows)], strict=True)
    ):
        title = section_title(printed.rows[start].text)
        assert title is not None
        no = title.no or ""
        # A total may stand below the last section's rows.
        own = [at for at in range(start + 1, end) if printed.rows[at].kind == "item"]
        size = len(own)
        items = tuple(
            Spot(printed, at, int(printed.rows[at].cells[0][0]), no, index, size)
            for index, at in enumerate(own)
        )
        count = title.count if title.count is not None else size
        yield SectionSpot(printed, start, no, title.name, count, index, len(starts), items)


def pick(rng: random.Random, choices: Sequence[T], fits: Callable[[T], object]) -> T | None:
    """One of those that fit, or None."""
    fitting = [choice for choice in choices if fits(choice)]
    return rng.choice(fitting) if fitting else None


def with_rows(
    document: PrintedDocument, printed: PrintedList, rows: Sequence[PrintedRow]
) -> PrintedDocument:
    """The document with other rows in one list."""
    lists = tuple(
        replace(own, rows=tuple(rows)) if own.id == printed.id else own for own in document.lists
    )
    return replace(document, lists=lists)


def without(document: PrintedDocument, printed: PrintedList, *gone: int) -> PrintedDocument:
    """The document without some rows of a list, by index."""
    return with_rows(document, printed, [r for at, r in enumerate(printed.rows) if at not in gone])


def with_row(
    document: PrintedDocument, printed: PrintedList, at: int, *rows: PrintedRow
) -> PrintedDocument:
    """The document with one row of a list replaced by others."""
    return with_rows(document, printed, [*printed.rows[:at], *rows, *printed.rows[at + 1 :]])


def with_cell(
    document: PrintedDocument, spot: Spot, field: str, paragraphs: Paragraphs
) -> PrintedDocument:
    """The document with other paragraphs in one cell; field "seq" is the number."""
    index = 0 if field == "seq" else 1 + FIELDS[spot.list.id].index(field)
    cells = list(spot.row.cells)
    cells[index] = paragraphs
    return with_row(document, spot.list, spot.at, replace(spot.row, cells=tuple(cells)))
