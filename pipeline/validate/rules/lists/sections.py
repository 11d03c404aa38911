"""Rules on the sections of a list: their numerals go on, and they have as many items as they declare."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.document import Section
from pipeline.model.numerals import numeral
from pipeline.validate.case import ListCase
from pipeline.validate.findings import Defect, at_section
from pipeline.validate.numbering import Break
from pipeline.validate.rules.lists import parts
from pipeline.validate.rules.rule import TableRule

# "党的建设4": a size without its unit, or part of the name.
_LAST_DIGITS = re.compile(r"\d+$")


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
    for index, section in enumerate(own.duty_list.sections):
        if index not in defects and (wrong := parts.wrong_order(section)):
            defects[index] = _defect(own, index, f"“{section.heading}”之下，{wrong}。")
    return defects


def _count(own: ListCase) -> dict[int, Defect]:
    defects: dict[int, Defect] = {}
    for index, section in enumerate(own.duty_list.sections):
        claims = list(
            _claims(section, explained_lack(own, index), told=index in own.numbering.sizes)
        )
        if index == 0 and own.lacks_sizes:
            claims.append(
                f"《{own.duty_list.title}》的分类都没有标明项数，其他清单的分类都标明了项数"
            )
        if claims:
            defects[index] = _defect(own, index, "；".join(claims) + "。", field="declared_count")
    return defects


def _claims(section: Section, explained: int, *, told: bool) -> Iterator[str]:
    """What a section's row, and the rows of its parts, say of their sizes and is not so; `told`: the
    section's own size is a defect by itself."""
    if told:
        declared = section.declared_count
        claim = "没有标明项数" if declared is None else f"标明{declared}项"
        yield f"“{section.heading}”{claim}，实有{len(section.items)}项"
    for name in (section.name, *(part.name for part in section.subsections)):
        if digits := _LAST_DIGITS.search(name or ""):
            yield f"“{name}”末尾的“{digits[0]}”读不出是不是项数"
    yield from filter(None, (parts.wrong_sizes(section, explained), parts.without_sizes(section)))


def explained_lack(own: ListCase, index: int) -> int:
    """How many items a section lacks (or, negative, has too many) by defects that are told elsewhere."""
    section = own.duty_list.sections[index]
    if section.declared_count is not None and index not in own.numbering.sizes:
        return section.declared_count - len(section.items)
    return sum(lack(found.fault) for found in own.numbering.items if found.section == index)


def lack(fault: Break) -> int:
    """How many rows a defect of the numbers takes away (or, negative, adds)."""
    match fault.kind:
        case "gap":
            return len(fault.missing)
        case "duplicate":
            return len(fault.missing) - fault.rows
        case _:
            return 0


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
    meaning="分类标题（或其下子分类的标题）标明的项数与实有的项数不一致，或没有标明项数而其他分类、其他清单都标明。由序号缺失等已报告的缺陷造成的差异不再重复报告。",
    example="“四、平安法治（8项）”之下只有7项。",
    table="sections",
    defects=_count,
)
