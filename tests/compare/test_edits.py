"""One edit each to the published list, and the changes that must be told: no more, no fewer."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from pipeline.compare.side import ListData
from tests.compare.edits import (
    compare,
    fresh,
    item,
    published,
    put,
    renumber,
    section,
    sections,
    take,
)

Edit = Callable[[ListData], object]
COUNT = 290


def told(edit: Edit) -> dict[str, Any]:
    new = published()
    edit(new)
    return compare(published(), renumber(new))


def brief(comparison: dict[str, Any]) -> list[tuple[str, ...]]:
    """kind, id before, id after, changed fields."""
    return [
        (
            change["kind"],
            change["old"]["id"] if change["old"] else "",
            change["new"]["id"] if change["new"] else "",
            *(field["field"] for field in change["fields"]),
        )
        for change in comparison["changes"]
    ]


def _insert(d: ListData) -> None:
    put(
        d, "cooperative", "党的建设", fresh("cooperative", "低空经济发展", departments=["区发改局"])
    )


def _reword(id: str, field: str, old: str, new: str) -> Edit:
    def edit(d: ListData) -> None:
        value = item(d, id)[field]
        assert old in str(value)
        lines = [p.replace(old, new) for p in value] if isinstance(value, list) else None
        item(d, id)[field] = value.replace(old, new) if lines is None else lines

    return edit


def _swap(d: ListData) -> None:
    items = section(d, "cooperative", "经济发展")["items"]
    items[0], items[5] = items[5], items[0]


EDITS: dict[str, tuple[Edit, list[tuple[str, ...]]]] = {
    "nothing": (lambda d: None, []),
    "row inserted": (_insert, [("added", "", "cooperative-new-低空经济发展")]),
    "row removed": (lambda d: take(d, "cooperative-003"), [("removed", "cooperative-003", "")]),
    "swapped": (_swap, []),
    "moved to another section": (
        lambda d: put(d, "cooperative", "社会管理", take(d, "cooperative-057")),
        [("moved", "cooperative-057", "cooperative-057")],
    ),
    "taken back by the department": (
        lambda d: put(d, "reclaimed", "城乡建设", take(d, "basic-075")),
        [("moved", "basic-075", "basic-075")],
    ),
    "taken back from the supported ones": (
        lambda d: put(d, "reclaimed", "卫生健康", take(d, "cooperative-127")),
        [("moved", "cooperative-127", "cooperative-127")],
    ),
    "name reworded": (
        _reword("cooperative-016", "item_name", "组织实施", "协助开展"),
        [("changed", "cooperative-016", "cooperative-016", "item_name")],
    ),
    "cell reworded": (
        _reword("cooperative-001", "superior_duties", "受理并调查核实", "受理、核查"),
        [("changed", "cooperative-001", "cooperative-001", "superior_duties")],
    ),
    "long name reworded": (
        _reword("basic-002", "item_name", "理论学习、中心组学习、", "政治理论学习、"),
        [("changed", "basic-002", "basic-002", "item_name")],
    ),
    "department changed": (
        _reword("cooperative-001", "departments", "区委组织部", "区委社会工作部"),
        [("changed", "cooperative-001", "cooperative-001", "departments")],
    ),
    "section renamed": (
        lambda d: section(d, "cooperative", "民生服务").update(name="社会保障"),
        [],
    ),
    "sections in another order": (lambda d: sections(d, "cooperative").reverse(), []),
}


@pytest.mark.parametrize("name", EDITS)
def test_edit(name: str) -> None:
    edit, expected = EDITS[name]
    comparison = told(edit)
    assert brief(comparison) == expected
    counts = comparison["summary"]
    assert sum(counts.values()) - counts["removed"] == COUNT + counts["added"] - counts["removed"]


def test_an_inserted_row_renumbers_and_changes_nothing_else() -> None:
    summary = told(_insert)["summary"]
    assert summary == {
        "added": 1,
        "removed": 0,
        "moved": 0,
        "changed": 0,
        "renumbered": 144,
        "unchanged": 146,
    }


@pytest.mark.parametrize("list_id", ["cooperative", "reclaimed"])
def test_any_duty_replaced_by_any_other_is_no_change_of_wording(list_id: str) -> None:
    """An item goes and one that it resembles comes: neighbours in the alphabet are those that look
    alike. Every fourth here; `make diff-trials` takes each."""
    items = [i for s in sections(published(), list_id) for i in s["items"]]
    items.sort(key=lambda i: i["item_name"][::-1])
    for gone, come in list(pairwise(items))[1::4]:
        old, new = published(), published()
        take(old, come["id"])
        take(new, gone["id"])
        kinds = [c["kind"] for c in compare(renumber(old), renumber(new))["changes"]]
        alike = {gone["item_name"], come["item_name"]} in _NEARLY_THE_SAME
        assert alike or sorted(kinds) == ["added", "removed"], (
            gone["item_name"],
            come["item_name"],
        )


# Where nothing else of the kind is left in either version, a person could not tell either.
_NEARLY_THE_SAME = [
    {"对未经批准进行临时建设的行为进行处罚", "对未按照批准内容进行临时建设的行为进行处罚"},
    {"计划生育家庭特别扶助金审核确认", "农村部分计划生育家庭奖励扶助金审核确认"},
]


def test_censuses_are_not_one_census_reworded() -> None:
    """人口普查 goes, 经济普查 and 农业普查 stay, 畜牧业普查 comes."""
    new = published()
    gone = take(new, "cooperative-016")
    text = json.dumps(gone, ensure_ascii=False).replace("人口", "畜牧业")
    put(new, "cooperative", "经济发展", json.loads(text) | {"id": "cooperative-new"}, at=1)
    assert brief(compare(published(), renumber(new))) == [
        ("added", "", "cooperative-new"),
        ("removed", "cooperative-016", ""),
    ]


def test_a_penalty_is_not_reworded_into_an_inspection() -> None:
    """Though the cells are the same: they are two powers, and two duties."""
    new = published()
    gone = take(new, "reclaimed-018")
    name = gone["item_name"].replace("处罚", "监督检查")
    put(new, "reclaimed", "生态环保", gone | {"id": "reclaimed-new", "item_name": name}, at=3)
    assert brief(compare(published(), renumber(new))) == [
        ("added", "", "reclaimed-new"),
        ("removed", "reclaimed-018", ""),
    ]
