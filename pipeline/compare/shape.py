"""Whether a JSON value is a `list.json` as far as a comparison reads it, and if not, where it is not.

`schemas/list.schema.json` says all of it, for those who have a validator; here a sentence is needed,
and a list that a later version wrote with more in it can still be compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.model.listdata import SCHEMA_VERSION as SCHEMA_VERSION
from pipeline.model.place_names import PARTS
from pipeline.model.schema import list_schemas, schema_of

_TEXT = (str,)
_TEXT_OR_NONE = (str, type(None))
_NUMBER_OR_NONE = (int, type(None))
_NAMES = {str: "text", int: "a number", list: "a list", dict: "an object", type(None): "null"}


class _WrongError(Exception):
    pass


def what_is_wrong(data: object) -> str:
    """The first thing that is not as expected, in words; empty where all is well."""
    try:
        _document(data)
    except _WrongError as error:
        return str(error)
    return ""


def _document(data: object) -> None:
    document = _object(data, "the file")
    if document.get("schema_version") != SCHEMA_VERSION:
        raise _WrongError(f"schema_version is {document.get('schema_version')!r:.40}")
    for key in ("list_id", "version", "title"):
        _typed(document, key, _TEXT, "the file")
    source = _object(document.get("source"), "source")
    for key in ("file", "sha256"):
        _typed(source, key, _TEXT, "source")
    whose = _object(document.get("place", {}), "place")
    for part in PARTS:
        if not isinstance(whose.get(part), _TEXT_OR_NONE):
            raise _WrongError(f"{part} of place is no text")
    known = {schema.id for schema in list_schemas()}
    for place, duty_list in _objects(document, "lists", "the file"):
        _typed(duty_list, "id", _TEXT, place)
        if duty_list["id"] in known:
            _duty_list(duty_list, place)


def _duty_list(duty_list: dict[str, Any], place: str) -> None:
    for here, section in _objects(duty_list, "sections", place):
        for key in ("no", "name"):
            _typed(section, key, _TEXT_OR_NONE, here)
        _typed(section, "declared_count", _NUMBER_OR_NONE, here)
        for there, item in _objects(section, "items", here):
            _item(duty_list["id"], item, there)


def _item(list_id: str, item: dict[str, Any], place: str) -> None:
    for key, kinds in (("id", _TEXT), ("seq", _NUMBER_OR_NONE), ("item_name", _TEXT)):
        _typed(item, key, kinds, place)
    extra = item.get("extra", {})
    if not isinstance(extra, dict) or not all(isinstance(text, str) for text in extra.values()):
        raise _WrongError(f"extra of {place} has other values than texts")
    if not isinstance(item.get("subsection"), _TEXT_OR_NONE):
        raise _WrongError(f"subsection of {place} is no text")
    for column in schema_of(list_id).printed_columns[2:]:
        for field in column.fields:
            value = item.get(field)
            parts = value if isinstance(value, list) else [value]
            if not all(isinstance(part, _TEXT_OR_NONE) for part in parts):
                raise _WrongError(f"{field} of {place} is no text")


def _objects(parent: dict[str, Any], key: str, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    _typed(parent, key, (list,), place)
    for index, value in enumerate(parent[key]):
        here = f"{key}[{index}]" if place == "the file" else f"{place}.{key}[{index}]"
        yield here, _object(value, here)


def _object(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _WrongError(f"{place} is no object")
    return value


def _typed(parent: dict[str, Any], key: str, kinds: tuple[type, ...], place: str) -> None:
    if key not in parent:
        raise _WrongError(f"{place} has no {key}")
    if not isinstance(parent[key], kinds) or isinstance(parent[key], bool):
        raise _WrongError(f"{key} of {place} is not {' or '.join(_NAMES[kind] for kind in kinds)}")
