"""Rules on the sections of a list: their numerals go on, and they have as many items as they declare."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.model.document import Section, Subsection
from pipeline.model.numerals import numeral
from pipeline.validate.case import ListCase
from pipeline.validate.findings import Defect, at_section
from pipeline.validate.numbering import Break
from pipeline.validate.rules.rule import TableRule

# "党的建设4": a size without its unit, or part of the name.
_LAST_DIGITS = re.compile(r"\d+$")


def _order(own: ListCase) -> dict[int, Defect]:
    claims: defaultdict[int, list[str]] = defaultdict(list)
    if own.numbering.untitled:
        claims[0].append("第一个分类标题之前有事项：缺少分类标题")
    for fault in own.numbering.sections:
        claims[fault.index].append(_of_rows(fault, own.duty_list.sections))
    for inner in own.numbering.subsections:
        section = own.duty_list.sections[inner.section]
        claims[inner.section] += [
            f"“{section.heading}”之下，{_of_rows(fault, section.subsections)}"
            for fault in inner.rows
        ]
    return _defects(own, claims)


def _of_rows(fault: Break, rows: Sequence[Section | Subsection]) -> str:
    row, last = rows[fault.index], rows[fault.index + fault.rows - 1]
    due = "、".join(map(numeral, fault.missing))
    should_be = f"，此处应为“{due}”" if due else ""
    if fault.kind == "gap":
        return f"“{row.heading}”之前缺少分类“{due}”：分类序号应连续"
    if fault.rows > 1:
        what = "重复出现" if fault.kind == "duplicate" else "不在应有的位置"
        return f"分类“{row.heading}”至“{last.heading}”（共{fault.rows}个）{what}"
    if row.no is None:
        what = "重复出现" if fault.kind == "duplicate" else "没有序号"
        return f"分类“{row.heading}”{what}{should_be}"
    if fault.kind == "duplicate":
        return f"分类序号“{row.no}”重复（“{row.heading}”）{should_be}"
    return f"分类“{row.heading}”的序号不在应有的位置{should_be}"


def _count(own: ListCase) -> dict[int, Defect]:
    claims: defaultdict[int, list[str]] = defaultdict(list)
    sections = own.duty_list.sections
    for index in own.numbering.sizes:
        section = sections[index]
        claims[index].append(_of_size(section, len(section.items)))
    for index, section in enumerate(sections):
        claims[index] += _unread_digits(section)
    for inner in own.numbering.subsections:
        subsections = sections[inner.section].subsections
        claims[inner.section] += [
            _of_size(subsections[at], subsections[at].size) for at in inner.sizes
        ]
    if own.lacks_sizes:
        title = own.duty_list.title
        claims[0].append(f"《{title}》的分类都没有标明项数，其他清单的分类都标明了项数")
    return _defects(own, claims, field="declared_count")


def _of_size(row: Section | Subsection, actual: int) -> str:
    declared = row.declared_count
    claim = "没有标明项数" if declared is None else f"标明{declared}项"
    return f"“{row.heading}”{claim}，实有{actual}项"


def _unread_digits(section: Section) -> Iterator[str]:
    for name in (section.name, *(part.name for part in section.subsections)):
        if digits := _LAST_DIGITS.search(name or ""):
            yield f"“{name}”末尾的“{digits[0]}”读不出是不是项数"


def _defects(
    own: ListCase, claims: Mapping[int, Sequence[str]], field: str | None = None
) -> dict[int, Defect]:
    """One defect for each section, whatever is said of it."""
    return {
        index: _defect(own, index, "；".join(said) + "。", field)
        for index, said in claims.items()
        if said
    }


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
