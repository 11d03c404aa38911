"""Duties that are added, removed, or have others put in their place."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import Indel

from tests.compare.trials import words
from tests.compare.trials.edits.edit import Edits
from tests.compare.trials.edits.wording import LISTS, foreign, replaced
from tests.compare.trials.trial import Item, Trial, all_sections

EDITS = Edits()


@EDITS.named("inserted")
def _insert(t: Trial) -> bool:
    list_id = t.rng.choice(LISTS)
    section = t.rng.choice(t.sections(list_id))
    at = t.rng.randint(0, len(section["items"]))
    t.add("inserted", list_id, section, at, **foreign(t, list_id))
    return True


@EDITS.named("removed")
def _remove(t: Trial) -> bool:
    _, section, item = t.items()[0]
    section["items"].remove(item)
    t.touch("removed", item)
    return True


@EDITS.named("removed, its look-alike stays")
def _remove_look_alike(t: Trial) -> bool:
    _, section, item = max(t.items()[:60], key=lambda found: _nearest(t, found[2]))
    section["items"].remove(item)
    t.touch("removed, its look-alike stays", item)
    return True


def _nearest(t: Trial, item: Item) -> float:
    names = [i["item_name"] for _, s in all_sections(t.new) for i in s["items"] if i is not item]
    best = process.extractOne(item["item_name"], names, scorer=Indel.normalized_similarity)
    return float(best[1])


@EDITS.named("removed, another in its place")
def _replace(t: Trial) -> bool:
    list_id, section, item = t.items()[0]
    at = section["items"].index(item)
    section["items"].remove(item)
    t.touch("removed, another in its place", item)
    t.add("removed, another in its place", list_id, section, at, **foreign(t, list_id))
    return True


@EDITS.named("look-alike inserted")
def _insert_look_alike(t: Trial) -> bool:
    """The neighbour's frame and cells with another subject, and the neighbour stays."""
    for list_id, section, item in t.items():
        name = item["item_name"]
        if 8 <= len(name) <= 40:
            thing = t.rng.choice(words.FOREIGN)
            middle = name[3:-4] if len(name) > 10 else name[:4]
            copy = {k: replaced(v, middle, thing) for k, v in item.items()}
            at = section["items"].index(item) + t.rng.randint(0, 1)
            fields = {k: v for k, v in copy.items() if k not in ("id", "seq")}
            t.add("look-alike inserted", list_id, section, at, **fields)
            t.touch("look-alike inserted", item)
            return True
    return False
