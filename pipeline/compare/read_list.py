"""One side of a comparison: a source or a `list.json`, as plain values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.compare.shape import SCHEMA_VERSION, what_is_wrong
from pipeline.model.errors import SourceError, reading
from pipeline.model.listdata import list_data
from pipeline.model.schema import list_schemas, schema_of
from pipeline.normalise import normalise
from pipeline.read import SUFFIXES, read_source

ListData = dict[str, Any]
"""The values of a `list.json`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with where it stands. `fields` is what the document says in it, by column.

    `texts` are the same fields squeezed: two formats of one document differ in where lines and
    paragraphs end and in spaces, and neither is said by the document. `name` and `cells` are the
    squeezed name and printed columns beside it; what was read out of a column would only count its
    words twice.
    """

    list: str
    section_no: str | None
    section: str | None
    seq: int | None
    id: str
    name: str
    fields: dict[str, Any]
    texts: dict[str, str]
    cells: tuple[str, ...]
    place: tuple[str, str | None]
    """List and name of the section, squeezed."""


def read_list(path: Path) -> ListData:
    """The data of a list, whatever kind of file it is in.

    Raises SourceError where the file cannot be read or holds no duty list.
    """
    if path.is_dir():
        raise SourceError("is a folder; name a source or a list.json in it", str(path))
    if path.suffix.lower() not in (*SUFFIXES, ".json"):
        expected = ", ".join((*SUFFIXES, ".json"))
        raise SourceError(f"unknown kind of file; expected one of {expected}", str(path))
    if path.suffix.lower() != ".json":
        list_id = path.resolve().parent.name or "list"
        document = normalise(read_source(path), list_id, path.stem, path=str(path))
        return list_data(document)
    try:
        with reading(path):
            data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SourceError("is no JSON file", str(path)) from error
    wrong = what_is_wrong(data)
    if wrong:
        raise SourceError(f"is no list.json of schema version {SCHEMA_VERSION}: {wrong}", str(path))
    known = {schema.id for schema in list_schemas()}
    found: ListData = {**data, "lists": [lst for lst in data["lists"] if lst["id"] in known]}
    return found


def identity(data: ListData) -> dict[str, Any]:
    """Which document this is."""
    source = data["source"]
    return {
        "list_id": data["list_id"],
        "version": data["version"],
        "title": data["title"],
        "file": source["file"],
        "sha256": source["sha256"],
    }


def entries(data: ListData) -> tuple[Entry, ...]:
    """All items of all lists in printed order."""
    return tuple(
        _entry(duty_list["id"], section, item)
        for duty_list in data["lists"]
        for section in duty_list["sections"]
        for item in section["items"]
    )


def _entry(list_id: str, section: dict[str, Any], item: dict[str, Any]) -> Entry:
    fields = {name: item.get(name) for name in _fields(list_id)}
    texts = {name: squeezed(value) for name, value in fields.items()}
    return Entry(
        list=list_id,
        section_no=section["no"],
        section=section["name"],
        seq=item["seq"],
        id=item["id"],
        name=texts["item_name"],
        fields=fields,
        texts=texts,
        cells=tuple(texts[column.field] for column in schema_of(list_id).printed_columns[2:]),
        place=(list_id, squeezed_or_none(section["name"])),
    )


def _fields(list_id: str) -> Iterator[str]:
    for column in schema_of(list_id).printed_columns:
        yield from (field for field in column.fields if field != "seq")


def squeezed(value: object) -> str:
    """The characters of a field without any white space."""
    return "".join(as_text(value).split())


def squeezed_or_none(name: str | None) -> str | None:
    """The same of a section's name; None where it has none."""
    return None if name is None else squeezed(name)


def as_text(value: object) -> str:
    """A field's value as the text of a cell: a line per paragraph or department."""
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return "" if value is None else str(value)
