"""`dutylist check --explain`: which waiver covers what, and the waivers that would cover the rest."""

from __future__ import annotations

import json

from pipeline.model.characters import visible
from pipeline.render.plain import where
from pipeline.validate.findings import Finding
from pipeline.validate.verdict import Verdict
from pipeline.validate.waivers import Coverage

_STATES = {"covers": "有效", "unused": "没有对应的缺陷", "expired": "已到期"}


def explain_lines(verdict: Verdict) -> list[str]:
    """Every waiver with what it covers, then, for each error and warning that none does, what to paste."""
    file = verdict.task.waivers.as_posix()
    lines = [line for coverage in verdict.coverage for line in _waiver(file, coverage)]
    due = [f for f in verdict.findings if not f.waived and f.severity in ("error", "warning")]
    if due:
        lines.append(f"# 未豁免的缺陷。如要豁免，把下列条目写入{file}，并写明理由：")
        for finding in due:
            lines += paste(finding)
    return [visible(line) for line in lines]


def paste(finding: Finding) -> list[str]:
    """The waiver of one finding as lines of TOML, its reason left to the person who gives it.

    It goes by the fingerprint, which stays when numbers change.
    """
    place = where(finding)
    return [
        "[[waiver]]",
        f"# {place}：{visible(finding.message)}" if place else f"# {visible(finding.message)}",
        f"rule = {_toml(finding.rule)}",
        f"fingerprint = {_toml(finding.fingerprint)}",
        'reason = ""',
    ]


def _waiver(file: str, coverage: Coverage) -> list[str]:
    waiver = coverage.waiver
    until = f"，至{waiver.until}" if waiver.until else ""
    state = _STATES[coverage.status]
    lines = [f"{file}:{waiver.line} {state}{until}：{waiver.said}（理由：{waiver.reason}）"]
    verb = "原覆盖" if coverage.status == "expired" else "覆盖"
    for finding in coverage.findings:
        place = f"{where(finding)} " if where(finding) else ""
        lines.append(f"    {verb} {place}{finding.rule} {finding.fingerprint}: {finding.message}")
    return lines


def _toml(text: str) -> str:
    # A basic string of TOML is a JSON string, apart from DEL, which no field here holds raw.
    return json.dumps(visible(text), ensure_ascii=False)
