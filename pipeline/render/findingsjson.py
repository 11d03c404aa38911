"""`findings.json`: every defect with its place, and how many of each severity."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pipeline.validate.findings import SEVERITIES, Finding

SCHEMA_VERSION = 1
_KEYS = (
    "rule",
    "severity",
    "message",
    "list",
    "section_no",
    "seq",
    "field",
    "page",
    "line",
    "excerpt",
    "fingerprint",
    "waived",
    "reason",
)


def render_findings_json(findings: Sequence[Finding]) -> str:
    """The findings as JSON text."""
    return json.dumps(findings_data(findings), ensure_ascii=False, indent=1) + "\n"


def findings_data(findings: Sequence[Finding]) -> dict[str, Any]:
    """The findings as plain values, as the published schema describes them."""
    return {
        "schema_version": SCHEMA_VERSION,
        "summary": summary(findings),
        "findings": [{key: getattr(finding, key) for key in _KEYS} for finding in findings],
    }


def summary(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings of each severity count, and how many are waived."""
    counts = {
        severity: sum(f.severity == severity and not f.waived for f in findings)
        for severity in SEVERITIES
    }
    return counts | {"waived": sum(f.waived for f in findings)}
