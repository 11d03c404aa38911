"""Edits to a list's data, as a township would make them, each renumbering what follows."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from pipeline.compare.changes import compare as compare_sides
from pipeline.compare.read_list import read_list
from pipeline.compare.side import ListData, side_of
from pipeline.compare.values import Comparison
from pipeline.render.changes.data import changes_data
from tests import ROOT

SOURCE = ROOT / "raw/xijiao/v1.txt"
Item = dict[str, Any]
_EMPTY: dict[str, Item] = {
    "basic": {},
    "cooperative": {"departments": [], "superior_duties": [], "township_duties": []},
    "reclaimed": {
        "arrangement": [],
        "receiving_departments": [],
        "measures": "",
        "disposition": "transferred",
    },
}


@cache
def _published() -> ListData:
    return read_list(SOURCE)


def published() -> ListData:
    """The shipped list, to edit."""
    return copy.deepcopy(_published())


def section(data: ListData, list_id: str, name: str) -> dict[str, Any]:
    """A section by name."""
    return next(s for s in sections(data, list_id) if s["name"] == name)


def sections(data: ListData, list_id: str) -> list[dict[str, Any]]:
    """The sections of a list."""
    found: list[dict[str, Any]] = next(x for x in data["lists"] if x["id"] == list_id)["sections"]
    return found


def item(data: ListData, id: str) -> Item:
    """An item by the id it has as published."""
    return next(i for _, i in _items(data) if i["id"] == id)


def take(data: ListData, id: str) -> Item:
    """Takes an item out."""
    where, found = next((s, i) for s, i in _items(data) if i["id"] == id)
    where["items"].remove(found)
    return found


def put(data: ListData, list_id: str, into: str, new: Item, at: int = 0) -> None:
    """Puts an item in; from another list it keeps its name only."""
    old_list = str(new["id"]).rpartition("-")[0]
    if old_list != list_id:
        new = {"id": new["id"], "seq": None, "item_name": new["item_name"]} | _EMPTY[list_id]
    section(data, list_id, into)["items"].insert(at, new)


def fresh(list_id: str, name: str, **cells: Any) -> Item:
    """An item that was not there."""
    return {
        "id": f"{list_id}-new-{name}",
        "seq": None,
        "item_name": name,
        **_EMPTY[list_id],
        **cells,
    }


def renumber(data: ListData) -> ListData:
    """Numbers every list from 1; the ids stay as marks for the test."""
    for duty_list in data["lists"]:
        items = [i for s in duty_list["sections"] for i in s["items"]]
        for number, entry in enumerate(items, start=1):
            entry["seq"] = number
    return data


def _items(data: ListData) -> list[tuple[dict[str, Any], Item]]:
    return [(s, i) for x in data["lists"] for s in x["sections"] for i in s["items"]]


def ids(data: ListData) -> list[str]:
    """The ids of all items."""
    return [i["id"] for _, i in _items(data)]


def compared(old: ListData, new: ListData) -> Comparison:
    """What changed between two lists, given as their data."""
    return compare_sides(side_of(old), side_of(new))


def compare(old: ListData, new: ListData) -> dict[str, Any]:
    """The same as it is published."""
    return changes_data(compared(old, new))
