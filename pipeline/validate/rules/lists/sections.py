"""Rules on the sections of a list: their numerals go on, and they have as many items as they declare."""

from __future__ import annotations

from pipeline.model.numerals import numeral
from pipeline.validate.case import ListCase
from pipeline.validate.findings import Defect, at_section
from pipeline.validate.rules.rule import TableRule


def _order(own: ListCase) -> dict[int, Defect]:
    defects: dict[int, Defect] = {}
    for fault in own.numbering.sections:
        section = own.duty_list.sections[fault.index]
        due = "、".join(map(numeral, fault.missing))
        should_be = f"，此处应为“{due}”" if due else ""
        match fault.kind:
            case "gap":
                message = f"“{section.heading}”之前缺少分类“{due}”：分类序号应连续。"
            case "duplicate" if section.no is None:
                message = f"分类“{section.heading}”重复出现{should_be}。"
            case "duplicate":
                message = f"分类序号“{section.no}”重复（“{section.heading}”）{should_be}。"
            case _ if section.no is None:
                message = f"分类“{section.heading}”没有序号{should_be}。"
            case _:
                message = f"分类“{section.heading}”的序号不在应有的位置{should_be}。"
        defects[fault.index] = _defect(own, fault.index, message)
    if own.numbering.untitled:
        defects[0] = _defect(own, 0, "第一个分类标题之前有事项：缺少分类标题。")
    return defects


def _count(own: ListCase) -> dict[int, Defect]:
    defects: dict[int, Defect] = {}
    for index in own.numbering.sizes:
        section = own.duty_list.sections[index]
        declared = section.declared_count
        claim = "没有标明项数" if declared is None else f"标明{declared}项"
        message = f"“{section.heading}”{claim}，实有{len(section.items)}项。"
        defects[index] = _defect(own, index, message, field="declared_count")
    return defects


def _defect(own: ListCase, index: int, message: str, field: str | None = None) -> Defect:
    section = own.duty_list.sections[index]
    return at_section(own.duty_list, section, message, field=field, excerpt=section.heading or None)


SECTION_ORDER = TableRule(
    id="section-order",
    severity="error",
    meaning="分类标题（一、二、三……）缺失、重复或顺序有误。连同事项整页缺失、重复或移位的，由序号报告。",
    example="“三、民生服务”之后直接是“五、乡村振兴”。",
    table="sections",
    defects=_order,
)
SECTION_COUNT = TableRule(
    id="section-count",
    severity="error",
    meaning="分类标题标明的项数与实有的项数不一致。由序号缺失等已报告的缺陷造成的差异不再重复报告。",
    example="“四、平安法治（8项）”之下只有7项。",
    table="sections",
    defects=_count,
)
