"""The rule on drafts: a Word file in which changes or comments are still open."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.document import AsideAt
from pipeline.model.schema import schema_of
from pipeline.validate.case import Case
from pipeline.validate.findings import Defect
from pipeline.validate.rules.rule import DocumentRule

_WORDS = {"inserted": "插入", "deleted": "删去", "comment": "批注"}
_MOST_NAMED = 6


def _open_changes(case: Case) -> Iterator[Defect]:
    changes = [aside for aside in case.document.asides if aside.kind in _WORDS]
    if not changes:
        return
    places = list(dict.fromkeys(_place(change) for change in changes))
    shown = "、".join(places[:_MOST_NAMED])
    more = f"等{len(places)}处" if len(places) > _MOST_NAMED else ""
    counts = [
        f"{_WORDS[kind]}{sum(change.kind == kind for change in changes)}处"
        for kind in _WORDS
        if any(change.kind == kind for change in changes)
    ]
    yield Defect(
        f"文件中还有未处理的修订或批注（{'、'.join(counts)}）：{shown}{more}。"
        "数据取接受全部修订之后的文字，批注不算文字。",
        list=changes[0].list,
        excerpt="；".join(f"{_WORDS[change.kind]}“{change.text}”" for change in changes),
        key="open",
    )


def _place(change: AsideAt) -> str:
    if change.list is None:
        return "清单之外"
    title = schema_of(change.list).short_title
    return f"{title}第{change.seq}项" if change.seq is not None else f"{title}的标题行"


TRACKED_CHANGES = DocumentRule(
    id="tracked-changes",
    severity="warning",
    meaning="Word文件中还有未接受或未拒绝的修订，或没有删去的批注：文字可能尚未定稿。"
    "数据取接受全部修订之后的文字。每个文件报告一次。",
    example="配合履职事项第12项删去了“区城管局”，插入了“区综合执法局”，修订尚未接受。",
    defects=_open_changes,
)
