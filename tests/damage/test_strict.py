"""The damage test itself, tested: a rule that is silent, or tells a wrong place, makes it fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

import pipeline.validate
import pipeline.validate.tables
from pipeline.validate.findings import Defect
from pipeline.validate.rules import DOCUMENT_RULES, TABLE_RULES
from pipeline.validate.rules.types import Failure, Table
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


def _run(name: str, folder: Path) -> Tally:
    kind = next(kind for kind in KINDS if kind.name == name)
    text = next(form for form in formats() if form.id == "txt")
    [tally] = measure([kind], [text], lambda seed: make_list(seed, 0.3), _SEEDS, folder)
    return tally


def _elsewhere(
    check: Callable[[Table], dict[int, Failure]],
) -> Callable[[Table], dict[int, Failure]]:
    """The same failures, told some rows away."""

    def moved(table: Table) -> dict[int, Failure]:
        last = len(table.frame) - 1
        return {
            (at + 4 if at + 4 <= last else max(0, at - 4)): replace(failure, section=None)
            for at, failure in check(table).items()
        }

    return moved


def _nothing(_: object) -> Iterable[Defect]:
    return ()


@pytest.mark.parametrize(("name", "rule"), TELLING.items(), ids=TELLING)
def test_a_rule_that_is_silent_is_noticed(
    name: str, rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = [replace(r, failures=lambda _: {}) if r.id == rule else r for r in TABLE_RULES]
    documents = [replace(r, defects=_nothing) if r.id == rule else r for r in DOCUMENT_RULES]
    monkeypatch.setattr(pipeline.validate.tables, "TABLE_RULES", tables)
    monkeypatch.setattr(pipeline.validate, "DOCUMENT_RULES", documents)
    tally = _run(name, tmp_path)
    assert tally.cases > 0
    assert tally.placed < tally.cases


@pytest.mark.parametrize("name", ["row lost in a section", "row doubled", "neighbours swapped"])
def test_a_rule_that_tells_another_row_is_noticed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = [
        replace(r, failures=_elsewhere(r.failures)) if r.id == TELLING[name] else r
        for r in TABLE_RULES
    ]
    monkeypatch.setattr(pipeline.validate.tables, "TABLE_RULES", rules)
    tally = _run(name, tmp_path)
    assert tally.detected == tally.cases
    assert tally.placed == 0
