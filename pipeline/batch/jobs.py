"""What is done for one document or one comparison, whole or not at all, in whichever process it runs."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.files import write_files, written_beside
from pipeline.batch.index import entry_of, version_key
from pipeline.batch.state import (
    digest_of,
    digest_of_folders,
    digest_of_inputs,
    load_record,
    program,
    save_record,
)
from pipeline.model.errors import DutyListError, OutputError, SourceError, internal
from pipeline.model.task import Folders, Task
from pipeline.system.processes import stops_held


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
    """Two `list.json` of one list to compare, the second the version after the first."""

    list_id: str
    old: Path
    new: Path
    folders: Folders

    @property
    def name(self) -> str:
        """How messages call it; a version's name never holds a slash."""
        return f"{self.list_id}/changes/{self.old.parent.name}..{self.new.parent.name}"

    @property
    def outputs(self) -> tuple[Path, Path]:
        """The files that it gives: data and page."""
        folder = self.folders.reports / self.list_id / "changes"
        stem = f"{self.old.parent.name}..{self.new.parent.name}"
        return folder / f"{stem}.json", folder / f"{stem}.html"


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
    if isinstance(job, Comparison):
        return _compared(job) == load_record(job.folders.parsed, _key(job)).get("digest")
    record = load_record(job.folders.parsed, _key(job))
    try:
        inputs = digest_of_inputs(job.task, job.today)
    except DutyListError:
        return False
    if record.get("inputs") != inputs:
        return False
    return record.get("outputs") == digest_of_folders(job.folders.of(job.task))


def do(job: Job | Comparison) -> Outcome:
    """Does the job and writes what it gives. Whatever goes wrong with it is told in the outcome."""
    try:
        return _compare(job) if isinstance(job, Comparison) else _process(job)
    except OutputError as error:
        return Outcome(job.name, str(error), failed=True)
    except DutyListError as error:
        return Outcome(job.name, str(error), failed=True, reason=_reason(job, error))
    except MemoryError:
        why = "takes more memory than any duty list; not processed"
        return failure(job, why, why)
    except Exception as error:  # an error of the program on one document costs that one only
        return failure(job, internal(error), f"internal error: {type(error).__name__}")


def failure(job: Job | Comparison, why: str, reason: str) -> Outcome:
    """The outcome of a job that could not be done."""
    return Outcome(job.name, str(DutyListError(why, job.name)), failed=True, reason=reason)


def _reason(job: Job | Comparison, error: DutyListError) -> str:
    """The error's sentence; of its file only the name, and that only where it is another one."""
    beside = error.file and isinstance(job, Job) and error.file == str(job.task.waivers)
    name = Path(error.file).name if beside else ""
    return str(DutyListError(error.message, name, error.place))


def _process(job: Job) -> Outcome:
    from pipeline.batch.judge import judge, parsed_files, report_files
    from pipeline.model.listdata import list_data
    from pipeline.render.findingsjson import findings_data
    from pipeline.render.wording import state_of

    if program() != job.program:
        raise DutyListError(
            "this worker has another version of dutylist than the run; install the same everywhere"
        )
    # Before reading: a source that changes meanwhile is processed again by the next run.
    inputs = digest_of_inputs(job.task, job.today)
    judged = judge(job.task, job.today)
    entry = entry_of(list_data(judged.document), findings_data(judged.findings))
    folders = job.folders.of(job.task)
    parsed, reports = folders
    with (
        stops_held(),
        written_beside(parsed, parsed_files(judged)) as put_parsed,
        written_beside(reports, report_files(judged)) as put_reports,
    ):
        put_parsed()
        put_reports()
        record = {"inputs": inputs, "outputs": digest_of_folders(folders)}
        save_record(job.folders.parsed, _key(job), record | {"program": program(), "entry": entry})
    return Outcome(job.name, f"{job.task.name}: {state_of(entry['counts'])}")


def _compare(job: Comparison) -> Outcome:
    # Imported late: most runs have nothing to compare, and SciPy takes its time to load.
    from pipeline.compare.changes import compare
    from pipeline.compare.read_list import read_list
    from pipeline.compare.side import side_of
    from pipeline.render.changes.data import render_changes_json
    from pipeline.render.changes.page import render_changes_html

    try:
        comparison = compare(side_of(read_list(job.old)), side_of(read_list(job.new)))
    except SourceError:
        return Outcome(job.name, "")  # an output that someone broke is made anew by its own run
    texts = (render_changes_json(comparison), render_changes_html(comparison, linked=True))
    files = {path.name: text for path, text in zip(job.outputs, texts, strict=True)}
    with stops_held():
        write_files(job.outputs[0].parent, files)
        save_record(job.folders.parsed, _key(job), {"digest": _compared(job)})
    return Outcome(job.name, "")


def _key(job: Job | Comparison) -> str:
    if isinstance(job, Comparison):
        return f"changes/{job.list_id}/{job.old.parent.name}..{job.new.parent.name}"
    return version_key(job.task.list_id, job.task.version)


def _compared(job: Comparison) -> str:
    files = (job.old, job.new, *job.outputs)
    return digest_of(path.read_bytes() if path.is_file() else b"missing" for path in files)
