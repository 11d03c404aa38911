"""What `dutylist check` prints: the verdict on every document in turn, in the format asked for."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click

from pipeline.batch.check import check
from pipeline.batch.differences import orphans
from pipeline.model.errors import DutyListError, internal
from pipeline.model.task import Task
from pipeline.render.checkjson import render_check_json
from pipeline.render.explain import explain_lines
from pipeline.render.github import annotate, difference_annotations
from pipeline.render.plain import difference_lines, finding_lines, state_line, total_line
from pipeline.validate.findings import Severity
from pipeline.validate.verdict import Difference, Verdict, fails

Format = Literal["lines", "table", "json", "github"]


def check_all(
    tasks: Sequence[Task],
    raw: Path,
    parsed: Path,
    level: Severity,
    output: Format,
    *,
    explain: bool,
    whole: bool,
) -> Literal["passed", "failed", "unreadable"]:
    """Checks and tells every document; `whole` says that they are all that raw/ holds, so that
    outputs of others have lost their source. Returns the worst state."""
    today = datetime.date.today()
    verdicts: list[Verdict] = []
    said: set[str] = set()  # waivers that cannot be understood are told once for all versions
    for task in tasks:
        verdict = _verdict(task, raw, parsed, today, level)
        if output == "github" or verdict.error not in said:
            _tell(verdict, output, explain=explain)
        said |= {verdict.error} if verdict.error else set()
        verdicts.append(verdict)
    strays = tuple(orphans(parsed, tasks)) if whole else ()
    _tell_all(verdicts, strays, output)
    states = {verdict.state for verdict in verdicts}
    if "unreadable" in states:
        return "unreadable"
    return "failed" if "failed" in states or fails(strays, level) else "passed"


def _verdict(task: Task, raw: Path, parsed: Path, today: datetime.date, level: Severity) -> Verdict:
    try:
        inside_raw = raw.resolve() in task.source.resolve().parents
        return check(task, parsed, today, level, outputs_due=inside_raw)
    except DutyListError as error:
        return Verdict(task, level, error=str(error))
    except Exception as error:  # one document must not cost the others their check
        return Verdict(task, level, error=f"{task.source}: {internal(error)}")


def _tell(verdict: Verdict, output: Format, *, explain: bool) -> None:
    if output == "json":
        return
    if output == "github":
        _echo(annotate(verdict))
    elif verdict.error is None and output == "table":
        from pipeline.render.terminal import render_table, wants_colour, width_of

        colour = wants_colour(sys.stdout)
        click.echo(render_table(verdict, width_of(sys.stdout), colour=colour), color=colour)
    elif verdict.error is None:
        _echo(finding_lines(verdict))
        _echo(difference_lines(verdict.differences))
    if explain and verdict.error is None:
        _echo(explain_lines(verdict))
    if verdict.error is not None or output != "table":
        _echo([state_line(verdict)], err=verdict.error is not None)


def _tell_all(verdicts: Sequence[Verdict], strays: Sequence[Difference], output: Format) -> None:
    if output == "json":
        click.echo(render_check_json(verdicts, strays))
        return
    if output == "github":
        _echo(difference_annotations(strays))
    else:
        _echo(difference_lines(strays))
    if len(verdicts) != 1:
        _echo([total_line(verdicts)])


def _echo(lines: Sequence[str], *, err: bool = False) -> None:
    for line in lines:
        click.echo(line, err=err)
