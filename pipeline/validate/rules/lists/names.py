"""The rule on names of items: no two items of one list are called the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.document import Item
from pipeline.validate.case import Case
from pipeline.validate.findings import Defect, at_item
from pipeline.validate.rules.rule import DocumentRule


def _same_names(case: Case) -> Iterator[Defect]:
    for own in case.lists:
        seen: dict[str, Item] = {}
        for row in own.rows:
            item = row.item
            name = re.sub(r"\s", "", item.item_name)
            if not name:
                continue
            twin = seen.setdefault(name, item)
            # A row that is printed twice, number and all, is a sequence-duplicate already.
            if twin is not item and (item.seq is None or item.seq != twin.seq):
                yield at_item(
                    row,
                    f"与第{twin.number}项同名：“{item.item_name}”"
                    + ("，内容也相同。" if _content(twin) == _content(item) else "。"),
                    field="item_name",
                )


def _content(item: Item) -> tuple[str, ...]:
    return tuple(item.text(field) for field in item.cells if field != "item_name")


DUPLICATE_ITEM = DocumentRule(
    id="duplicate-item",
    severity="warning",
    meaning="同一清单中两个事项的名称相同。",
    example="第12项与第30项都是“做好督查督办工作”。",
    defects=_same_names,
)
