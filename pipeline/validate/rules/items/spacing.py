"""The rule on the spaces in an item's name."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.validate.case import Case
from pipeline.validate.findings import Defect, at_item
from pipeline.validate.rules.rule import DocumentRule


def _spaced(case: Case) -> Iterator[Defect]:
    for row in case.rows:
        printed = row.item.printed_name
        if printed != row.item.item_name:
            yield at_item(
                row,
                f"事项名称中有多余的空格，已去掉：“{printed}”。",
                field="item_name",
                excerpt=printed,
            )


NAME_SPACING = DocumentRule(
    id="name-spacing",
    severity="info",
    meaning="事项名称中间有空格（多为换行留下），数据中已去掉。",
    example="“上级部门审批建设 项目造成的违法图 斑整改”。",
    defects=_spaced,
    consequence_of=frozenset({"missing-value"}),
)
