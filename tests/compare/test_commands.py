"""`dutylist diff`, and the comparisons that `dutylist run` writes."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.compare.changes import compare
from pipeline.compare.read_list import read_list
from pipeline.errors import SourceError
from pipeline.render.changes import pieces, render_changes_html, summarise
from pipeline.run import run
from pipeline.tasks import Folders, find_tasks
from tests.compare.edits import SOURCE, item, published, put, renumber, take

TEXT = SOURCE.read_text(encoding="utf-8")
OLD_WORDS, NEW_WORDS = "受理并调查核实群众反映", "受理并核查群众<b>反映"


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """raw/ with v1, v2 and v10 of one list."""
    folder = tmp_path / "raw/ding"
    folder.mkdir(parents=True)
    assert OLD_WORDS in TEXT
    (folder / "v1.txt").write_text(TEXT, encoding="utf-8")
    (folder / "v2.txt").write_text(TEXT.replace("调查核实群众", "调查群众"), encoding="utf-8")
    (folder / "v10.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def _diff(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["diff", *map(str, arguments)])


def test_a_summary_in_the_terminal(versions: Path) -> None:
    result = _diff(versions / "raw/ding/v1.txt", versions / "raw/ding/v2.txt")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:2] == [
        "ding/v1 → ding/v2",
        "移动0项，新增0项，删除0项，修改1项，仅序号变化0项，未变289项",
    ]
    assert lines[2] == (
        "[修改] 配合履职事项清单·党的建设·第1项 领导干部选拔任用、监督管理工作（上级部门职责）"
    )
    assert len(lines) == 3


def test_files_in_the_published_shape(versions: Path) -> None:
    data, page = versions / "out/changes.json", versions / "out/changes.html"
    old, new = versions / "raw/ding/v1.txt", versions / "raw/ding/v2.txt"
    assert _diff(old, new, "--json", data, "--html", page).exit_code == 0
    found = json.loads(data.read_text(encoding="utf-8"))
    assert list(found) == ["schema_version", "old", "new", "summary", "sections", "changes"]
    assert list(found["old"]) == ["list_id", "version", "title", "file", "sha256"]
    assert list(found["changes"][0]) == ["kind", "list", "old", "new", "fields"]
    assert found["changes"][0]["fields"][0]["field"] == "superior_duties"
    assert "<del>核实</del>" in page.read_text(encoding="utf-8")
    for path in (data, page):
        assert str(versions) not in path.read_text(encoding="utf-8")


def test_a_source_against_its_own_list_json(tmp_path: Path) -> None:
    copy = tmp_path / "list.json"
    copy.write_text(json.dumps(published()), encoding="utf-8")
    result = _diff(SOURCE, copy)
    assert result.exit_code == 0
    assert "未变290项" in result.stdout


@pytest.mark.parametrize(
    "content", [None, "", "[]", "{}", '{"schema_version": 1}', '{"schema_version": 1, "lists": 3}']
)
def test_an_unreadable_side_is_told_and_exits_3(tmp_path: Path, content: str | None) -> None:
    broken = tmp_path / "list.json"
    if content is not None:
        broken.write_text(content, encoding="utf-8")
    result = _diff(SOURCE, broken)
    assert result.exit_code == 3
    assert "list.json" in result.stderr
    assert "Traceback" not in result.stderr
    with pytest.raises(SourceError):
        read_list(broken)


def test_the_page_marks_a_move_first_and_escapes_what_lists_say() -> None:
    new = published()
    put(new, "reclaimed", "城乡建设", take(new, "basic-075"))
    duties = item(new, "cooperative-001")["superior_duties"]
    duties[1] = duties[1].replace(OLD_WORDS, NEW_WORDS)
    page = render_changes_html(compare(published(), renumber(new)))
    assert page.index("移到其他清单的事项") < page.index("修改的事项")
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert "//" not in page


def test_nothing_changed_is_said() -> None:
    same = compare(published(), published())
    assert "没有变化" in render_changes_html(same)
    assert len(summarise(same).splitlines()) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("区应急局", "区应急管理局"),
        ("", "新的"),
        ("旧的", ""),
        ("一\n二", "一\n三\n二"),
        ("甲的乙", "丙的丁"),
        ("", ""),
    ],
)
def test_the_pieces_give_both_texts_again(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(p.text for p in found if p.kind != "ins") == old
    assert "".join(p.text for p in found if p.kind != "del") == new


def test_run_compares_each_version_with_the_one_before(versions: Path) -> None:
    folders = Folders(versions / "parsed", versions / "reports")
    tasks = find_tasks([versions / "raw"])
    today = datetime.date(2026, 1, 1)
    run(tasks, folders, today, jobs=1, force=False)
    changes = versions / "reports/ding/changes"
    names = {f"{pair}.{kind}" for pair in ("v1..v2", "v2..v10") for kind in ("html", "json")}
    assert {path.name for path in changes.iterdir()} == names

    before = {path: path.stat().st_mtime_ns for path in changes.iterdir()}
    assert run(tasks, folders, today, jobs=1, force=False).processed == 0
    assert {path: path.stat().st_mtime_ns for path in changes.iterdir()} == before

    lost, spoilt = changes / "v1..v2.html", changes / "v2..v10.json"
    text = lost.read_bytes(), spoilt.read_bytes()
    lost.unlink()
    spoilt.write_text("{}")
    run(tasks, folders, today)
    assert (lost.read_bytes(), spoilt.read_bytes()) == text
