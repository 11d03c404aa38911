"""The verdict of `dutylist check` as workflow commands, which GitHub shows beside the lines of a file."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.render.plain import place_of, where
from pipeline.validate.verdict import Difference, Verdict

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def annotate(verdict: Verdict) -> list[str]:
    """A command per finding that counts and per output that differs, worst first: GitHub shows
    only the first ten of a kind. Waived findings have none."""
    if verdict.error is not None:
        return [
            _command("error", verdict.task.source.as_posix(), None, "unreadable", verdict.error)
        ]
    commands = []
    for finding in verdict.findings:
        if not finding.waived:
            file, line = place_of(verdict, finding)
            message = "：".join(filter(None, (where(finding), finding.message)))
            commands.append(
                _command(_COMMANDS[finding.severity], file, line, finding.rule, message)
            )
    return [*commands, *difference_annotations(verdict.differences)]


def difference_annotations(differences: Iterable[Difference]) -> list[str]:
    """A command per output that differs."""
    return [
        _command(_COMMANDS[d.severity], d.file, d.line, "output-differs", d.text)
        for d in differences
    ]


def _command(command: str, file: str, line: int | None, title: str, message: str) -> str:
    place = "" if line is None else f",line={line}"
    return f"::{command} file={_property(file)}{place},title={_property(title)}::{_data(message)}"


def _data(text: str) -> str:
    """The escapes of the workflow commands' own library (actions/toolkit, command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
