"""The published JSON Schemas hold for what is written, and for nothing looser."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pipeline.batch.judge import render
from pipeline.model.schema import ListSchema, required_schemas
from tests import ROOT
from tests.render.samples import HOSTILE, judge_text, shipped_outputs

Json = dict[str, Any]
_NAMES = ("list", "findings")


def _schema(name: str) -> Json:
    found: Json = json.loads((ROOT / f"schemas/{name}.schema.json").read_text(encoding="utf-8"))
    return found


def _valid(name: str, data: object) -> bool:
    return bool(Draft202012Validator(_schema(name)).is_valid(data))


def _shipped(name: str) -> Json:
    found: Json = json.loads(shipped_outputs().parsed[f"{name}.json"])
    return found


@pytest.mark.parametrize("name", _NAMES)
def test_the_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(_schema(name))


@pytest.mark.parametrize("name", _NAMES)
def test_the_shipped_list_is_valid(name: str) -> None:
    Draft202012Validator(_schema(name)).validate(_shipped(name))


@pytest.mark.parametrize("name", _NAMES)
def test_a_defective_list_is_valid(name: str, tmp_path: Path) -> None:
    outputs = render(judge_text(tmp_path, HOSTILE)).parsed
    Draft202012Validator(_schema(name)).validate(json.loads(outputs[f"{name}.json"]))


def _objects(value: Any) -> list[Json]:
    """Every object inside a value, itself too."""
    children = value.values() if isinstance(value, dict) else value
    found = [value] if isinstance(value, dict) else []
    if isinstance(value, dict | list):
        found += [inner for child in children for inner in _objects(child)]
    return found


@pytest.mark.parametrize("name", _NAMES)
def test_no_object_takes_an_unknown_key_or_lacks_a_known_one(name: str) -> None:
    data = _shipped(name)
    for key in {"lists", "contents", "findings"} & set(data):  # one of each kind is enough
        data[key] = [_trimmed(element) for element in data[key]]
    assert _valid(name, data)
    for index, original in enumerate(_objects(data)):
        broken = copy.deepcopy(data)
        _objects(broken)[index]["unknown"] = 1
        assert not _valid(name, broken)
        for key in original:
            broken = copy.deepcopy(data)
            del _objects(broken)[index][key]
            assert not _valid(name, broken), key


def _trimmed(element: Json) -> Json:
    if "sections" not in element:
        return element
    section = element["sections"][0]
    return element | {"sections": [section | {"items": section["items"][:1]}]}


@pytest.mark.parametrize(
    "change",
    [
        lambda item: item.update(disposition="given"),
        lambda item: item.update(seq="1"),
        lambda item: item.update(id="basic-001"),
        lambda item: item.update(page_start="1"),
        lambda item: item.update(arrangement="one text"),
        lambda item: item.update(boxes=[[1, 2.0, 3.0]]),
    ],
)
def test_wrong_values_are_refused(change: Callable[[Json], None]) -> None:
    data = _shipped("list")
    change(data["lists"][2]["sections"][0]["items"][0])
    assert not _valid("list", data)


def test_boxes_of_a_pdf_are_accepted() -> None:
    data = _shipped("list")
    data["lists"][0]["sections"][0]["items"][0]["boxes"] = [[1, 70.5, 100.0, 500, 120.25]]
    assert _valid("list", data)


def test_a_waived_finding_has_a_reason() -> None:
    data = _shipped("findings")
    waived = next(finding for finding in data["findings"] if finding["waived"])
    waived["reason"] = None
    assert not _valid("findings", data)


@pytest.mark.parametrize("schema", required_schemas(), ids=lambda schema: schema.id)
def test_items_have_the_fields_of_the_table_schemas(schema: ListSchema) -> None:
    published = set(_schema("list")["$defs"][f"{schema.id}Item"]["properties"])
    fields = {field for column in schema.columns for field in column.fields}
    everywhere = {"id", "number", "position", "subsection", "extra", "page_start", "page_end"}
    assert published == fields | everywhere | {"line", "boxes"}
