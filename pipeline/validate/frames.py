"""A document as dataframes: of each list its items (the rows of its CSV) and its sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandas.api.extensions import ExtensionArray

from pipeline.model.document import Document, DutyList, Item, Section
from pipeline.model.schema import Field, csv_fields
from pipeline.validate.sections import explained_counts

Value = str | int | None
"""What a cell holds; None is an empty one."""


@dataclass(frozen=True, slots=True)
class Frames:
    """By list id, missing cells as NA. `items`: the columns of that list's CSV, a row per item in
    printed order. `sections`: a row per section with no, name, declared_count, actual_count and
    explained_count, the part of the difference that defects of the numbering already tell."""

    items: dict[str, pd.DataFrame]
    sections: dict[str, pd.DataFrame]

    def table(self, list_id: str) -> pd.DataFrame:
        """The rows of a list's CSV: none where the document lacks the list."""
        return self.items.get(list_id, pd.DataFrame(columns=csv_columns(list_id)))


def to_frames(document: Document) -> Frames:
    """The document's dataframes."""
    return Frames(
        items={duty_list.id: _items(duty_list) for duty_list in document.lists},
        sections={duty_list.id: _sections(duty_list) for duty_list in document.lists},
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


def _items(duty_list: DutyList) -> pd.DataFrame:
    rows = [(section, item) for section in duty_list.sections for item in section.items]
    columns: dict[str, ExtensionArray] = {}
    for field in csv_fields(duty_list.id):
        values = [_value(section, item, field) for section, item in rows]
        columns[field.name] = _column(values, integer=field.type == "integer")
    return pd.DataFrame(columns)


def _value(section: Section, item: Item, field: Field) -> Value:
    match field.name:
        case "section_no":
            return section.no or None
        case "section":
            return section.name or None
        case "page_start":
            return item.place.page
        case "page_end":
            return item.page_end
    value = item.value(field.name)
    if isinstance(value, tuple):
        value = field.separator.join(value)
    return None if value == "" else value


def _column(values: Sequence[Any], *, integer: bool) -> ExtensionArray:
    return pd.array(values, dtype="Int64") if integer else pd.array(values, dtype="string")


def _sections(duty_list: DutyList) -> pd.DataFrame:
    sections = duty_list.sections
    return pd.DataFrame(
        {
            "no": _column([s.no for s in sections], integer=False),
            "name": _column([s.name for s in sections], integer=False),
            "declared_count": _column([s.declared_count for s in sections], integer=True),
            "actual_count": _column([len(s.items) for s in sections], integer=True),
            "explained_count": _column(explained_counts(duty_list), integer=True),
        }
    )
