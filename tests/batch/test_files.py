"""Writing: whole files or none, no strays, and a sentence where it fails."""

from __future__ import annotations

import fcntl
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.batch import files
from pipeline.batch.files import Content
from pipeline.model.errors import OutputError
from pipeline.model.task import OutputFolder
from tests import ROOT
from tests.documents import SMALL


def write_files(folder: Path, contents: dict[str, str | bytes]) -> None:
    files.write_files(OutputFolder(folder), contents)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


STRAY = ".dutylist-0123456789abcdef.tmp"


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / STRAY).write_text("half", encoding="utf-8")
    write_files(tmp_path, {"a.csv": "whole"})
    assert names(tmp_path) == {"a.csv"}


def test_what_another_process_is_writing_is_left_to_it(tmp_path: Path) -> None:
    other = tmp_path / STRAY
    with other.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        write_files(tmp_path, {"a.csv": "whole"})
    assert names(tmp_path) == {"a.csv", other.name}


@pytest.mark.parametrize("name", ["../a.csv", "b/../../a.csv", "/tmp/a.csv", "..", ""])
def test_a_name_that_leads_out_of_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "out/b").mkdir(parents=True)
    with pytest.raises(OutputError, match="is no name of a file"):
        write_files(tmp_path / "out", {name: "x"})
    assert names(tmp_path) == {"out"}
    assert names(tmp_path / "out") == {"b"}


@pytest.mark.parametrize("name", [".a.csv.1.tmp", ".dutylist-notes.tmp", "dutylist.tmp"])
def test_what_only_looks_like_it_is_somebody_s(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("kept", encoding="utf-8")
    write_files(tmp_path, {"a.csv": "whole"})
    assert names(tmp_path) == {"a.csv", name}


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.csv": "old", "b.csv": "old"})
    long = "b" * 300  # no file system takes such a name
    with pytest.raises(OutputError, match="cannot be written"):
        write_files(tmp_path, {"a.csv": "new", long: "new"})
    assert names(tmp_path) == {"a.csv", "b.csv"}
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "old"


def test_what_fails_in_its_making_leaves_all_as_they_were(tmp_path: Path) -> None:
    def half() -> Iterator[str]:
        yield "half"
        raise OutputError("made to fail")

    write_files(tmp_path, {"a.csv": "old", "b.csv": "old"})
    contents: list[tuple[str, Content]] = [("a.csv", iter(["ne", "w"])), ("b.csv", half())]
    with (
        pytest.raises(OutputError, match="made to fail"),
        files.written_beside(OutputFolder(tmp_path), contents) as put,
    ):
        put()
    assert names(tmp_path) == {"a.csv", "b.csv"}
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "old"


def test_a_file_that_comes_in_pieces_is_what_they_make(tmp_path: Path) -> None:
    pieces = ["序号,", "\r\n", "\ud800", "\n"]  # line ends as they are, half a character marked
    with files.written_beside(OutputFolder(tmp_path), [("a.csv", iter(pieces))]) as put:
        assert not (tmp_path / "a.csv").exists()
        put()
    assert (tmp_path / "a.csv").read_bytes() == "序号,\r\n?\n".encode()
    assert names(tmp_path) == {"a.csv"}


def test_a_link_in_the_place_of_a_file_is_replaced_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("kept", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a.csv").symlink_to(outside)
    write_files(tmp_path / "out", {"a.csv": "kept"})
    write_files(tmp_path / "out", {"a.csv": "new"})
    assert outside.read_text(encoding="utf-8") == "kept"
    assert not (tmp_path / "out/a.csv").is_symlink()


def run(work: Path, *, largest_file: int | None = None) -> subprocess.CompletedProcess[str]:
    def limit() -> None:
        if largest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    return subprocess.run(
        [sys.executable, "-m", "pipeline", "run"],
        cwd=work,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        preexec_fn=limit,
    )


@pytest.fixture
def work(tmp_path: Path) -> Path:
    (tmp_path / "raw/ding").mkdir(parents=True)
    (tmp_path / "raw/ding/v1.txt").write_text(SMALL, encoding="utf-8")
    return tmp_path


def test_a_full_disk_is_told_and_leaves_nothing_half_written(work: Path) -> None:
    """A limit on the size of files stands for the disk: a write fails in its midst."""
    assert run(work).returncode == 0
    before = {p: p.read_bytes() for p in work.rglob("*") if p.is_file()}
    source = work / "raw/ding/v1.txt"
    source.write_text(SMALL.replace("志愿服务", "志愿活动"), encoding="utf-8")
    before[source] = source.read_bytes()
    result = run(work, largest_file=3000)
    assert result.returncode == 3
    assert "parsed/ding/v1: cannot be written (File too large)" in result.stderr
    assert "Traceback" not in result.stderr
    kept = {p: p.read_bytes() for p in work.rglob("*") if p.is_file()}
    assert {p.relative_to(work) for p in kept} >= {p.relative_to(work) for p in before}
    assert not [p for p in kept if p.name.endswith(".tmp")]
    outputs = [p for p in before if "v1" in p.parts]
    assert {p: kept[p] for p in outputs} == {p: before[p] for p in outputs}


def test_no_data_without_their_report(work: Path) -> None:
    (work / "reports").mkdir()
    (work / "reports/ding").write_text("", encoding="utf-8")
    result = run(work)
    assert result.returncode == 3
    assert "reports/ding/v1: cannot be written" in result.stderr
    assert names(work / "parsed/ding/v1") == set()


def test_a_folder_that_is_a_file_is_told(work: Path) -> None:
    (work / "parsed").write_text("", encoding="utf-8")
    result = run(work)
    assert result.returncode == 3
    assert "cannot be written" in result.stderr
    assert "Traceback" not in result.stderr
    assert "internal error" not in result.stderr
