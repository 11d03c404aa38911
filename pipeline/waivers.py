"""`waivers.toml`: known defects of a source, accepted with a reason, for a time or for good."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import WaiverError
from pipeline.validate.findings import Finding
from pipeline.validate.rules.waivers import EXPIRED, UNUSED

FILE_NAME = "waivers.toml"
_OWN_KEYS = {"reason", "until"}
_FIELDS = {
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
}


@dataclass(frozen=True, slots=True)
class Waiver:
    """One accepted defect: the fields a finding must have, why, and until when (inclusive)."""

    fields: Mapping[str, str | int]
    reason: str
    until: datetime.date | None
    line: int

    def covers(self, finding: Finding) -> bool:
        """Whether the finding has every field that the waiver names."""
        return all(getattr(finding, name) == value for name, value in self.fields.items())


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a file; none when there is no such file.

    Raises WaiverError, which names file and line, for a waiver that cannot be understood or that
    gives no reason.
    """
    if not path.is_file():
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WaiverError(f"无法读取：{error}", str(path)) from error
    lines = [
        n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith("[[waiver]]")
    ]
    entries = data.get("waiver", [])
    if set(data) - {"waiver"} or not isinstance(entries, list):
        raise WaiverError("只能有 [[waiver]] 条目", str(path))
    lines += [1] * (len(entries) - len(lines))
    return tuple(_waiver(e, path, n) for e, n in zip(entries, lines, strict=False))


def _waiver(entry: dict[str, object], path: Path, line: int) -> Waiver:
    def reject(message: str) -> WaiverError:
        return WaiverError(message, str(path), str(line))

    reason, until = entry.get("reason"), entry.get("until")
    if not isinstance(reason, str) or not reason.strip():
        raise reject("豁免必须写明理由（reason）")
    if until is not None and type(until) is not datetime.date:
        raise reject("until 应为日期，例如 2027-06-30")
    unknown = set(entry) - _FIELDS - _OWN_KEYS
    if unknown:
        raise reject(f"不认识的字段：{'、'.join(sorted(unknown))}")
    if "rule" not in entry and "fingerprint" not in entry:
        raise reject("豁免必须写明规则（rule）")
    fields = {name: value for name, value in entry.items() if name not in _OWN_KEYS}
    if not all(isinstance(value, str | int) for value in fields.values()):
        raise reject("字段的值应为文字或整数")
    return Waiver(
        {name: value for name, value in fields.items() if isinstance(value, str | int)},
        reason.strip(),
        until,
        line,
    )


def apply_waivers(
    findings: Sequence[Finding], waivers: Sequence[Waiver], today: datetime.date
) -> list[Finding]:
    """The findings, those that a waiver covers marked; unused and expired waivers as findings."""
    valid = [w for w in waivers if w.until is None or w.until >= today]
    result = []
    for finding in findings:
        waiver = next((w for w in valid if w.covers(finding)), None)
        result.append(replace(finding, waived=True, reason=waiver.reason) if waiver else finding)
    for waiver in waivers:
        covered = any(waiver.covers(finding) for finding in findings)
        said = "，".join(f"{name} = {value}" for name, value in waiver.fields.items())
        if waiver not in valid:
            message = f"豁免已于{waiver.until}到期（{said}）。"
            result.append(_about(waiver, EXPIRED.id, message))
        elif not covered:
            result.append(_about(waiver, UNUSED.id, f"豁免没有对应的缺陷（{said}）。"))
    return result


def _about(waiver: Waiver, rule: str, message: str) -> Finding:
    """A finding about a waiver; its place is in waivers.toml, so it has no line of the source."""
    excerpt = f"{FILE_NAME}:{waiver.line} {waiver.reason}"
    key = repr(sorted(waiver.fields.items()))
    return Finding(rule, UNUSED.severity, message, excerpt=excerpt, key=key)
