"""Random known edits to the published list: each is told, and nothing else is."""

from __future__ import annotations

import copy
import random
import time
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.compare.side import ListData
from pipeline.model.schema import schema_of
from tests.compare.edits import compare, fresh, ids, item, published, put, renumber, sections, take

# Characters of such documents, none of them of a phrase that the list has.
_CHARACTERS = "综合协调推动规范完善优化提升健全强化统筹督促指导检测数据平台网格巡防"
_NEW_DUTIES = (
    "低空经济产业园区配套服务",
    "对擅自使用无人驾驶航空器的行为进行处罚",
    "开展冰雪旅游民宿备案",
    "新能源汽车充电桩布点申报工作",
    "做好数字乡村信息员队伍建设工作",
    "口岸边民互市贸易登记",
)
# The longest stretch of a cell that an edit rewrites, and still a person knows the cell again.
_SHARE = 0.3
# In 做好本乡人事管理工作 three characters are all that tells the duty; nothing else says what it was.
_TELLING_NAME = 16
Expected = set[tuple[str, str, str]]


def _rewrite(text: str, rng: random.Random) -> str:
    """Replaces one stretch, or scattered characters, of at most the share of the text."""
    size = rng.randint(1, max(1, int(len(text) * _SHARE)))
    if rng.random() < 0.5:
        start = rng.randint(0, len(text) - size)
        places = list(range(start, start + size))
    else:
        places = sorted(rng.sample(range(len(text)), size))
    characters = list(text)
    for place in places:
        characters[place] = rng.choice([c for c in _CHARACTERS if c != text[place]])
    return "".join(characters)


def _change(data: ListData, id: str, rng: random.Random) -> str:
    """Rewrites one cell of an item; returns the field."""
    entry = item(data, id)
    list_id = id.split("-")[0]
    columns = [c.field for c in schema_of(list_id).printed_columns[1:] if c.field != "departments"]
    field = rng.choice([name for name in columns if entry[name]])
    value: Any = entry[field]
    if isinstance(value, list):
        entry[field] = [_rewrite(p, rng) if p else p for p in value]
    else:
        entry[field] = _rewrite(value, rng)
    return field


def apply_edits(data: ListData, rng: random.Random, count: int) -> Expected:
    """Edits the data and returns what must be told: kind, id or name, field."""
    expected: Expected = set()
    for id in rng.sample(ids(data), count):
        kind = rng.choice(["removed", "section", "reclaimed", "changed", "changed"])
        list_id = id.split("-")[0]
        if kind == "changed":
            if list_id != "basic" or len(item(data, id)["item_name"]) >= _TELLING_NAME:
                expected.add(("changed", id, _change(data, id, rng)))
            continue
        at_home = next(
            s["name"] for s in sections(data, list_id) if any(i["id"] == id for i in s["items"])
        )
        taken = take(data, id)
        if kind == "removed":
            expected.add(("removed", id, ""))
            continue
        target = "reclaimed" if kind == "reclaimed" else list_id
        others = [s for s in sections(data, target) if target != list_id or s["name"] != at_home]
        into = rng.choice(others)
        put(data, target, into["name"], taken, at=rng.randint(0, len(into["items"])))
        expected.add(("moved", id, ""))
    for name in rng.sample(_NEW_DUTIES, rng.randint(0, len(_NEW_DUTIES))):
        list_id = rng.choice(["basic", "cooperative", "reclaimed"])
        into = rng.choice(sections(data, list_id))
        put(
            data, list_id, into["name"], fresh(list_id, name), at=rng.randint(0, len(into["items"]))
        )
        expected.add(("added", f"{list_id}-new-{name}", ""))
    return expected


def _told(comparison: dict[str, Any]) -> Expected:
    told: Expected = set()
    for change in comparison["changes"]:
        sides = [change[side]["id"] for side in ("old", "new") if change[side]]
        fields = ",".join(field["field"] for field in change["fields"])
        told.add((change["kind"], "=".join(dict.fromkeys(sides)), fields))
    return told


@settings(
    max_examples=25, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(seed=st.integers(0, 2**32), count=st.integers(0, 40))
def test_every_edit_is_told_and_nothing_else(seed: int, count: int) -> None:
    new = published()
    expected = apply_edits(new, random.Random(seed), count)
    assert _told(compare(published(), renumber(new))) == expected


def test_the_order_of_a_comparison_is_always_the_same() -> None:
    new = published()
    apply_edits(new, random.Random(7), 40)
    renumber(new)
    assert compare(published(), new) == compare(copy.deepcopy(published()), copy.deepcopy(new))


def test_items_that_are_all_reworded_cost_no_more_than_their_pairs() -> None:
    """Every item is held against every other: twice the items, four times the CPU time, and no more."""

    def seconds(every: int) -> float:
        old = published()
        for duty_list in old["lists"]:
            for section in duty_list["sections"]:
                section["items"] = section["items"][::every]
        new, rng = copy.deepcopy(old), random.Random(3)
        for id in ids(new):
            item(new, id)["item_name"] = _rewrite(item(new, id)["item_name"], rng)
        started = time.process_time()
        compare(old, new)
        return time.process_time() - started

    assert seconds(1) < 8 * min(seconds(2), seconds(2))
