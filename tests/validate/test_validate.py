"""Judging as a function of rules: what one rule finds, and when another rule or a damaged item voids it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from pipeline.validate import validate
from pipeline.validate.case import Case
from pipeline.validate.findings import Defect, at_item
from pipeline.validate.rules import RULES, DocumentRule
from pipeline.validate.rules.rule import ANY_DAMAGE, NO_DAMAGE
from tests.validate.builders import document, item


def _of_first(case: Case) -> Iterator[Defect]:
    yield at_item(case.rows[0], "first")


def _of_second(case: Case) -> Iterator[Defect]:
    yield at_item(case.rows[1], "second")


CAUSE = DocumentRule(id="cause", severity="error", meaning="", example="", defects=_of_first)
RULE = DocumentRule(id="rule", severity="info", meaning="", example="", defects=_of_first)


def _found(*rules: DocumentRule, of: Case) -> list[str]:
    return [finding.rule for finding in validate(of, rules)]


def test_only_the_rules_that_are_given_judge() -> None:
    case = Case(document(item(seq=1), item("另一件。。", seq=1)))
    assert _found(RULE, of=case) == ["rule"]
    assert _found(of=case) == []


@pytest.mark.parametrize(
    ("cause", "found"),
    [
        (CAUSE, ["cause"]),  # of the same item: the cause is all there is to say
        (replace(CAUSE, defects=_of_second), ["cause", "rule"]),  # of another item
        (replace(CAUSE, id="else"), ["else", "rule"]),  # of the same item, and no cause
    ],
)
def test_a_consequence_is_not_reported_beside_its_cause(
    cause: DocumentRule, found: list[str]
) -> None:
    consequence = replace(RULE, consequence_of=frozenset({"cause"}))
    assert _found(cause, consequence, of=Case(document(item(seq=1), item(seq=2)))) == found


def test_a_row_that_repeats_another_is_judged_by_its_numbers_only() -> None:
    twins = Case(document(item("甲", 1), item("乙", 2), replace(item("甲", 1), id="item-001-2")))
    copied = replace(RULE, defects=lambda case: [at_item(case.rows[2], "copy")])
    assert twins.damage("cooperative", "item-001-2") == {"copied"}
    assert _found(copied, of=twins) == []
    assert _found(replace(copied, void_in=NO_DAMAGE), of=twins) == ["rule"]
    assert _found(replace(RULE, void_in=ANY_DAMAGE), of=twins) == ["rule"]  # the first is whole


def test_rules_name_rules_that_there_are() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert {cause for rule in RULES for cause in rule.consequence_of} <= set(ids)
