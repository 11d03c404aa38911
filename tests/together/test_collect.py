"""`dutylist collect` as a user has it: one database, the same tables as Parquet, the same bytes every time."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import polars as pl
import pytest

from pipeline.batch.together.asking import Lists
from pipeline.batch.together.collect import collect
from pipeline.batch.together.site import write_site
from pipeline.model.errors import SourceError
from pipeline.together.values import TABLES
from tests.together import made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four made lists, collected."""
    folder = tmp_path_factory.mktemp("together")
    made.write(folder / "parsed", 4)
    done = collect(folder / "parsed", folder / "all")
    assert (done.lists, done.read, done.failed, done.written) == (4, 4, (), True)
    return folder


@pytest.fixture
def database(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / "all/duties.sqlite")


def one(database: sqlite3.Connection, query: str, *values: object) -> object:
    [[found]] = database.execute(query, values).fetchall()
    return found


def test_the_tables_have_the_columns_that_are_published(database: sqlite3.Connection) -> None:
    published = {
        "lists": "list version title province city county town kind items",
        "items": "list item kind seq section item_name superior_duties township_duties arrangement"
        " disposition page_start duty",
        "departments": "department name level items",
        "item_departments": "list item department name role first",
        "duties": "duty kind item_name lists share sections",
    }
    for table, columns in published.items():
        found = database.execute(f"SELECT * FROM {table}").description
        assert " ".join(column[0] for column in found) == columns
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert one(database, "PRAGMA integrity_check") == "ok"


