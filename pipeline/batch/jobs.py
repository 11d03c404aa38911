"""What is done for one document or one comparison, whole or not at all, in whichever process it runs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.batch.files import holds, stamps_of, write_files, written_beside
from pipeline.batch.index import entry_of, version_key
from pipeline.batch.kept_sheets import sheets_kept
from pipeline.batch.own_files import is_filled_in
from pipeline.batch.state import (
    days_of,
    digest_of_inputs,
    is_among,
    load_record,
    program,
    save_record,
)
from pipeline.model.errors import DutyListError, InternalError, OutputError, SourceError, attempt
from pipeline.model.sentence import Sentence, told
from pipeline.model.task import Folders, OutputFolder, Task
from pipeline.system.folders import open_folder
from pipeline.system.plain import is_plain
from pipeline.system.processes import stops_held

if TYPE_CHECKING:
    from pipeline.compare.values import Comparison as Compared

LIST = "list.json"
"""The file that holds the whole of a version's data."""
# Bytes, of a file's name on the file systems there are.
_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Job:
    """One document to process, as a process on this or another machine needs to know it.

    `program` is the digest of the program that hands it out.
    """

    task: Task
    folders: Folders
    today: datetime.date
    program: str

    @property
    def name(self) -> str:
        """How messages call it."""
        return str(self.task.source)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of one list to compare by their `list.json`, the second the one after the first."""

    list_id: str
    old: str
    new: str
    folders: Folders

    @property
    def stem(self) -> str:
        """What its files are called but for their endings."""
        return f"{self.old}..{self.new}"

    @property
    def name(self) -> str:
        """How messages call it; a version's name never holds a slash."""
        return f"{self.list_id}/changes/{self.stem}"

    @property
    def inputs(self) -> tuple[OutputFolder, OutputFolder]:
        """The folders of the data that it compares."""
        parsed = self.folders.parsed
        return (
            OutputFolder(parsed, (self.list_id, self.old)),
            OutputFolder(parsed, (self.list_id, self.new)),
        )

    @property
    def outputs(self) -> tuple[str, str, str]:
        """The files that it gives: data, page, and the sheet that an adjustment is filed with."""
        return f"{self.stem}.json", f"{self.stem}.html", self.sheet

    @property
    def has_names(self) -> bool:
        """Whether a file system can have its files: the names of both versions stand in theirs."""
        return len(max(self.outputs, key=len).encode(errors="replace")) <= _LONGEST_NAME

    @property
    def sheet(self) -> str:
        """The file that people fill in."""
        return f"{self.stem}.xlsx"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: a sentence, and whether it could be done.

    `reason` says why the source could not be read, in a page that stands elsewhere: without its folder.
    """

    name: str
    message: str
    failed: bool = False
    reason: str = ""


def is_current(job: Job | Comparison) -> bool:
    """Whether the recorded run had the same inputs and its outputs are all there, unchanged."""
    record = load_record(job.folders.parsed, _key(job))
    if record.get("program") != program():
        return False
    if isinstance(job, Comparison):
        where = job.folders.changes(job.list_id)
        whole = holds(where, record.get("outputs")) and _has_all(where, job.outputs)
        return whole and all(map(holds, job.inputs, _pair(record.get("inputs"))))
    try:
        if record.get("inputs") != digest_of_inputs(job.task):
            return False
    except DutyListError:
        return False
    if not is_among(job.today, record.get("days")):
        return False
    return all(map(holds, job.folders.of(job.task), _pair(record.get("outputs"))))


def do(job: Job | Comparison) -> Outcome:
    """Does the job and writes what it gives. Whatever goes wrong with it is told in the outcome."""
    work = partial(_compare, job) if isinstance(job, Comparison) else partial(_process, job)
    done = attempt(work, job.name)
    return failed(job, done) if isinstance(done, DutyListError) else done


def failed(job: Job | Comparison, error: DutyListError) -> Outcome:
    """The outcome of a job that could not be done. An output that could not be written says nothing of
    the source."""
    reason = "" if isinstance(error, OutputError) else _reason(job, error)
    return Outcome(job.name, str(error), failed=True, reason=reason)


def _reason(job: Job | Comparison, error: DutyListError) -> str:
    """The error's sentence as pages have it, in Chinese; of its file only the name, and that only where it is
    another one."""
    if isinstance(error, InternalError):
        return told(error.brief, "zh")
    own = (str(job.task.waivers), str(job.task.corrections)) if isinstance(job, Job) else ()
    beside = error.file and error.file in own
    name = Path(error.file).name if beside else ""
    return DutyListError(error.message, name, error.place).in_language("zh")


def _process(job: Job) -> Outcome:
    from pipeline.batch.beside import links_of
    from pipeline.batch.judge import judge, parsed_files, report_files
    from pipeline.model.listdata import list_data
    from pipeline.render.findingsjson import findings_data
    from pipeline.render.wording import state_of
    from pipeline.validate.waiver_file import read_waivers

    if program() != job.program:
        raise DutyListError(
            "this worker has another version of dutylist than the run; install the same everywhere"
        )
    # Before reading: a source that changes meanwhile is processed again by the next run.
    inputs = digest_of_inputs(job.task)
    untils = [w.until for w in read_waivers(job.task.waivers) if w.until is not None]
    with sheets_kept(job.folders.parsed, job.task):
        judged = judge(job.task, job.today)
    entry = entry_of(list_data(judged.document), findings_data(judged.findings))
    parsed, reports = job.folders.of(job.task)
    links = links_of(job.task, job.folders, judged)
    with (
        stops_held(),
        written_beside(parsed, parsed_files(judged)) as put_parsed,
        written_beside(reports, report_files(judged, links)) as put_reports,
    ):
        record = {
            "inputs": inputs,
            "outputs": [put_parsed(), put_reports()],
            "days": days_of(untils, job.today),
            "program": program(),
            "entry": entry,
        }
        save_record(job.folders.parsed, _key(job), record)
    return Outcome(job.name, f"{job.task.name}: {state_of(entry['counts'])}")


def _compare(job: Comparison) -> Outcome:
    # Imported late: most runs have nothing to compare, and SciPy takes its time to load.
    from pipeline.compare.changes import compare
    from pipeline.compare.read_list import read_list
    from pipeline.compare.side import side_of

    if not job.has_names:
        raise OutputError(
            Sentence(
                "the names of the two versions are too long to stand together in a file's name "
                "({most} bytes); not compared",
                most=_LONGEST_NAME,
            ),
            job.name,
        )
    try:
        inputs = [_stamped(where) for where in job.inputs]
        old, new = (side_of(read_list(where.path / LIST)) for where in job.inputs)
    except (SourceError, OSError):
        return Outcome(job.name, "")  # an output that someone broke is made anew by its own run
    comparison = compare(old, new)
    files: dict[str, str | bytes] = dict(zip(job.outputs, contents_of(comparison), strict=True))
    where = job.folders.changes(job.list_id)
    message = ""
    if _is_filled_in(where, job.sheet):
        del files[job.sheet]
        message = Sentence(
            "{sheet}: somebody filled it in, so it is left as it is; move it away to have it made anew",
            sheet=where.path / job.sheet,
        )
    with stops_held():
        outputs = write_files(where, files)
        record = {"inputs": inputs, "outputs": outputs, "program": program()}
        save_record(job.folders.parsed, _key(job), record)
    return Outcome(job.name, message)


def contents_of(comparison: Compared) -> tuple[str, str, bytes]:
    """What the outputs of a comparison hold, in their order."""
    from pipeline.render.changes.adjustment import render_adjustment
    from pipeline.render.changes.data import render_changes_json
    from pipeline.render.changes.page import render_changes_html

    return (
        render_changes_json(comparison),
        render_changes_html(comparison, linked=True),
        render_adjustment(comparison),
    )


def _is_filled_in(where: OutputFolder, sheet: str) -> bool:
    try:
        with open_folder(where.root, where.inside) as folder:
            return is_filled_in(folder, sheet)
    except OSError:
        return False


def _has_all(where: OutputFolder, names: Iterable[str]) -> bool:
    """Whether all these files are there; one that a person filled in is in no record."""
    return all(is_plain(where.path / name, follow=False) for name in names)


def _stamped(where: OutputFolder) -> dict[str, list[object]]:
    with open_folder(where.root, where.inside) as folder:
        return stamps_of(folder, [LIST])


def _key(job: Job | Comparison) -> tuple[str, ...]:
    if isinstance(job, Comparison):
        return "changes", job.list_id, job.stem
    return version_key(job.task.list_id, job.task.version)


def _pair(value: object) -> Sequence[object]:
    """Two values of a record; such as nothing holds where it is something else."""
    return value if isinstance(value, list) and len(value) == 2 else (None, None)
