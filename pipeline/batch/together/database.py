"""`duties.sqlite`: one file that any SQLite opens. The same rows give the same bytes.

Rows go in once, in a fixed order, into a file of a fixed page size that nothing is deleted from; then it is
packed. Nothing of the clock or the machine is in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.system.plain import MiB
from pipeline.together.ngrams import characters, pairs, words
from pipeline.together.queries import VIEWS
from pipeline.together.values import TABLES, Row, Table, Value

DATABASE = "duties.sqlite"
_SETTINGS = (
    "PRAGMA page_size = 8192",
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -65536",
)
_SEARCH = (
    "CREATE VIRTUAL TABLE items_fts USING fts5 (words, characters, content='', tokenize='unicode61')",
    "CREATE VIRTUAL TABLE duties_fts USING fts5 (names, texts, content='', tokenize='unicode61')",
    "CREATE VIRTUAL TABLE duties_fts_words USING fts5vocab (duties_fts, col)",
)
_INDEXES = ("items_fts", "duties_fts")
# Bytes of an index that are held in memory.
_PIECE = 32 * MiB
# The columns of an item that a search looks through.
_SEARCHED = ("item_name", "superior_duties", "township_duties", "arrangement")
# A duty is found by so many of its wordings, and by what so many lists say of it.
_MOST_NAMES, _MOST_TEXTS = 12, 2


class Database:
    """The file in the making, which stands beside until it is finished."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = sqlite3.connect(path.with_suffix(".building"), isolation_level=None)
        for setting in _SETTINGS:
            self._file.execute(setting)
        self._file.execute("BEGIN")
        for table in TABLES:
            self._file.execute(_create(table))
        for statement in _SEARCH:
            self._file.execute(statement)
        for index in _INDEXES:
            # Fewer and larger pieces, which are merged once at the end.
            self._file.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', {_PIECE})")
        self._items = 0

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """More rows of a table."""
        held = [*rows]
        width = len(_COLUMNS[table])
        marks = ", ".join("?" * width)
        self._file.executemany(f"INSERT INTO {table} VALUES ({marks})", held)
        if table == "items":
            self._file.executemany(
                "INSERT INTO items_fts (rowid, words, characters) VALUES (?, ?, ?)",
                self._searched(held),
            )

    def _searched(self, rows: Iterable[Row]) -> Iterator[Row]:
        name, *texts = (_COLUMNS["items"].index(column) for column in _SEARCHED)
        for row in rows:
            self._items += 1
            said = "\n".join(str(row[at]) for at in (name, *texts) if row[at])
            yield self._items, words(str(row[name])), characters(said)

    def index(self) -> None:
        """Makes the indexes, when most rows are there."""
        for table in TABLES:
            for number, columns in enumerate(table.indexes, 1):
                self._file.execute(
                    f"CREATE INDEX {table.name}_{number} ON {table.name} ({columns})"
                )

    def rows(self, query: str, *values: Value) -> Iterator[Row]:
        """What a query gives, row by row."""
        yield from self._file.execute(query, values)

    def finish(self) -> None:
        """Makes what is made of all rows: views and the index of duties; and packs the file."""
        self._file.executemany(
            "INSERT INTO duties_fts (rowid, names, texts) VALUES (?, ?, ?)", self._duties()
        )
        for index in _INDEXES:
            self._file.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
        for name, query in VIEWS.items():
            self._file.execute(f"CREATE VIEW {name} AS {query}")
        self._file.execute("COMMIT")
        self._file.execute("VACUUM INTO ?", (str(self._path),))
        self._file.close()
        self._path.with_suffix(".building").unlink()

    def _duties(self) -> Iterator[Row]:
        wordings = self._grouped(
            "SELECT duty, wording FROM wordings ORDER BY duty, lists DESC, wording", _MOST_NAMES
        )
        texts = self._grouped(
            "SELECT duty, coalesce(superior_duties, '') || char(10) || coalesce(township_duties, '')"
            " || char(10) || coalesce(arrangement, '') AS said, count(*) AS times FROM items"
            " WHERE kind <> 'basic' GROUP BY duty, said ORDER BY duty, times DESC, said",
            _MOST_TEXTS,
        )
        said = next(texts, None)
        numbers = dict(self._file.execute("SELECT duty, rowid FROM duties ORDER BY duty"))
        for duty, own in wordings:
            while said is not None and said[0] < duty:
                said = next(texts, None)
            beside = said[1] if said is not None and said[0] == duty else []
            yield (
                numbers[duty],
                " ".join(dict.fromkeys(p for text in own for p in pairs(text))),
                " ".join(dict.fromkeys(p for text in beside for p in pairs(text))),
            )

    def _grouped(self, query: str, most: int) -> Iterator[tuple[str, list[str]]]:
        group: list[str] = []
        last = None
        for duty, text, *_ in self._file.execute(query):
            if duty != last:
                if last is not None:
                    yield last, group
                last, group = duty, []
            if len(group) < most:
                group.append(text)
        if last is not None:
            yield last, group


def _create(table: Table) -> str:
    columns = [f'"{name}" {kind.upper()}' for name, kind in table.columns.items()]
    return f"CREATE TABLE {table.name} ({', '.join([*columns, *table.keys])})"


_COLUMNS = {table.name: tuple(table.columns) for table in TABLES}
