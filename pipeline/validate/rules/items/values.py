"""The rule on what an item must hold: a number, and every cell that its list's schema requires."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.model.document import Item
from pipeline.model.schema import ListSchema, schema_of
from pipeline.validate.case import ListCase
from pipeline.validate.findings import Defect, at_item
from pipeline.validate.rules.rule import TableRule

_BROKEN = "这一行缺少单元格，下一行没有序号：多半是同一事项被拆成了两行"


class _Lack(NamedTuple):
    """What an item lacks. `key` tells it from what else the item may lack."""

    field: str
    message: str
    key: str


def _missing(own: ListCase) -> dict[int, Defect]:
    """One defect for each row, whatever it lacks, and one for the two halves of a row broken in two."""
    schema = schema_of(own.duty_list.id)
    defects: dict[int, Defect] = {}
    uncategorised = _uncategorised([row.item.category for row in own.rows])
    for at, row in enumerate(own.rows):
        lacks = sorted(_lacks(row.item, schema))
        if at in uncategorised:
            lacks.append(_Lack("section", "“类别”是空的", "section"))
        if not lacks:
            continue
        first, where = lacks[0], at
        message = "；".join(lack.message for lack in lacks)
        if at in own.numbering.tails and at - 1 in defects:
            where, message = at - 1, _BROKEN
            first = min(_lacks(own.rows[where].item, schema))
        defects[where] = at_item(own.rows[where], f"{message}。", field=first.field, key=first.key)
    return defects


def _lacks(item: Item, schema: ListSchema) -> Iterator[_Lack]:
    if item.seq is None:
        yield _Lack("seq", "序号是空的或不是数字", "seq")
    for column in schema.printed_columns:
        if column.required and column.field != "seq" and not item.text(column.field):
            yield _Lack(column.field, f"“{column.title}”是空的", column.field)
    if any(item.text(field) for field in schema.fields_holding("arrangement")):
        yield from _contradicted(item)


def _uncategorised(categories: Sequence[str | None]) -> set[int]:
    """The rows whose cell in a column that stands for section rows is empty and should not be.

    Merged downwards such a cell is empty in all rows but the first of its section; where most rows repeat
    the name, every row has it.
    """
    empty = {at for at, name in enumerate(categories) if name == ""}
    # Merged over a page break it stands twice as well, but then far more cells are empty.
    repeated = sum(name == above for above, name in pairwise(filter(None, categories)))
    first = {0} & empty
    return empty if repeated > len(empty) else first


def _contradicted(item: Item) -> Iterator[_Lack]:
    """An arrangement that names nobody and does not say either that the duty has ended."""
    if item.value("disposition") is None:
        message = "既没有写明承接部门，也没有说明不再开展此项工作"
        yield _Lack("receiving_departments", message, "")
    elif item.value("disposition") == "transferred" and not item.receiving_departments:
        yield _Lack("receiving_departments", "写了“承接部门”，但没有部门名称", "")


MISSING_VALUE = TableRule(
    id="missing-value",
    severity="error",
    meaning="应填的单元格是空的，或序号不是数字。同一行的几处只报告一次。",
    example="第68项没有“对应上级部门”。",
    consequence_of=frozenset({"unreadable-character"}),
    table="items",
    defects=_missing,
)
