"""Rules on words that one document writes in two ways: departments, sections, labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model.document import DutyList, PlacedItem, Section
from pipeline.model.schema import schema_of
from pipeline.validate.case import Case
from pipeline.validate.departments import Spelling
from pipeline.validate.findings import Defect, at_item, at_section
from pipeline.validate.rules.rule import DocumentRule

# What two wordings of one name may differ in: 应急管理及消防, 应急管理与消防.
_JOINING = re.compile(r"以及|[及与和暨、\s]")
_MOST_NAMED = 4
"""Items that a message names one by one."""


def _departments(case: Case) -> Iterator[Defect]:
    for found in case.departments.spellings:
        row = found.items[0]
        schema = schema_of(row.duty_list.id)
        fields = (*schema.department_fields, *schema.fields_holding("paragraphs", "arrangement"))
        field = next(f for f in fields if found.name in row.item.text(f))
        defect = at_item(row, _message(found), field=field, excerpt=found.name)
        # The defect is the two spellings; where they stand, and which is rarer, may change.
        names = tuple(sorted((found.name, found.usual)))
        yield replace(defect, key="|".join(names), subjects=names, wandering=True)


def _message(found: Spelling) -> str:
    count = len(found.items)
    return (
        f"同一部门有两种写法：“{found.name}”（{count}个事项：{_places(found.items)}）"
        f"与“{found.usual}”（{len(found.items_of_usual)}个事项）。"
    )


def _places(rows: Sequence[PlacedItem]) -> str:
    named = [f"{row.duty_list.short_title}第{row.item.number}项" for row in rows]
    more = f"等{len(named)}处" if len(named) > _MOST_NAMED else ""
    return "、".join(named[:_MOST_NAMED]) + more


def _sections(case: Case) -> Iterator[Defect]:
    groups: dict[str, list[tuple[DutyList, Section]]] = {}
    for own in case.lists:
        for section in own.duty_list.sections:
            if section.name:
                key = _JOINING.sub("", section.name)
                groups.setdefault(key, []).append((own.duty_list, section))
    for group in groups.values():
        names = Counter(section.name or "" for _, section in group)
        usual = max(names, key=lambda name: names[name])
        reported = {usual}
        for duty_list, section in group:
            name = section.name or ""
            if name in reported:
                continue
            reported.add(name)
            where = next(other for other, named in group if named.name == usual)
            message = f"分类名称写作“{name}”，《{where.title}》写作“{usual}”。"
            subjects = tuple(sorted((name, usual)))
            yield replace(
                at_section(duty_list, section, message),
                key="|".join(subjects),
                subjects=subjects,
                wandering=True,
            )


def _labels(case: Case) -> Iterator[Defect]:
    labelled = [row for row in case.rows if row.item.measures_label]
    labels = Counter(row.item.measures_label for row in labelled)
    if len(labels) < 2:
        return
    usual = max(labels, key=lambda label: (labels[label], label))
    for row in labelled:
        label = row.item.measures_label
        if label != usual:
            yield at_item(
                row,
                f"写作“{label}”，其他事项写作“{usual}”。",
                field="arrangement",
                excerpt=label,
            )


DEPARTMENT_VARIANT = DocumentRule(
    id="department-variant",
    severity="warning",
    meaning="同一部门在文件中有两种写法。每种少用的写法只报告一次，在它第一次出现之处。",
    example="“区卫健委”与“区卫健局”。",
    consequence_of=frozenset({"missing-value"}),
    defects=_departments,
)
SECTION_VARIANT = DocumentRule(
    id="section-variant",
    severity="warning",
    meaning="同一分类在各清单中的名称写法不同。",
    example="“应急管理及消防”与“应急管理与消防”。",
    defects=_sections,
)
LABEL_VARIANT = DocumentRule(
    id="label-variant",
    severity="info",
    meaning="承接方式的标签与同一文件中通行的写法不同。",
    example="“履责方式及工作措施”，其他事项写作“履职方式及工作措施”。",
    defects=_labels,
    consequence_of=frozenset({"unreadable-character"}),
)
