"""Cells that are reworded: duties, departments, what became of a duty that was taken back."""

from __future__ import annotations

from tests.compare.trials import words
from tests.compare.trials.edits.edit import Edits
from tests.compare.trials.edits.wording import cells_of, replaced, with_synonym
from tests.compare.trials.trial import Item, Trial, all_sections

EDITS = Edits()


@EDITS.named("cell: a slip, a sentence more")
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


@EDITS.named("cell: all of it rewritten")
def _heavy_cell(t: Trial) -> bool:
    _, _, item = t.items("cooperative")[0]
    cells = cells_of(t, "cooperative", t.rng.choice(words.FOREIGN))
    field = t.rng.choice(("superior_duties", "township_duties"))
    item[field] = cells[field]
    t.touch("cell: all of it rewritten", item)
    return True


@EDITS.named("cells: all of them rewritten")
def _all_cells(t: Trial) -> bool:
    _, _, item = t.items("cooperative")[0]
    item |= cells_of(t, "cooperative", t.rng.choice(words.FOREIGN))
    t.touch("cells: all of them rewritten", item)
    return True


@EDITS.named("name and a cell reworded")
def _name_and_cell(t: Trial) -> bool:
    for _, _, item in t.items("cooperative"):
        if with_synonym(t, item):
            item["township_duties"] = [*item["township_duties"], "配合做好资料归档。"]
            t.touch("name and a cell reworded", item)
            return True
    return False


@EDITS.named("department added, dropped, renamed")
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


@EDITS.named("department spelled otherwise everywhere")
def _respelled(t: Trial) -> bool:
    department = t.rng.choice(t.items("cooperative"))[2]["departments"]
    if not department or "丙丁" in department[0]:
        return False
    for _, section in all_sections(t.new):
        for item in section["items"]:
            for field in ("departments", "receiving_departments", "arrangement"):
                if field in item:
                    item[field] = replaced(item[field], department[0], "丙丁" + department[0])
    return True


@EDITS.named("measures")
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


@EDITS.named("discontinued")
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
