"""The values of a `list.json` as one side of a comparison."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pipeline.compare.values import Entry, SectionKey, SectionSize, Side, Value, Version
from pipeline.model.schema import schema_of

ListData = dict[str, Any]
"""The values of a `list.json`."""


def side_of(data: ListData) -> Side:
    """The items and sections of a document."""
    return Side(_version(data), tuple(_entries(data)), _sections(data), data.get("place", {}))


def with_fields(entry: Entry, fields: Mapping[str, Value]) -> Entry:
    """An item that says these things."""
    texts = {name: squeezed(as_text(value)) for name, value in fields.items()}
    columns = schema_of(entry.list).printed_columns[2:]
    return replace(
        entry,
        fields=fields,
        texts=texts,
        name=texts["item_name"],
        cells=tuple(texts[column.field] for column in columns),
    )


def _version(data: ListData) -> Version:
    source = data["source"]
    return Version(
        data["list_id"], data["version"], data["title"], source["file"], source["sha256"]
    )


def _entries(data: ListData) -> Iterator[Entry]:
    for duty_list in data["lists"]:
        for section in duty_list["sections"]:
            for item in section["items"]:
                yield _entry(duty_list["id"], section, item)


def _entry(list_id: str, section: dict[str, Any], item: dict[str, Any]) -> Entry:
    fields = {name: _value(item.get(name)) for name in _fields(list_id)}
    fields |= _beside(item)
    said = Entry(
        list=list_id,
        section_no=section["no"],
        section=section["name"],
        seq=item["seq"],
        id=item["id"],
        name="",
        fields={},
        texts={},
        cells=(),
        section_key=_key(list_id, section["name"]),
    )
    return with_fields(said, fields)


def _sections(data: ListData) -> dict[SectionKey, SectionSize]:
    found: dict[SectionKey, SectionSize] = {}
    for duty_list in data["lists"]:
        for section in duty_list["sections"]:
            key = _key(duty_list["id"], section["name"])
            first = found.get(
                key, SectionSize(section["no"], section["name"], section["declared_count"], 0)
            )
            found[key] = replace(first, items=first.items + len(section["items"]))
    return found


def _key(list_id: str, name: str | None) -> SectionKey:
    return list_id, None if name is None else squeezed(name)


def _fields(list_id: str) -> Iterator[str]:
    for column in schema_of(list_id).printed_columns:
        yield from (field for field in column.fields if field != "seq")


def _beside(item: dict[str, Any]) -> dict[str, Value]:
    """What only some documents have: the subsection, and further columns by their headings."""
    subsection = item.get("subsection")
    return {**({"subsection": subsection} if subsection else {}), **item.get("extra", {})}


def _value(value: str | list[str] | None) -> Value:
    return tuple(value) if isinstance(value, list) else value


def squeezed(text: str) -> str:
    """The characters of a text without any white space."""
    return "".join(text.split())


def as_text(value: Value) -> str:
    """A field's value as the text of a cell: a line per paragraph or department."""
    return "\n".join(value) if isinstance(value, tuple) else value or ""
