"""`changes/<old>..<new>.json`: the comparison as plain values, as the published schema describes them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from pipeline.compare.values import Change, Comparison, Entry, SectionChange, Value, Version
from pipeline.model.place_names import Place

SCHEMA_VERSION = 1


def render_changes_json(comparison: Comparison) -> str:
    """The comparison as JSON text."""
    return json.dumps(changes_data(comparison), ensure_ascii=False, indent=1) + "\n"


def changes_data(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain values."""
    places = comparison.places
    return {
        "schema_version": SCHEMA_VERSION,
        "old": _version(comparison.old, places.old if places else None),
        "new": _version(comparison.new, places.new if places else None),
        "summary": asdict(comparison.summary),
        "sections": [_section(change) for change in comparison.sections],
        "changes": [_change(change) for change in comparison.changes],
    }


def _version(version: Version, place: Place | None) -> dict[str, Any]:
    """A side; its place where the two are of two places."""
    return asdict(version) | ({} if place is None else {"place": dict(place)})


def _section(change: SectionChange) -> dict[str, Any]:
    data: dict[str, Any] = {
        "kind": change.kind,
        "list": change.list,
        "old": asdict(change.old) if change.old else None,
        "new": asdict(change.new) if change.new else None,
    }
    return data | ({"into": [asdict(part) for part in change.into]} if change.into else {})


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "list": change.stands.list,
        "old": _place(change.old),
        "new": _place(change.new),
        "fields": [
            {"field": field.field, "old": _value(field.old), "new": _value(field.new)}
            for field in change.fields
        ],
    }


def _place(entry: Entry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    return {
        "list": entry.list,
        "seq": entry.seq,
        "section": entry.section,
        "section_no": entry.section_no,
        "id": entry.id,
        "item_name": entry.fields["item_name"],
    }


def _value(value: Value) -> str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value
