"""The ratchet itself: what counts as worse, and what a document's outcome is."""

from __future__ import annotations

import pytest

from tests.ratchet.documents import Given, Named
from tests.ratchet.outcome import Outcome, outcome_of

LIST = (
    "某乡 履行职责事项清单\n基本履职事项清单\n序号\t事项名称\n一、党的建设（1项）\n1\t甲。\n"
    "配合履职事项清单\n序号\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责\n一、平安法治（1项）\n"
    "1\t乙\t区甲局\t1. 督查。\t1. 上报。\n上级部门收回事项清单\n序号\t事项名称\t承接部门及工作方式\n"
    "一、经济发展（1项）\n1\t丙\t区甲局：不再开展。\n"
)
SECTION = {"no": "一", "name": "党的建设", "declared": 1, "items": 1}


def told_of(text: str, name: str = "甲。") -> Outcome:
    item = {"seq": 1, "section": "党的建设", "item_name": name}
    truth = {"lists": {"basic": {"sections": [SECTION], "items": [item]}}}
    return outcome_of(Named("made.txt", lambda: Given(text.encode(), truth)))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (LIST, "甲。", "exact"),
        (LIST, "甲乙。", "silent"),
        (LIST.replace("（1项）\n1\t甲", "（2项）\n1\t甲"), "甲乙。", "told"),
        ("no list\n", "甲。", "refused"),
    ],
)
def test_the_outcome_of_a_document(text: str, name: str, kind: str) -> None:
    assert told_of(text, name).kind == kind


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Outcome("exact"), Outcome("exact", 0, 1)),  # a false alarm
        (Outcome("exact"), Outcome("boundaries", 1)),
        (Outcome("boundaries", 1), Outcome("boundaries", 2)),
        (Outcome("boundaries", 9), Outcome("told", 1, 1)),
        (Outcome("told", 40, 9), Outcome("refused")),
        (Outcome("refused"), Outcome("silent", 1)),
    ],
)
def test_what_counts_as_worse(before: Outcome, after: Outcome) -> None:
    assert after.badness > before.badness


def test_more_findings_of_a_document_that_is_told_of_are_no_worse() -> None:
    assert Outcome("told", 3, 9).badness == Outcome("told", 3, 1).badness
