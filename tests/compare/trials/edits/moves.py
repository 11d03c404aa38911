"""Duties that go elsewhere: to another section, to another list, past one another."""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz import fuzz, process

from tests.compare.trials.edits.edit import Edits
from tests.compare.trials.edits.wording import LISTS, cells_of, with_synonym
from tests.compare.trials.trial import Item, Trial, all_sections

EDITS = Edits()


@EDITS.named("moved to another section")
def _move(t: Trial) -> bool:
    return _move_with("moved to another section", t)


@EDITS.named("moved to another section and reworded")
def _move_reworded(t: Trial) -> bool:
    return _move_with("moved to another section and reworded", t, with_synonym)


def _move_with(kind: str, t: Trial, edit: Callable[[Trial, Item], bool] | None = None) -> bool:
    for list_id, section, item in t.items():
        others = [s for s in t.sections(list_id) if s is not section]
        if others and (edit is None or edit(t, item)):
            section["items"].remove(item)
            into = t.rng.choice(others)
            into["items"].insert(t.rng.randint(0, len(into["items"])), item)
            t.touch(kind, item)
            return True
    return False


@EDITS.named("moved to another list")
def _relist(t: Trial) -> bool:
    return _relist_with("moved to another list", t)


@EDITS.named("moved to another list and reworded")
def _relist_reworded(t: Trial) -> bool:
    return _relist_with("moved to another list and reworded", t, with_synonym)


def _relist_with(kind: str, t: Trial, edit: Callable[[Trial, Item], bool] | None = None) -> bool:
    for list_id, section, item in t.items():
        target = t.rng.choice([name for name in LISTS if name != list_id])
        if edit is None or (not _has_a_like(t, target, item["item_name"]) and edit(t, item)):
            into = t.rng.choice(t.sections(target))
            section["items"].remove(item)
            cells = cells_of(t, target, item["item_name"])
            moved = {"id": item["id"], "seq": None, "item_name": item["item_name"], **cells}
            into["items"].insert(t.rng.randint(0, len(into["items"])), moved)
            t.touch(kind, item)
            return True
    return False


def _has_a_like(t: Trial, list_id: str, name: str) -> bool:
    """Whether the list has a duty of these words already, so that nobody could say which moved."""
    names = [i["item_name"] for s in t.sections(list_id) for i in s["items"]]
    return process.extractOne(name, names, scorer=fuzz.partial_ratio, score_cutoff=60) is not None


@EDITS.named("swapped")
def _swap(t: Trial) -> bool:
    section = t.rng.choice([s for _, s in all_sections(t.new) if len(s["items"]) > 1])
    a, b = t.rng.sample(range(len(section["items"])), 2)
    section["items"][a], section["items"][b] = section["items"][b], section["items"][a]
    return True
