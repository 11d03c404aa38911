"""Rules on the departments of an item: listed once, and in its column and its duties alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.model.document import PlacedItem
from pipeline.model.schema import schema_of
from pipeline.validate.case import Case
from pipeline.validate.departments import Departments, duties
from pipeline.validate.departments.names import OPEN_ENDED, Lacking, spoken_tail
from pipeline.validate.findings import Defect, at_item
from pipeline.validate.rules.rule import ANY_DAMAGE, DocumentRule


def _duplicates(case: Case) -> Iterator[Defect]:
    for row in case.rows:
        for field in schema_of(row.duty_list.id).department_fields:
            listed = row.item.texts(field)
            for name, times in Counter(listed).items():
                if times > 1:
                    yield at_item(
                        row,
                        f"“{name}”列出了{times}次，应只列一次。",
                        field=field,
                        excerpt="、".join(listed),
                        key=name,
                        subjects=(name,),
                    )


def _unlisted(case: Case) -> Iterator[Defect]:
    names = case.departments.names
    # What department-variant says of an item is not said of it again.
    respelt = {
        (found.items[0].item.id, spelling)
        for found in case.departments.spellings
        for spelling in (found.name, found.usual)
    }
    reported: set[str] = (
        set()
    )  # other spellings are reported once: the rest is for department-variant
    for row in case.rows:
        item = row.item
        if not item.departments or any(map(OPEN_ENDED.search, item.departments)):
            continue  # a column that says 等相关部门 lacks nobody
        for name, point in case.departments.speaking(item).items():
            lacking = names.lacking(name, item.departments)
            if lacking is None or lacking.name in reported or (item.id, lacking.name) in respelt:
                continue
            if lacking.listed_as:
                reported.add(lacking.name)
            yield at_item(
                row,
                _lacks(name, lacking),
                field="departments",
                excerpt=point,
                key=lacking.name,
                subjects=(lacking.name,),
            )


def _lacks(name: str, lacking: Lacking) -> str:
    if lacking.listed_as:
        return f"职责中写作“{name}”，部门一栏写作“{lacking.listed_as}”，没有“{lacking.name}”。"
    if name != lacking.name:
        return f"职责由“{name}”承担，部门一栏没有列出“{lacking.name}”。"
    return f"职责中写有“{name}”的职责，部门一栏没有列出“{name}”。"


def _idle(case: Case) -> Iterator[Defect]:
    names = case.departments.names
    for row in case.rows:
        listed = list(dict.fromkeys(row.item.departments))
        if len(listed) < 2 or not _is_by_department(row, case.departments):
            continue
        text = "\n".join(duties(row))
        for name in listed:
            if OPEN_ENDED.search(name) or spoken_tail(name) in text or names.mentioned(name, text):
                continue
            if any(
                name == found.name and row.item.id == found.items[0].item.id
                for found in case.departments.spellings
            ):
                continue  # reported as another spelling of a department that speaks
            yield at_item(
                row,
                f"部门一栏列有“{name}”，职责按部门分述，其中没有提到“{name}”。",
                field="departments",
                excerpt="、".join(row.item.departments),
                key=name,
                subjects=(name,),
            )


def _is_by_department(row: PlacedItem, departments: Departments) -> bool:
    """Whether most of the column's departments open a point, or half of them every point."""
    listed = set(row.item.departments)
    speaking = departments.speaking(row.item)
    same = departments.names.same
    heard = [name for name in listed if any(same(name, speaker) for speaker in speaking)]
    if len(heard) * 2 > len(listed):
        return len(heard) > 1
    return len(heard) * 2 == len(listed) and departments.speaks_in_every_point(row.item)


DUPLICATE_DEPARTMENT = DocumentRule(
    id="duplicate-department",
    severity="warning",
    meaning="同一事项的部门一栏把一个部门列了两次。",
    example="“区教育局、区住建局、区应急局、区住建局”。",
    defects=_duplicates,
    void_in=ANY_DAMAGE,
)
DEPARTMENT_UNLISTED = DocumentRule(
    id="department-unlisted",
    severity="warning",
    meaning="职责中按名称写了某部门的职责，部门一栏却没有列出该部门，或列的是另一个名称。"
    "只以领域相称的（“教育、公安等部门”）不作判断。",
    example="“2. 区财政局负责资金保障”，而部门一栏只有“区民政局”。",
    defects=_unlisted,
    consequence_of=frozenset({"missing-value", "unreadable-character"}),
    void_in=ANY_DAMAGE,
)
DEPARTMENT_IDLE = DocumentRule(
    id="department-idle",
    severity="warning",
    meaning="职责按部门分述，部门一栏列出的某部门却没有任何职责提到。",
    example="部门一栏有“区审计局”，各点只写了区民政局和区财政局的职责。",
    defects=_idle,
    consequence_of=frozenset({"missing-value", "unreadable-character", "point-numbering"}),
    void_in=ANY_DAMAGE,
)
