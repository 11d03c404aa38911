"""The edits of the trials: each a thing that happens to lists, of which a person would say what it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from tests.compare.trials import words
from tests.compare.trials.trial import Item, Section, Trial, all_sections

# False where the list has nothing (left) that the edit fits.
Edit = Callable[[Trial], bool]
EDITS: dict[str, Edit] = {}
_LISTS = ("basic", "cooperative", "reclaimed")


def _edit(name: str) -> Callable[[Edit], Edit]:
    def enter(edit: Edit) -> Edit:
        EDITS[name] = edit
        return edit

    return enter


def _foreign(t: Trial, list_id: str) -> dict[str, Any]:
    """The fields of a duty that no list has."""
    taken = {i["item_name"] for _, s in all_sections(t.new) for i in s["items"]}
    free = [w for w in words.FOREIGN if not any(w in name for name in taken)]
    thing = t.rng.choice(free or words.FOREIGN)
    name = t.rng.choice(words.FRAMES[list_id]).format(thing)
    return {"item_name": name, **_cells(t, list_id, thing)}


def _cells(t: Trial, list_id: str, thing: str) -> dict[str, Any]:
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


@_edit("inserted")
def _insert(t: Trial) -> bool:
    list_id = t.rng.choice(_LISTS)
    section = t.rng.choice(t.sections(list_id))
    at = t.rng.randint(0, len(section["items"]))
    t.add("inserted", list_id, section, at, **_foreign(t, list_id))
    return True


@_edit("removed")
def _remove(t: Trial) -> bool:
    _, section, item = t.items()[0]
    section["items"].remove(item)
    t.touch("removed", item)
    return True


@_edit("removed, its look-alike stays")
def _remove_look_alike(t: Trial) -> bool:
    _, section, item = max(t.items()[:60], key=lambda found: _nearest(t, found[2]))
    section["items"].remove(item)
    t.touch("removed, its look-alike stays", item)
    return True


def _nearest(t: Trial, item: Item) -> float:
    names = [i["item_name"] for _, s in all_sections(t.new) for i in s["items"] if i is not item]
    best = process.extractOne(item["item_name"], names, scorer=Indel.normalized_similarity)
    return float(best[1])


@_edit("removed, another in its place")
def _replace(t: Trial) -> bool:
    list_id, section, item = t.items()[0]
    at = section["items"].index(item)
    section["items"].remove(item)
    t.touch("removed, another in its place", item)
    t.add("removed, another in its place", list_id, section, at, **_foreign(t, list_id))
    return True


@_edit("look-alike inserted")
def _insert_look_alike(t: Trial) -> bool:
    """The neighbour's frame and cells with another subject, and the neighbour stays."""
    for list_id, section, item in t.items():
        name = item["item_name"]
        if 8 <= len(name) <= 40:
            thing = t.rng.choice(words.FOREIGN)
            middle = name[3:-4] if len(name) > 10 else name[:4]
            copy = {k: _replaced(v, middle, thing) for k, v in item.items()}
            at = section["items"].index(item) + t.rng.randint(0, 1)
            fields = {k: v for k, v in copy.items() if k not in ("id", "seq")}
            t.add("look-alike inserted", list_id, section, at, **fields)
            t.touch("look-alike inserted", item)
            return True
    return False


def _replaced(value: Any, old: str, new: str) -> Any:
    if isinstance(value, list):
        return [_replaced(v, old, new) for v in value]
    return value.replace(old, new) if isinstance(value, str) else value


@_edit("name: a slip of one character")
def _slip(t: Trial) -> bool:
    for _, _, item in t.items():
        name = item["item_name"]
        if len(name) >= 4:
            at, slip = t.rng.randrange(len(name)), t.rng.choice(words.SLIPS)
            put = t.rng.choice([slip, name[at] + slip, ""] if len(name) > 6 else [slip])
            item["item_name"] = name[:at] + put + name[at + 1 :]
            t.touch("name: a slip of one character", item)
            return True
    return False


@_edit("name: a word for another")
def _synonym(t: Trial) -> bool:
    for _, _, item in t.items():
        if _with_synonym(t, item):
            t.touch("name: a word for another", item)
            return True
    return False


def _with_synonym(t: Trial, item: Item) -> bool:
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


