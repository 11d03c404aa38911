"""`waivers.toml`: known defects of a source, accepted with a reason, for a time or for good."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

from pipeline.model.errors import WaiverError, reading
from pipeline.model.schema import list_schemas
from pipeline.model.task import WAIVERS
from pipeline.validate.findings import SEVERITIES, Finding, SidecarPlace
from pipeline.validate.rules import RULES, Rule
from pipeline.validate.rules.waivers import EXPIRED, UNUSED

# What a waiver says besides the fields that a finding must have.
_OWN_KEYS = {"reason", "until", "version"}
_INTEGERS = {"seq", "page", "line"}
_TEXTS = {
    *("rule", "severity", "message", "list", "section_no", "section", "item_name"),
    *("field", "excerpt", "fingerprint"),
}
# Where a defect stands: numbers that change when something is inserted before it.
_NUMBERS = {"section_no", "seq", "page", "line"}
_HEADER = re.compile(r"\s*\[\[\s*[\"']?waiver[\"']?\s*\]\]")
_TOML_LINE = re.compile(r"at line (\d+)")
_MAX_BYTES = 2**20
_ENCODING = "无法读取：不是 UTF-8 编码，请存为 UTF-8"
# What an input method for Chinese gives in place of " and ': reason = “已核实”
_FULL_WIDTH = re.compile("[“”‘’＂＇]")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


@dataclass(frozen=True, slots=True)
class Waiver:
    """One accepted defect: the fields a finding must have, why, until when (inclusive), and of
    which version (None: of every version of the list)."""

    fields: Mapping[str, str | int]
    reason: str
    until: datetime.date | None
    line: int
    version: str | None = None

    def covers(self, finding: Finding) -> bool:
        """Whether the finding has every field that the waiver names.

        Beside a fingerprint, numbers only tell a reader where the defect was: it may have moved.
        """
        numbers = _NUMBERS if "fingerprint" in self.fields else set()
        named = {name: value for name, value in self.fields.items() if name not in numbers}
        return all(getattr(finding, name) == value for name, value in named.items())

    @property
    def said(self) -> str:
        """Its fields as a person reads them."""
        return "，".join(f"{name} = {value}" for name, value in self.fields.items())


class Coverage(NamedTuple):
    """What became of one waiver: the findings that it covers, or, expired, would cover."""

    waiver: Waiver
    status: Literal["covers", "unused", "expired"]
    findings: tuple[Finding, ...]


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a file; none when there is no such file.

    Raises WaiverError, which names file and line, for a waiver that cannot be understood or that
    gives no reason.
    """
    if not path.exists():
        return ()
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(error, path, text) from error
    except RecursionError as error:
        raise WaiverError("无法读取：嵌套过深", str(path)) from error
    entries = data.get("waiver", [])
    if set(data) - {"waiver"} or not isinstance(entries, list):
        raise WaiverError("只能有 [[waiver]] 条目", str(path))
    lines = _header_lines(text, len(entries))
    return tuple(_waiver(e, path, n) for e, n in zip(entries, lines, strict=True))


def waivers_of(path: Path, version: str) -> tuple[Waiver, ...]:
    """The waivers of a file that are for one version of the list."""
    return tuple(w for w in read_waivers(path) if w.version in (None, version))


def _text(path: Path) -> str:
    try:
        with reading(path, WaiverError):
            if path.stat().st_size > _MAX_BYTES:
                raise WaiverError("无法读取：大于1 MiB", str(path))
            text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise WaiverError(_ENCODING, str(path)) from error
    if "\0" in text:  # UTF-16 without its mark
        raise WaiverError(_ENCODING, str(path))
    return text


def _not_toml(error: tomllib.TOMLDecodeError, path: Path, text: str) -> WaiverError:
    """What is wrong with a line, as one who does not know TOML needs to hear it."""
    lines = text.splitlines()
    match = _TOML_LINE.search(str(error))
    number = int(match[1]) if match else len(lines)
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    if _FULL_WIDTH.search(_QUOTED.sub("", line)):
        message = f'第{number}行：请用英文引号 "'
    else:
        message = f"无法读取：第{number}行不合 TOML 格式（{error}）"
    return WaiverError(message, str(path), str(number))


