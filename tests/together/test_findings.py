"""What only many lists show, each rule on three small lists of one county; and a waiver that covers it."""

from __future__ import annotations

import datetime
import sqlite3
from pathlib import Path

import pytest

from pipeline.batch.together.collect import collect
from tests.together.test_queries import write

TODAY = datetime.date(2026, 1, 1)
Found = list[tuple[str, str, str | None, int]]


def found(folder: Path) -> Found:
    """What is found: list, rule, which item, whether it is waived."""
    collect(folder / "parsed", folder / "all", raw=folder / "raw", today=TODAY)
    rows = sqlite3.connect(folder / "all/duties.sqlite").execute(
        "SELECT list, rule, kind || seq, waived FROM findings ORDER BY rowid"
    )
    return rows.fetchall()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "parsed")
    return tmp_path


def test_what_three_lists_show(folder: Path) -> None:
    assert found(folder) == [
        # 做好石桥镇殡葬改革工作, in the lists of two other towns.
        ("大营镇", "copied-place-name", "basic2", 0),
        # The penalty is basic there, and taken back in all three.
        ("大营镇", "contradiction", "basic4", 0),
        ("柳林乡", "copied-place-name", "basic2", 0),
    ]


def test_one_department_against_most_of_the_county(tmp_path: Path) -> None:
    write(tmp_path / "parsed", ("石桥镇", "柳林乡", "双河镇", "大营镇"))
    assert ("大营镇", "contradiction", "reclaimed1", 0) in found(tmp_path)


def test_an_unknown_department_is_told_once(folder: Path) -> None:
    for path in (folder / "parsed").glob("*/v1/list.json"):
        text = path.read_text(encoding="utf-8")
        escaped = "县残联".encode("unicode-escape").decode()
        other = "县数字经济服务中心".encode("unicode-escape").decode()
        path.write_text(text.replace(escaped, other), encoding="utf-8")
    told = [row for row in found(folder) if row[1] == "department-unknown"]
    assert told == [
        ("柳林乡", "department-unknown", "cooperative1", 0),
        ("石桥镇", "department-unknown", "cooperative1", 0),
    ]


def test_a_waiver_covers_its_finding(folder: Path) -> None:
    waivers = folder / "raw/柳林乡/waivers.toml"
    waivers.parent.mkdir(parents=True)
    waivers.write_text(
        '[[waiver]]\nrule = "copied-place-name"\nseq = 2\nreason = "与石桥镇联办"\n',
        encoding="utf-8",
    )
    assert ("柳林乡", "copied-place-name", "basic2", 1) in found(folder)
    assert ("大营镇", "copied-place-name", "basic2", 0) in found(folder)
