"""Judges a document: every rule, table and document alike, as findings with place and fingerprint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.model.document import Document
from pipeline.model.schema import list_schemas
from pipeline.validate.findings import SEVERITIES, Finding, to_finding, with_fingerprints
from pipeline.validate.rules import DOCUMENT_RULES
from pipeline.validate.torn import copied, torn

if TYPE_CHECKING:  # pandas takes a second to import; `dutylist rules` does without
    from pipeline.validate.frames import Frames


def validate(document: Document, frames: Frames) -> tuple[Finding, ...]:
    """All findings of a document: by severity, then list, then place."""
    from pipeline.validate.tables import table_findings

    findings = list(table_findings(document, frames))
    findings += [
        to_finding(rule.id, rule.severity, defect)
        for rule in DOCUMENT_RULES
        for defect in rule.defects(document)
    ]
    findings = list(_without_consequences(_without_torn(document, findings)))
    order = {schema.id: schema.order for schema in list_schemas()}

    def place(finding: Finding) -> tuple[int, int, int, int, int, str]:
        return (
            SEVERITIES.index(finding.severity),
            order.get(finding.list or "", 0),
            finding.page or 0,
            finding.line or 0,
            finding.seq or 0,
            finding.rule,
        )

    return with_fingerprints(sorted(findings, key=place))


# What an item tells that has lost its end, or has another's.
_OF_TORN = {
    "department-unlisted",
    "department-idle",
    "point-numbering",
    "unbalanced-brackets",
    "stray-punctuation",
    "duplicate-department",
}


def _without_torn(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those of items that are torn, or that another row repeats."""
    ends, copies = torn(document), copied(document)
    return [
        f
        for f in findings
        if f.list is None
        or f.item_id is None
        or not (
            ((f.list, f.item_id) in ends and f.rule in _OF_TORN)
            or ((f.list, f.item_id) in copies and not f.rule.startswith("sequence"))
        )
    ]


# What a broken row or an unreadable character brings with it, at the same item.
_CONSEQUENCES = {
    "missing-value": {
        "department-unlisted",
        "department-idle",
        "point-numbering",
        "name-spacing",
        "numbering-lost",
    },
    "unreadable-character": {
        "department-unlisted",
        "department-idle",
        "missing-value",
        "label-variant",
    },
    "point-numbering": {"department-idle"},
}


def _without_consequences(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings without those that an item's other defect explains: mended, it takes them along."""
    explained = {
        (finding.list, finding.item_id, rule)
        for finding in findings
        if finding.item_id is not None
        for rule in _CONSEQUENCES.get(finding.rule, ())
    }
    return (f for f in findings if (f.list, f.item_id, f.rule) not in explained)
