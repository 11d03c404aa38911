"""One trial: a list, edits to a copy of it, and what is true of the two by the marks they carry.

An item keeps its `id` and a section its `uid` whatever is done to them; the comparison reads neither.
"""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.compare.side import ListData
from tests.compare.edits import renumber

Item = dict[str, Any]
Section = dict[str, Any]
Told = tuple[str, str, tuple[str, ...]]
_OWN_FIELDS = {
    "basic": ("item_name",),
    "cooperative": ("item_name", "departments", "superior_duties", "township_duties"),
    "reclaimed": ("item_name", "arrangement", "receiving_departments", "measures", "disposition"),
}


@dataclass
class Trial:
    """`new` is edited; `by` says by which edit an item was touched (once at most)."""

    old: ListData
    rng: random.Random
    new: ListData = field(init=False)
    by: dict[str, str] = field(default_factory=dict)
    made: int = 0
    restructured: bool = False
    twins: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, (_, section) in enumerate(all_sections(self.old)):
            section["uid"] = number
        self.new = copy.deepcopy(self.old)

    def sections(self, list_id: str) -> list[Section]:
        """The sections of a list of the new version."""
        return [s for found, s in all_sections(self.new) if found == list_id]

    def items(self, *list_ids: str) -> list[tuple[str, Section, Item]]:
        """Items of the new version that no edit has touched, in an order of chance."""
        found = [
            (list_id, section, item)
            for list_id, section in all_sections(self.new)
            if not list_ids or list_id in list_ids
            for item in section["items"]
            if item["id"] not in self.by
        ]
        self.rng.shuffle(found)
        return found

    def touch(self, kind: str, *items: Item) -> None:
        """Remembers what an item was used for, so that a miss is counted there."""
        self.by |= {item["id"]: kind for item in items}

    def restructure(self) -> bool:
        """Whether sections may still be renamed, split or merged: of two such edits on top of each
        other nobody could say which section is which."""
        first, self.restructured = not self.restructured, True
        return first

    def add(self, kind: str, list_id: str, section: Section, at: int, **fields: Any) -> str:
        """Puts a new item in; returns its mark."""
        self.made += 1
        item = {"id": f"{list_id}-new{self.made}", "seq": None, **fields}
        section["items"].insert(at, item)
        self.touch(kind, item)
        return str(item["id"])

    def finished(self) -> ListData:
        """The new version, numbered from 1, with its sizes."""
        for _, section in all_sections(self.new):
            section["declared_count"] = len(section["items"])
        return renumber(self.new)

    def names(self, id: str) -> list[str]:
        """What the item is called in the old and in the new version."""
        both = (_by_id(self.old), _by_id(self.new))
        return [side[id][2]["item_name"] for side in both if id in side]

    def truth(self) -> tuple[set[Told], Counter[str]]:
        """What has to be told of each item, and the summary."""
        before, after = _by_id(self.old), _by_id(self.new)
        told: set[Told] = set()
        counts: Counter[str] = Counter(
            removed=len(before.keys() - after.keys()), added=len(after.keys() - before.keys())
        )
        told |= {("removed", id, ()) for id in before.keys() - after.keys()}
        told |= {("added", self.twins.get(id, id), ()) for id in after.keys() - before.keys()}
        for id in before.keys() & after.keys():
            (old_list, old_uid, old), (new_list, new_uid, new) = before[id], after[id]
            fields = _fields_changed(old_list, old, new_list, new)
            moved = (old_list, old_uid) != (new_list, new_uid)
            kind = "moved" if moved else "changed" if fields else None
            if kind:
                told.add((kind, id, fields))
            counts[kind or ("unchanged" if old["seq"] == new["seq"] else "renumbered")] += 1
        return told, counts


def told_by(comparison: dict[str, Any], twins: dict[str, str]) -> set[Told]:
    """What a comparison tells, in the same terms; a wrong pair bears both ids.

    Of two that say the same, in the same place, either may be the added one.
    """
    told: set[Told] = set()
    for change in comparison["changes"]:
        ids = [change[side]["id"] for side in ("old", "new") if change[side]]
        sides = [twins.get(id, id) for id in ids]
        fields = tuple(f["field"] for f in change["fields"])
        told.add((change["kind"], "=".join(dict.fromkeys(sides)), fields))
    return told


def all_sections(data: ListData) -> Iterator[tuple[str, Section]]:
    """List id and section, in order."""
    for duty_list in data["lists"]:
        for section in duty_list["sections"]:
            yield duty_list["id"], section


def _by_id(data: ListData) -> dict[str, tuple[str, int, Item]]:
    return {
        item["id"]: (list_id, section["uid"], item)
        for list_id, section in all_sections(data)
        for item in section["items"]
    }


def _fields_changed(old_list: str, old: Item, new_list: str, new: Item) -> tuple[str, ...]:
    both = [name for name in _OWN_FIELDS[old_list] if name in _OWN_FIELDS[new_list]]
    return tuple(name for name in both if _bare(old[name]) != _bare(new[name]))


def _bare(value: object) -> str:
    text = "".join(value) if isinstance(value, list) else str(value or "")
    return "".join(text.split())
