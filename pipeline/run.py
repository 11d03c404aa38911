"""`dutylist run`: processes what is new or changed and writes the outputs."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from natsort import natsort_keygen

from pipeline.changes_run import write_changes
from pipeline.errors import DutyListError
from pipeline.files import write_files
from pipeline.render.index import IndexEntry, render_index
from pipeline.render.wording import state_of
from pipeline.state import fingerprint, load_state, save_state
from pipeline.tasks import Task


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: a sentence, and whether it could be processed."""

    task: Task
    message: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Folders:
    """Where outputs go."""

    parsed: Path
    reports: Path

    def of(self, task: Task) -> tuple[Path, Path]:
        """The folders of one version, under parsed and under reports."""
        return self.parsed / task.list_id / task.version, self.reports / task.list_id / task.version


def run(
    tasks: Sequence[Task], folders: Folders, today: datetime.date, *, jobs: int, force: bool
) -> list[Outcome]:
    """Processes every task that is not up to date, in order; one that fails costs itself only."""
    state = load_state(folders.parsed)
    due = [t for t in tasks if force or state.get(t.name) != _fingerprint(t, folders, today)]
    if jobs > 1 and len(due) > 1:
        with ProcessPoolExecutor(max_workers=jobs) as pool:
            outcomes = list(pool.map(process_task, due, [folders] * len(due), [today] * len(due)))
    else:
        outcomes = [process_task(task, folders, today) for task in due]
    done = {o.task.name: _fingerprint(o.task, folders, today) for o in outcomes if not o.failed}
    failed = {o.task.name for o in outcomes if o.failed}
    if due:
        kept = {name: value for name, value in state.items() if name not in failed}
        save_state(folders.parsed, kept | {k: v for k, v in done.items() if v})
    write_changes(tasks, folders.parsed, folders.reports)
    if done or not (folders.reports / "index.html").is_file():
        write_index(folders)  # after the comparisons, which it links
    return outcomes


def process_task(task: Task, folders: Folders, today: datetime.date) -> Outcome:
    """Reads, validates, renders and writes one document."""
    from pipeline.process import judge, render

    try:
        judged = judge(task, today)
        outputs = render(judged)
        parsed, reports = folders.of(task)
        write_files(parsed, outputs.parsed)
        write_files(reports, outputs.reports)
    except DutyListError as error:
        return Outcome(task, str(error), failed=True)
    counts = json.loads(outputs.parsed["findings.json"])["summary"]
    return Outcome(task, f"{task.name}: {state_of(counts)}")


def write_index(folders: Folders) -> None:
    """Writes reports/index.html over every version that has outputs."""
    entries = []
    for path in folders.parsed.glob("*/*/list.json"):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            findings = json.loads((path.parent / "findings.json").read_text(encoding="utf-8"))
            entries.append(_entry(data, findings))
        except (OSError, ValueError, KeyError):
            continue  # an output that someone broke is made anew by its own run
    natural = natsort_keygen()
    entries.sort(key=lambda entry: (natural(entry.list_id), natural(entry.version)))
    linked = [_linked(before, entry, folders) for before, entry in pairwise([None, *entries])]
    write_files(folders.reports, {"index.html": render_index(linked)})


def _linked(before: IndexEntry | None, entry: IndexEntry | None, folders: Folders) -> IndexEntry:
    """The entry, with the version before it where there is a comparison with that."""
    assert entry is not None
    if before and before.list_id == entry.list_id:
        name = f"{before.version}..{entry.version}.html"
        if (folders.reports / entry.list_id / "changes" / name).is_file():
            return replace(entry, compared_with=before.version)
    return entry


def _entry(data: dict[str, object], findings: dict[str, object]) -> IndexEntry:
    lists = data["lists"]
    counts = findings["summary"]
    assert isinstance(lists, list)
    assert isinstance(counts, dict)
    items = sum(len(section["items"]) for lst in lists for section in lst["sections"])
    return IndexEntry(str(data["list_id"]), str(data["version"]), str(data["title"]), items, counts)


def _fingerprint(task: Task, folders: Folders, today: datetime.date) -> str:
    """The task's fingerprint, or an empty one where its inputs cannot even be read."""
    try:
        return fingerprint(task, folders.of(task), today)
    except (OSError, DutyListError):
        return ""
