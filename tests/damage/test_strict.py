"""The damage test itself, tested: a rule that is silent, or tells a wrong place, makes it fail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.validate.case import ListCase
from pipeline.validate.findings import Defect, at_item
from pipeline.validate.rules import RULES, Rule, TableRule
from tests.corpus.make import make_list
from tests.damage.formats import formats
from tests.damage.measure import KINDS, Tally, measure

# kind of damage: the one rule that has to tell it
TELLING = {
    "row lost in a section": "sequence-gap",
    "row doubled": "sequence-duplicate",
    "neighbours swapped": "sequence-order",
    "size two too high": "section-count",
    "section row lost": "section-order",
    "page lost": "sequence-gap",
    "contents: wrong page": "contents-page",
    "foreign line": "unaccounted-text",
    "character unreadable (U+FFFD)": "unreadable-character",
    "point lost": "point-numbering",
    "bracket lost": "unbalanced-brackets",
    "full stop doubled": "stray-punctuation",
    "name copied from the row above": "duplicate-item",
    "department doubled": "duplicate-department",
    "department removed from the column": "department-unlisted",
    "department added to the column": "department-idle",
}
_SEEDS = range(1, 3)


def _run(name: str, rules: Sequence[Rule], folder: Path) -> Tally:
    kind = next(kind for kind in KINDS if kind.name == name)
    text = next(form for form in formats() if form.id == "txt")
    [tally] = measure([kind], [text], lambda seed: make_list(seed, 0.3), _SEEDS, folder, rules)
    return tally


def _elsewhere(rule: TableRule) -> TableRule:
    """The rule, with its defects reported some rows away."""

    def moved(own: ListCase) -> dict[int, Defect]:
        last = len(own.rows) - 1
        places = {at: at + 4 if at + 4 <= last else max(0, at - 4) for at in rule.defects(own)}
        return {
            to: at_item(own.rows[to], rule.defects(own)[at].message) for at, to in places.items()
        }

    return replace(rule, defects=moved)


@pytest.mark.parametrize(("name", "rule"), TELLING.items(), ids=TELLING)
def test_a_rule_that_is_silent_is_noticed(name: str, rule: str, tmp_path: Path) -> None:
    tally = _run(name, [r for r in RULES if r.id != rule], tmp_path)
    assert tally.cases > 0
    assert tally.placed < tally.cases


@pytest.mark.parametrize("name", ["row lost in a section", "row doubled", "neighbours swapped"])
def test_a_rule_that_tells_another_row_is_noticed(name: str, tmp_path: Path) -> None:
    rules = [
        _elsewhere(r) if isinstance(r, TableRule) and r.id == TELLING[name] else r for r in RULES
    ]
    tally = _run(name, rules, tmp_path)
    assert tally.detected == tally.cases
    assert tally.placed == 0
