"""A document as the plain values that `list.json` publishes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.model.characters import count
from pipeline.model.document import Document, DutyList, Item, Locality, OtherList, Section
from pipeline.model.schema import schema_of
from pipeline.model.source import Ink, Recognition

SCHEMA_VERSION = 1


def list_data(document: Document) -> dict[str, Any]:
    """The document as plain values, as the published schema describes them."""
    accounting = document.accounting
    return {
        "schema_version": SCHEMA_VERSION,
        "list_id": document.list_id,
        "version": document.version,
        "title": document.title,
        "source": {
            "file": document.file,
            "sha256": document.sha256,
            "format": document.format,
            "pages": document.pages,
        },
        "contents": [{"list": e.list, "title": e.title, "page": e.page} for e in document.contents],
        "lists": [_list(duty_list) for duty_list in document.lists],
        "place": _place(document.locality),
        "notes": [
            {"text": n.text, "list": n.list, "page": n.place.page, "line": n.place.line}
            for n in document.notes
        ],
        "others": [_other(other) for other in document.others],
        "accounting": {name: getattr(accounting, name) for name in accounting.__dataclass_fields__},
        **({"ink": _ink(document.ink)} if document.ink else {}),
        **({"reading": _reading(document.recognition)} if document.recognition else {}),
    }


def _ink(ink: Ink) -> dict[str, int]:
    return {
        "sheets": ink.sheets,
        "unread": len(ink.unread),
        "unseen": sum(count(line.text) for line in ink.unseen),
    }


def _reading(recognition: Recognition) -> dict[str, Any]:
    return {
        "by": recognition.by,
        "model_sha256": recognition.model_sha256,
        "characters": recognition.characters,
        "doubtful": sum(max(1, len(doubt.read)) for doubt in recognition.doubts),
        "corrected": recognition.corrected,
    }


def _place(place: Locality) -> dict[str, str | None]:
    return {name: getattr(place, name) for name in ("province", "city", "county", "town", "kind")}


def _other(other: OtherList) -> dict[str, Any]:
    return {
        "title": other.title,
        "columns": list(other.columns),
        "rows": [list(row) for row in other.rows],
        "sections": [{"before_row": row, "text": text} for row, text in other.sections],
        "page": other.place.page,
    }


def _list(duty_list: DutyList) -> dict[str, Any]:
    columns = schema_of(duty_list.id).printed_columns
    fields = [field for column in columns for field in column.fields]
    return {
        "id": duty_list.id,
        "title": duty_list.title,
        "page_start": duty_list.place.page,
        "page_end": duty_list.page_end,
        "sections": [_section(section, fields) for section in duty_list.sections],
    }


def _section(section: Section, fields: Sequence[str]) -> dict[str, Any]:
    return {
        "no": section.no,
        "name": section.name,
        "declared_count": section.declared_count,
        "page": section.place.page,
        "subsections": [
            {"no": s.no, "name": s.name, "declared_count": s.declared_count}
            for s in section.subsections
        ],
        "items": [_item(item, fields) for item in section.items],
    }


def _item(item: Item, fields: Sequence[str]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": item.id,
        "number": item.number,
        "position": item.position,
        "subsection": item.subsection,
    }
    for field in fields:
        value = item.value(field)
        data[field] = list(value) if isinstance(value, tuple) else value
    data |= {
        "extra": dict(item.extra),
        "page_start": item.place.page,
        "page_end": item.page_end,
        "line": item.place.line,
    }
    if item.boxes:
        data["boxes"] = [list(box) for box in item.boxes]
    return data
