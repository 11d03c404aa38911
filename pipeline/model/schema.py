"""Loads `schemas/`: what each list is called, how its columns are headed, what a cell must hold.

Texts are matched without their white space.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

import schemas
from pipeline.model.wording import WORDING, wording

CellType = Literal["integer", "string", "departments", "paragraphs", "arrangement"]


_FOLDER = Path(schemas.__file__).parent
_SHARED = "shared.toml"

LIST = "清单"
"""What every list's title ends in."""
_BESIDE_LISTS = ("departments.toml", "everyday.toml", _SHARED, WORDING)
# Before the long form of a title there may be any words, but no sentence.
_ANY_WORDS = "[^，。；：]{0,30}"


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a CSV. `required` cells are never empty, `enum` are the values there can be.

    What is read out of a printed column may be printed in a column of its own: `heading` is what that says.
    """

    name: str
    title: str
    description: str
    holds: CellType
    required: bool = False
    enum: tuple[str, ...] = ()
    heading: re.Pattern[str] | None = None

    @property
    def type(self) -> Literal["integer", "string"]:
        """The type of the CSV's column."""
        return "integer" if self.holds == "integer" else "string"

    @property
    def separator(self) -> str:
        """What stands in the CSV between the texts of one cell."""
        return ";" if self.holds == "departments" else "\n"


