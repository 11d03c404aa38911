"""`junit.xml`: a test case per rule, for CI servers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from pipeline.model.document import Document
from pipeline.validate.findings import Finding
from pipeline.validate.rules import RULES, Rule

# What XML 1.0 has no way to write, not even as a reference.
_ILLEGAL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")


def render_junit(document: Document, findings: Sequence[Finding]) -> str:
    """The findings as JUnit XML: errors that count fail their rule's case, waived ones skip it."""
    name = f"dutylist {document.list_id}/{document.version}"
    suite = ET.Element("testsuite", name=legal(name))
    for rule in RULES:
        case = ET.SubElement(
            suite,
            "testcase",
            classname=legal(f"dutylist.{document.list_id}.{document.version}"),
            name=rule.id,
            time="0",
        )
        _judge(case, rule, [f for f in findings if f.rule == rule.id], document.file)
    counts = {
        "tests": str(len(RULES)),
        "failures": str(len(suite.findall("testcase/failure"))),
        "errors": "0",
        "skipped": str(len(suite.findall("testcase/skipped"))),
        "time": "0",
    }
    suite.attrib.update(counts)
    # The suites' element has no count of skipped cases in the schema that CI servers share.
    total = {name: value for name, value in counts.items() if name != "skipped"}
    root = ET.Element("testsuites", {"name": "dutylist"} | total)
    root.append(suite)
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def legal(text: str) -> str:
    r"""The text with every character that XML cannot hold written as an escape such as \x00."""
    return _ILLEGAL.sub(lambda m: m[0].encode("unicode_escape").decode(), text)


def _judge(case: ET.Element, rule: Rule, findings: Sequence[Finding], file: str) -> None:
    failing = [f for f in findings if f.severity == "error" and not f.waived]
    waived = [f for f in findings if f.waived]
    others = [f for f in findings if f not in failing]
    if failing:
        message = legal(f"{len(failing)}处：{rule.meaning}")
        failure = ET.SubElement(case, "failure", message=message, type=rule.id)
        failure.text = _lines(failing, file)
    elif waived:
        reasons = dict.fromkeys(f.reason or "" for f in waived)
        ET.SubElement(case, "skipped", message=legal("；".join(reasons)))
    if others:
        ET.SubElement(case, "system-out").text = _lines(others, file)


def _lines(findings: Sequence[Finding], file: str) -> str:
    return legal("\n".join(_line(finding, file) for finding in findings))


def _line(finding: Finding, file: str) -> str:
    line = finding.line
    if finding.sidecar is not None:
        file, line = finding.sidecar.file, finding.sidecar.line
    place = [f"{file}:{line}" if line is not None else file, finding.list]
    place.append(f"第{finding.page}页" if finding.page is not None else None)
    place.append(f"第{finding.seq}项" if finding.seq is not None else None)
    level = f"waived: {finding.severity}" if finding.waived else finding.severity
    reason = f"（豁免理由：{finding.reason}）" if finding.reason else ""
    return f"{' '.join(filter(None, place))} [{level}] {finding.message}{reason}"
