"""A new version of the shipped list with edits of every kind at once, and the changes it must tell.

The edits are made in the data by number, and the expectations written beside them by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline.compare.side import ListData
from tests.compare.edits import compare, fresh, item, published, put, renumber, section, take

Edit = Callable[[ListData], object]
Told = tuple[str, ...]


def _add(list_id: str, into: str, at: int, name: str) -> Edit:
    return lambda d: put(d, list_id, into, fresh(list_id, name), at=at)


def _move(id: str, list_id: str, into: str) -> Edit:
    return lambda d: put(d, list_id, into, take(d, id), at=2)


def _set(id: str, **fields: Any) -> Edit:
    return lambda d: item(d, id).update(fields)


def _more(id: str, field: str, *more: str) -> Edit:
    return lambda d: item(d, id).update({field: [*item(d, id)[field], *more]})


def _swap(d: ListData) -> None:
    items = section(d, "cooperative", "经济发展")["items"]
    items[1], items[3] = items[3], items[1]


def _discontinued() -> dict[str, Any]:
    return {
        "arrangement": ["法律法规条款已失效，不再开展此项工作。"],
        "receiving_departments": [],
        "measures": "",
        "disposition": "discontinued",
    }


def _both(kind: str, id: str, *fields: str) -> Told:
    return kind, id, id, *fields


# What was done, and what has to be told of it.
TABLE: list[tuple[str, Edit, list[Told]]] = [
    (
        "added at the start",
        _add("basic", "党的建设", 0, "开展低空经济招商"),
        [("added", "", "basic-new-开展低空经济招商")],
    ),
    (
        "added in the middle",
        _add("cooperative", "社会管理", 1, "数字乡村平台运维"),
        [("added", "", "cooperative-new-数字乡村平台运维")],
    ),
    (
        "added at the end",
        _add("reclaimed", "卫生健康", 99, "托育机构备案"),
        [("added", "", "reclaimed-new-托育机构备案")],
    ),
    ("removed", lambda d: take(d, "basic-017"), [("removed", "basic-017", "")]),
    ("removed", lambda d: take(d, "cooperative-040"), [("removed", "cooperative-040", "")]),
    (
        "taken back from 基本",
        _move("basic-075", "reclaimed", "城乡建设"),
        [_both("moved", "basic-075")],
    ),
    (
        "taken back from 配合",
        _move("cooperative-127", "reclaimed", "卫生健康"),
        [_both("moved", "cooperative-127")],
    ),
    (
        "to another section",
        _move("cooperative-057", "cooperative", "社会管理"),
        [_both("moved", "cooperative-057")],
    ),
    (
        "name reworded lightly",
        _set("basic-011", item_name="加强社区工作者和志愿者队伍建设与管理，组织开展志愿服务。"),
        [_both("changed", "basic-011", "item_name")],
    ),
    (
        "name lost, cells stay",
        _set("cooperative-020", item_name=""),
        [_both("changed", "cooperative-020", "item_name")],
    ),
    (
        "name wholly rewritten, cells stay",
        _set("cooperative-030", item_name="丙丁戊己"),
        [_both("changed", "cooperative-030", "item_name")],
    ),
    (
        "duties reworded",
        _set("cooperative-050", superior_duties=["牵头制定方案。", "组织验收。"]),
        [_both("changed", "cooperative-050", "superior_duties")],
    ),
    (
        "a point more",
        _more("cooperative-060", "township_duties", "9. 完成资料归档。"),
        [_both("changed", "cooperative-060", "township_duties")],
    ),
    (
        "department more",
        _more("cooperative-070", "departments", "区数据局"),
        [_both("changed", "cooperative-070", "departments")],
    ),
    (
        "other department",
        _set("cooperative-080", departments=["区数据局"]),
        [_both("changed", "cooperative-080", "departments")],
    ),
    ("swapped", _swap, []),
    (
        "section renamed",
        lambda d: section(d, "cooperative", "民生服务").update(name="社会保障"),
        [],
    ),
    (
        "one of two alike offences goes",
        lambda d: take(d, "reclaimed-001"),
        [("removed", "reclaimed-001", "")],
    ),
    (
        "one of two alike grants goes, its twin of another name comes",
        lambda d: put(
            d,
            "reclaimed",
            "民生服务",
            take(d, "reclaimed-032")
            | {"id": "reclaimed-new", "item_name": "计划生育家庭临时救助金审核确认"},
        ),
        [("removed", "reclaimed-032", ""), ("added", "", "reclaimed-new")],
    ),
    (
        "transferred, now discontinued",
        _set("reclaimed-020", **_discontinued()),
        [
            _both(
                "changed",
                "reclaimed-020",
                "arrangement",
                "receiving_departments",
                "measures",
                "disposition",
            )
        ],
    ),
]


def test_all_at_once() -> None:
    new = published()
    for _, edit, _ in TABLE:
        edit(new)
    comparison = compare(published(), renumber(new))
    told = sorted(
        (
            change["kind"],
            (change["old"] or {}).get("id", ""),
            (change["new"] or {}).get("id", ""),
            *(field["field"] for field in change["fields"]),
        )
        for change in comparison["changes"]
    )
    assert told == sorted(row for _, _, rows in TABLE for row in rows)
    counts = comparison["summary"]
    both = sum(counts[kind] for kind in ("moved", "changed", "renumbered", "unchanged"))
    assert (both + counts["removed"], both + counts["added"]) == (290, 290 - 4 + 4)