def test_every_item_is_there_once_as_it_is_in_its_list(
    folder: Path, database: sqlite3.Connection
) -> None:
    for path in sorted((folder / "parsed").glob("*/*/list.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        items = [
            (part["id"], section["name"], item["item_name"])
            for part in data["lists"]
            for section in part["sections"]
            for item in section["items"]
        ]
        rows = database.execute(
            "SELECT kind, section, item_name FROM items WHERE list = ? ORDER BY rowid",
            (data["list_id"],),
        )
        assert rows.fetchall() == items


@pytest.mark.parametrize("word", ["低保", "养老", "残疾", "普查", "临时救助", "农村危房改造"])
def test_a_word_is_found_as_it_is_typed(database: sqlite3.Connection, word: str) -> None:
    having = one(database, "SELECT count(*) FROM items WHERE item_name LIKE ?", f"%{word}%")
    assert one(database, "SELECT count(*) FROM items_fts WHERE items_fts MATCH ?", word) == having


@pytest.mark.parametrize("stretch", ["督", "监督管理", "负责指导", "发现问题及时"])
def test_any_stretch_of_a_cell_is_found_as_a_phrase(
    database: sqlite3.Connection, stretch: str
) -> None:
    phrase = f'characters : "{" ".join(stretch)}"'
    columns = ("item_name", "superior_duties", "township_duties", "arrangement")
    having = one(
        database,
        f"SELECT count(*) FROM items WHERE {' OR '.join(f'{c} LIKE ?1' for c in columns)}",
        f"%{stretch}%",
    )
    assert one(database, "SELECT count(*) FROM items_fts WHERE items_fts MATCH ?", phrase) == having


def test_the_parquet_files_are_the_same_tables(folder: Path, database: sqlite3.Connection) -> None:
    for table in TABLES:
        frame = pl.read_parquet(folder / f"all/{table.name}.parquet")
        assert frame.columns == [*table.columns]
        assert frame.rows() == database.execute(f"SELECT * FROM {table.name}").fetchall()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_the_same_lists_give_the_same_bytes_whatever_was_there_before(tmp_path: Path) -> None:
    made.write(tmp_path / "parsed", 2)
    parsed, out = tmp_path / "parsed", tmp_path / "all"
    collect(parsed, out)
    before = contents(out)
    again = collect(parsed, out)
    assert (again.read, again.written) == (0, False)
    path = parsed / "list00001/v1/list.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["version"] = "v2"
    data["lists"][0]["sections"][0]["items"][0]["item_name"] = "负责古井保护"
    newer = parsed / "list00001/v2/list.json"
    newer.parent.mkdir()
    newer.write_text(json.dumps(data), encoding="utf-8")
    changed = collect(parsed, out)
    assert (changed.lists, changed.read, changed.written) == (2, 1, True)
    assert contents(out)["duties.sqlite"] != before["duties.sqlite"]
    newer.unlink()
    newer.parent.rmdir()
    collect(parsed, out, jobs=2)
    assert contents(out) == before


@pytest.mark.parametrize(
    "item",
    [
        '{"id": "basic-001", "item_name": 7}',
        '{"id": "basic-001", "item_name": "x", "seq": "1"}',
        '{"id": "basic-001", "item_name": "x", "page_start": 1e400}',
        '{"id": "basic-001", "item_name": "x", "seq": 99999999999999999999}',
        '{"id": "basic-001", "item_name": "x", "departments": "县民政局"}',
        '{"item_name": "x"}',
        "7",
    ],
)
def test_a_list_that_cannot_be_read_costs_itself_only(tmp_path: Path, item: str) -> None:
    made.write(tmp_path / "parsed", 2)
    text = f'{{"lists": [{{"id": "basic", "sections": [{{"items": [{item}]}}]}}]}}'
    (tmp_path / "parsed/list00000/v1/list.json").write_text(text, encoding="utf-8")
    done = collect(tmp_path / "parsed", tmp_path / "all")
    assert done.lists == 1
    assert [str(error) for error in done.failed] == [
        f"{tmp_path}/parsed/list00000/v1: is no list.json with its findings.json"
    ]


def test_the_least_that_a_list_may_have(tmp_path: Path) -> None:
    """Neither place, numbers nor pages; two items of one id; characters that are none; no findings.json."""
    item = '{"id": "basic-001", "item_name": "做好\\ud800保密工作"}'
    for list_id in ("甲", "乙"):
        folder = tmp_path / "parsed" / list_id / "v1"
        folder.mkdir(parents=True)
        text = f'{{"lists": [{{"id": "basic", "sections": [{{"items": [{item}, {item}]}}]}}]}}'
        (folder / "list.json").write_text(text, encoding="utf-8")
    assert collect(tmp_path / "parsed", tmp_path / "all").lists == 2
    database = sqlite3.connect(tmp_path / "all/duties.sqlite")
    rows = database.execute("SELECT list, item, item_name, seq FROM items").fetchall()
    assert rows == [
        (list_id, f"basic-001{more}", "做好?保密工作", None)
        for list_id in ("乙", "甲")
        for more in ("", "-2")
    ]
    assert one(database, "SELECT count(*) FROM duties") == 1
    assert write_site(tmp_path / "all", tmp_path / "site") > 5


def test_what_is_damaged_is_made_anew_or_told(tmp_path: Path) -> None:
    made.write(tmp_path / "parsed", 1)
    out = tmp_path / "all"
    collect(tmp_path / "parsed", out)
    before = contents(out)
    (out / ".dutylist/extracts.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    (out / "duties.sqlite").write_bytes(before["duties.sqlite"][:9000])
    for reader in (Lists, lambda folder: write_site(folder, tmp_path / "site")):
        with pytest.raises(SourceError, match="is no database of dutylist collect"):
            reader(out)
    assert collect(tmp_path / "parsed", out).written
    assert contents(out) == before


def test_what_a_killed_run_was_building_is_removed(tmp_path: Path) -> None:
    made.write(tmp_path / "parsed", 1)
    stray = tmp_path / "all/.dutylist/build-killed"
    stray.mkdir(parents=True)
    (stray / "duties.building").write_bytes(b"x")
    collect(tmp_path / "parsed", tmp_path / "all")
    assert not stray.exists()
