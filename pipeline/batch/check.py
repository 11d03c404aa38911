"""`dutylist check`: judges documents and compares what they give with what lies in parsed/."""

from __future__ import annotations

import datetime
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.batch.hands import in_order, load_for_documents, run_here
from pipeline.batch.workers import Lost
from pipeline.model.errors import DutyListError, attempt
from pipeline.model.sentence import Sentence
from pipeline.model.task import OutputFolder, Task
from pipeline.validate.findings import Severity
from pipeline.validate.verdict import Difference, Verdict


@dataclass(frozen=True, slots=True)
class Question:
    """One document to judge, and where the outputs lie that it should have given.

    Where `outputs_due`, outputs that are not there count as differing.
    """

    task: Task
    parsed: Path
    today: datetime.date
    level: Severity
    outputs_due: bool


def check_all(
    questions: Sequence[Question], *, processes: int, timeout: float
) -> Generator[Verdict, None, None]:
    """The verdict on every document, in turn; one that cannot be judged costs its own verdict only."""
    with closing(run_here(_check, questions, _load, processes=processes, timeout=timeout)) as found:
        for question, result in zip(questions, in_order(found), strict=True):
            yield _given_up(question, result) if isinstance(result, Lost) else result


def _check(question: Question) -> Verdict:
    source = str(question.task.source)
    verdict = attempt(partial(_judged, question), source)
    return _unjudged(question, verdict) if isinstance(verdict, DutyListError) else verdict


def _given_up(question: Question, lost: Lost) -> Verdict:
    error = DutyListError(
        Sentence("given up: {reason}", reason=lost.reason), str(question.task.source)
    )
    return _unjudged(question, error)


def _unjudged(question: Question, error: DutyListError) -> Verdict:
    return Verdict(question.task, question.level, error=str(error))


def _judged(question: Question) -> Verdict:
    from pipeline.batch.differences import compare
    from pipeline.batch.judge import judge, render_parsed
    from pipeline.validate.rules.waivers import EXPIRED, UNUSED
    from pipeline.validate.waiver_file import waivers_of
    from pipeline.validate.waivers import explain

    task, today = question.task, question.today
    judged = judge(task, today)
    folder = OutputFolder(question.parsed, (task.list_id, task.version))
    differences: tuple[Difference, ...] = ()
    if folder.path.is_dir():
        differences = tuple(compare(folder, render_parsed(judged)))
    elif question.outputs_due:
        differences = (Difference(folder.path.as_posix(), "还没有处理：请运行 make。"),)
    defects = [f for f in judged.findings if f.rule not in (UNUSED.id, EXPIRED.id)]
    coverage = explain(defects, waivers_of(task.waivers, task.version), today)
    return Verdict(task, question.level, judged.findings, differences, coverage)


def _load(questions: Sequence[Question]) -> None:
    load_for_documents(question.task.source for question in questions)
