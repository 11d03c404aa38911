"""What is told of sections."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from pipeline.compare.side import ListData
from pipeline.render.changes.lines import summarise
from tests.compare.edits import (
    compare,
    compared,
    fresh,
    published,
    renumber,
    section,
    sections,
    take,
)


def _rename(d: ListData) -> None:
    section(d, "cooperative", "民生服务")["name"] = "社会保障"


def _split(d: ListData) -> None:
    whole = section(d, "cooperative", "民生服务")
    part = whole | {"no": "四", "name": "养老服务", "items": whole["items"][-10:]}
    whole["items"] = whole["items"][:-10]
    sections(d, "cooperative").insert(3, part | {"declared_count": 10})


def _merge(d: ListData) -> None:
    """社会管理（4项） and 安全稳定（3项） become 社会治理（7项）."""
    larger, smaller = section(d, "cooperative", "社会管理"), section(d, "cooperative", "安全稳定")
    larger.update(name="社会治理", declared_count=7, items=larger["items"] + smaller["items"])
    sections(d, "cooperative").remove(smaller)


def _dissolve(d: ListData) -> None:
    """A section of one item goes into a new one, to which others give more."""
    single = sections(d, "reclaimed").pop()
    giver = section(d, "reclaimed", "城乡建设")
    made = single | {"no": "七", "name": "综合执法", "items": giver["items"][-3:] + single["items"]}
    giver["items"] = giver["items"][:-3]
    sections(d, "reclaimed").append(made)


def _rename_and_edit(d: ListData) -> None:
    """Half of a section's items go, as many come, and it has another name."""
    renamed = section(d, "cooperative", "自然资源")
    renamed["name"] = "国土空间"
    for number in range(3):
        renamed["items"][number] = fresh("cooperative", f"低空经济{'甲乙丙'[number]}片区勘界")


def _space(d: ListData) -> None:
    section(d, "cooperative", "应急管理与消防")["name"] = "应急管理 与消防"


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
    "renamed, half of it new": (_rename_and_edit, [("renamed", "自然资源", "国土空间")]),
    "a space in its name": (_space, []),
    "merged": (
        _merge,
        [
            ("renamed", "社会管理", "社会治理"),
            ("resized", "社会管理", "社会治理"),
            ("removed", "安全稳定", ""),
        ],
    ),
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


def test_of_merged_sections_the_items_of_the_smaller_have_moved() -> None:
    new = published()
    _merge(new)
    comparison = compare(published(), renumber(new))
    moved = [(c["kind"], c["old"]["section"], c["new"]["section"]) for c in comparison["changes"]]
    assert moved == [("moved", "安全稳定", "社会治理")] * 3


def test_a_section_is_not_renamed_where_most_of_the_new_one_came_from_elsewhere() -> None:
    new = published()
    _dissolve(new)
    comparison = compare(published(), renumber(new))
    assert {c["kind"] for c in comparison["changes"]} == {"moved"}
    assert len(comparison["changes"]) == 4
    assert "renamed" not in {s["kind"] for s in comparison["sections"]}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (8, 7, "标明8项改为7项"),
        (None, 7, "未标明项数改为标明7项"),
        (8, None, "标明8项改为未标明项数"),
    ],
)
def test_a_number_that_alone_changed_is_told_as_declared(
    old: int | None, new: int | None, told: str
) -> None:
    before, after = published(), published()
    section(before, "cooperative", "平安法治")["declared_count"] = old
    section(after, "cooperative", "平安法治")["declared_count"] = new
    line = summarise(compared(before, after)).splitlines()[-1]
    assert line == f"[分类项数变化] 配合履职事项清单 平安法治（{told}）"


def test_more_items_are_told_as_items() -> None:
    after = published()
    take(after, "reclaimed-015")
    line = summarise(compared(published(), renumber(after))).splitlines()[2]
    assert line.startswith("[分类项数变化] 上级部门收回事项清单 ")
    assert re.search(r"（(\d+) → (\d+)项）$", line)
