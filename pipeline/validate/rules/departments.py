"""Rules on departments: named once, in one spelling, in the column and in the duties alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from pipeline.model.document import Document, DutyList, Item, Section
from pipeline.model.schema import schema_of
from pipeline.validate.findings import Defect, at_item
from pipeline.validate.rules.department_names import (
    OPEN_ENDED,
    Lacking,
    Names,
    is_department,
    spoken_tail,
    text_of,
)
from pipeline.validate.rules.document import each_item
from pipeline.validate.rules.points import points
from pipeline.validate.rules.types import DocumentRule

_COLUMNS = ("departments", "receiving_departments")
_SPOKEN = "superior_duties"
"""The field whose points each say who does it."""


def _duplicates(document: Document) -> Iterator[Defect]:
    for duty_list, section, item in each_item(document):
        for field in _COLUMNS:
            for name, times in Counter(item.texts(field)).items():
                if times > 1:
                    yield at_item(
                        duty_list,
                        section,
                        item,
                        f"“{name}”列出了{times}次，应只列一次。",
                        field=field,
                        excerpt="、".join(item.texts(field)),
                        key=name,
                    )


def _unlisted(document: Document) -> Iterator[Defect]:
    names = _names(document)
    respelt = {
        (item.id, spelling)
        for name, usual, items, _ in _spellings(document)
        for item in items[:1]
        for spelling in (name, usual)
    }
    told: set[str] = set()  # spellings that were told: the rest is for department-variant
    for duty_list, section, item in each_item(document):
        if not item.departments or any(map(OPEN_ENDED.search, item.departments)):
            continue  # a column that says 等相关部门 lacks nobody
        for name, point in _speaking(item, names).items():
            lacking = names.lacking(name, item.departments)
            if lacking is None or lacking.name in told or (item.id, lacking.name) in respelt:
                continue
            if lacking.listed_as:
                told.add(lacking.name)
            yield at_item(
                duty_list,
                section,
                item,
                _lacks(name, lacking),
                field="departments",
                excerpt=point,
                key=lacking.name,
            )


def _lacks(name: str, lacking: Lacking) -> str:
    if lacking.listed_as:
        return f"职责中写作“{name}”，部门一栏写作“{lacking.listed_as}”，没有“{lacking.name}”。"
    if name != lacking.name:
        return f"职责由“{name}”承担，部门一栏没有列出“{lacking.name}”。"
    return f"职责中写有“{name}”的职责，部门一栏没有列出“{name}”。"


def _idle(document: Document) -> Iterator[Defect]:
    names = _names(document)
    respelt: set[tuple[str, str]] | None = (
        None  # told as another spelling of a department that speaks
    )
    for duty_list, section, item in each_item(document):
        listed = list(dict.fromkeys(item.departments))
        if len(listed) < 2 or not _told_by_department(item, names):
            continue
        text = "\n".join(_duties(duty_list, item))
        for name in listed:
            if OPEN_ENDED.search(name) or spoken_tail(name) in text or names.mentioned(name, text):
                continue
            if respelt is None:
                respelt = {(i.id, n) for n, _, items, _ in _spellings(document) for i in items[:1]}
            if (item.id, name) in respelt:
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
    told = [point.text for point in points(item.texts(_SPOKEN))]
    return len(heard) * 2 == len(listed) and all(names.speakers(text) for text in told)


def _speaking(item: Item, names: Names) -> dict[str, str]:
    """The departments that open a point of the superior's duties, each with its first point."""
    found: dict[str, str] = {}
    for point in points(item.texts(_SPOKEN)):
        for name in names.speakers(point.text):
            found.setdefault(name, point.text)
    return found


def _duties(duty_list: DutyList, item: Item) -> Iterator[str]:
    """The paragraphs of what the item has anybody do."""
    fields = schema_of(duty_list.id).fields_holding("paragraphs")
    return (text for field in fields for text in item.texts(field))


def _variants(document: Document) -> Iterator[Defect]:
    where = {item.id: (duty_list, section) for duty_list, section, item in each_item(document)}
    for name, usual, items, of_usual in _spellings(document):
        yield _variant(name, usual, items, len(of_usual), where)


_Spelling = tuple[str, str, list[Item], list[Item]]


@lru_cache(maxsize=1)  # three rules ask for them
def _spellings(document: Document) -> tuple[_Spelling, ...]:
    """Each spelling of a department that is not its usual one: it, the usual one, their items."""
    names = _names(document)
    placed: dict[str, list[Item]] = {}
    keys = {names.key(name) for name in names.known}
    for duty_list, _, item in each_item(document):
        named = [*item.departments, *item.receiving_departments, *_speaking(item, names)]
        # A name in running text is one where the column has the same body.
        for text in (item.text("measures"), *_duties(duty_list, item)):
            named += [name for name in names.in_text(text) if names.key(name) in keys]
        for name in dict.fromkeys(named):
            placed.setdefault(name, []).append(item)
    groups: dict[str, list[str]] = {}
    for name in placed:
        groups.setdefault(names.key(name), []).append(name)
    found: list[_Spelling] = []
    for spellings in groups.values():
        clear = [name for name in spellings if not OPEN_ENDED.search(name)]
        usual = max(clear, key=lambda name: len(placed[name]), default="")
        found += [(name, usual, placed[name], placed[usual]) for name in clear if name != usual]
    told = {name for name, *_ in found}
    for name, usual in names.slips({n: len(items) for n, items in placed.items()}):
        listed = any(name in (*i.departments, *i.receiving_departments) for i in placed[name])
        # A column that lists both means two departments.
        both = any(usual in (*i.departments, *i.receiving_departments) for i in placed[name])
        if name not in told and listed and not both:
            found.append((name, usual, placed[name], placed[usual]))
    return tuple(found)


def _variant(
    name: str,
    usual: str,
    items: list[Item],
    usually: int,
    where: Mapping[str, tuple[DutyList, Section]],
) -> Defect:
    item = items[0]
    duty_list, section = where[item.id]
    duties = schema_of(duty_list.id).fields_holding("paragraphs", "arrangement")
    field = next(f for f in (*_COLUMNS, *duties) if name in item.text(f))
    seqs = [f"{where[i.id][0].title.removesuffix('清单')}第{i.number}项" for i in items]
    shown = "、".join(seqs[:4]) + (f"等{len(seqs)}处" if len(seqs) > 4 else "")
    defect = at_item(
        duty_list,
        section,
        item,
        f"同一部门有两种写法：“{name}”（{len(seqs)}个事项：{shown}）"
        f"与“{usual}”（{usually}个事项）。",
        field=field,
        excerpt=name,
    )
    # The defect is the two spellings; where they stand, and which is rarer, may change.
    return replace(defect, key="|".join(sorted((name, usual))), wandering=True)


@lru_cache(maxsize=1)
def _names(document: Document) -> Names:
    listed = {
        name
        for _, _, item in each_item(document)
        for name in (*item.departments, *item.receiving_departments)
        if is_department(name)
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
        "职责中按名称写了某部门的职责，部门一栏却没有列出该部门，或列的是另一个名称。"
        "只以领域相称的（“教育、公安等部门”）不作判断。",
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
