"""What is told of sections."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.compare.changes import compare
from pipeline.compare.read_list import ListData
from tests.compare.edits import published, renumber, section, sections, take


def _rename(d: ListData) -> None:
    section(d, "cooperative", "民生服务")["name"] = "社会保障"


def _split(d: ListData) -> None:
    whole = section(d, "cooperative", "民生服务")
    part = whole | {"no": "四", "name": "养老服务", "items": whole["items"][-10:]}
    whole["items"] = whole["items"][:-10]
    sections(d, "cooperative").insert(3, part | {"declared_count": 10})


def _add(d: ListData) -> None:
    empty = {"no": "十一", "name": "科技创新", "declared_count": 0, "page": None, "items": []}
    sections(d, "basic").append(empty)


def _remove(d: ListData) -> None:
    sections(d, "reclaimed").pop()


SECTIONS: dict[str, tuple[Callable[[ListData], object], list[tuple[str, str, str]]]] = {
    "nothing": (lambda d: None, []),
    "renamed": (_rename, [("renamed", "民生服务", "社会保障")]),
    "resized": (lambda d: take(d, "basic-005"), [("resized", "党的建设", "党的建设")]),
    "split": (_split, [("resized", "民生服务", "民生服务"), ("split", "民生服务", "民生服务")]),
    "added": (_add, [("added", "", "科技创新")]),
    "removed": (_remove, [("removed", "应急管理及消防", "")]),
}


@pytest.mark.parametrize("name", SECTIONS)
def test_section(name: str) -> None:
    edit, expected = SECTIONS[name]
    new = published()
    edit(new)
    comparison = compare(published(), renumber(new))
    told = [
        (s["kind"], (s["old"] or {}).get("name", ""), (s["new"] or {}).get("name", ""))
        for s in comparison["sections"]
    ]
    assert told == expected


def test_the_parts_of_a_split_section() -> None:
    new = published()
    _split(new)
    comparison = compare(published(), renumber(new))
    split = next(s for s in comparison["sections"] if s["kind"] == "split")
    assert [(p["name"], p["items"]) for p in split["into"]] == [("民生服务", 29), ("养老服务", 10)]
    assert {c["kind"] for c in comparison["changes"]} == {"moved"}
    assert comparison["summary"]["moved"] == 10
