"""Rules on names: items of one list that are called the same, sections in two wordings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.model.document import Document, DutyList, Item, Section
from pipeline.validate.findings import Defect, at_item
from pipeline.validate.rules.types import DocumentRule

# What two wordings of one name may differ in: 应急管理及消防, 应急管理与消防.
_JOINING = re.compile(r"以及|[及与和暨、\s]")


def _same_items(document: Document) -> Iterator[Defect]:
    for duty_list in document.lists:
        seen: dict[str, Item] = {}
        for section in duty_list.sections:
            for item in section.items:
                name = re.sub(r"\s", "", item.item_name)
                if not name:
                    continue
                twin = seen.setdefault(name, item)
                # A row that is printed twice, number and all, is a sequence-duplicate already.
                if twin is not item and (item.seq is None or item.seq != twin.seq):
                    yield at_item(
                        duty_list,
                        section,
                        item,
                        f"与第{twin.number}项同名：“{item.item_name}”"
                        + ("，内容也相同。" if _content(twin) == _content(item) else "。"),
                        field="item_name",
                    )


def _content(item: Item) -> tuple[str, ...]:
    return tuple(item.text(field) for field in item.cells if field != "item_name")


def _section_variants(document: Document) -> Iterator[Defect]:
    groups: dict[str, list[tuple[DutyList, Section]]] = {}
    for duty_list in document.lists:
        for section in duty_list.sections:
            if section.name:
                groups.setdefault(_JOINING.sub("", section.name), []).append((duty_list, section))
    for group in groups.values():
        names = Counter(section.name for _, section in group)
        usual = max(names, key=lambda name: names[name])
        reported = {usual}
        for duty_list, section in group:
            if section.name in reported:
                continue
            reported.add(section.name)
            where = next(other for other, named in group if named.name == usual)
            yield Defect(
                f"分类名称写作“{section.name}”，《{where.title}》写作“{usual}”。",
                section.place,
                duty_list.id,
                section,
                excerpt=section.name,
                key="|".join(sorted((section.name or "", usual or ""))),
                wandering=True,
            )


RULES: Iterable[DocumentRule] = (
    DocumentRule(
        "duplicate-item",
        "warning",
        "同一清单中两个事项的名称相同。",
        "第12项与第30项都是“做好督查督办工作”。",
        _same_items,
    ),
    DocumentRule(
        "section-variant",
        "warning",
        "同一分类在各清单中的名称写法不同。",
        "“应急管理及消防”与“应急管理与消防”。",
        _section_variants,
    ),
)
