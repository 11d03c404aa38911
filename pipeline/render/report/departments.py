"""Who hands down what: for each department its duties in the 配合 and the 收回 list, and its load.

Each spelling is a department of its own; that two mean one body is for a finding to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.model.document import Document, DutyList, Item
from pipeline.model.schema import schema_of
from pipeline.render.report.findings import FindingView
from pipeline.render.wording import section_label
from pipeline.validate.rules.documents.spellings import DEPARTMENT_VARIANT


class Duty(NamedTuple):
    """One item that names a department. `role` says how (see ROLES)."""

    role: str
    list_id: str
    section: str
    item: Item


ROLES = {
    "first": "配合事项，列在首位",
    "further": "配合事项，列在其后",
    "receiving": "收回事项，由其承接",
    "other": "其他清单的事项",
}
"""How an item names a department: alone or first in 对应上级部门 (who leads, as a rule), after others
there, among those that take the duty back, or in a column of a list that only some documents have."""
_OWN_COLUMNS = ("departments", "receiving_departments")


class Department(NamedTuple):
    """One department as printed; `notes` are the findings that speak of this spelling.

    `number` is its place in the list of all, by which the page's filter calls it.
    """

    name: str
    anchor: str
    number: int
    duties: tuple[Duty, ...]
    notes: tuple[FindingView, ...]

    @property
    def counts(self) -> tuple[int, ...]:
        """How many items, by role."""
        return tuple(sum(duty.role == role for duty in self.duties) for role in ROLES)

    @property
    def in_other_lists(self) -> bool:
        """Whether a list that only some documents have names it."""
        return any(duty.role == "other" for duty in self.duties)

    @property
    def by_role(self) -> list[tuple[str, list[Duty]]]:
        """The items of each role that there are any of, under its name."""
        roles = (
            (title, [d for d in self.duties if d.role == role]) for role, title in ROLES.items()
        )
        return [(title, duties) for title, duties in roles if duties]


class Load(NamedTuple):
    """How many items of each section of a list name each department."""

    list_id: str
    title: str
    sections: tuple[str, ...]
    rows: tuple[tuple[Department, tuple[int, ...]], ...]

    @property
    def peak(self) -> int:
        """The highest count, which the darkest shade stands for."""
        return max(max(counts) for _, counts in self.rows)

    @property
    def totals(self) -> tuple[int, ...]:
        """The sum of each section; an item counts for each department that it names."""
        return tuple(map(sum, zip(*(counts for _, counts in self.rows), strict=True)))


def departments_of(document: Document, findings: Sequence[FindingView]) -> tuple[Department, ...]:
    """Every department, those with the most items first, else in printed order."""
    named: dict[str, list[Duty]] = {}
    for duty_list in document.lists:
        for name, duty in _duties(duty_list):
            named.setdefault(name, []).append(duty)
    variants = [view for view in findings if view.finding.rule == DEPARTMENT_VARIANT.id]
    ordered = sorted(named, key=lambda name: -len(named[name]))
    anchors = _anchors(ordered)
    return tuple(
        Department(
            name,
            anchors[name],
            number,
            tuple(named[name]),
            tuple(v for v in variants if name in v.finding.subjects),
        )
        for number, name in enumerate(ordered)
    )


def _duties(duty_list: DutyList) -> Iterator[tuple[str, Duty]]:
    named = schema_of(duty_list.id).fields_holding("departments")
    others = [field for field in named if field not in _OWN_COLUMNS]
    for section in duty_list.sections:
        label = section_label(section)
        for item in section.items:
            for place, name in enumerate(dict.fromkeys(item.departments)):
                role = "further" if place else "first"
                yield name, Duty(role, duty_list.id, label, item)
            for name in dict.fromkeys(item.receiving_departments):
                yield name, Duty("receiving", duty_list.id, label, item)
            for name in dict.fromkeys(name for field in others for name in item.texts(field)):
                yield name, Duty("other", duty_list.id, label, item)


def _anchors(names: Iterable[str]) -> dict[str, str]:
    """An id for each name, of letters and digits only: a link to it needs no escapes."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for name in names:
        anchor = "department-" + re.sub(r"\W", "_", name)
        while anchor in taken:
            anchor += "_"
        taken.add(anchor)
        found[name] = anchor
    return found


def loads_of(document: Document, departments: Sequence[Department]) -> tuple[Load, ...]:
    """The load by section, for each list that names departments; sections of one name are one."""
    loads = []
    for duty_list in document.lists:
        labels = [section_label(section) for section in duty_list.sections if section.items]
        sections = tuple(dict.fromkeys(labels))
        rows = tuple(
            (department, counts)
            for department in departments
            if any(counts := _counts(department, duty_list.id, sections))
        )
        if rows:
            rows = tuple(sorted(rows, key=lambda row: -sum(row[1])))
            loads.append(Load(duty_list.id, duty_list.title, sections, rows))
    return tuple(loads)


def _counts(department: Department, list_id: str, sections: Sequence[str]) -> tuple[int, ...]:
    labels = [duty.section for duty in department.duties if duty.list_id == list_id]
    return tuple(map(labels.count, sections))