@_edit("name: a clause added")
def _clause(t: Trial) -> bool:
    for _, _, item in t.items():
        name = item["item_name"]
        if len(name) >= 6:
            end = "。" if name.endswith("。") else ""
            item["item_name"] = name.removesuffix("。") + t.rng.choice(words.CLAUSES) + end
            t.touch("name: a clause added", item)
            return True
    return False


@_edit("name: a clause dropped")
def _drop_clause(t: Trial) -> bool:
    for _, _, item in t.items():
        clauses = re.split("(?<=[，；、])", item["item_name"])
        later = [n for n, c in enumerate(clauses) if n and 3 * len(c) < len(item["item_name"])]
        if len(clauses) > 2 and later:
            del clauses[t.rng.choice(later)]
            item["item_name"] = "".join(clauses)
            t.touch("name: a clause dropped", item)
            return True
    return False


@_edit("name: punctuation")
def _punctuation(t: Trial) -> bool:
    for _, _, item in t.items():
        for old, new in (("、", "和"), ("，", "、"), ("“", "「"), ("。", "")):
            if old in item["item_name"]:
                item["item_name"] = item["item_name"].replace(old, new, 1)
                t.touch("name: punctuation", item)
                return True
    return False


@_edit("numbers only")
def _numbers(t: Trial) -> bool:
    for _, _, item in t.items():
        for field in ("item_name", "superior_duties", "township_duties"):
            if re.search(r"[2-68]\d|[2-68]次", str(item.get(field, ""))):
                item[field] = _mapped(item[field], lambda p: re.sub(r"[2-68](?=[\d次])", "7", p))
                t.touch("numbers only", item)
                return True
    return False


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    return [change(p) for p in value] if isinstance(value, list) else change(value)


@_edit("cell: a slip, a sentence more")
def _light_cell(t: Trial) -> bool:
    _, _, item = t.items("cooperative")[0]
    field = t.rng.choice(("superior_duties", "township_duties"))
    if t.rng.random() < 0.5 and item[field]:
        last = item[field][-1]
        at = t.rng.randrange(len(last))
        item[field] = [*item[field][:-1], last[:at] + t.rng.choice(words.SLIPS) + last[at + 1 :]]
    else:
        number = f"{len(item[field]) + 1}. "
        item[field] = [*item[field], t.rng.choice(words.SENTENCES).format(number)]
    t.touch("cell: a slip, a sentence more", item)
    return True


@_edit("cell: all of it rewritten")
def _heavy_cell(t: Trial) -> bool:
    _, _, item = t.items("cooperative")[0]
    cells = _cells(t, "cooperative", t.rng.choice(words.FOREIGN))
    field = t.rng.choice(("superior_duties", "township_duties"))
    item[field] = cells[field]
    t.touch("cell: all of it rewritten", item)
    return True


@_edit("cells: all of them rewritten")
def _all_cells(t: Trial) -> bool:
    _, _, item = t.items("cooperative")[0]
    item |= _cells(t, "cooperative", t.rng.choice(words.FOREIGN))
    t.touch("cells: all of them rewritten", item)
    return True


@_edit("name and a cell reworded")
def _name_and_cell(t: Trial) -> bool:
    for _, _, item in t.items("cooperative"):
        if _with_synonym(t, item):
            item["township_duties"] = [*item["township_duties"], "配合做好资料归档。"]
            t.touch("name and a cell reworded", item)
            return True
    return False


@_edit("department added, dropped, renamed")
def _department(t: Trial) -> bool:
    _, _, item = t.items("cooperative")[0]
    other = "县" + t.rng.choice(words.DEPARTMENTS)
    kind = t.rng.randrange(3)
    if kind == 0:
        item["departments"] = [*item["departments"], other]
    elif kind == 1 and len(item["departments"]) > 1:
        item["departments"] = item["departments"][1:]
    else:
        item["departments"] = [other, *item["departments"][1:]]
    t.touch("department added, dropped, renamed", item)
    return True


@_edit("department spelled otherwise everywhere")
def _respelled(t: Trial) -> bool:
    department = t.rng.choice(t.items("cooperative"))[2]["departments"]
    if not department or "丙丁" in department[0]:
        return False
    for _, section in all_sections(t.new):
        for item in section["items"]:
            for field in ("departments", "receiving_departments", "arrangement"):
                if field in item:
                    item[field] = _replaced(item[field], department[0], "丙丁" + department[0])
    return True


@_edit("measures")
def _measures(t: Trial) -> bool:
    for _, _, item in t.items("reclaimed"):
        if item["measures"]:
            _arrange(item, item["measures"] + t.rng.choice(words.SENTENCES).format(""))
            t.touch("measures", item)
            return True
    return False


