"""The verdict of `dutylist check` as one JSON document over all sources, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pipeline.render.findingsjson import findings_data
from pipeline.validate.verdict import Difference, Verdict
from pipeline.validate.waivers import Coverage

SCHEMA_VERSION = 1


def render_check_json(verdicts: Sequence[Verdict], orphans: Sequence[Difference]) -> str:
    """All verdicts as JSON text."""
    states = [verdict.state for verdict in verdicts]
    data = {
        "schema_version": SCHEMA_VERSION,
        "summary": {"checked": len(states)}
        | {state: states.count(state) for state in ("passed", "failed", "unreadable")},
        "sources": [_source(verdict) for verdict in verdicts],
        "differences": [_difference(difference) for difference in orphans],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _source(verdict: Verdict) -> dict[str, Any]:
    findings = findings_data(verdict.findings)
    return {
        "file": verdict.task.source.as_posix(),
        "list_id": verdict.task.list_id,
        "version": verdict.task.version,
        "state": verdict.state,
        "error": verdict.error,
        "summary": findings["summary"],
        "findings": findings["findings"],
        "differences": [_difference(difference) for difference in verdict.differences],
        "waivers": [_waiver(coverage) for coverage in verdict.coverage],
    }


def _difference(difference: Difference) -> dict[str, Any]:
    keys = ("file", "severity", "item", "field", "line", "message")
    return {key: getattr(difference, key) for key in keys}


def _waiver(coverage: Coverage) -> dict[str, Any]:
    waiver = coverage.waiver
    return {
        "line": waiver.line,
        "status": coverage.status,
        "fields": dict(waiver.fields),
        "reason": waiver.reason,
        "until": waiver.until.isoformat() if waiver.until else None,
        "fingerprints": [finding.fingerprint for finding in coverage.findings],
    }
