"""A list that only some documents have, further columns and other lists reach every output."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from pipeline.batch.judge import render
from tests.documents import SMALL
from tests.render.samples import judge_text

DOCUMENT = (
    SMALL.replace("\n目录\n", "\n现将清单印发给你们。\n\n目录\n")
    .replace("4\n\n基本", "4\n4.赋权事项清单.....\t5\n\n基本")
    .replace("承接部门及工作方式\n", "承接部门及工作方式\t备注\n")
    .replace("组织评估。\n", "组织评估。\t试点\n")
    + """
赋权事项清单

序号	事项名称	事项类型	原实施部门	执法依据
一、城乡建设（1项）
1	临时占道许可	行政许可	县城管局、县水务局	《城市道路管理条例》第三十一条

便民服务事项清单

序号	服务名称	时限
1	参保登记	当日
"""
)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder: Path = tmp_path_factory.mktemp("further")
    made = render(judge_text(folder, DOCUMENT))
    return made.parsed | made.reports


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def test_a_list_of_some_documents_has_its_own_csv(outputs: dict[str, bytes]) -> None:
    [row] = _rows(outputs["delegated.csv"])
    assert (row["power"], row["former_departments"]) == ("行政许可", "县城管局;县水务局")
    assert row["legal_basis"] == "《城市道路管理条例》第三十一条"


def test_a_further_column_stands_behind_the_others(outputs: dict[str, bytes]) -> None:
    rows = _rows(outputs["reclaimed.csv"])
    assert list(rows[0])[-2:] == ["page_end", "备注"]
    assert [row["备注"] for row in rows] == ["试点", ""]


def test_the_data_package_describes_both(outputs: dict[str, bytes]) -> None:
    resources = json.loads(outputs["datapackage.json"])["resources"]
    fields = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in resources}
    assert set(fields) == {"basic", "cooperative", "reclaimed", "delegated"}
    assert fields["reclaimed"][-1] == "备注"


def test_the_workbook_has_sheets_for_all(outputs: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(outputs["list.xlsx"]))
    assert book.sheetnames[5:] == ["赋权事项清单", "说明和附注", "1 便民服务事项清单"]
    assert [cell.value for cell in book["说明和附注"][2]][-1] == "现将清单印发给你们。"
    assert [cell.value for cell in book["1 便民服务事项清单"][2]] == ["1", "参保登记", "当日"]


def test_the_report_shows_all(outputs: dict[str, bytes]) -> None:
    page = outputs["index.html"].decode()
    for text in ("县水务局", "试点", "现将清单印发给你们。", "便民服务事项清单", "参保登记"):
        assert text in page, text


def test_the_data_keeps_what_stands_beside(outputs: dict[str, bytes]) -> None:
    data = json.loads(outputs["list.json"])
    assert data["place"]["town"] == "丁乡"
    assert [note["text"] for note in data["notes"]] == ["现将清单印发给你们。"]
    assert data["others"][0]["rows"] == [["1", "参保登记", "当日"]]
    assert data["accounting"]["unaccounted"] == 0
