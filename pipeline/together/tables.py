"""The rows of each table, list after list: a list is held no longer than its rows are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.together.join import Duties
from pipeline.together.values import Extract, Row

Rows = tuple[str, Iterable[Row]]
"""A table's name, and rows of it."""


class Departments:
    """The departments of all lists as they come: rows of the two tables that are known at the end only."""

    def __init__(self) -> None:
        self._items: Counter[tuple[str, str, str | None]] = Counter()
        self._unmatched: Counter[str] = Counter()

    def add(self, found: Extract) -> None:
        """Counts those of one list."""
        seen = {(d.item, d.department, d.name, d.level, d.known) for d in found.departments}
        for _, department, name, level, known in seen:
            self._items[department, name, level] += 1
            if not known:
                self._unmatched[name] += 1

    def rows(self) -> Iterator[Rows]:
        """The rows of both tables."""
        named: Counter[tuple[str, str]] = Counter()
        levels: dict[tuple[str, str], str | None] = {}
        for (department, name, level), items in self._items.items():
            named[department, name] += items
            known = {levels.get((department, name)), level} - {None}
            levels[department, name] = min(known, default=None, key=str)
        rows = ((*key, levels[key], items) for key, items in named.items())
        yield "departments", sorted(rows)
        yield "unmatched", sorted(self._unmatched.items())


def of_all(duties: Duties) -> Iterator[Rows]:
    """The rows that are of no one list."""
    yield "duties", duties.duties
    yield "wordings", duties.wordings
    yield "near", duties.near
    yield "counterparts", duties.counterparts


def of_list(found: Extract, duties: Duties) -> Iterator[Rows]:
    """The rows of one list, what is referred to first."""
    ids = [str(row[1]) for row in found.items]
    yield "lists", [found.row]
    of = duties.of[found.list]
    yield "items", [(*row, duty) for row, duty in zip(found.items, of, strict=True)]
    yield (
        "item_departments",
        [
            (found.list, ids[d.item], d.department, d.name, d.role, int(d.first))
            for d in found.departments
        ],
    )
    yield "citations", [(found.list, ids[at], law, article) for at, law, article in found.citations]
    yield "findings", [(found.list, *row) for row in found.findings]
