"""The verdict of `dutylist check` as plain lines: one a finding, to be read, searched and cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.model.characters import visible
from pipeline.model.sentence import Sentence, series, told
from pipeline.render.findingsjson import summary
from pipeline.render.wording import list_titles, state_of
from pipeline.validate.findings import Finding
from pipeline.validate.verdict import Difference, Verdict

_STATES = {
    "passed": "{count} passed",
    "failed": "{count} failed",
    "unreadable": "{count} unreadable",
}


def finding_lines(verdict: Verdict) -> list[str]:
    """A line per finding: file and line, list, page, section and item, severity, rule, message."""
    return [visible(_line(verdict, finding)) for finding in verdict.shown]


def difference_lines(differences: Iterable[Difference]) -> list[str]:
    """A line per output that is not as computed."""
    return [visible(f"{_place(d.file, d.line)}: {d.text}") for d in differences]


def state_line(verdict: Verdict) -> str:
    """What became of the document, in one line."""
    if verdict.error is not None:
        return visible(verdict.error)
    findings = f"，{state_of(summary(verdict.findings))}" if verdict.findings else ""
    differing = f"，{len(verdict.differences)}处输出不同" if verdict.differences else ""
    return visible(f"{verdict.task.name}: {told(Sentence(verdict.state))}{findings}{differing}")


def total_line(verdicts: Sequence[Verdict]) -> str:
    """What became of all documents, in one line."""
    counts = summary([finding for verdict in verdicts for finding in verdict.findings])
    states = [verdict.state for verdict in verdicts]
    parts = [
        Sentence(words, count=states.count(state))
        for state, words in _STATES.items()
        if state in states
    ]
    checked = Sentence(
        "{count} checked: {states}",
        count=len(verdicts),
        states=series(parts) if parts else Sentence("none"),
    )
    return f"{told(checked)}（{state_of(counts)}）"


def place_of(verdict: Verdict, finding: Finding) -> tuple[str, int | None]:
    """The file and line where a person would look: the source, or a file beside it."""
    source = verdict.task.source
    if finding.sidecar is not None:
        return (source.parent / finding.sidecar.file).as_posix(), finding.sidecar.line
    return source.as_posix(), finding.line


def where(finding: Finding) -> str:
    """The place inside the document: list, page, section, item."""
    named = list_titles().get(finding.list, finding.list) if finding.list else ""
    parts = [named, f"第{finding.page}页" if finding.page is not None else ""]
    parts += [f"分类{finding.section_no}" if finding.section_no else ""]
    parts += [f"第{finding.seq}项" if finding.seq is not None else ""]
    return " ".join(filter(None, parts))


def _line(verdict: Verdict, finding: Finding) -> str:
    severity = Sentence(finding.severity)
    level = told(Sentence("waived: {severity}", severity=severity) if finding.waived else severity)
    reason = f"（豁免理由：{finding.reason}）" if finding.reason else ""
    place = " ".join(filter(None, (_place(*place_of(verdict, finding)), where(finding))))
    return f"{place} [{level}] {finding.rule}: {finding.message}{reason}"


def _place(file: str, line: int | None) -> str:
    return file if line is None else f"{file}:{line}"
