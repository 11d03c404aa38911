"""`dutylist check`: judges documents and compares what they give with what lies in parsed/."""

from __future__ import annotations

import datetime
from pathlib import Path

from pipeline.differences import compare
from pipeline.process import judge, render_parsed
from pipeline.tasks import Task
from pipeline.validate.findings import Severity
from pipeline.validate.rules.waivers import RULES as WAIVER_RULES
from pipeline.verdict import Verdict
from pipeline.waivers import explain, waivers_of


def check(
    task: Task, parsed: Path, today: datetime.date, level: Severity, *, outputs_due: bool
) -> Verdict:
    """Judges one document. Where `outputs_due`, outputs that are not there count as differing.

    Raises DutyListError where the document, its waivers or its outputs cannot be read.
    """
    judged = judge(task, today)
    folder = parsed / task.list_id / task.version
    differences = (
        tuple(compare(folder, render_parsed(judged))) if outputs_due or folder.is_dir() else ()
    )
    about_waivers = {rule.id for rule in WAIVER_RULES}
    defects = [finding for finding in judged.findings if finding.rule not in about_waivers]
    coverage = explain(defects, waivers_of(task.waivers, task.version), today)
    return Verdict(task, level, judged.findings, differences, coverage)
