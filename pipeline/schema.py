"""Loads `schemas/`: what each list is called, how its columns are headed, what a cell must hold."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

CellType = Literal["integer", "string", "departments", "paragraphs", "arrangement"]


@dataclass(frozen=True, slots=True)
class Column:
    """One printed column. `heading` matches its whole printed heading, white space dropped."""

    field: str
    title: str
    heading: re.Pattern[str]
    type: CellType
    required: bool
    position: int

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that the data has for this column: its own, then those read out of it."""
        if self.type == "arrangement":
            return (self.field, "receiving_departments", "measures", "disposition")
        return (self.field,)


@dataclass(frozen=True, slots=True)
class Labels:
    """What the parts of an arrangement (收回事项) are called inside its cell."""

    department: str
    measures: str
    discontinued: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ListSchema:
    """One kind of list; `columns` in matching order, `position` their place as usually printed."""

    id: str
    order: int
    title: str
    title_pattern: re.Pattern[str]
    columns: tuple[Column, ...]
    labels: Labels | None

    @property
    def printed_columns(self) -> tuple[Column, ...]:
        """The columns from left to right, where a document has no header row to tell."""
        return tuple(sorted(self.columns, key=lambda column: column.position))


@cache
def list_schemas() -> tuple[ListSchema, ...]:
    """The schemas of `schemas/*.toml`, in the order in which the lists are published."""
    files = (f for f in resources.files("schemas").iterdir() if f.name.endswith(".toml"))
    schemas = (_parse(tomllib.loads(f.read_text(encoding="utf-8"))) for f in files)
    return tuple(sorted(schemas, key=lambda schema: schema.order))


def schema_of(list_id: str) -> ListSchema:
    """The schema of one list; KeyError when there is none."""
    return {schema.id: schema for schema in list_schemas()}[list_id]


def _parse(raw: dict[str, object]) -> ListSchema:
    data: dict[str, object] = dict(raw)
    columns = data["columns"]
    assert isinstance(columns, list)
    return ListSchema(
        id=str(data["id"]),
        order=int(str(data["order"])),
        title=str(data["title"]),
        title_pattern=re.compile(str(data["title_pattern"])),
        columns=tuple(
            Column(
                field=column["field"],
                title=column["title"],
                heading=re.compile(column["heading"]),
                type=column["type"],
                required=column["required"],
                position=column.get("position", index),
            )
            for index, column in enumerate(columns)
        ),
        labels=_labels(data),
    )


def _labels(data: dict[str, object]) -> Labels | None:
    if "department_label" not in data:
        return None
    return Labels(
        department=str(data["department_label"]),
        measures=str(data["measures_label"]),
        discontinued=re.compile(str(data["discontinued"])),
    )
