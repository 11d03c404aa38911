"""What of a printed document was read otherwise than it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.model.document import Document, PlacedItem
from pipeline.validate import validate
from pipeline.validate.case import Case
from tests.corpus.forms import Formed, Truth

_SEPARATORS = re.compile(r"[\s;；]+")


def differences(formed: Formed, document: Document) -> list[str]:
    """Everything that differs from the truth, and every finding that a clean document should not have."""
    found = validate(Case(document))
    false = [f"{f.rule}: {f.message}" for f in found if f.rule not in formed.told]
    untold = [rule for rule in formed.told if rule not in {f.rule for f in found}]
    return [*_differences(formed.truth, document), *false, *untold]


def _differences(truth: Truth, document: Document) -> Iterator[str]:
    lists = {duty_list.id: duty_list for duty_list in document.lists}
    for list_id, wanted in truth["lists"].items():
        own = lists[list_id]
        sections = [(s.no, s.name, s.declared_count) for s in own.sections]
        if sections != [(s["no"], s["name"], s["declared"]) for s in wanted["sections"]]:
            yield f"{list_id}: sections {sections}"
        if len(own.rows) != len(wanted["items"]):
            yield f"{list_id}: {len(own.rows)} items, not {len(wanted['items'])}"
        for row, item in zip(own.rows, wanted["items"], strict=False):
            yield from (f"{list_id} {item['seq']}: {told}" for told in _of_item(row, item))
    notes = _plain([note.text for note in document.notes])
    yield from (f"no note {note}" for note in truth["notes"] if _plain(note) not in notes)
    others = [(other.title, len(other.rows)) for other in document.others]
    if others != truth["others"]:
        yield f"others {others}"
    if document.accounting.unaccounted:
        yield f"{document.accounting.unaccounted} characters unaccounted for"


def _of_item(row: PlacedItem, wanted: dict[str, Any]) -> Iterator[str]:
    for field, value in wanted.items():
        match field:
            case "section":
                same = row.section.name == value
            case "extra":
                same = row.item.extra == value
            case "seq":
                same = row.item.seq == value
            case _:
                same = _plain(row.item.value(field)) == _plain(value)
        if not same:
            yield f"{field} is {row.item.value(field)!r}, not {value!r}"


def _plain(value: object) -> str:
    """A value as its characters: formats differ in where paragraphs end and how departments stand apart."""
    text = "".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
    return _SEPARATORS.sub("", text)
