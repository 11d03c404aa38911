"""What `dutylist check` says of one document: plain values that every output format renders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pipeline.model.task import Task
from pipeline.validate.findings import SEVERITIES, Finding, Severity
from pipeline.validate.waivers import Coverage

State = Literal["passed", "failed", "unreadable"]


@dataclass(frozen=True, slots=True)
class Difference:
    """An output that is not as computed. `item` and `field` say where, as far as that is known;
    `line` is the output's. What is only in the way is a warning, what is wrong an error."""

    file: str
    message: str
    item: str | None = None
    field: str | None = None
    line: int | None = None
    severity: Literal["error", "warning"] = "error"

    @property
    def text(self) -> str:
        """The place in the file and what is wrong there."""
        place = " ".join(part for part in (self.item, self.field) if part)
        return f"{place}: {self.message}" if place else self.message


@dataclass(frozen=True, slots=True)
class Verdict:
    """Findings, differing outputs and waivers of one document, or why it could not be read."""

    task: Task
    level: Severity
    findings: tuple[Finding, ...] = ()
    differences: tuple[Difference, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    error: str | None = None
    in_short: bool = False
    """Whether a person is shown only what somebody has to act on."""

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings that a person is shown: in short, without those that are waived, or information."""
        if not self.in_short:
            return self.findings
        return tuple(f for f in self.findings if not f.waived and f.severity != "info")

    @property
    def state(self) -> State:
        """Whether an unwaived finding reaches the failing level, or an output differs."""
        if self.error is not None:
            return "unreadable"
        return "failed" if self.failing or fails(self.differences, self.level) else "passed"

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings that fail the check."""
        worst = SEVERITIES[: SEVERITIES.index(self.level) + 1]
        return tuple(f for f in self.findings if f.severity in worst and not f.waived)


def fails(differences: Iterable[Difference], level: Severity) -> bool:
    """Whether one of the differences reaches the failing level."""
    worst = SEVERITIES[: SEVERITIES.index(level) + 1]
    return any(difference.severity in worst for difference in differences)
