"""A sheet of a workbook, whatever program wrote it: its cells, which are merged, what of it is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.model.errors import SourceError
from pipeline.model.sentence import Sentence

At = tuple[int, int]
"""Row and column, from 0."""
_MOST_ROWS, _MOST_COLUMNS = 50_000, 256
# A list has some hundred rows of some ten columns.
MOST_CELLS = 1_000_000
_MOST_CHARACTERS = 5_000_000


@dataclass(frozen=True, slots=True)
class Merged:
    """A range of cells that is one: its first and its last cell."""

    first: At
    last: At


@dataclass(frozen=True, slots=True)
class Sheet:
    """`cells` are the texts of those that are not empty; `rows` and `columns` those that are hidden."""

    name: str
    hidden: bool
    cells: Mapping[At, str]
    merged: tuple[Merged, ...] = ()
    rows: frozenset[int] = field(default_factory=frozenset)
    columns: frozenset[int] = field(default_factory=frozenset)
    pictures: int = 0


def require_bounds(cells: Iterable[str], file: str) -> None:
    """Raises SourceError where cells are more than any list has."""
    number = characters = 0
    for text in cells:
        number, characters = number + 1, characters + len(text)
        if number > MOST_CELLS or characters > _MOST_CHARACTERS:
            raise SourceError("holds more cells than any duty list", file)


def require_table(rows: int, columns: int, file: str) -> None:
    """Raises SourceError for a table larger than any list."""
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS:
        raise SourceError(
            Sentence(
                "a table of {rows} rows and {columns} columns; this is no duty list",
                rows=rows,
                columns=columns,
            ),
            file,
        )
