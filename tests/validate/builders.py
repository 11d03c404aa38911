"""Small documents for the tests of rules: one list, one section, the items that a case is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.model.document import Accounting, Document, DutyList, Item, Section
from pipeline.model.source import Place
from pipeline.validate.case import Case
from pipeline.validate.findings import Defect
from pipeline.validate.rules import RULES, DocumentRule

TITLES = {
    "basic": "基本履职事项清单",
    "cooperative": "配合履职事项清单",
    "reclaimed": "上级部门收回事项清单",
}


def item(
    name: str = "做好某项工作",
    seq: int = 1,
    *,
    departments: str = "",
    duties: Sequence[str] = (),
    township: Sequence[str] = (),
    arrangement: Sequence[str] = (),
    receiving: str = "",
) -> Item:
    """An item; `departments` are given apart by a space."""
    return Item(
        id=f"item-{seq:03}",
        seq=seq,
        number=str(seq),
        printed_name=name,
        place=Place(line=seq),
        page_end=None,
        cells={
            "item_name": name,
            "departments": tuple(departments.split()),
            "superior_duties": tuple(duties),
            "township_duties": tuple(township),
            "arrangement": tuple(arrangement),
        },
        derived={"receiving_departments": tuple(receiving.split())},
    )


def section(name: str, *items: Item) -> Section:
    """A section without a declared size."""
    return Section("一", name, None, Place(line=1), items)


def document(
    *items: Item,
    sections: Iterable[tuple[str, Section]] = (),
    title: str = "某省某市鸡冠区某乡履行职责事项清单",
) -> Document:
    """A document of one cooperative list with the items, or of the sections, each by its list."""
    placed = list(sections) or [("cooperative", section("综合政务", *items))]
    lists = tuple(
        DutyList(id, TITLES[id], Place(line=1), None, tuple(s for own, s in placed if own == id))
        for id in dict.fromkeys(id for id, _ in placed)
    )
    return Document(
        list_id="test",
        version="v1",
        title=title,
        file="v1.txt",
        sha256="",
        format="txt",
        pages=None,
        printed_pages=(),
        contents=(),
        lists=lists,
        leftovers=(),
        accounting=Accounting(0, 0, 0, 0, 0, 0, 0, 0, 0),
    )


def defects(rule_id: str, of: Document) -> list[Defect]:
    """What one rule says about a document."""
    rule = next(rule for rule in RULES if rule.id == rule_id)
    assert isinstance(rule, DocumentRule)
    return list(rule.defects(Case(of)))


def messages(rule_id: str, of: Document) -> list[str]:
    """The messages of one rule's defects."""
    return [defect.message for defect in defects(rule_id, of)]
