"""Judges a document: every rule, table and document alike, as findings with place and fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.document import Document
from pipeline.schema import list_schemas
from pipeline.validate.findings import SEVERITIES, Finding, to_finding, with_fingerprints
from pipeline.validate.rules import DOCUMENT_RULES

if TYPE_CHECKING:  # pandas takes a second to import; `dutylist rules` does without
    from pipeline.frames import Frames


def validate(document: Document, frames: Frames) -> tuple[Finding, ...]:
    """All findings of a document: by severity, then list, then place."""
    from pipeline.validate.tables import table_findings

    findings = list(table_findings(document, frames))
    findings += [
        to_finding(rule.id, rule.severity, defect)
        for rule in DOCUMENT_RULES
        for defect in rule.defects(document)
    ]
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
