"""The published list of 西郊乡: every cell against a truth that was checked by hand."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

import pytest

from pipeline.batch.judge import Judged, judge, render
from pipeline.model.listdata import list_data
from pipeline.model.task import Task
from tests import ROOT

TRUTH = json.loads((ROOT / "tests/samples/xijiao.truth.json").read_text(encoding="utf-8"))
CELLS = {
    "basic": ["item_name"],
    "cooperative": ["item_name", "departments", "superior_duties", "township_duties"],
    "reclaimed": ["item_name", "arrangement"],
}


@pytest.fixture(scope="module")
def judged() -> Judged:
    task = Task(ROOT / "raw/xijiao/v1.txt", "xijiao", "v1")
    return judge(task, datetime.date(2026, 1, 1))


@pytest.fixture(scope="module")
def lists(judged: Judged) -> dict[str, Any]:
    return {lst["id"]: lst for lst in list_data(judged.document)["lists"]}


def squeeze(value: Any) -> str:
    text = "".join(value) if isinstance(value, list) else str(value or "")
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("list_id", CELLS)
def test_every_cell_is_as_printed(list_id: str, lists: dict[str, Any]) -> None:
    have = {i["seq"]: i for s in lists[list_id]["sections"] for i in s["items"]}
    truth = TRUTH["lists"][list_id]["items"]
    assert list(have) == [item["seq"] for item in truth]
    wrong = [
        (item["seq"], field)
        for item in truth
        for field in CELLS[list_id]
        if squeeze(item[field]) != squeeze(have[item["seq"]][field])
    ]
    assert wrong == []


@pytest.mark.parametrize("list_id", CELLS)
def test_every_item_knows_its_page_and_line(list_id: str, lists: dict[str, Any]) -> None:
    have = [i for s in lists[list_id]["sections"] for i in s["items"]]
    for item, truth in zip(have, TRUTH["lists"][list_id]["items"], strict=True):
        places = ("page_start", "page_end", "line")
        assert [item[p] for p in places] == [truth[p] for p in places]


@pytest.mark.parametrize("list_id", CELLS)
def test_every_section_is_as_printed(list_id: str, lists: dict[str, Any]) -> None:
    have = [
        (s["no"], s["name"], s["declared_count"], s["page"], len(s["items"]))
        for s in lists[list_id]["sections"]
    ]
    truth = TRUTH["lists"][list_id]["sections"]
    assert have == [(s["no"], s["name"], s["declared"], s["page"], s["items"]) for s in truth]


def test_paragraphs_stay_apart(lists: dict[str, Any]) -> None:
    """Item 137 goes on on a second page; its nine points are nine paragraphs."""
    [item] = [i for s in lists["cooperative"]["sections"] for i in s["items"] if i["seq"] == 137]
    assert [p[:2] for p in item["superior_duties"]] == [f"{n}." for n in range(1, 10)]
    assert (item["page_start"], item["page_end"]) == (57, 58)


def test_every_character_is_accounted_for(judged: Judged) -> None:
    accounting = judged.document.accounting
    text = (ROOT / "raw/xijiao/v1.txt").read_text(encoding="utf-8")
    assert accounting.characters == len(re.sub(r"\s", "", text))
    assert accounting.unaccounted == 0
    classes = ("items", "headings", "running", "contents", "markup", "unaccounted")
    assert sum(getattr(accounting, c) for c in classes) == accounting.characters


def test_the_structural_defect_is_found_and_waived(judged: Judged) -> None:
    [finding] = [f for f in judged.findings if f.severity == "error"]
    assert (finding.rule, finding.list, finding.section_no) == (
        "section-count",
        "cooperative",
        "四",
    )
    assert (finding.page, finding.line) == (29, 295)
    assert "8项" in finding.message
    assert "7项" in finding.message
    assert finding.waived


def test_the_shipped_outputs_are_what_the_source_gives(judged: Judged) -> None:
    outputs = render(judged)
    for name, text in outputs.parsed.items():
        data = text.encode() if isinstance(text, str) else text
        assert (ROOT / "parsed/xijiao/v1" / name).read_bytes() == data, name
