"""The report of one version: what people read first, and check the data with."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.model.document import Document, DutyList, Section
from pipeline.model.fields import beside_fields
from pipeline.model.schema import csv_fields, list_schemas, schema_of
from pipeline.render.departments import departments_of, loads_of, section_label
from pipeline.render.evidence import Evidence
from pipeline.render.findingsjson import summary
from pipeline.render.pages import page_in_pieces
from pipeline.render.wording import (
    ACCOUNTING_NAMES,
    DISPOSITION_NAMES,
    SEVERITY_NAMES,
    state_of,
)
from pipeline.validate.findings import SEVERITIES, Finding
from pipeline.validate.rules import RULES, Rule

_NO_EVIDENCE = Evidence()
_FIELD_NAMES = {"declared_count": "标明的项数"}


class FindingGroup(NamedTuple):
    """The findings of one rule that weigh the same; `level` is a severity, or "waived"."""

    level: str
    rule: Rule
    findings: tuple[Finding, ...]


class SectionView(NamedTuple):
    """A section with its anchor, what it says of itself against what there is, and its findings."""

    anchor: str
    label: str
    heading: str
    section: Section
    findings: tuple[Finding, ...]

    @property
    def differs(self) -> bool:
        """Whether it declares another number of items than there are."""
        return self.section.declared_count not in (None, len(self.section.items))

    @property
    def verdict(self) -> str:
        """How the declared and the actual count compare, in words."""
        declared, actual = self.section.declared_count, len(self.section.items)
        if declared is None:
            return "未标明"
        if not self.differs:
            return "相符"
        return f"{'少' if actual < declared else '多'}{abs(declared - actual)}项"


class ListView(NamedTuple):
    """A list with its sections, and the columns that its tables show beside number and name."""

    list: DutyList
    columns: tuple[tuple[str, str], ...]
    sections: tuple[SectionView, ...]


def render_report(
    document: Document, findings: Sequence[Finding], evidence: Evidence = _NO_EVIDENCE
) -> Iterator[str]:
    """The report as a page that needs no other file, in pieces."""
    lists = tuple(_list_view(duty_list, findings) for duty_list in document.lists)
    departments = departments_of(document, findings)
    groups = finding_groups(findings)
    rules = {group.rule.id: group.rule.headline for group in groups}
    return page_in_pieces(
        "report",
        document=document,
        counts=(counts := summary(findings)),
        state=state_of(counts),
        items=sum(len(view.list.items) for view in lists),
        lists=lists,
        labels=tuple(dict.fromkeys(s.label for view in lists for s in view.sections)),
        mismatches=sum(section.differs for view in lists for section in view.sections),
        sections=sum(len(view.sections) for view in lists),
        departments=departments,
        anchors={department.name: department.anchor for department in departments},
        numbers={department.name: i for i, department in enumerate(departments)},
        loads=loads_of(document, departments),
        groups=groups,
        rules=rules,
        by_item=_by_item(findings),
        places={finding.fingerprint: _place(finding, lists) for finding in findings},
        lines=evidence.lines,
        pictures=dict(_pictures(evidence)),
        see=evidence.see,
        accounting=[(t, getattr(document.accounting, n)) for n, t in ACCOUNTING_NAMES.items()],
        field_names={field: title for view in lists for field, title in view.columns},
        level_names=SEVERITY_NAMES | {"waived": "已豁免"},
        dispositions=DISPOSITION_NAMES,
        tokens=_tokens,
    )


def finding_groups(findings: Sequence[Finding]) -> tuple[FindingGroup, ...]:
    """The findings by weight, then by rule in the order in which they come; waived ones last."""
    rules = {rule.id: rule for rule in RULES}
    groups: dict[tuple[str, str], list[Finding]] = {}
    for level in (*SEVERITIES, "waived"):
        for finding in findings:
            if level == _level(finding):
                groups.setdefault((level, finding.rule), []).append(finding)
    return tuple(
        FindingGroup(level, rules[rule], tuple(found)) for (level, rule), found in groups.items()
    )


def _level(finding: Finding) -> str:
    return "waived" if finding.waived else finding.severity


def _by_item(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    by_item: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.item_id:
            by_item.setdefault(finding.item_id, []).append(finding)
    return by_item


def _list_view(duty_list: DutyList, findings: Sequence[Finding]) -> ListView:
    columns = schema_of(duty_list.id).printed_columns[2:]
    own: dict[int | None, list[Finding]] = {}
    for finding in findings:
        if finding.list == duty_list.id and not finding.item_id:
            own.setdefault(_section_of(finding, duty_list), []).append(finding)
    return ListView(
        duty_list,
        (
            *((column.field, column.title) for column in columns),
            *((field.name, field.title) for field in beside_fields(duty_list)),
        ),
        tuple(
            SectionView(
                f"{duty_list.id}-section-{index + 1}",
                section_label(section),
                section.heading or section_label(section),
                section,
                tuple(own.get(index, ())),
            )
            for index, section in enumerate(duty_list.sections)
        ),
    )


def _section_of(finding: Finding, duty_list: DutyList) -> int | None:
    """The index of the section that a finding names, by its place where a number is printed twice."""
    if not finding.section_no:
        return None
    named = [i for i, s in enumerate(duty_list.sections) if s.no == finding.section_no]
    for index in named:
        section = duty_list.sections[index]
        here = (section.place.line, section.place.page) == (finding.line, finding.page)
        if here or any(item.id == finding.item_id for item in section.items):
            return index
    return named[0] if named else None


def _place(finding: Finding, lists: Sequence[ListView]) -> tuple[str, str]:
    """The anchor that a finding is about (or ""), and the way to it in words."""
    titles = {schema.id: schema.title for schema in list_schemas()}
    here = next((view for view in lists if view.list.id == finding.list), None)
    anchor = finding.item_id or (here.list.id if here else "")
    words = [titles.get(finding.list or "", "")]
    index = _section_of(finding, here.list) if here else None
    if here and index is not None:
        words.append(here.sections[index].heading)
        anchor = finding.item_id or here.sections[index].anchor
    words.append(f"第{finding.seq}项" if finding.seq is not None else "")
    words.append(_field_names().get(finding.field or "", ""))
    return anchor, " › ".join(filter(None, words))


@cache
def _field_names() -> Mapping[str, str]:
    return {f.name: f.title for s in list_schemas() for f in csv_fields(s.id)} | _FIELD_NAMES


def _pictures(evidence: Evidence) -> Iterator[tuple[str, list[tuple[int, str, bool]]]]:
    """For each finding its pictures: sheet, PNG in base64, whether the lower part is left out."""
    for fingerprint, pictures in evidence.pictures.items():
        yield (
            fingerprint,
            [(p.sheet, base64.b64encode(p.png).decode(), p.cut) for p in pictures],
        )


def _tokens(findings: Sequence[Finding]) -> str:
    """What the filter by finding looks for: any, severities (or waived) and rules."""
    words = [word for f in findings for word in ("any", _level(f), f.rule)]
    return " ".join(dict.fromkeys(words))
