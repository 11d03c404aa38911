"""What `dutylist check` prints: the verdict on every document in turn, in the format asked for."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from pipeline.batch.check import Question, check_all
from pipeline.batch.comparisons import due_comparisons
from pipeline.batch.differences import orphans
from pipeline.batch.index import Reader, is_stale, read_here
from pipeline.commands.say import as_command, in_colour, say
from pipeline.commands.sources import RAW
from pipeline.model.characters import visible_json
from pipeline.model.task import INDEX, Folders, Task
from pipeline.render.checkjson import render_check_json
from pipeline.render.explain import explain_lines
from pipeline.render.github import annotate, difference_annotations
from pipeline.render.plain import difference_lines, finding_lines, state_line, total_line
from pipeline.validate.findings import Severity
from pipeline.validate.verdict import Difference, Verdict, fails

Format = Literal["lines", "table", "json", "github"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be checked against which outputs, and which severity fails it. `whole`: that is all
    that raw/ holds, so that outputs of others have lost their source."""

    tasks: Sequence[Task]
    folders: Folders
    level: Severity
    whole: bool

    def questions(self) -> Iterator[Question]:
        """A document each. Outputs are due of what lies in raw/."""
        today, raw = datetime.date.today(), Path(os.path.realpath(RAW))
        lists = due_comparisons(self.tasks, self.folders)
        compared = {(c.list_id, c.new): c for due in lists.values() for c in due}
        for task in self.tasks:
            due = raw in Path(os.path.realpath(task.source)).parents
            comparison = compared.get((task.list_id, task.version))
            yield Question(task, self.folders, today, self.level, due, comparison)


def tell_all(
    asked: Asked, output: Format, *, verbose: bool, explain: bool, processes: int, timeout: float
) -> Literal["passed", "failed", "unreadable"]:
    """Checks and tells every document. Returns the worst state."""
    verdicts: list[Verdict] = []
    said: set[str] = set()  # waivers that cannot be understood are told once for all versions
    for verdict in check_all(list(asked.questions()), processes=processes, timeout=timeout):
        if output == "github" or verdict.error not in said:
            _tell(replace(verdict, in_short=not verbose), output, explain=explain)
        said |= {verdict.error} if verdict.error else set()
        verdicts.append(verdict)
    read = partial(read_here, processes=processes, timeout=timeout)
    strays = tuple(_of_all(asked, read)) if asked.whole else ()
    _tell_all(verdicts, strays, output)
    states = {verdict.state for verdict in verdicts}
    if "unreadable" in states:
        return "unreadable"
    return "failed" if "failed" in states or fails(strays, asked.level) else "passed"


def _of_all(asked: Asked, read: Reader) -> Iterator[Difference]:
    """What differs and is of no single document: outputs without a source, and the page over all lists."""
    parsed, reports = asked.folders.parsed, asked.folders.reports
    yield from orphans(parsed, asked.tasks, reports)
    if parsed.is_dir() and reports.is_dir() and is_stale(asked.folders, read):
        message = "与各清单的结果不符：请运行 make。"
        yield Difference((reports / INDEX).as_posix(), message)


def _tell(verdict: Verdict, output: Format, *, explain: bool) -> None:
    if output == "json":
        return
    if output == "github":
        say(annotate(verdict), escape=as_command)
    elif verdict.error is None and output == "table":
        from pipeline.render.terminal import render_table, wants_colour, width_of

        table = render_table(verdict, width_of(sys.stdout), colour=wants_colour(sys.stdout))
        say(table.splitlines(), escape=in_colour)
    elif verdict.error is None:
        say(finding_lines(verdict))
        say(difference_lines(verdict.differences))
    if explain and verdict.error is None:
        say(explain_lines(verdict))
    if verdict.error is not None or output != "table":
        say([state_line(verdict)], err=verdict.error is not None)


def _tell_all(verdicts: Sequence[Verdict], strays: Sequence[Difference], output: Format) -> None:
    if output == "json":
        say(render_check_json(verdicts, strays).split("\n"), escape=visible_json)
        return
    if output == "github":
        say(difference_annotations(strays), escape=as_command)
    else:
        say(difference_lines(strays))
    if len(verdicts) != 1:
        say([total_line(verdicts)])
