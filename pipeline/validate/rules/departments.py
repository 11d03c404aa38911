"""Rules on departments: named once, in one spelling, in the column and in the duties alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.document import Document, DutyList, Item, Section
from pipeline.validate.findings import Defect, at_item
from pipeline.validate.rules.department_names import OPEN_ENDED, Names, spoken_tail, text_of
from pipeline.validate.rules.document import each_item, field_text
from pipeline.validate.rules.points import points
from pipeline.validate.rules.types import DocumentRule

_COLUMNS = ("departments", "receiving_departments")
_TEXTS = ("departments", "superior_duties", "township_duties", "arrangement")
_Placed = tuple[DutyList, Section, Item]


def _duplicates(document: Document) -> Iterator[Defect]:
    for duty_list, section, item in each_item(document):
        for field in _COLUMNS:
            for name, times in Counter(getattr(item, field)).items():
                if times > 1:
                    yield at_item(
                        duty_list,
                        section,
                        item,
                        f"“{name}”列出了{times}次，应只列一次。",
                        field=field,
                        excerpt="、".join(getattr(item, field)),
                        key=name,
                    )


def _unlisted(document: Document) -> Iterator[Defect]:
    names = _names(document)
    for duty_list, section, item in each_item(document):
        if not item.departments or any(map(OPEN_ENDED.search, item.departments)):
            continue  # a column that says 等相关部门 lacks nobody
        for name, point in _speaking(item, names).items():
            if not any(names.same(name, listed) for listed in item.departments):
                yield at_item(
                    duty_list,
                    section,
                    item,
                    f"职责中写有“{name}”的职责，部门一栏没有列出“{name}”。",
                    field="departments",
                    excerpt=point,
                    key=name,
                )


def _idle(document: Document) -> Iterator[Defect]:
    names = _names(document)
    for duty_list, section, item in each_item(document):
        listed = list(dict.fromkeys(item.departments))
        if len(listed) < 2 or not _told_by_department(item, names):
            continue
        text = "\n".join((*item.superior_duties, *item.township_duties))
        for name in listed:
            if OPEN_ENDED.search(name) or spoken_tail(name) in text or names.mentioned(name, text):
                continue
            yield at_item(
                duty_list,
                section,
                item,
                f"部门一栏列有“{name}”，职责按部门分述，其中没有提到“{name}”。",
                field="departments",
                excerpt="、".join(item.departments),
                key=name,
            )


def _told_by_department(item: Item, names: Names) -> bool:
    """Whether most of the column's departments open a point, or half of them every point."""
    listed = set(item.departments)
    speaking = _speaking(item, names)
    heard = [name for name in listed if any(names.same(name, speaker) for speaker in speaking)]
    if len(heard) * 2 > len(listed):
        return len(heard) > 1
    told = [point.text for point in points(item.superior_duties)]
    return len(heard) * 2 == len(listed) and all(names.speakers(text) for text in told)


def _speaking(item: Item, names: Names) -> dict[str, str]:
    """The departments that open a point of the superior's duties, each with its first point."""
    found: dict[str, str] = {}
    for point in points(item.superior_duties):
        for name in names.speakers(point.text):
            found.setdefault(name, point.text)
    return found


def _variants(document: Document) -> Iterator[Defect]:
    names = _names(document)
    placed: dict[str, list[_Placed]] = {}
    for where in each_item(document):
        item = where[2]
        named = (*item.departments, *item.receiving_departments, *_speaking(item, names))
        for name in dict.fromkeys(named):
            placed.setdefault(name, []).append(where)
    groups: dict[str, list[str]] = {}
    for name in placed:
        groups.setdefault(names.key(name), []).append(name)
    for spellings in groups.values():
        clear = [name for name in spellings if not OPEN_ENDED.search(name)]
        usual = max(clear, key=lambda name: len(placed[name]), default="")
        for name in clear:
            if name != usual:
                yield _variant(name, usual, placed)


def _variant(name: str, usual: str, placed: dict[str, list[_Placed]]) -> Defect:
    duty_list, section, item = placed[name][0]
    field = next(f for f in (*_COLUMNS, "superior_duties") if name in field_text(item, f))
    seqs = [f"{other.title.removesuffix('清单')}第{i.number}项" for other, _, i in placed[name]]
    shown = "、".join(seqs[:4]) + (f"等{len(seqs)}处" if len(seqs) > 4 else "")
    defect = at_item(
        duty_list,
        section,
        item,
        f"同一部门有两种写法：“{name}”（{len(seqs)}个事项：{shown}）"
        f"与“{usual}”（{len(placed[usual])}个事项）。",
        field=field,
        excerpt=name,
    )
    # The defect is the spelling; where it stands first may change.
    return replace(defect, key=f"{name}|{usual}")


def _names(document: Document) -> Names:
    listed = {
        name
        for _, _, item in each_item(document)
        for name in (*item.departments, *item.receiving_departments)
    }
    return Names(listed, text_of(document))


RULES: Iterable[DocumentRule] = (
    DocumentRule(
        "duplicate-department",
        "warning",
        "同一事项的部门一栏把一个部门列了两次。",
        "“区教育局、区住建局、区应急局、区住建局”。",
        _duplicates,
    ),
    DocumentRule(
        "department-unlisted",
        "warning",
        "职责中按名称写了某部门的职责，部门一栏却没有列出该部门。",
        "“2. 区财政局负责资金保障”，而部门一栏只有“区民政局”。",
        _unlisted,
    ),
    DocumentRule(
        "department-idle",
        "warning",
        "职责按部门分述，部门一栏列出的某部门却没有任何职责提到。",
        "部门一栏有“区审计局”，各点只写了区民政局和区财政局的职责。",
        _idle,
    ),
    DocumentRule(
        "department-variant",
        "warning",
        "同一部门在文件中有两种写法。每种少用的写法只报告一次，在它第一次出现之处。",
        "“区卫健委”与“区卫健局”。",
        _variants,
    ),
)
