"""Waivers: known defects of a source, accepted with a reason, for a time or for good; which covers what."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from pipeline.model.task import WAIVERS
from pipeline.validate.findings import SEVERITIES, Finding, SidecarPlace
from pipeline.validate.rules import Rule
from pipeline.validate.rules.waivers import EXPIRED, UNUSED

# Where a defect stands: numbers that change when something is inserted before it.
_NUMBERS = {"section_no", "seq", "page", "line"}


@dataclass(frozen=True, slots=True)
class Waiver:
    """One accepted defect: the fields a finding must have, why, until when (inclusive), and of
    which version (None: of every version of the list)."""

    fields: Mapping[str, str | int]
    reason: str
    until: datetime.date | None
    line: int
    version: str | None = None

    @property
    def required(self) -> dict[str, str | int]:
        """What a finding must have to be covered.

        Beside a fingerprint, numbers only tell a reader where the defect was: it may have moved.
        """
        return self._fields_without(_NUMBERS if "fingerprint" in self.fields else set())

    @property
    def wherever(self) -> dict[str, str | int]:
        """What it says of a finding beside the numbers of its place."""
        return self._fields_without(_NUMBERS)

    def _fields_without(self, names: set[str]) -> dict[str, str | int]:
        return {name: value for name, value in self.fields.items() if name not in names}

    def has_expired(self, today: datetime.date) -> bool:
        """Whether its last day is over."""
        return self.until is not None and self.until < today

    @property
    def said(self) -> str:
        """Its fields as a person reads them."""
        return "，".join(f"{name} = {value}" for name, value in self.fields.items())


class Coverage(NamedTuple):
    """What became of one waiver: the findings that it covers, or, expired, would cover."""

    waiver: Waiver
    status: Literal["covers", "unused", "expired"]
    findings: tuple[Finding, ...]


def apply_waivers(
    findings: Sequence[Finding], waivers: Sequence[Waiver], today: datetime.date
) -> list[Finding]:
    """The findings, those that a waiver covers marked; unused and expired waivers as findings."""
    known = _Known(findings)
    reasons: dict[int, str] = {}
    for waiver in waivers:
        if not waiver.has_expired(today):
            for index in known.having(waiver.required):
                reasons.setdefault(index, waiver.reason)
    result = [
        replace(finding, waived=True, reason=reasons[index]) if index in reasons else finding
        for index, finding in enumerate(findings)
    ]
    open_ = _Known([finding for finding in result if not finding.waived])
    for waiver in waivers:
        if waiver.has_expired(today):
            message = f"豁免已于{waiver.until}到期（{waiver.said}）。"
            result.append(_about(waiver, EXPIRED, message))
        elif not known.having(waiver.required):
            message = f"豁免没有对应的缺陷（{waiver.said}）。{_moved(waiver, open_)}"
            result.append(_about(waiver, UNUSED, message))
    return sorted(result, key=lambda finding: SEVERITIES.index(finding.severity))


def explain(
    findings: Sequence[Finding], waivers: Sequence[Waiver], today: datetime.date
) -> tuple[Coverage, ...]:
    """Which waiver covers what, in the order of the file."""
    known = _Known(findings)
    result = []
    for waiver in waivers:
        covered = known.having(waiver.required)
        status: Literal["covers", "unused", "expired"] = (
            "expired" if waiver.has_expired(today) else "covers" if covered else "unused"
        )
        result.append(Coverage(waiver, status, tuple(findings[index] for index in covered)))
    return tuple(result)


class _Known:
    """Findings, found by the values of whichever fields: a look in a table, however many there are."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = findings
        self._tables: dict[tuple[str, ...], dict[tuple[object, ...], list[int]]] = {}

    def having(self, named: Mapping[str, str | int]) -> Sequence[int]:
        """The indexes of the findings that have these values."""
        names = tuple(sorted(named))
        if names not in self._tables:
            table = self._tables[names] = {}
            for index, finding in enumerate(self.findings):
                key = tuple(getattr(finding, name) for name in names)
                table.setdefault(key, []).append(index)
        return self._tables[names].get(tuple(named[name] for name in names), ())


def _moved(waiver: Waiver, known: _Known) -> str:
    """Where the defect may be now, if the waiver names it by numbers that have changed."""
    named = waiver.wherever
    if len(named) == len(waiver.fields) or "fingerprint" in named:
        return ""
    near = known.having(named)
    if len(near) != 1:
        return ""
    [finding] = (known.findings[index] for index in near)
    place = f"（现为第{finding.seq}项）" if finding.seq is not None else ""
    return (
        f"如果序号变动后就是这一处{place}，请改写为 fingerprint"
        f' = "{finding.fingerprint}"，它不随序号变动。'
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
