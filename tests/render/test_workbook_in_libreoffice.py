"""A real spreadsheet program opens the workbook and reads what the CSVs hold."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import pytest

from pipeline.model.schema import ListSchema, csv_fields, required_schemas
from tests.programs import program
from tests.render.samples import shipped_outputs

# Comma, quote, UTF-8, from line 1, "save as shown" off; -1 writes every sheet to a file of its own.
_EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


Sheets = dict[str, list[list[str]]]


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Sheets:
    """The rows of each sheet as LibreOffice writes them."""
    soffice = program("soffice")
    folder = tmp_path_factory.mktemp("libreoffice")
    workbook = folder / "list.xlsx"
    workbook.write_bytes(shipped_outputs().parsed["list.xlsx"])
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", _EVERY_SHEET, "--outdir", str(folder / "out"), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {path.stem.removeprefix("list-"): _rows(path) for path in (folder / "out").iterdir()}


@pytest.mark.parametrize("schema", required_schemas(), ids=lambda schema: schema.id)
def test_each_list_reads_back_equal_to_its_csv(
    sheets: Sheets, schema: ListSchema, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(shipped_outputs().parsed[f"{schema.id}.csv"])
    heading, *rows = sheets[schema.title]
    assert heading == [field.title for field in csv_fields(schema.id)]
    words = {"transferred": "由上级部门承接", "discontinued": "不再开展"}
    assert rows == [[words.get(cell, cell) for cell in row] for row in _rows(path)[1:]]


def test_it_finds_every_sheet(sheets: Sheets) -> None:
    assert set(sheets) == {"概览", "缺陷", *(s.title for s in required_schemas())}


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