@dataclass(frozen=True, slots=True)
class Column:
    """One printed column. `heading` matches its whole printed heading; one that is not `required` may be
    absent."""

    field: str
    title: str
    description: str
    heading: re.Pattern[str]
    type: CellType
    required: bool
    position: int
    derived: tuple[Field, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that the data has for this column: its own, then those read out of it."""
        return (self.field, *(field.name for field in self.derived))

    @property
    def csv_fields(self) -> tuple[Field, ...]:
        """The fields that the data has for this column, as columns of a CSV."""
        own = Field(self.field, self.title, self.description, self.type, self.required)
        return (own, *self.derived)


@dataclass(frozen=True, slots=True)
class Labels:
    """What the parts of an arrangement (收回事项) are called inside its cell."""

    department: str
    measures: str
    discontinued: re.Pattern[str]
    taken_over: re.Pattern[str]
    """The sentence that says who has taken the duty over (`who`), where no label does."""


@dataclass(frozen=True)
class ListSchema:
    """One kind of list; `columns` in matching order, `position` their place as usually printed.

    Without slots, so that what is asked for at every item is found once. A document need not have a list
    that is `optional`. `file` is where its wording is edited.
    """

    id: str
    order: int
    title: str
    description: str
    title_pattern: re.Pattern[str]
    columns: tuple[Column, ...]
    labels: Labels | None
    optional: bool
    file: str
    short_name: re.Pattern[str]
    """How totals call the list."""
    title_examples: tuple[str, ...]
    title_others: tuple[str, ...]

    @cached_property
    def numbers(self) -> Column:
        """The column of the items' numbers."""
        return next(column for column in self.columns if column.field == "seq")

    @property
    def short_title(self) -> str:
        """The title without the word for list: 配合履职事项."""
        return self.title.removesuffix(LIST)

    @cached_property
    def printed_columns(self) -> tuple[Column, ...]:
        """The columns from left to right, where a document has no header row to tell."""
        return tuple(sorted(self.columns, key=lambda column: column.position))

    def fields_holding(self, *types: CellType) -> tuple[str, ...]:
        """The fields of the printed columns of these types, from left to right."""
        return tuple(c.field for c in self.printed_columns if c.type in types)

    @cached_property
    def department_fields(self) -> tuple[str, ...]:
        """The fields that list departments, printed ones and those that are read out of a column."""
        fields = (field for column in self.printed_columns for field in column.csv_fields)
        return tuple(field.name for field in fields if field.holds == "departments")


@cache
def list_schemas() -> tuple[ListSchema, ...]:
    """The schemas of `schemas/*.toml`, in the order in which the lists are published."""
    files = (f for f in _FOLDER.glob("*.toml") if f.name not in _BESIDE_LISTS)
    schemas = (_parse(tomllib.loads(f.read_text(encoding="utf-8")), f.name) for f in files)
    return tuple(sorted(schemas, key=lambda schema: schema.order))


def required_schemas() -> tuple[ListSchema, ...]:
    """The schemas of the lists that every document has."""
    return tuple(schema for schema in list_schemas() if not schema.optional)


def schema_of(list_id: str) -> ListSchema:
    """The schema of one list; KeyError when there is none."""
    return _by_id()[list_id]


@cache
def _by_id() -> dict[str, ListSchema]:
    return {schema.id: schema for schema in list_schemas()}


def schema_of_title(text: str) -> ListSchema | None:
    """The schema of the list whose title this is, given without white space."""
    return next((s for s in list_schemas() if s.title_pattern.fullmatch(text)), None)


@lru_cache(maxsize=1024)
def heads_numbers(text: str) -> bool:
    """Whether a text is the heading of any list's numbers: of most rows the first cell is a number."""
    return any(schema.numbers.heading.fullmatch(text) for schema in list_schemas())


def is_heading(text: str) -> bool:
    """Whether a text is the heading of a column that any list may have."""
    return any(pattern.fullmatch(text) for pattern in _headings()) or any(
        wording(name).match(text) for name in ("category", "subcategory", "further")
    )


@cache
def _headings() -> tuple[re.Pattern[str], ...]:
    columns = [column for schema in list_schemas() for column in schema.columns]
    own = [column.heading for column in columns]
    return (*own, *(f.heading for column in columns for f in column.derived if f.heading))


@cache
def csv_fields(list_id: str) -> tuple[Field, ...]:
    """The columns of a list's CSV, in order."""
    shared = _shared()
    number, *others = schema_of(list_id).printed_columns
    printed = [field for column in others for field in column.csv_fields]
    return (*number.csv_fields, *shared["before"], *printed, *shared["after"])


def two_level_fields() -> tuple[Field, ...]:
    """The columns that a CSV has where sections have parts of their own."""
    return _shared()["two_levels"]


@cache
def _shared() -> dict[str, tuple[Field, ...]]:
    """The columns of every CSV `before` and `after` the printed ones, and those of `two_levels`."""
    text = (_FOLDER / _SHARED).read_text(encoding="utf-8")
    return {place: _fields(tables) for place, tables in tomllib.loads(text).items()}


def _parse(raw: dict[str, object], file: str) -> ListSchema:
    data: dict[str, object] = dict(raw)
    columns = data["columns"]
    assert isinstance(columns, list)
    return ListSchema(
        id=str(data["id"]),
        order=int(str(data["order"])),
        title=str(data["title"]),
        description=str(data["description"]),
        title_pattern=_title(str(data["title_long"]), str(data["title_short"])),
        columns=tuple(
            Column(
                field=column["field"],
                title=column["title"],
                description=column["description"],
                heading=re.compile(column["heading"]),
                type=column["type"],
                required=column["required"],
                position=column.get("position", index),
                derived=_fields(column.get("derived", ())),
            )
            for index, column in enumerate(columns)
        ),
        labels=_labels(data),
        optional=bool(data.get("optional", False)),
        file=f"schemas/{file}",
        short_name=re.compile(str(data["short_name"])),
        title_examples=tuple(data["title_examples"]),  # type: ignore[arg-type]
        title_others=tuple(data["title_others"]),  # type: ignore[arg-type]
    )


def _title(long: str, short: str) -> re.Pattern[str]:
    """A whole title: number, words or place before the name of the list, remarks behind it."""
    number, place, tail = (
        wording(name).pattern.pattern for name in ("title_number", "title_place", "title_tail")
    )
    return re.compile(f"(?:{number})?(?:{_ANY_WORDS}(?:{long})|(?:{place})(?:{short}))(?:{tail})")


def _fields(tables: Iterable[dict[str, Any]]) -> tuple[Field, ...]:
    return tuple(
        Field(
            name=table["field"],
            title=table["title"],
            description=table["description"],
            holds=table["type"],
            required=table.get("required", False),
            enum=tuple(table.get("enum", ())),
            heading=re.compile(table["heading"]) if "heading" in table else None,
        )
        for table in tables
    )


def _labels(data: dict[str, object]) -> Labels | None:
    if "department_label" not in data:
        return None
    return Labels(
        department=str(data["department_label"]),
        measures=str(data["measures_label"]),
        discontinued=re.compile(str(data["discontinued"])),
        taken_over=re.compile(str(data["taken_over"])),
    )
