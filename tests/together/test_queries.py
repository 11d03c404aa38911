"""The named queries answer on plain SQLite; what each finds, on three lists made by hand."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch.together.collect import METADATA, collect
from pipeline.together.queries import QUERIES

TOWNS = ("石桥镇", "柳林乡", "大营镇")
VALUES = {"text": "养老", "county": "丙阳县", "list": "大营镇", "department": "县级民政局"}


def item(kind: str, number: int, name: str, **cells: Any) -> dict[str, Any]:
    own = {"id": f"{kind}-{number:03}", "seq": number, "item_name": name, "page_start": number}
    return {**own, **cells}


def duties(town: str) -> dict[str, list[dict[str, Any]]]:
    """What a town's list says: one of the three has each thing otherwise."""
    odd = town == TOWNS[-1]
    felling = "对滥伐林木的行为进行处罚"
    care = {
        "departments": ["县民政局", "县卫健局", "县财政局", "县残联"],
        "superior_duties": ["1. 县民政局负责《中华人民共和国老年人权益保障法》第三十七条的落实。"],
        "township_duties": ["发放高龄津贴。"],
    }
    taken = {
        "arrangement": ["承接部门：县林草局"],
        "receiving_departments": ["县农业农村局" if odd else "县林草局"],
        "disposition": "transferred",
    }
    basic = [item("basic", 1, "开展人民调解工作"), item("basic", 2, f"做好{TOWNS[0]}殡葬改革工作")]
    if odd:
        basic += [item("basic", 3, "指导剪纸传承"), item("basic", 4, felling)]
    return {
        "basic": basic,
        "cooperative": [] if odd else [item("cooperative", 1, "开展养老服务工作", **care)],
        "reclaimed": [item("reclaimed", 1, felling, **taken)],
    }


def write(folder: Path, towns: tuple[str, ...] = TOWNS) -> None:
    for town in towns:
        place = {"province": "甲川省", "city": "乙陵市", "county": "丙阳县", "town": town}
        lists = [
            {"id": kind, "sections": [{"no": "一", "name": "民生服务", "items": items}]}
            for kind, items in duties(town).items()
        ]
        data = {"title": f"丙阳县{town}", "place": place, "lists": lists}
        target = folder / town / "v1"
        target.mkdir(parents=True)
        (target / "list.json").write_text(json.dumps(data), encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("queries")
    write(folder / "parsed")
    collect(folder / "parsed", folder / "all")
    return folder / "all"


FOUND: dict[str, tuple[int, dict[str, object]]] = {
    # how many rows, and what the first of them has
    "search": (2, {"town": "柳林乡", "item_name": "开展养老服务工作"}),
    "model": (4, {"item_name": "开展人民调解工作", "lists": 3, "of_lists": 3}),
    "core": (3, {"share": 1.0}),
    "own": (2, {"town": "大营镇"}),
    "missing": (1, {"item_name": "开展养老服务工作"}),
    "alike": (2, {"duties": 3, "worded_alike": 3}),
    "copied": (2, {"town": "大营镇", "seq": 2}),
    "department": (1, {"role": "superior", "lists": 2, "first": 2}),
    "department_wordings": (1, {"wording": "开展养老服务工作", "lists": 2}),
    "department_missing": (1, {"town": "大营镇"}),
    "contradictions": (1, {"county": "丙阳县", "basic_in": 1, "reclaimed_in": 3}),
    "receiving_differs": (1, {"departments": 2}),
    "figures": (3, {"kind": "basic", "least": 2, "median": 2.0, "most": 4}),
    "sections": (8, {"town": "大营镇", "items": 4}),
    "many_departments": (2, {"departments": 4}),
    "vague": (1, {"item_name": "指导剪纸传承"}),
    "laws": (1, {"article": "第三十七条", "items": 2}),
    "near": (0, {}),
    "unmatched": (0, {}),
}


@pytest.mark.parametrize("name", QUERIES)
def test_a_named_query_answers(folder: Path, name: str) -> None:
    published = json.loads((folder / METADATA).read_text(encoding="utf-8"))
    sql = published["databases"]["duties"]["queries"][name]["sql"]
    database = sqlite3.connect(folder / "duties.sqlite")
    database.row_factory = sqlite3.Row
    rows = [dict(row) for row in database.execute(sql, VALUES)]
    many, first = FOUND[name]
    assert len(rows) == many
    assert [{key: row[key] for key in first} for row in rows[:1]] == [first] * bool(many)