def _arrange(item: Item, measures: str) -> None:
    department = "、".join(item["receiving_departments"])
    item["arrangement"] = [f"承接部门：{department}", f"履职方式及工作措施：{measures}"]
    item["measures"] = measures


@_edit("discontinued")
def _discontinue(t: Trial) -> bool:
    for _, _, item in t.items("reclaimed"):
        if item["disposition"] == "transferred":
            item |= {
                "arrangement": ["法律法规条款已失效，不再开展此项工作。"],
                "receiving_departments": [],
                "measures": "",
                "disposition": "discontinued",
            }
            t.touch("discontinued", item)
            return True
    return False


@_edit("moved to another section")
def _move(t: Trial) -> bool:
    return _move_with("moved to another section", t)


@_edit("moved to another section and reworded")
def _move_reworded(t: Trial) -> bool:
    return _move_with("moved to another section and reworded", t, _with_synonym)


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


@_edit("moved to another list")
def _relist(t: Trial) -> bool:
    return _relist_with("moved to another list", t)


@_edit("moved to another list and reworded")
def _relist_reworded(t: Trial) -> bool:
    return _relist_with("moved to another list and reworded", t, _with_synonym)


def _relist_with(kind: str, t: Trial, edit: Callable[[Trial, Item], bool] | None = None) -> bool:
    for list_id, section, item in t.items():
        target = t.rng.choice([name for name in _LISTS if name != list_id])
        if edit is None or (not _has_a_like(t, target, item["item_name"]) and edit(t, item)):
            into = t.rng.choice(t.sections(target))
            section["items"].remove(item)
            cells = _cells(t, target, item["item_name"])
            moved = {"id": item["id"], "seq": None, "item_name": item["item_name"], **cells}
            into["items"].insert(t.rng.randint(0, len(into["items"])), moved)
            t.touch(kind, item)
            return True
    return False


def _has_a_like(t: Trial, list_id: str, name: str) -> bool:
    """Whether the list has a duty of these words already, so that nobody could say which moved."""
    names = [i["item_name"] for s in t.sections(list_id) for i in s["items"]]
    return process.extractOne(name, names, scorer=fuzz.partial_ratio, score_cutoff=60) is not None


@_edit("swapped")
def _swap(t: Trial) -> bool:
    section = t.rng.choice([s for _, s in all_sections(t.new) if len(s["items"]) > 1])
    a, b = t.rng.sample(range(len(section["items"])), 2)
    section["items"][a], section["items"][b] = section["items"][b], section["items"][a]
    return True


@_edit("sections swapped")
def _swap_sections(t: Trial) -> bool:
    duty_list = t.rng.choice(t.new["lists"])
    t.rng.shuffle(duty_list["sections"])
    return True


@_edit("section renamed")
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


@_edit("section split")
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


@_edit("section merged into another")
def _merge(t: Trial) -> bool:
    duty_list = t.rng.choice([x for x in t.new["lists"] if len(x["sections"]) > 1] or [None])
    if duty_list is None or not t.restructure():
        return False
    gone = min(duty_list["sections"], key=lambda s: len(s["items"]))
    duty_list["sections"].remove(gone)
    t.rng.choice(duty_list["sections"])["items"].extend(gone["items"])
    return True


@_edit("paragraphs and spaces set otherwise")
def _reflow(t: Trial) -> bool:
    for _, section in all_sections(t.new):
        for item in section["items"]:
            for field in ("superior_duties", "township_duties", "arrangement"):
                if item.get(field):
                    whole = "".join(item[field])
                    at = t.rng.randint(0, len(whole))
                    item[field] = [p for p in (whole[:at], whole[at:]) if p]
            at = t.rng.randint(0, len(item["item_name"]))
            item["item_name"] = item["item_name"][:at] + " " + item["item_name"][at:]
    return True


@_edit("printed twice")
def _double(t: Trial) -> bool:
    """A duty is printed once more, right after itself or at the end of its section."""
    list_id, section, item = t.items()[0]
    fields = {k: v for k, v in item.items() if k not in ("id", "seq")}
    at = t.rng.choice([section["items"].index(item) + 1, len(section["items"])])
    t.touch("printed twice", item)
    copy = t.add("printed twice", list_id, section, at, **fields)
    t.twins[copy] = item["id"]
    return True
