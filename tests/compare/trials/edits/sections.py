"""Sections that change places or names, are split or merged."""

from __future__ import annotations

from tests.compare.trials import words
from tests.compare.trials.edits.edit import Edits
from tests.compare.trials.trial import Section, Trial, all_sections

EDITS = Edits()


@EDITS.named("sections swapped")
def _swap_sections(t: Trial) -> bool:
    duty_list = t.rng.choice(t.new["lists"])
    t.rng.shuffle(duty_list["sections"])
    return True


@EDITS.named("section renamed")
def _rename_section(t: Trial) -> bool:
    if not t.restructure():
        return False
    return _name_anew(t, t.rng.choice(list(all_sections(t.new)))[1])


def _name_anew(t: Trial, section: Section) -> bool:
    taken = {s["name"] for _, s in all_sections(t.new)}
    free = [name for name in words.SECTION_NAMES if name not in taken]
    if free:
        section["name"] = t.rng.choice(free)
    return bool(free)


@EDITS.named("section split")
def _split(t: Trial) -> bool:
    duty_list = t.rng.choice(t.new["lists"])
    section = max(duty_list["sections"], key=lambda s: len(s["items"]))
    if len(section["items"]) < 6 or not t.restructure():
        return False
    half = {
        "no": "九",
        "name": "",
        "page": None,
        "items": section["items"][-len(section["items"]) // 3 :],
    }
    if not _name_anew(t, half):
        return False
    section["items"] = section["items"][: -len(half["items"])]
    t.made += 1
    half["uid"] = 1000 + t.made
    duty_list["sections"].insert(duty_list["sections"].index(section) + 1, half)
    return True


@EDITS.named("section merged into another")
def _merge(t: Trial) -> bool:
    duty_list = t.rng.choice([x for x in t.new["lists"] if len(x["sections"]) > 1] or [None])
    if duty_list is None or not t.restructure():
        return False
    gone = min(duty_list["sections"], key=lambda s: len(s["items"]))
    duty_list["sections"].remove(gone)
    t.rng.choice(duty_list["sections"])["items"].extend(gone["items"])
    return True
