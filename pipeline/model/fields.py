"""The columns that a document's own tables have: those of the schemas, and what is printed besides."""

from __future__ import annotations

from pipeline.model.document import Document, DutyList
from pipeline.model.schema import Field, ListSchema, csv_fields, list_schemas, two_level_fields

_DESCRIPTION = "文件另外印有的一栏，照原文"


def published_schemas(document: Document) -> tuple[ListSchema, ...]:
    """The lists that data is published of: those that every document has, and those that this one has."""
    present = {duty_list.id for duty_list in document.lists}
    return tuple(s for s in list_schemas() if not s.optional or s.id in present)


def fields_in(document: Document, list_id: str) -> tuple[Field, ...]:
    """The columns of a list's CSV in this document, in order."""
    own = next((duty_list for duty_list in document.lists if duty_list.id == list_id), None)
    return csv_fields(list_id) if own is None else fields_of(own)


def fields_of(duty_list: DutyList) -> tuple[Field, ...]:
    """The columns of a list's CSV: after those that every document has, the subsection where there are two
    levels, then the further columns, headed as printed."""
    return (*csv_fields(duty_list.id), *beside_fields(duty_list))


def beside_fields(duty_list: DutyList) -> tuple[Field, ...]:
    """The columns that only this document's list has."""
    two_levels = any(section.subsections for section in duty_list.sections)
    return (
        *(two_level_fields() if two_levels else ()),
        *(Field(heading, heading, _DESCRIPTION, "string") for heading in duty_list.extra_headings),
    )