def _header_lines(text: str, entries: int) -> list[int]:
    """The line of each entry's [[waiver]]; 1 where entries are written in another way."""
    source = text.splitlines()
    lines = [n for n, line in enumerate(source, 1) if _HEADER.match(line)]
    if len(lines) > entries:  # one stands inside a text that runs over several lines
        lines = [n for n in lines if _is_toml("\n".join(source[: n - 1]))]
    return (lines + [1] * entries)[:entries]


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _waiver(entry: object, path: Path, line: int) -> Waiver:
    def reject(message: str) -> WaiverError:
        return WaiverError(message, str(path), str(line))

    if not isinstance(entry, dict):
        raise reject("只能有 [[waiver]] 条目")
    reason, until, version = entry.get("reason"), entry.get("until"), entry.get("version")
    if not isinstance(reason, str) or not reason.strip():
        raise reject("豁免必须写明理由（reason）")
    if until is not None and type(until) is not datetime.date:
        raise reject("until 应为日期，例如 2027-06-30")
    if version is not None and not isinstance(version, str):
        raise reject('version 应为文字，例如 "v1"')
    unknown = set(entry) - _INTEGERS - _TEXTS - _OWN_KEYS
    if unknown:
        raise reject(f"不认识的字段：{'、'.join(sorted(unknown))}")
    if "rule" not in entry and "fingerprint" not in entry:
        raise reject("豁免必须写明规则（rule）")
    fields = {name: value for name, value in entry.items() if name not in _OWN_KEYS}
    for name, value in fields.items():
        if type(value) is not (int if name in _INTEGERS else str):
            raise reject(f"{name} 的值应为{'整数' if name in _INTEGERS else '文字（加引号）'}")
    if "rule" in fields and fields["rule"] not in {rule.id for rule in RULES}:
        raise reject(f"没有这条规则：{fields['rule']}（dutylist rules 列出全部规则）")
    lists = [schema.id for schema in list_schemas()]
    if "list" in fields and fields["list"] not in lists:
        raise reject(f"没有这张清单：{fields['list']}（{'、'.join(lists)}）")
    return Waiver(fields, reason.strip(), until, line, version)


def apply_waivers(
    findings: Sequence[Finding], waivers: Sequence[Waiver], today: datetime.date
) -> list[Finding]:
    """The findings, those that a waiver covers marked; unused and expired waivers as findings."""
    valid = [w for w in waivers if w.until is None or w.until >= today]
    result = []
    for finding in findings:
        waiver = next((w for w in valid if w.covers(finding)), None)
        result.append(replace(finding, waived=True, reason=waiver.reason) if waiver else finding)
    for coverage in explain(result, waivers, today):
        waiver = coverage.waiver
        if coverage.status == "expired":
            message = f"豁免已于{waiver.until}到期（{waiver.said}）。"
            result.append(_about(waiver, EXPIRED, message))
        elif coverage.status == "unused":
            message = f"豁免没有对应的缺陷（{waiver.said}）。{_moved(waiver, result)}"
            result.append(_about(waiver, UNUSED, message))
    return sorted(result, key=lambda finding: SEVERITIES.index(finding.severity))


def explain(
    findings: Sequence[Finding], waivers: Sequence[Waiver], today: datetime.date
) -> tuple[Coverage, ...]:
    """Which waiver covers what, in the order of the file."""
    result = []
    for waiver in waivers:
        covered = tuple(finding for finding in findings if waiver.covers(finding))
        expired = waiver.until is not None and waiver.until < today
        status: Literal["covers", "unused", "expired"] = (
            "expired" if expired else "covers" if covered else "unused"
        )
        result.append(Coverage(waiver, status, covered))
    return tuple(result)


def _moved(waiver: Waiver, findings: Sequence[Finding]) -> str:
    """Where the defect may be now, if the waiver names it by numbers that have changed."""
    named = {name: value for name, value in waiver.fields.items() if name not in _NUMBERS}
    if len(named) == len(waiver.fields) or "fingerprint" in named:
        return ""
    near = [
        finding
        for finding in findings
        if not finding.waived and all(getattr(finding, n) == v for n, v in named.items())
    ]
    if len(near) != 1:
        return ""
    place = f"（现为第{near[0].seq}项）" if near[0].seq is not None else ""
    return (
        f"如果序号变动后就是这一处{place}，请改写为 fingerprint"
        f' = "{near[0].fingerprint}"，它不随序号变动。'
    )


def _about(waiver: Waiver, rule: Rule, message: str) -> Finding:
    """A finding about a waiver; its place is in waivers.toml, so it has no line of the source."""
    return Finding(
        rule.id,
        rule.severity,
        message,
        excerpt=f"{WAIVERS}:{waiver.line} {waiver.reason}",
        key=repr(sorted(waiver.fields.items())),
        sidecar=SidecarPlace(WAIVERS, waiver.line),
    )
