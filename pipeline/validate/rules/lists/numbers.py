"""Rules on the numbers of a list's items: they go on from 1."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.validate.case import ListCase
from pipeline.validate.findings import Defect, at_item
from pipeline.validate.numbering import Break, ItemFault, spans
from pipeline.validate.rules.rule import NO_DAMAGE, TableRule


def _faults(own: ListCase, kind: str) -> Iterator[ItemFault]:
    return (found for found in own.numbering.items if found.fault.kind == kind)


# How numbers go on, by whether they begin anew in each section.
_PATTERNS = {False: "序号应从1起逐一递增", True: "各分类内的序号应从1起逐一递增"}


def _seq(own: ListCase, row: int) -> int | None:
    return own.rows[row].item.seq


def _gaps(own: ListCase) -> dict[int, Defect]:
    defects: dict[int, Defect] = {}
    for found in _faults(own, "gap"):
        missing = found.fault.missing
        message = (
            f"缺少第{spans(missing)}项（共{len(missing)}项）：序号应连续，"
            f"此处由{missing[0] - 1 or '开头'}直接到{_seq(own, found.fault.index)}。"
        )
        row = own.rows[found.row]._replace(section=own.duty_list.sections[found.section])
        defects[found.row] = at_item(row, message, field="seq", key=f"{len(missing)}")
    return defects


def _duplicates(own: ListCase) -> dict[int, Defect]:
    defects: dict[int, Defect] = {}
    for found in _faults(own, "duplicate"):
        fault = found.fault
        assert fault.twin is not None
        twin = own.rows[fault.twin].item.item_name
        if fault.rows > 1:
            message = (
                f"第{_numbers(own, fault)}项（共{fault.rows}项）重复出现：这些序号前面已有，"
                f"第一个是“{twin}”{_due(fault)}。"
            )
        else:
            message = f"序号{_numbers(own, fault)}重复：与“{twin}”的序号相同{_due(fault)}。"
        defects[found.row] = at_item(own.rows[found.row], message, field="seq", key=twin)
    return defects


def _disorder(own: ListCase) -> dict[int, Defect]:
    defects: dict[int, Defect] = {}
    for found in _faults(own, "order"):
        fault = found.fault
        if fault.other is not None:
            message = f"第{_seq(own, fault.other)}项与第{_numbers(own, fault)}项的位置互换"
        elif fault.rows > 1:
            message = f"第{_numbers(own, fault)}项（共{fault.rows}项）不在应有的位置{_due(fault)}"
        else:
            message = f"序号{_numbers(own, fault)}不在应有的位置{_due(fault)}"
        message += f"：{_PATTERNS[own.numbering.restarts]}。"
        defects[found.row] = at_item(own.rows[found.row], message, field="seq")
    return defects


def _numbers(own: ListCase, fault: Break) -> str:
    first, last = (_seq(own, at) for at in (fault.index, fault.index + fault.rows - 1))
    return f"{first}" if fault.rows == 1 else f"{first}–{last}"


def _due(fault: Break) -> str:
    return f"，此处应为{spans(fault.missing)}" if fault.missing else ""


GAP = TableRule(
    id="sequence-gap",
    severity="error",
    meaning="序号不连续，中间缺少事项。一处缺失（如缺一整页）报告一次，列出缺少的全部序号；"
    "在分类交界处，归入项数不足的分类。",
    example="67之后直接是69，缺少第68项。",
    table="items",
    defects=_gaps,
    void_in=NO_DAMAGE,
)
DUPLICATE = TableRule(
    id="sequence-duplicate",
    severity="error",
    meaning="同一清单中两个事项的序号相同。整页重复等成段的重复只报告一次。",
    example="两行的序号都是12。",
    table="items",
    defects=_duplicates,
    void_in=NO_DAMAGE,
)
ORDER = TableRule(
    id="sequence-order",
    severity="error",
    meaning="序号不按顺序排列，或数字有误。成段移位、两项互换都只报告一次。",
    example="12、14、13、15；或67之后是680。",
    table="items",
    defects=_disorder,
    void_in=NO_DAMAGE,
)
