"""What lies under raw/ and is no good: each told once, in a sentence with its path, at its own cost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.batch.find import find
from pipeline.read import advice
from tests.commands.test_cli import dutylist, files, put
from tests.documents import SMALL

TWO = "empty.pdf, empty.txt are both bad/empty; keep one of them"
NO_LIST = "not a duty list: none of its three lists was found"
BY_TABS = ", nor any row; in a text export the columns stand apart by tabs"

# Files beside a good ding/v1.txt, what stderr says of them (in order), the exit status of `run` and of `check`.
BESIDE: dict[str, tuple[dict[str, str], list[str], int, int]] = {
    "two sources of one version": (
        {"bad/empty.pdf": "", "bad/empty.txt": ""},
        [f"raw/bad: {TWO}"],
        3,
        3,
    ),
    "two pairs": (
        {f"{name}.{kind}": "" for name in ("a/v1", "b/v1") for kind in ("pdf", "txt")},
        [
            "raw/a: v1.pdf, v1.txt are both a/v1; keep one of them",
            "raw/b: v1.pdf, v1.txt are both b/v1; keep one of them",
        ],
        3,
        3,
    ),
    "text without a row": (
        {"e/b.txt": "这份清单不是表格。"},
        [f"raw/e/b.txt: {NO_LIST}{BY_TABS}"],
        3,
        3,
    ),
    "text with rows of another table": (
        {"e/b.txt": "这份清单\n1\t不是履职清单\n"},
        [f"raw/e/b.txt: {NO_LIST}"],
        3,
        3,
    ),
    "other kinds": (
        {f"ding/x.{kind}": "" for kind in ("mp4", "pages", "ppt", "rar")},
        [
            f"raw/ding/x.{k}: left out; {advice(Path(f'x.{k}'))}"
            for k in ("mp4", "pages", "ppt", "rar")
        ],
        0,
        1,
    ),
    "what nobody takes for a source": (
        {f"ding/{n}": "" for n in (".x.doc", "~$v1.docx", "README", "notes.md", ".git/a.png")},
        [],
        0,
        0,
    ),
}


def test_what_a_browser_saved_beside_a_page_is_no_source_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "raw" / "ding"
    for name in ("v1_files/site.css", "v1_files/list.docx", "v2.files/x.js", "other_files/x.gif"):
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text("x")
    for name in ("v1.html", "v2.htm"):
        (own / name).write_text("x")
    found = find([tmp_path / "raw"])
    assert [task.source.name for task in found.tasks] == ["v1.html", "v2.htm"]
    assert [path.name for path in found.left_out] == ["x.gif"]


def test_what_is_left_out_stands_in_the_index_and_fails_the_check(tmp_path: Path) -> None:
    put(tmp_path, "ding/v1.txt", SMALL)
    put(tmp_path, "ding/清单.rar", "")
    assert dutylist(tmp_path, "run").returncode == 0
    assert "清单.rar" in (tmp_path / "reports/index.html").read_text(encoding="utf-8")
    assert dutylist(tmp_path, "check").returncode == 1
    (tmp_path / "raw/ding/清单.rar").unlink()
    assert dutylist(tmp_path, "run").returncode == 0
    assert "清单.rar" not in (tmp_path / "reports/index.html").read_text(encoding="utf-8")
    assert dutylist(tmp_path, "check").returncode == 0


@pytest.mark.parametrize(("beside", "said", "status", "check_status"), BESIDE.values(), ids=BESIDE)
def test_it_is_told_and_the_others_are_processed(
    beside: dict[str, str], said: list[str], status: int, check_status: int, tmp_path: Path
) -> None:
    put(tmp_path, "ding/v1.txt", SMALL)
    for name, text in beside.items():
        put(tmp_path, name, text)
    result = dutylist(tmp_path, "run")
    failed = f"{len(said)} failed, " if status else ""
    assert result.stderr.splitlines() == [*said, f"1 processed, {failed}0 up to date"]
    assert (result.returncode, result.stdout) == (status, "ding/v1: 未发现缺陷\n")
    checked = dutylist(tmp_path, "check")
    assert checked.returncode == check_status
    assert checked.stderr.splitlines() == said
    assert "ding/v1: passed" in checked.stdout


def test_three_sources_of_one_version_in_two_folders_are_all_named(tmp_path: Path) -> None:
    for name in ("a/ding/v1.txt", "b/ding/v1.txt", "b/ding/v1.pdf"):
        put(tmp_path, name, SMALL)
    said = dutylist(tmp_path, "run").stderr.splitlines()
    assert said[0].startswith("raw/a/ding and raw/b/ding: v1.txt, v1.pdf, v1.txt are all")


def test_a_link_to_nowhere_cannot_be_read(tmp_path: Path) -> None:
    put(tmp_path, "ding/v1.txt", SMALL)
    (tmp_path / "raw/ding/v2.txt").symlink_to("gone.txt")
    for command in ("run", "check"):
        result = dutylist(tmp_path, command)
        assert result.returncode == 3
        assert "raw/ding/v2.txt: cannot be read (No such file or directory)" in result.stderr


def test_a_failing_disk_is_told_with_the_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "ding/v1.txt", SMALL)

    def fails(path: Path) -> bytes:  # as read(2) does, which names no file
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", fails)
    result = dutylist(tmp_path, "run")
    assert result.returncode == 3
    assert "raw/ding/v1.txt: cannot be read (Input/output error)" in result.stderr
    assert "None" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["empty"], 2),  # named by the user, who meant another
        (["raw"], 0),  # as make does
        ([], 0),
    ],
)
@pytest.mark.parametrize("command", ["run", "check"])
def test_a_folder_without_a_source(
    command: str, arguments: list[str], status: int, tmp_path: Path
) -> None:
    for name in ("raw", "empty"):
        (tmp_path / name).mkdir()
    result = dutylist(tmp_path, command, *arguments)
    assert result.returncode == status
    assert f"{(arguments or ['raw'])[0]}: there is no source in this folder" in result.stderr


def states(work: Path) -> list[str]:
    """The rows of the page over all versions, without their markup."""
    page = (work / "reports/index.html").read_text(encoding="utf-8")
    rows = re.findall(r"<tr data-level=.*?</tr>", page)
    return [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in rows]


def test_the_index_shows_a_source_that_cannot_be_read_until_it_is_mended(tmp_path: Path) -> None:
    title = "甲省乙市丙县丁乡 履行职责事项清单 9"
    good, source = f"ding v1 {title} 未发现缺陷", tmp_path / "raw/ding/v1.txt"
    put(tmp_path, "ding/v1.txt", SMALL)
    put(tmp_path, "ding/v2.txt", "<b>清单</b>")
    dutylist(tmp_path, "run", str(tmp_path / "raw"))
    first = states(tmp_path)
    assert first == [
        good,
        "ding v2 无法读取 不是履行职责事项清单：没有找到三张清单中的任何一张，也没有任何表格行；"
        "文本中各列应以制表符分隔",
    ]
    assert str(tmp_path) not in (tmp_path / "reports/index.html").read_text(encoding="utf-8")

    before = files(tmp_path)
    dutylist(tmp_path, "run")
    assert files(tmp_path) == before

    source.write_text("", encoding="utf-8")
    dutylist(tmp_path, "run")
    assert states(tmp_path)[0] == f"ding v1 {title} 无法读取（结果为此前版本） 文件是空的"

    source.write_text(SMALL, encoding="utf-8")
    (tmp_path / "raw/ding/v2.txt").unlink()
    assert dutylist(tmp_path, "run").returncode == 0
    assert states(tmp_path) == [good]


def test_an_unreadable_version_does_not_part_the_two_around_it(tmp_path: Path) -> None:
    for version, text in (("v1", SMALL), ("v2", ""), ("v3", SMALL)):
        put(tmp_path, f"ding/{version}.txt", text)
    dutylist(tmp_path, "run")
    assert [row.split()[-2:] for row in states(tmp_path)][2] == ["v1", "比较"]


def test_the_reason_in_the_index_is_escaped(tmp_path: Path) -> None:
    put(tmp_path, "ding/<i>.txt", SMALL)
    put(tmp_path, "ding/<i>.pdf", SMALL)
    dutylist(tmp_path, "run")
    page = (tmp_path / "reports/index.html").read_text(encoding="utf-8")
    assert "&lt;i&gt;.pdf, &lt;i&gt;.txt 都是" in page
    assert "<i>" not in page


def test_a_bug_is_told_in_a_sentence_and_with_its_traceback_where_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, "ding/v1.txt", SMALL)

    def broken(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("pipeline.batch.judge.validate", broken)
    told = "raw/ding/v1.txt: internal error: ZeroDivisionError: a bug; please report it"
    for value, shown in ((None, False), ("0", False), ("1", True)):
        if value is not None:
            monkeypatch.setenv("DUTYLIST_DEBUG", value)
        result = dutylist(tmp_path, "check")
        assert result.returncode == 3
        assert told in result.stderr.splitlines()
        assert ("Traceback" in capfd.readouterr().err) is shown  # of the worker


def test_a_source_that_was_deleted_leaves_two_folders_to_delete(tmp_path: Path) -> None:
    for version in ("v1", "v2"):
        put(tmp_path, f"ding/{version}.txt", SMALL)
    dutylist(tmp_path, "run")
    (tmp_path / "raw/ding/v1.txt").unlink()
    told = "parsed/ding/v1: 已没有源文件：请删去此文件夹和 reports/ding/v1。"
    result = dutylist(tmp_path, "run")
    assert (result.returncode, told in result.stderr.splitlines()) == (0, True)
    assert told in dutylist(tmp_path, "check").stdout.splitlines()
    assert told not in dutylist(tmp_path, "run", "raw/ding/v2.txt").stderr


def test_another_kind_of_file_named_by_mistake_is_no_version(tmp_path: Path) -> None:
    put(tmp_path, "ding/v1.txt", SMALL)
    put(tmp_path, "ding/notes.toml", "# 清单")
    dutylist(tmp_path, "run", "raw/ding/v1.txt")
    before = states(tmp_path)
    result = dutylist(tmp_path, "run", "raw/ding/notes.toml")
    assert result.returncode == 3
    assert "raw/ding/notes.toml: settings of this program" in result.stderr
    assert states(tmp_path) == before


def test_waivers_stand_for_the_list_that_they_are_of(tmp_path: Path) -> None:
    """A hook names the file that was changed."""
    put(tmp_path, "ding/v1.txt", SMALL.replace("（3项）", "（4项）"))
    put(tmp_path, "wu/v1.txt", SMALL.replace("（3项）", "（4项）"))
    put(tmp_path, "ding/waivers.toml", '[[waiver]]\nrule = "section-count"\nreason = "x"\n')
    dutylist(tmp_path, "run")
    result = dutylist(tmp_path, "check", "raw/ding/waivers.toml")
    assert (result.returncode, result.stdout.startswith("ding/v1: passed")) == (0, True)


@pytest.mark.parametrize(
    ("named", "checked"),
    [
        ("raw/ding/waivers.toml", ["ding/v1", "ding/v2"]),
        ("raw/wu/corrections.toml", ["wu/v1"]),  # of one that lies loose
        ("raw/ding/README.md", []),
        ("raw/ding/.~lock.v1.txt#", []),
        ("raw/ding/v2_files/style.css", ["ding/v2"]),
        ("parsed/ding/v1/basic.csv", ["ding/v1", "ding/v2"]),
        ("reports/wu/v1/index.html", ["wu/v1"]),
        ("reports/index.html", []),
        ("elsewhere/notes.md", ["elsewhere/notes"]),  # asked for itself
    ],
)
def test_whatever_a_hook_names_stands_for_its_list(
    named: str, checked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("raw/ding/v1.txt", "raw/ding/v2.html", "raw/wu.txt", named):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    found = find([Path(named)])
    assert [task.name for task in found.tasks] == checked
    assert (found.left_out, found.barren) == ((), ())


@pytest.mark.parametrize(
    ("seconds", "status", "said"),
    [("nan", 2, "nan is no number of seconds"), ("1e12", 0, "1 processed"), ("inf", 0, "")],
)
def test_any_time_that_is_one(seconds: str, status: int, said: str, tmp_path: Path) -> None:
    put(tmp_path, "ding/v1.txt", SMALL)
    result = dutylist(tmp_path, "run", "--timeout", seconds)
    assert (result.returncode, said in result.stderr) == (status, True)


def test_files_that_lie_loose_are_lists_of_their_own(tmp_path: Path) -> None:
    """The likeliest first mistake: each is the first version of a list that has its name."""
    for name in ("raw/西郊乡清单.txt", "raw/红旗街道清单.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(SMALL, encoding="utf-8")
    put(tmp_path, "红旗街道清单/v2.txt", SMALL.replace("党员发展", "党员培养"))
    put(tmp_path, "红旗街道清单/waivers.toml", "")
    result = dutylist(tmp_path, "run")
    assert result.returncode == 0, result.stderr
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("*/*/*/*.*")}
    assert {"parsed/西郊乡清单/v1/list.json", "parsed/红旗街道清单/v1/list.json"} <= made
    # One that has a folder too is its first version.
    assert [name for name in made if name.endswith(".html") and "changes" in name] == [
        "reports/红旗街道清单/changes/v1..v2.html"
    ]
    assert dutylist(tmp_path, "check").returncode == 0


def test_a_loose_file_and_one_in_a_folder_may_not_be_one_version(tmp_path: Path) -> None:
    put(tmp_path, "ding/v1.txt", SMALL)
    (tmp_path / "raw/ding.txt").write_text(SMALL, encoding="utf-8")
    result = dutylist(tmp_path, "run")
    assert (result.returncode, "are both ding/v1; keep one of them" in result.stderr) == (3, True)
