"""The rule on totals that the document states of itself: in its notice, its titles, a line or a row."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.document import Section, Total
from pipeline.model.schema import required_schemas, schema_of
from pipeline.validate.case import Case, ListCase
from pipeline.validate.findings import Defect
from pipeline.validate.rules.rule import DocumentRule

_UNITS = {"items": "项", "sections": "个分类"}


def _totals(case: Case) -> Iterator[Defect]:
    wrong = [(total, *found) for total in case.document.totals if (found := _wrong(total, case))]
    # The total of all lists is wrong by as much as that of one list: the same number was lost.
    off = {t.count - n for t, _, n in wrong if t.list and t.section is None and t.of == "items"}
    for total, subject, actual in dict.fromkeys(wrong):
        if total.list is None and total.of == "items" and total.count - actual in off:
            continue
        unit = _UNITS[total.of]
        yield Defect(
            f"文件写明{subject}共{total.count}{unit}，实有{actual}{unit}。",
            total.place,
            total.list,
            excerpt=total.text,
            key=f"{total.list}|{total.section}|{total.of}",
        )


def _wrong(total: Total, case: Case) -> tuple[str, int] | None:
    """What is counted, and how many there are, where the total does not hold and nothing else tells why."""
    if _end_is_lost(total, case):
        return None
    subject, actual, explained = _counted(total, case)
    return None if actual is None or total.count in (actual, *explained) else (subject, actual)


def _end_is_lost(total: Total, case: Case) -> bool:
    """Whether what is counted is told to lack its end: a list that is lost or empty, or whose last section
    is short. How much is lost with it, nothing but the total may say."""
    present = {own.duty_list.id: own for own in case.lists}
    of = [total.list] if total.list else [schema.id for schema in required_schemas()]
    return any(
        list_id not in present
        or not present[list_id].rows
        or len(present[list_id].duty_list.sections) - 1 in present[list_id].numbering.short
        for list_id in of
    )


def _counted(total: Total, case: Case) -> tuple[str, int | None, tuple[int, ...]]:
    """What is counted, how many there are, and what other numbers hold too: those that there would be but
    for defects that other rules tell."""
    lists = [own for own in case.lists if total.list in (None, own.duty_list.id)]
    if not lists:
        return "", None, ()
    if total.section is not None:
        return _of_section(total.section, lists)
    title = f"《{schema_of(total.list).title}》" if total.list else "各清单"
    if total.of == "sections":
        counts = [len(_named(own)) for own in lists]
        distinct = {section.name for own in lists for section in _named(own)}
        return title, sum(counts), (len(distinct), *(counts if not total.list else ()))
    actual = sum(len(own.rows) for own in lists)
    undamaged = sum(own.numbering.count for own in lists)
    declared = sum(map(_declared, lists))
    others = sum(len(other.rows) for other in case.document.others)
    return title, actual, (undamaged, declared, *((actual + others,) if not total.list else ()))


def _of_section(name: str, lists: list[ListCase]) -> tuple[str, int | None, tuple[int, ...]]:
    found = [(s, own.numbering.counts[i]) for own in lists for i, s in _sections(own, name)]
    if not found:
        return "", None, ()
    sizes = [len(section.items) for section, _ in found]
    whole = [count for _, count in found]
    declared = [s.declared_count for s, _ in found if s.declared_count is not None]
    # A section of one name may be in several lists, of which the sentence means one.
    return f"“{name}”", sum(sizes), (sum(whole), *sizes, *whole, *declared, sum(declared))


def _sections(own: ListCase, name: str) -> Iterator[tuple[int, Section]]:
    return ((i, s) for i, s in enumerate(own.duty_list.sections) if s.name == name)


def _named(own: ListCase) -> list[Section]:
    return [section for section in own.duty_list.sections if section.name]


def _declared(own: ListCase) -> int:
    """How many items the section rows of a list declare, where all do; else how many there are."""
    counts = [section.declared_count for section in own.duty_list.sections]
    declared = [count for count in counts if count is not None]
    return sum(declared) if declared and len(declared) == len(counts) else len(own.rows)


DECLARED_TOTAL = DocumentRule(
    id="declared-total",
    severity="error",
    meaning="文件自己写明的合计数（通知、清单标题、表前表后的“共…项”“合计”“其中…”）与实有的项数不一致。"
    "由序号缺失、分类项数不符等已报告的缺陷造成的差异不再重复报告。",
    example="标题写“（共13项）”，实有12项。",
    defects=_totals,
)
