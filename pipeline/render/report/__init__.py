"""The report of one version: what people read first, and check the data with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.model.document import Document
from pipeline.render.evidence import Evidence
from pipeline.render.findingsjson import summary
from pipeline.render.pages import page_in_pieces
from pipeline.render.report.departments import departments_of, loads_of
from pipeline.render.report.doubts import doubt_views
from pipeline.render.report.findings import RuleView, by_rule, finding_views
from pipeline.render.report.lists import ListView, list_views
from pipeline.render.wording import ACCOUNTING_NAMES, LEVEL_NAMES, section_label, state_of
from pipeline.validate.findings import Finding

_NO_EVIDENCE = Evidence()
_NO_LINKS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Overview:
    """What the report says in its first lines; `state` in words, `level` for its colour; what the longest
    bars stand for: the items of the `largest` section, the findings of the `commonest` kind."""

    state: str
    level: str
    findings: int
    items: int
    sections: int
    mismatches: int
    largest: int
    commonest: int


@dataclass(frozen=True, slots=True)
class _Choices:
    """What the filters offer beside lists and departments: value and text, or both in one."""

    sections: tuple[str, ...]
    levels: dict[str, str]
    rules: dict[str, str]


def render_report(
    document: Document,
    findings: Sequence[Finding],
    evidence: Evidence = _NO_EVIDENCE,
    links: Mapping[str, str] = _NO_LINKS,
) -> Iterator[str]:
    """The report as a page that needs no other file, in pieces. `links` are the addresses of files to take away,
    by their names."""
    views = finding_views(document, findings, evidence)
    departments = departments_of(document, views)
    lists = list_views(document, views, departments, evidence)
    rules = by_rule(views)
    return page_in_pieces(
        "report",
        document=document,
        links=links,
        overview=_overview(lists, rules, findings),
        rules=rules,
        doubts=doubt_views(document, findings),
        lists=lists,
        departments=departments,
        loads=loads_of(document, departments),
        choices=_choices(lists, rules),
        accounting=[(t, getattr(document.accounting, n)) for n, t in ACCOUNTING_NAMES.items()],
    )


def _overview(
    lists: Sequence[ListView], rules: Sequence[RuleView], findings: Sequence[Finding]
) -> _Overview:
    counts = summary(findings)
    sections = [section for view in lists for section in view.sections]
    return _Overview(
        state=state_of(counts),
        level=next((level for level in ("error", "warning") if counts[level]), "good"),
        findings=len(findings),
        items=sum(len(section.items) for section in sections),
        sections=len(sections),
        mismatches=sum(section.differs for section in sections),
        largest=max((len(section.items) for section in sections), default=0),
        commonest=max((len(view.findings) for view in rules), default=0),
    )


def _choices(lists: Sequence[ListView], rules: Sequence[RuleView]) -> _Choices:
    sections = dict.fromkeys(section_label(s.section) for view in lists for s in view.sections)
    return _Choices(
        tuple(sections), LEVEL_NAMES, {view.rule.id: view.rule.headline for view in rules}
    )
