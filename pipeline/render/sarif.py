"""`findings.sarif`: the findings as SARIF 2.1.0, for code hosts and editors."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from pipeline.model.document import Document
from pipeline.validate.findings import Finding
from pipeline.validate.rules import RULES, Rule

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_INDEX = {rule.id: index for index, rule in enumerate(RULES)}


def render_sarif(document: Document, findings: Sequence[Finding]) -> str:
    """The findings as SARIF text, places relative to the folder that holds `raw/`."""
    driver = {"name": "dutylist", "rules": [_rule(rule) for rule in RULES]}
    run = {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "artifacts": [
            {
                "location": _artifact(document, document.file),
                "roles": ["analysisTarget"],
                "hashes": {"sha-256": document.sha256},
            }
        ],
        "results": [_result(document, finding) for finding in findings],
    }
    data = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.meaning},
        "help": {
            "text": f"{rule.meaning}\n例：{rule.example}",
            "markdown": f"{_markdown(rule.meaning)}\n\n**例：**{_markdown(rule.example)}",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(document: Document, finding: Finding) -> dict[str, Any]:
    suppression = {
        "kind": "external",
        "status": "accepted",
        "justification": finding.reason or "",
    }
    keys = ("list", "section_no", "seq", "field", "page", "excerpt")
    return {
        "ruleId": finding.rule,
        "ruleIndex": _INDEX[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain(finding.message)},
        "locations": [_location(document, finding)],
        "partialFingerprints": {"dutylist/v1": finding.fingerprint},
        "suppressions": [suppression] if finding.waived else [],
        "properties": {k: v for k in keys if (v := getattr(finding, k)) is not None},
    }


def _location(document: Document, finding: Finding) -> dict[str, Any]:
    file, line = document.file, finding.line
    if finding.sidecar is not None:
        file, line = finding.sidecar.file, finding.sidecar.line
    physical: dict[str, Any] = {"artifactLocation": _artifact(document, file)}
    if line is not None:
        physical["region"] = {"startLine": line}
    location: dict[str, Any] = {"physicalLocation": physical}
    parts = (finding.list, finding.section_no, finding.seq)
    name = "/".join(str(part) for part in parts if part is not None)
    if name:
        location["logicalLocations"] = [{"fullyQualifiedName": name}]
    return location


def _artifact(document: Document, file: str) -> dict[str, str]:
    # A file name that is not UTF-8 has characters that no URI can hold.
    uri = quote(f"raw/{document.list_id}/{file}", errors="replace")
    return {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _plain(text: str) -> str:
    """The text of a message, in which "[words](address)" would be a link (SARIF 2.1.0, section 3.11.6)."""
    return re.sub(r"([\[\]])", r"\\\1", text) if "](" in text else text


def _markdown(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)
