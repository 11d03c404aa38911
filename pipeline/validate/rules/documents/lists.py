"""The rule on the three lists: each is there."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.schema import list_schemas
from pipeline.validate.case import Case
from pipeline.validate.findings import Defect
from pipeline.validate.rules.rule import DocumentRule


def _missing_lists(case: Case) -> Iterator[Defect]:
    items = {own.duty_list.id: len(own.rows) for own in case.lists}
    for schema in list_schemas():
        if not items.get(schema.id) and not (schema.optional and schema.id not in items):
            what = "清单中没有事项：" if schema.id in items else "文件中没有"
            yield Defect(f"{what}《{schema.title}》。", list=schema.id, key=schema.id)


MISSING_LIST = DocumentRule(
    id="missing-list",
    severity="error",
    meaning="三张清单中缺少一张，或清单中没有事项。",
    example="文件到《配合履职事项清单》为止，没有《上级部门收回事项清单》。",
    defects=_missing_lists,
)
