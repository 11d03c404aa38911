"""`dutylist collect`: the latest version of every list under `parsed/` as one database and its tables.

Everything is built beside and then put in place together; a run that is killed leaves what was there.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.batch.files import Content, holds, written_beside
from pipeline.batch.hands import in_order, run_here
from pipeline.batch.state import digest_of, load_record, save_record
from pipeline.batch.together.database import DATABASE, Database
from pipeline.batch.together.extracts import Extracts, Read, Wanted, read_one
from pipeline.batch.together.judging import Judging, digest_of_waivers, read_waivers
from pipeline.batch.together.parquet import write_parquet
from pipeline.batch.workers import Lost
from pipeline.batch.written import versions_in
from pipeline.model.errors import DutyListError, OutputError, SourceError
from pipeline.model.order import naturally
from pipeline.model.sentence import Sentence
from pipeline.model.task import RECORDS, OutputFolder
from pipeline.system.folders import open_folder
from pipeline.system.locks import hold
from pipeline.system.plain import MiB, pieces
from pipeline.together.join import Gathering
from pipeline.together.queries import metadata
from pipeline.together.tables import Departments, of_all, of_list
from pipeline.together.values import Extract, Row

METADATA = "metadata.json"
Each = Callable[[], Iterable[Extract]]
"""Gives what each list gives, as often as it is asked."""
Told = Callable[[Judging], Iterable[Row]]
"""Gives the rows of what was found, with waivers applied."""

_KEY = ("collected",)
_BUILD = "build-"
_MOST_DATABASE = 1024 * 1024 * MiB


@dataclass(frozen=True, slots=True)
class Collected:
    """What a run did: lists in the database, those of them that were read anew, and what could not be read."""

    lists: int
    read: int
    failed: tuple[DutyListError, ...]
    written: bool


def collect(
    parsed: Path,
    out: Path,
    *,
    raw: Path = Path("raw"),
    today: datetime.date = datetime.date.min,
    jobs: int = 1,
    timeout: float = 300,
    scheduler: str | None = None,
) -> Collected:
    """Brings the database up to date. The waivers lie under `raw`; `today` they may have expired.

    `jobs` processes read the lists, or the workers of a Dask `scheduler`; `timeout` is in seconds a list.

    Raises SourceError where there is no list, OutputError.
    """
    latest = _latest(parsed)
    if not latest:
        raise SourceError("there is no list.json in this folder; run dutylist first", str(parsed))
    waivers, failed = read_waivers(raw, latest)
    where = OutputFolder(out, (RECORDS,))
    with _locked(where), contextlib.closing(Extracts(where.path)) as extracts:
        known = extracts.known()
        root = Path(os.path.abspath(parsed)) if scheduler else parsed
        wanted = [Wanted(root, *own, known.get(own, "")) for own in latest]
        digests: list[str] = []
        kept: list[str] = []
        read = 0
        for one, answer in zip(wanted, _read(wanted, jobs, timeout, scheduler), strict=True):
            if isinstance(answer, Read):
                extracts.keep(one, answer)
                digests.append(answer.digest)
                kept.append(one.list_id)
                read += answer.text is not None
            else:
                failed.append(_told(one, answer))
        extracts.forget({list_id for list_id, _ in known} - set(kept))
        extracts.done()
        digest = digest_of((*map(str.encode, digests), *digest_of_waivers(waivers, today)))
        record = load_record(out, _KEY)
        current = record.get("digest") == digest
        if current and holds(OutputFolder(out), record.get("outputs")):
            return Collected(len(kept), read, tuple(failed), written=False)
        if kept:
            stamps = _write(
                out,
                partial(extracts.each, kept),
                partial(Judging.rows, waivers=waivers, today=today),
            )
            save_record(out, _KEY, {"digest": digest, "outputs": stamps})
        return Collected(len(kept), read, tuple(failed), written=bool(kept))


def _latest(parsed: Path) -> list[tuple[str, str]]:
    """The latest version of each list, in natural order."""
    found = naturally(versions_in(parsed), lambda own: own[0], lambda own: own[1])
    return [*{list_id: (list_id, version) for list_id, version in found}.values()]


def _read(
    wanted: Sequence[Wanted], jobs: int, timeout: float, scheduler: str | None
) -> Iterator[Read | DutyListError | Lost]:
    if scheduler:
        from pipeline.batch.cluster import run_on_cluster

        return in_order(run_on_cluster(read_one, wanted, address=scheduler, timeout=timeout))
    if jobs == 1 or len(wanted) < jobs:
        return map(read_one, wanted)
    return in_order(run_here(read_one, wanted, lambda _: None, processes=jobs, timeout=timeout))


def _told(wanted: Wanted, answer: DutyListError | Lost) -> DutyListError:
    if isinstance(answer, DutyListError):
        return answer
    return SourceError(answer.reason, str(wanted.parsed / wanted.list_id / wanted.version))


@contextlib.contextmanager
def _locked(where: OutputFolder) -> Iterator[None]:
    """One run at a time; what a killed one was building is removed."""
    try:
        with open_folder(where.root, where.inside, make=True):
            pass
        with open(where.path / "lock", "ab") as lock:
            hold(lock)
            for stray in where.path.glob(f"{_BUILD}*"):
                shutil.rmtree(stray, ignore_errors=True)
            yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(
            Sentence("cannot be written ({reason})", reason=Sentence(reason)), str(where.path)
        ) from error


def _write(out: Path, each: Each, told: Told) -> dict[str, list[object]]:
    with tempfile.TemporaryDirectory(prefix=_BUILD, dir=out / RECORDS) as folder:
        build = Path(folder)
        _build(build / DATABASE, each, told)
        names = [DATABASE, *write_parquet(build / DATABASE, build)]
        contents: list[tuple[str, Content]] = [
            (name, pieces(build / name, _MOST_DATABASE)) for name in names
        ]
        contents.append((METADATA, metadata()))
        with written_beside(OutputFolder(out), contents) as put_in_place:
            return put_in_place()


def _build(path: Path, each: Each, told: Told) -> None:
    gathering, departments, judging = Gathering(), Departments(), Judging()
    for found in each():
        gathering.add(found)
        departments.add(found)
        judging.places.add(found)
    duties = gathering.duties()
    database = Database(path)
    for table, rows in of_all(duties):
        database.put(table, rows)
    for found in each():
        judging.judge(found)
        for table, rows in of_list(found, duties):
            database.put(table, rows)
    for table, rows in departments.rows():
        database.put(table, rows)
    database.index()
    judging.compare(database)
    database.put("findings", told(judging))
    database.finish()
