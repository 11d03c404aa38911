"""`dutylist diff`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.commands.cli import cli
from pipeline.compare.read_list import read_list
from pipeline.model.errors import SourceError
from pipeline.read import SUFFIXES
from pipeline.render.changes.lines import summarise
from pipeline.render.changes.page import render_changes_html
from tests.compare.edits import SOURCE, compared, item, published, put, renumber, take
from tests.corpus.docx import to_docx
from tests.corpus.layout import Layout
from tests.corpus.make import make_list
from tests.corpus.pdf import to_pdf
from tests.corpus.text import to_text

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
    assert result.stdout.splitlines() == [
        "ding/v1 → ding/v2",
        "修改1项；0项只是序号变化，289项未变。",
        "[修改] 配合履职事项清单·党的建设·第1项 领导干部选拔任用、监督管理工作"
        "（上级部门职责删“核实”）",
    ]


def test_the_summary_tells_a_duty_that_was_taken_back_and_how_much_came_with_it() -> None:
    new = published()
    put(new, "reclaimed", "卫生健康", take(new, "basic-009"))
    entry = item(new, "reclaimed-018")
    entry["disposition"] = "discontinued"
    item(new, "cooperative-006")["departments"] = ["区委组织部", "区审计局"]
    lines = summarise(compared(published(), renumber(new))).splitlines()
    # 9 items of 基本 before it keep their number, and so do all of 配合 and 37 of 收回.
    assert lines[1].startswith("移动1项（其中1项移到其他清单），修改2项；")
    assert lines[-3:] == [
        "[移动] 基本履职事项清单·党的建设·第9项 → 上级部门收回事项清单·卫生健康·第38项 "
        "落实党管人才政策，做好人才服务和管理工作。支持专业社会工作人才队伍建设。",
        "[修改] 配合履职事项清单·党的建设·第6项 做好基层党组织党建阵地规范化建设和党建经费保障工作"
        "（对应上级部门改“财政”为“审计”）",
        "[修改] 上级部门收回事项清单·生态环保·第18项 对滥伐森林或者其他林木的处罚"
        "（处置改“由上级部门承接”为“不再开展”）",
    ]


@pytest.mark.parametrize("suffix", [s for s in SUFFIXES if s != ".txt"])
def test_two_formats_of_one_list_are_the_same(tmp_path: Path, suffix: str) -> None:
    """A page breaks lines, and a reader paragraphs, elsewhere than a text export does."""
    document = make_list(5, 0.5)
    text, other = tmp_path / "v1.txt", tmp_path / f"v2{suffix}"
    text.write_text(to_text(document), encoding="utf-8")
    printed = to_pdf(document, Layout()) if suffix == ".pdf" else to_docx(document)
    other.write_bytes(printed)
    result = _diff(text, other)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[1].startswith("事项和分类没有变化；0项只是序号变化，")


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


def test_nothing_else_in_the_folder_is_touched(tmp_path: Path) -> None:
    other = tmp_path / ".notes.tmp"
    other.write_text("mine")
    assert _diff(SOURCE, SOURCE, "--json", tmp_path / "changes.json").exit_code == 0
    assert {path.name for path in tmp_path.iterdir()} == {".notes.tmp", "changes.json"}


def test_a_source_against_its_own_list_json(tmp_path: Path) -> None:
    copy = tmp_path / "list.json"
    copy.write_text(json.dumps(published()), encoding="utf-8")
    result = _diff(SOURCE, copy)
    assert result.exit_code == 0
    assert "290项未变" in result.stdout


_FOREIGN = {
    "not there": None,
    "empty": b"",
    "cut off": json.dumps(published()).encode()[:5000],
    "another encoding": '{"标题": 1}'.encode("gbk"),
    "an array": b"[]",
    "another program's": b'{"name": "x"}',
    "a later version": b'{"schema_version": 2}',
    "no lists": b'{"schema_version": 1, "list_id": "a", "version": "b", "title": "", "lists": 3,'
    b' "source": {"file": "", "sha256": ""}}',
    "nested without end": b"[" * 100_000,
}


@pytest.mark.parametrize("content", _FOREIGN.values(), ids=_FOREIGN.keys())
def test_an_unreadable_side_is_told_and_exits_3(tmp_path: Path, content: bytes | None) -> None:
    broken = tmp_path / "list.json"
    if content is not None:
        broken.write_bytes(content)
    for sides in ((SOURCE, broken), (broken, SOURCE)):
        result = _diff(*sides)
        assert result.exit_code == 3
        assert result.stderr.startswith(f"{broken}: ")
        assert len(result.stderr.splitlines()) == 1
    with pytest.raises(SourceError):
        read_list(broken)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("seq", "1", "seq of lists[0].sections[0].items[0] is not a number or null"),
        ("seq", True, "seq of lists[0].sections[0].items[0] is not a number or null"),
        ("item_name", None, "item_name of lists[0].sections[0].items[0] is not text"),
    ],
)
def test_a_value_of_another_kind_is_told_by_its_place(
    tmp_path: Path, key: str, value: object, told: str
) -> None:
    data = published()
    data["lists"][0]["sections"][0]["items"][0][key] = value
    path = tmp_path / "list.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    result = _diff(path, SOURCE)
    assert (result.exit_code, told in result.stderr) == (3, True)


def test_what_a_later_version_adds_is_passed_over(tmp_path: Path) -> None:
    data = published()
    data["lists"].append({"id": "appointed", "title": "任免事项清单", "sections": 7})
    data["lists"][0]["sections"][0]["items"][0]["basis"] = {"law": "条例"}
    path = tmp_path / "list.json"
    path.write_text("\ufeff" + json.dumps(data), encoding="utf-8")
    result = _diff(path, SOURCE)
    assert (result.exit_code, "290项未变" in result.stdout) == (0, True)


@pytest.mark.parametrize("arguments", [[], [SOURCE], [SOURCE, SOURCE, SOURCE], ["--what"]])
def test_wrong_usage_exits_2(arguments: list[str | Path]) -> None:
    assert _diff(*arguments).exit_code == 2


@pytest.mark.parametrize("name", ["", "notes.mp3"])
def test_another_kind_of_file_is_told_and_a_folder_is_wrong_usage(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name:
        path.write_text("")
    result = _diff(path, SOURCE)
    assert result.exit_code == (3 if name else 2)
    assert ".json" in result.stderr


def test_the_page_marks_a_move_first_and_escapes_what_lists_say() -> None:
    new = published()
    put(new, "reclaimed", "城乡建设", take(new, "basic-075"))
    duties = item(new, "cooperative-001")["superior_duties"]
    duties[1] = duties[1].replace(OLD_WORDS, NEW_WORDS)
    page = render_changes_html(compared(published(), renumber(new)))
    assert page.index("移到其他清单的事项") < page.index("修改的事项")
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert "//" not in page


def test_nothing_changed_is_said() -> None:
    same = compared(published(), published())
    assert "没有变化" in render_changes_html(same)
    assert len(summarise(same).splitlines()) == 2
