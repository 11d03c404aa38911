"""A list as dataframes: its items (the rows of its CSV) and its sections. Missing cells are NA."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from pandas.api.extensions import ExtensionArray

from pipeline.model.document import DutyList, PlacedItem, Section
from pipeline.model.document import Value as FieldValue
from pipeline.model.fields import fields_of
from pipeline.model.schema import Field, csv_fields

Value = str | int | None
"""What a cell holds; None is an empty one."""


def items_table(duty_list: DutyList) -> pd.DataFrame:
    """The columns of the list's CSV, a row per item in printed order."""
    columns: dict[str, ExtensionArray] = {}
    for field in fields_of(duty_list):
        values = [_cell(row, field) for row in duty_list.rows]
        columns[field.name] = _column(values, integer=field.type == "integer")
    return pd.DataFrame(columns)


def empty_table(list_id: str) -> pd.DataFrame:
    """The columns of a list's CSV without a row."""
    return pd.DataFrame(columns=csv_columns(list_id))


def sections_table(sections: Sequence[Section]) -> pd.DataFrame:
    """A row per section with no, name, declared_count and actual_count."""
    return pd.DataFrame(
        {
            "no": _column([s.no for s in sections], integer=False),
            "name": _column([s.name for s in sections], integer=False),
            "declared_count": _column([s.declared_count for s in sections], integer=True),
            "actual_count": _column([len(s.items) for s in sections], integer=True),
        }
    )


def csv_columns(list_id: str) -> list[str]:
    """The columns of a list's CSV, in order."""
    return [field.name for field in csv_fields(list_id)]


def rows_of(frame: pd.DataFrame) -> list[tuple[Value, ...]]:
    """The rows of a list's frame as plain values, None where a cell is missing."""
    columns = []
    for name in frame:
        cells = frame[name].to_numpy(dtype=object)
        columns.append([None if n else c for c, n in zip(cells, pd.isna(cells), strict=True)])
    return list(zip(*columns, strict=True))


def _cell(row: PlacedItem, field: Field) -> FieldValue:
    match field.name:
        case "section_no":
            value: FieldValue = row.section.no
        case "section":
            value = row.section.name
        case "page_start":
            value = row.item.place.page
        case "page_end":
            value = row.item.page_end
        case _:
            value = row.item.value(field.name)
    if isinstance(value, tuple):
        value = field.separator.join(value)
    return None if value == "" else value


def _column(values: Sequence[Any], *, integer: bool) -> ExtensionArray:
    return pd.array(values, dtype="Int64") if integer else pd.array(values, dtype="string")
