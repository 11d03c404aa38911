"""Names that are reworded: slips, other words, clauses, punctuation, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.compare.trials import words
from tests.compare.trials.edits.edit import Edits
from tests.compare.trials.edits.wording import with_synonym
from tests.compare.trials.trial import Trial

EDITS = Edits()


@EDITS.named("name: a slip of one character")
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


@EDITS.named("name: a word for another")
def _synonym(t: Trial) -> bool:
    for _, _, item in t.items():
        if with_synonym(t, item):
            t.touch("name: a word for another", item)
            return True
    return False


@EDITS.named("name: a clause added")
def _clause(t: Trial) -> bool:
    for _, _, item in t.items():
        name = item["item_name"]
        if len(name) >= 6:
            end = "。" if name.endswith("。") else ""
            item["item_name"] = name.removesuffix("。") + t.rng.choice(words.CLAUSES) + end
            t.touch("name: a clause added", item)
            return True
    return False


@EDITS.named("name: a clause dropped")
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


@EDITS.named("name: punctuation")
def _punctuation(t: Trial) -> bool:
    for _, _, item in t.items():
        for old, new in (("、", "和"), ("，", "、"), ("“", "「"), ("。", "")):
            if old in item["item_name"]:
                item["item_name"] = item["item_name"].replace(old, new, 1)
                t.touch("name: punctuation", item)
                return True
    return False


@EDITS.named("numbers only")
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
