"""`dutylist check`: judges documents and compares what they give with what lies in parsed/ and reports/."""

from __future__ import annotations

import datetime
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pipeline.batch.files import encoded
from pipeline.batch.hands import in_order, load_for_documents, run_here
from pipeline.batch.jobs import LIST, Comparison, contents_of
from pipeline.batch.kept_sheets import sheets_kept
from pipeline.batch.workers import Lost
from pipeline.model.errors import DutyListError, SourceError, attempt
from pipeline.model.sentence import Sentence
from pipeline.model.task import Folders, Task
from pipeline.validate.findings import Severity
from pipeline.validate.verdict import Difference, Verdict

if TYPE_CHECKING:
    from pipeline.batch.judge import Judged


@dataclass(frozen=True, slots=True)
class Question:
    """One document to judge, and where the outputs lie that it should have given.

    Where `outputs_due`, outputs that are not there count as differing. `comparison` is the one with the version
    before it.
    """

    task: Task
    folders: Folders
    today: datetime.date
    level: Severity
    outputs_due: bool
    comparison: Comparison | None = None


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
    from pipeline.batch.judge import judge
    from pipeline.validate.rules.waivers import EXPIRED, UNUSED
    from pipeline.validate.waiver_file import waivers_of
    from pipeline.validate.waivers import explain

    task, today = question.task, question.today
    with sheets_kept(question.folders.parsed, task, writing=False):
        judged = judge(task, today)
    differences = tuple(_differences(question, judged))
    defects = [f for f in judged.findings if f.rule not in (UNUSED.id, EXPIRED.id)]
    coverage = explain(defects, waivers_of(task.waivers, task.version), today)
    return Verdict(task, question.level, judged.findings, differences, coverage)


def _differences(question: Question, judged: Judged) -> Iterator[Difference]:
    """What of the outputs is not as computed. Reports that nobody keeps are not missed."""
    from pipeline.batch.beside import links_of
    from pipeline.batch.differences import compare
    from pipeline.batch.judge import render_parsed, render_reports

    parsed, reports = question.folders.of(question.task)
    if not parsed.path.is_dir():
        if question.outputs_due:
            yield Difference(parsed.path.as_posix(), "还没有处理：请运行 make。")
        return
    yield from compare(parsed, render_parsed(judged))
    if reports.path.is_dir():
        links = links_of(question.task, question.folders, judged)
        yield from compare(reports, render_reports(judged, links))
        yield from _comparison_differences(question, judged)
    elif question.outputs_due and question.folders.reports.is_dir():
        yield Difference(reports.path.as_posix(), "还没有报告：请运行 make。")


def _comparison_differences(question: Question, judged: Judged) -> Iterator[Difference]:
    """The same of what the comparison with the version before gives, where that has data."""
    from pipeline.batch.differences import compare
    from pipeline.compare.changes import compare as compare_sides
    from pipeline.compare.read_list import read_list
    from pipeline.compare.side import side_of
    from pipeline.model.listdata import list_data

    comparison = question.comparison
    if comparison is None or not comparison.has_names:
        return
    where = comparison.folders.changes(comparison.list_id)
    if not where.path.is_dir():
        yield Difference(where.path.as_posix(), "还没有与上一版本比较：请运行 make。")
        return
    try:
        old = side_of(read_list(comparison.inputs[0].path / LIST))
    except (SourceError, OSError):
        return  # told of the version before
    changes = compare_sides(old, side_of(list_data(judged.document)))
    files: dict[str, str | bytes] = dict(zip(comparison.outputs, contents_of(changes), strict=True))
    expected = {name: encoded(content) for name, content in files.items()}
    yield from compare(where, expected, among_others=True)


def _load(questions: Sequence[Question]) -> None:
    load_for_documents(question.task.source for question in questions)
