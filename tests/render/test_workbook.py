"""The workbook holds what the CSVs hold, runs nothing, and has the same bytes every time."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import warnings
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from pipeline.batch.judge import Judged, render
from pipeline.model.schema import ListSchema, csv_fields, required_schemas
from pipeline.render.csv import neutralise
from pipeline.render.overview import OVERVIEW_SHEET
from pipeline.render.sheet import LONGEST_CELL, fit
from pipeline.render.workbook import FINDINGS_SHEET, render_workbook
from tests import ROOT
from tests.render.samples import HOSTILE, judge_text, shipped, shipped_outputs

_RENDER_ELSEWHERE = """
import hashlib
from tests.render.samples import shipped_outputs
print(hashlib.sha256(shipped_outputs().parsed["list.xlsx"]).hexdigest())
"""


def _open(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def _tables(judged: Judged) -> dict[str, pd.DataFrame]:
    return dict(judged.tables)


def test_an_overview_the_findings_and_a_sheet_for_each_list() -> None:
    book = _open(shipped_outputs().parsed["list.xlsx"])
    lists = (schema.title for schema in required_schemas())
    assert book.sheetnames == [OVERVIEW_SHEET, FINDINGS_SHEET, *lists]


def test_the_overview_says_what_the_report_says_first() -> None:
    rows = _open(shipped_outputs().parsed["list.xlsx"])[OVERVIEW_SHEET].iter_rows(
        min_row=2, values_only=True
    )
    told = {str(name): str(text) for name, text in rows}
    assert told["标题"] == "黑龙江省鸡西市鸡冠区西郊乡 履行职责事项清单"
    assert told["核对结果"] == "发现12个警告、13个提示（另有1个已豁免）"
    assert told["字符"].endswith("全部有归处")
    assert told["基本履职事项清单"].startswith("95个事项，10个分类，第1–11页")
    assert told["配合履职事项清单"].endswith("“四、平安法治”标明8项，实有7项")
    assert told["警告 stray-punctuation"] == "2处：标点重复、连用，或出现在不应有的位置"


@pytest.mark.parametrize("schema", required_schemas(), ids=lambda schema: schema.id)
def test_sheets_hold_the_rows_of_the_csv_with_numbers_as_numbers(schema: ListSchema) -> None:
    sheet = _open(shipped_outputs().parsed["list.xlsx"])[schema.title]
    table = shipped().tables[schema.id].astype(object)
    rows = [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
    # A person reads words where the CSV has codes.
    words = {"transferred": "由上级部门承接", "discontinued": "不再开展"}
    wanted = table.where(table.notna(), None).replace(words).to_numpy().tolist()
    assert rows == wanted
    assert [cell.value for cell in sheet[1]] == [field.title for field in csv_fields(schema.id)]
    assert {type(row[0]) for row in rows} == {int}


def test_sheets_are_made_for_reading() -> None:
    for sheet in _open(shipped_outputs().parsed["list.xlsx"]):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(8 <= column.width <= 71 for column in sheet.column_dimensions.values())
        alignments = [cell.alignment for cell in sheet[2] if cell.value is not None]
        assert {(a.wrap_text, a.vertical) for a in alignments} == {(True, "top")}


def test_rows_are_high_enough_for_their_longest_cell() -> None:
    sheet = _open(shipped_outputs().parsed["list.xlsx"])["配合履职事项清单"]
    for number, row in enumerate(sheet.iter_rows(min_row=2, max_col=7, values_only=True), 2):
        paragraphs = max(str(value).count("\n") + 1 for value in row)
        height = sheet.row_dimensions[number].height
        assert height >= min(15 * paragraphs, 408)


def test_the_findings_sheet_says_what_is_wrong_and_what_is_waived() -> None:
    sheet = _open(shipped_outputs().parsed["list.xlsx"])[FINDINGS_SHEET]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert len(rows) == len(shipped().findings)
    waived = [row for row in rows if row[10] == "是"]
    assert [row[:6] for row in waived] == [
        (
            "错误",
            "section-count",
            "“四、平安法治”标明8项，实有7项。",
            "配合履职事项清单",
            "四",
            None,
        )
    ]


def test_no_text_becomes_a_formula_or_a_link(tmp_path: Path) -> None:
    judged = judge_text(tmp_path, HOSTILE)
    book = _open(render(judged).parsed["list.xlsx"])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    names = [row[3] for row in book["基本履职事项清单"].iter_rows(min_row=2, values_only=True)]
    assert names[0] == "=1+1"
    csv = render(judged).parsed["basic.csv"].decode()
    assert f",{neutralise('=1+1')}," in csv


def test_a_document_without_a_list_has_its_sheet_empty(tmp_path: Path) -> None:
    book = _open(render(judge_text(tmp_path, HOSTILE)).parsed["list.xlsx"])
    assert book["上级部门收回事项清单"].max_row == 1


def test_a_text_too_long_for_a_cell_ends_in_a_note() -> None:
    long = "字" * (LONGEST_CELL + 1)
    assert fit("字" * LONGEST_CELL, "basic.csv") == "字" * LONGEST_CELL
    assert fit(long, "basic.csv").endswith(f"……【单元格放不下：全文{len(long)}字，见 basic.csv】")
    assert len(fit(long, "basic.csv")) == LONGEST_CELL


def test_cells_are_measured_as_spreadsheet_programs_do() -> None:
    rare = "𠮷" * LONGEST_CELL  # two code units each
    shown = fit(f"a{rare}", "basic.csv")
    assert len(shown.encode("utf-16-le")) // 2 in (LONGEST_CELL - 1, LONGEST_CELL)
    assert shown.startswith("a𠮷𠮷")
    assert "\ufffd" not in shown


def test_too_long_a_text_reaches_the_sheet_with_its_note() -> None:
    tables = _tables(shipped())
    basic = tables["basic"].copy()
    basic.loc[0, "item_name"] = "字" * 40_000
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = _open(render_workbook(shipped().document, tables | {"basic": basic}, ()))
    cell = book["基本履职事项清单"]["D2"].value
    assert cell.endswith("【单元格放不下：全文40000字，见 basic.csv】")


def test_the_same_bytes_every_time() -> None:
    first, second = (render(shipped()).parsed["list.xlsx"] for _ in range(2))
    assert first == second


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_bytes_in_another_process(seed: str) -> None:
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-c", _RENDER_ELSEWHERE]
    result = subprocess.run(
        command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT
    )
    here = shipped_outputs().parsed["list.xlsx"]
    assert result.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_the_shipped_workbook_is_up_to_date() -> None:
    committed = Path(ROOT, "parsed/xijiao/v1/list.xlsx").read_bytes()
    assert committed == shipped_outputs().parsed["list.xlsx"]
