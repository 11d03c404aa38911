"""The rule on other lists that are printed in the same file."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.validate.case import Case
from pipeline.validate.findings import Defect
from pipeline.validate.rules.rule import DocumentRule


def _others(case: Case) -> Iterator[Defect]:
    for other in case.document.others:
        yield Defect(
            f"文件中另有一张《{other.title}》（{len(other.rows)}行），不是所核对的清单：没有并入其他清单，"
            "照原样另存（list.json 的 others）。",
            other.place,
            excerpt=other.title,
            key=other.title,
        )


OTHER_LIST = DocumentRule(
    id="other-list",
    severity="warning",
    meaning="同一文件中还印有别的清单。其内容不并入所核对的清单，照原样另存。",
    example="《上级部门收回事项清单》之后还有《公共服务事项清单》。",
    defects=_others,
)
