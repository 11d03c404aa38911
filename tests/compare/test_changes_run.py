"""The comparisons that `dutylist run` keeps up to date."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import openpyxl
import pytest

from pipeline.batch import jobs
from pipeline.batch.find import find_tasks
from pipeline.batch.jobs import Outcome
from pipeline.batch.run import Audience, Tally, run
from pipeline.model.errors import OutputError
from pipeline.model.task import Folders, OutputFolder
from tests.compare.edits import SOURCE

TEXT = SOURCE.read_text(encoding="utf-8")
TODAY = datetime.date(2026, 1, 1)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """raw/ with v1, v2 and v10 of one list, processed."""
    raw = tmp_path / "raw/ding"
    raw.mkdir(parents=True)
    for version, word in (("v1", "调查核实"), ("v2", "调查"), ("v10", "核实")):
        (raw / f"{version}.txt").write_text(TEXT.replace("调查核实", word), encoding="utf-8")
    folders = Folders(tmp_path / "parsed", tmp_path / "reports")
    run(find_tasks([raw]), folders, TODAY, jobs=1, force=False)
    return folders


def _compare(folders: Folders, *sources: str) -> Tally:
    raw = folders.parsed.parent / "raw/ding"
    return run(find_tasks([raw / s for s in sources]), folders, TODAY)


def _contents(folders: Folders) -> dict[str, bytes]:
    folder = folders.reports / "ding/changes"
    return {path.name: path.read_bytes() for path in folder.glob("*")}


def _names(*pairs: str) -> set[str]:
    return {f"{pair}.{kind}" for pair in pairs for kind in ("html", "json", "xlsx")}


def test_each_version_with_the_one_before_in_natural_order(folders: Folders) -> None:
    found = _contents(folders)
    assert found.keys() == _names("v1..v2", "v2..v10")
    change = json.loads(found["v1..v2.json"])["changes"][0]
    assert (change["kind"], change["fields"][0]["field"]) == ("changed", "superior_duties")


def test_nothing_is_written_again(folders: Folders) -> None:
    folder = folders.reports / "ding/changes"
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    tasks = find_tasks([folders.parsed.parent / "raw"])
    assert run(tasks, folders, TODAY).processed == 0
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_what_was_lost_or_spoilt_is_made_again(folders: Folders) -> None:
    before = _contents(folders)
    (folders.reports / "ding/changes/v1..v2.html").unlink()
    (folders.reports / "ding/changes/v2..v10.json").write_text("{}")
    (folders.reports / "ding/changes/v2..v10.xlsx").write_text("")
    _compare(folders, ".")
    assert _contents(folders) == before


class _Listener(Audience):
    """Keeps what is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def tell(self, outcome: Outcome) -> None:
        self.told += [outcome.message] if outcome.message else []


def test_a_sheet_that_somebody_filled_in_stays(folders: Folders) -> None:
    sheet = folders.reports / "ding/changes/v1..v2.xlsx"
    made = sheet.read_bytes()
    book = openpyxl.load_workbook(sheet)
    book.worksheets[0]["G2"] = "区委编委文件"
    book.save(sheet)
    filled, listener = sheet.read_bytes(), _Listener()
    for _ in range(2):  # told once
        run(find_tasks([folders.parsed.parent / "raw"]), folders, TODAY, audience=listener)
        assert sheet.read_bytes() == filled
    assert [told.partition(":")[2][:12] for told in listener.told] == [" somebody fi"]
    (folders.parsed.parent / "raw/ding/v2.txt").unlink()
    _compare(folders, ".")
    assert _contents(folders).keys() == _names("v1..v10") | {"v1..v2.xlsx"}
    sheet.unlink()
    (folders.parsed.parent / "raw/ding/v2.txt").write_text(
        TEXT.replace("调查核实", "调查"), encoding="utf-8"
    )
    _compare(folders, ".")
    assert sheet.read_bytes() == made


def test_a_version_in_between_parts_its_neighbours(folders: Folders) -> None:
    raw = folders.parsed.parent / "raw/ding"
    (raw / "v3.txt").write_text(TEXT, encoding="utf-8")
    run(find_tasks([raw]), folders, TODAY, jobs=1, force=False)
    assert _contents(folders).keys() == _names("v1..v2", "v2..v3", "v3..v10")


def test_a_version_that_is_gone_is_compared_no_more(folders: Folders) -> None:
    (folders.parsed.parent / "raw/ding/v2.txt").unlink()
    _compare(folders, ".")
    assert _contents(folders).keys() == _names("v1..v10")


def test_the_last_comparison_leaves_no_folder_behind(folders: Folders) -> None:
    for version in ("v2", "v10"):
        (folders.parsed.parent / f"raw/ding/{version}.txt").unlink()
    _compare(folders, ".")
    assert not (folders.reports / "ding/changes").exists()


def test_one_source_alone_says_nothing_of_the_others(folders: Folders) -> None:
    before = _contents(folders)
    _compare(folders, "v2.txt")
    assert _contents(folders) == before


def test_a_run_that_was_stopped_is_finished_by_the_next(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _contents(folders)
    for path in (folders.reports / "ding/changes").iterdir():
        path.unlink()

    def stopped(where: OutputFolder, files: dict[str, str]) -> None:
        where.path.mkdir(parents=True, exist_ok=True)
        (where.path / ".dutylist-0123456789abcdef.tmp").write_text("half")
        raise OutputError("stopped", str(where.path))

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "write_files", stopped)
        assert _compare(folders, ".").failed
    _compare(folders, ".")
    assert _contents(folders) == before


def test_data_that_someone_broke_stops_nothing(folders: Folders) -> None:
    (folders.parsed / "ding/v2/list.json").write_text("{")
    _compare(folders, ".")
    assert _contents(folders).keys() == _names("v1..v2", "v2..v10")
