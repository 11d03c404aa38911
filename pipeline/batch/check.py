"""`dutylist check`: judges documents and compares what they give with what lies in parsed/."""

from __future__ import annotations

import datetime
from pathlib import Path

from pipeline.batch.differences import compare
from pipeline.batch.judge import judge, render_parsed
from pipeline.model.task import Task
from pipeline.validate.findings import Severity
from pipeline.validate.rules.waivers import EXPIRED, UNUSED
from pipeline.validate.verdict import Difference, Verdict
from pipeline.validate.waivers import explain, waivers_of


def check(
    task: Task, parsed: Path, today: datetime.date, level: Severity, *, outputs_due: bool
) -> Verdict:
    """Judges one document. Where `outputs_due`, outputs that are not there count as differing.

    Raises DutyListError where the document, its waivers or its outputs cannot be read.
    """
    judged = judge(task, today)
    folder = parsed / task.list_id / task.version
    differences: tuple[Difference, ...] = ()
    if folder.is_dir():
        differences = tuple(compare(folder, render_parsed(judged)))
    elif outputs_due:
        differences = (Difference(folder.as_posix(), "还没有处理：请运行 make。"),)
    defects = [f for f in judged.findings if f.rule not in (UNUSED.id, EXPIRED.id)]
    coverage = explain(defects, waivers_of(task.waivers, task.version), today)
    return Verdict(task, level, judged.findings, differences, coverage)
