"""The data package is valid, tells the truth about the CSVs, and follows the schemas."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import frictionless
import pytest

from pipeline.batch.judge import Outputs, render
from pipeline.model.schema import ListSchema, csv_fields, required_schemas
from pipeline.render.datapackage import package_name
from pipeline.validate.frames import csv_columns
from tests import ROOT
from tests.render.samples import HOSTILE, judge_text, shipped, shipped_outputs, write


def _descriptor(outputs: Outputs) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(outputs.parsed["datapackage.json"])
    return found


def test_the_validator_finds_package_and_data_valid(tmp_path: Path) -> None:
    write(shipped_outputs().parsed, tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.to_summary()
    items = [len(duty_list.items) for duty_list in shipped().document.lists]
    assert [task.stats["rows"] for task in report.tasks] == items == [95, 144, 51]


@pytest.mark.parametrize(
    ("found", "put", "error"),
    [
        (",transferred,", ",given,", "constraint-error"),
        ("\n2,", "\n1,", "primary-key"),
        ("\n2,", "\nzwei,", "type-error"),
    ],
)
def test_the_validator_finds_broken_data(tmp_path: Path, found: str, put: str, error: str) -> None:
    write(shipped_outputs().parsed, tmp_path)
    path = tmp_path / "reclaimed.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(found, put, 1), encoding="utf-8")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert error in {row[0] for row in report.flatten(["type"])}


def test_sizes_and_hashes_are_those_of_the_files() -> None:
    outputs = shipped_outputs().parsed
    for resource in _descriptor(shipped_outputs())["resources"]:
        data = outputs[resource["path"]]
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


@pytest.mark.parametrize("schema", required_schemas(), ids=lambda schema: schema.id)
def test_every_column_of_the_csv_is_described(schema: ListSchema) -> None:
    resources = {r["name"]: r for r in _descriptor(shipped_outputs())["resources"]}
    fields = resources[schema.id]["schema"]["fields"]
    assert [field["name"] for field in fields] == csv_columns(schema.id)
    assert all(field["title"] and field["description"] for field in fields)
    required = [f["name"] for f in fields if f.get("constraints", {}).get("required")]
    assert required == [field.name for field in csv_fields(schema.id) if field.required]


def test_numbers_are_a_key_only_where_they_are_unique(tmp_path: Path) -> None:
    basic, cooperative, _ = _descriptor(render(judge_text(tmp_path, HOSTILE)))["resources"]
    assert "primaryKey" not in basic["schema"]
    assert cooperative["schema"]["primaryKey"] == ["seq"]


def test_a_document_without_a_list_still_gives_a_valid_package(tmp_path: Path) -> None:
    write(render(judge_text(tmp_path, HOSTILE)).parsed, tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.to_summary()


def test_names_are_what_the_standard_allows() -> None:
    assert package_name("xijiao", "v1") == "xijiao-v1"
    assert re.fullmatch(r"[-a-z0-9._]+", package_name("西郊 A/..", "2025年"))
    assert package_name("西", "1") != package_name("东", "1")


def test_no_path_of_this_machine() -> None:
    assert str(ROOT) not in shipped_outputs().parsed["datapackage.json"].decode()
