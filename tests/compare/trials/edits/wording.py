"""The words of duties that no list has, and other words for those that one has."""

from __future__ import annotations

from typing import Any

from tests.compare.trials import words
from tests.compare.trials.trial import Item, Trial, all_sections

LISTS = ("basic", "cooperative", "reclaimed")


def foreign(t: Trial, list_id: str) -> dict[str, Any]:
    """The fields of a duty that no list has."""
    taken = {i["item_name"] for _, s in all_sections(t.new) for i in s["items"]}
    free = [w for w in words.FOREIGN if not any(w in name for name in taken)]
    thing = t.rng.choice(free or words.FOREIGN)
    name = t.rng.choice(words.FRAMES[list_id]).format(thing)
    return {"item_name": name, **cells_of(t, list_id, thing)}


def cells_of(t: Trial, list_id: str, thing: str) -> dict[str, Any]:
    department = "县" + t.rng.choice(words.DEPARTMENTS)
    duties = [d.format(thing) for d in words.FOREIGN_DUTIES[: t.rng.randint(1, 3)]]
    if list_id == "cooperative":
        return {
            "departments": [department],
            "superior_duties": duties,
            "township_duties": [f"协助{department}做好{thing}现场服务。"],
        }
    if list_id == "reclaimed":
        return {
            "arrangement": [f"承接部门：{department}", f"履职方式及工作措施：{duties[0]}"],
            "receiving_departments": [department],
            "measures": duties[0],
            "disposition": "transferred",
        }
    return {}


def replaced(value: Any, old: str, new: str) -> Any:
    if isinstance(value, list):
        return [replaced(v, old, new) for v in value]
    return value.replace(old, new) if isinstance(value, str) else value


def with_synonym(t: Trial, item: Item) -> bool:
    taken = {i["item_name"] for _, s in all_sections(t.new) for i in s["items"]}
    fitting = [
        name
        for old, new in words.SYNONYMS
        if old in item["item_name"] and new not in item["item_name"]
        if (name := item["item_name"].replace(old, new, 1)) not in taken
    ]
    if fitting:
        item["item_name"] = t.rng.choice(fitting)
    return bool(fitting)
