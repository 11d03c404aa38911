"""The rule on text that belongs nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.characters import count
from pipeline.validate.case import Case
from pipeline.validate.findings import Defect
from pipeline.validate.rules.rule import DocumentRule

_SHOWN = 60
"""Characters of a text that the message quotes."""


def _unaccounted(case: Case) -> Iterator[Defect]:
    leftovers = case.document.leftovers
    for leftover in leftovers:
        yield Defect(
            f"此处文字不属于任何事项、标题或目录：“{leftover.text[:_SHOWN]}”。",
            leftover.place,
            leftover.list,
            excerpt=leftover.text,
            key=leftover.text,
        )
    lost = case.document.accounting.unaccounted - sum(count(left.text) for left in leftovers)
    if lost:
        yield Defect(
            f"有{lost}个字符没有进入任何一类，请报告此问题：这是本程序的错误。", key="residue"
        )


UNACCOUNTED_TEXT = DocumentRule(
    id="unaccounted-text",
    severity="error",
    meaning="有文字不属于任何事项、标题、目录或页眉页脚。",
    example="两个事项之间多出一行与清单无关的文字。",
    defects=_unaccounted,
)
