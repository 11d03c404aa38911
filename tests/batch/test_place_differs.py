"""A version of another place than the version before is told, whatever file each of them is."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from pipeline.batch.find import find_tasks
from pipeline.batch.judge import judge
from tests.corpus.files import WRITERS
from tests.corpus.make import make_list

TODAY = datetime.date(2026, 1, 1)


def _file(folder: Path, name: str, seed: int) -> None:
    suffix = name.rpartition(".")[2]
    (folder / name).write_bytes(WRITERS[suffix](make_list(seed, 0.15), seed))


def _told(folder: Path) -> dict[str, list[str]]:
    """Which versions are told to be of another place, with what is said."""
    found = {task.version: judge(task, TODAY).findings for task in find_tasks([folder])}
    return {
        version: [f.message for f in findings if f.rule == "place-differs"]
        for version, findings in found.items()
    }


@pytest.mark.parametrize("before", [f"v2.{suffix}" for suffix in WRITERS])
def test_a_version_of_another_place(before: str, tmp_path: Path) -> None:
    _file(tmp_path, before, 1)
    _file(tmp_path, "v10.txt", 2)
    told = _told(tmp_path)
    assert told["v2"] == []
    [message] = told["v10"]
    assert "上一版" in message


@pytest.mark.parametrize("before", [f"v1.{suffix}" for suffix in WRITERS])
def test_a_version_of_the_same_place(before: str, tmp_path: Path) -> None:
    _file(tmp_path, before, 1)
    _file(tmp_path, "v2.pdf", 1)
    assert _told(tmp_path) == {"v1": [], "v2": []}


def test_a_version_before_that_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "v1.pdf").write_bytes(b"%PDF-1.7 and no more")
    _file(tmp_path, "v2.txt", 1)
    [task] = [task for task in find_tasks([tmp_path]) if task.version == "v2"]
    assert not [f for f in judge(task, TODAY).findings if f.rule == "place-differs"]
