"""The rule on columns that no schema knows."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.document import DutyList, FurtherColumn
from pipeline.model.schema import schema_of
from pipeline.validate.case import Case
from pipeline.validate.findings import Defect
from pipeline.validate.rules.rule import DocumentRule


def _columns(case: Case) -> Iterator[Defect]:
    for own in case.lists:
        for column in own.duty_list.further_columns:
            if not column.known:
                yield Defect(
                    _message(own.duty_list, column),
                    column.place,
                    own.duty_list.id,
                    excerpt=column.heading,
                    key=column.heading,
                )


def _message(duty_list: DutyList, column: FurtherColumn) -> str:
    schema = schema_of(duty_list.id)
    where = f"如是固定的栏目名称，请写入 {schema.file}。"
    if column.taken_for:
        title = next(c.title for c in schema.columns if c.field == column.taken_for)
        return f"“{column.heading}”不是已知的栏目名称，按所在位置读作“{title}”；{where}"
    return f"“{column.heading}”不是已知的栏目，内容照原样保存在 extra 中；{where}"


FURTHER_COLUMN = DocumentRule(
    id="further-column",
    severity="info",
    meaning="表头中有不认识的栏目名称。其内容照原样保存，或按所在位置归入缺少的栏目；"
    "在 schemas/ 下该清单的文件中补写名称即可识别。",
    example="《上级部门收回事项清单》的表头多出一栏“收回批次”。",
    defects=_columns,
)
