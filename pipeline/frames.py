"""A document as dataframes: one per list (the rows of its CSV), one of sections."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.document import Document, DutyList, Item, Section
from pipeline.schema import csv_fields
from pipeline.sections import explained_counts

_SEPARATORS = {"departments": ";", "receiving_departments": ";"}
_PARAGRAPH_SEPARATOR = "\n"


@dataclass(frozen=True, slots=True)
class Frames:
    """`items` by list id: the columns of that list's CSV, a row per item in printed order, missing
    cells as NA. `sections`: a row per section with list, no, name, declared_count, actual_count and
    explained_count, the part of the difference that defects of the numbering already tell."""

    items: dict[str, pd.DataFrame]
    sections: pd.DataFrame

    def table(self, list_id: str) -> pd.DataFrame:
        """The rows of a list's CSV: none where the document lacks the list."""
        return self.items.get(list_id, pd.DataFrame(columns=csv_columns(list_id)))


def to_frames(document: Document) -> Frames:
    """The document's dataframes."""
    return Frames(
        items={duty_list.id: _items(duty_list) for duty_list in document.lists},
        sections=_sections(document),
    )


def csv_columns(list_id: str) -> list[str]:
    """The columns of a list's CSV, in order."""
    return [field.name for field in csv_fields(list_id)]


def _items(duty_list: DutyList) -> pd.DataFrame:
    columns = csv_columns(duty_list.id)
    rows = [
        [_value(section, item, column) for column in columns]
        for section in duty_list.sections
        for item in section.items
    ]
    frame = pd.DataFrame(rows, columns=columns, dtype="string")
    integers = [f.name for f in csv_fields(duty_list.id) if f.type == "integer"]
    return frame.astype(dict.fromkeys(integers, "Int64"))


def _value(section: Section, item: Item, column: str) -> str | None:
    match column:
        case "section_no":
            value: object = section.no
        case "section":
            value = section.name
        case "page_start":
            value = item.place.page
        case _:
            value = getattr(item, column)
    if isinstance(value, tuple):
        value = _SEPARATORS.get(column, _PARAGRAPH_SEPARATOR).join(value)
    return None if value in (None, "") else str(value)


def _sections(document: Document) -> pd.DataFrame:
    rows = [
        (duty_list.id, s.no, s.name, s.declared_count, len(s.items), explained)
        for duty_list in document.lists
        for s, explained in zip(duty_list.sections, explained_counts(duty_list), strict=True)
    ]
    counts = ["declared_count", "actual_count", "explained_count"]
    frame = pd.DataFrame(rows, columns=["list", "no", "name", *counts])
    return frame.astype(dict.fromkeys(counts, "Int64"))
