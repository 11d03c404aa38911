"""`dutylist check`: what differs is named, in each format, and waivers are explained."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from pipeline.render.terminal import wants_colour
from tests import ROOT
from tests.commands.test_cli import MISCOUNTED, WAIVER, dutylist, put
from tests.documents import SMALL


@pytest.fixture
def work(tmp_path: Path) -> Path:
    put(tmp_path, "ding/v1.txt", MISCOUNTED)
    put(tmp_path, "ding/waivers.toml", WAIVER + 'reason = "待核实"\n')
    dutylist(tmp_path, "run")
    return tmp_path


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    def edit(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)

    return edit


def cell_of_workbook(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace("志愿服务".encode(), "志愿活动".encode()))
    return out.getvalue()


EDITS = [
    ("basic.csv", replaced("志愿服务", "志愿活动"), "basic.csv:4: 第3项 item_name"),
    ("basic.csv", replaced("3,一,", "30,一,"), "basic.csv: 第3项: 缺少此项"),
    ("basic.csv", replaced("3,一,", "30,一,"), "basic.csv:4: 第30项: 结果中没有此项"),
    ("basic.csv", replaced("section_no", "no"), "basic.csv:1: 表头"),
    ("basic.csv", replaced("\n", "\r\n"), "basic.csv: 与由源文件得到的结果不同"),
    ("cooperative.csv", replaced("县残联", "县民政局"), "cooperative.csv:4: 第2项 departments"),
    (
        "reclaimed.csv",
        replaced("discontinued", "transferred"),
        "reclaimed.csv:3: 第2项 disposition",
    ),
    ("list.json", replaced("志愿服务", "志愿活动"), "list.json: basic-003 item_name"),
    ("list.json", replaced("县残联", "县民政局"), "list.json: cooperative-002 departments"),
    (
        "list.json",
        replaced('"declared_count": 4', '"declared_count": 3'),
        "一、党的建设 declared_count",
    ),
    (
        "list.json",
        replaced('"unaccounted": 0', '"unaccounted": 1'),
        "list.json: accounting.unaccounted",
    ),
    ("list.json", replaced("{", ""), "list.json: 已损坏"),
    ("findings.json", replaced("标明4项", "标明3项"), "findings.json: section-count"),
    ("findings.json", replaced("待核实", "已核实"), "reason"),
    ("datapackage.json", replaced("基本", "根本"), "datapackage.json: "),
    ("list.xlsx", cell_of_workbook, "list.xlsx: 与由源文件得到的结果不同"),
]


@pytest.mark.parametrize(("name", "edit", "said"), EDITS, ids=[f"{e[0]} {e[2]}" for e in EDITS])
def test_an_edit_by_hand_is_named(
    name: str, edit: Callable[[bytes], bytes], said: str, work: Path
) -> None:
    assert dutylist(work, "check").returncode == 0
    path = work / "parsed/ding/v1" / name
    path.write_bytes(edit(path.read_bytes()))
    result = dutylist(work, "check", "-v")
    assert result.returncode == 1
    assert said in result.stdout
    finding, *differing, state = result.stdout.splitlines()
    assert "section-count" in finding
    assert {line.split(":")[0] for line in differing} == {f"parsed/ding/v1/{name}"}
    assert state.startswith("ding/v1: failed")
    assert result.stderr == ""


def _compared(work: Path) -> None:
    """A second version, processed."""
    put(work, "ding/v2.txt", SMALL)
    dutylist(work, "run")
    assert dutylist(work, "check").returncode == 0


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("ding/v1/index.html", "ding/v1/index.html: 与由源文件得到的结果不同。"),
        ("ding/v2/letter.docx", "ding/v2/letter.docx: 与由源文件得到的结果不同。"),
        (
            "ding/changes/v1..v2.json",
            "ding/changes/v1..v2.json: old.title: 与由源文件得到的结果不同。",
        ),
        ("ding/changes/v1..v2.html", "ding/changes/v1..v2.html: 与由源文件得到的结果不同。"),
        ("index.html", "index.html: 与各清单的结果不符：请运行 make。"),
    ],
)
def test_a_report_that_is_not_as_computed_is_named(file: str, said: str, work: Path) -> None:
    _compared(work)
    path = work / "reports" / file
    data = path.read_bytes()
    path.write_bytes(
        data.replace("丁乡".encode(), "戊乡".encode(), 1) if data[:2] != b"PK" else b""
    )
    result = dutylist(work, "check")
    assert result.returncode == 1
    assert f"reports/{said}" in result.stdout.splitlines()
    path.unlink()
    assert dutylist(work, "check").returncode == 1


def test_reports_that_nobody_keeps_are_not_missed(work: Path) -> None:
    _compared(work)
    shutil.rmtree(work / "reports/ding/changes")
    assert "reports/ding/changes: 还没有与上一版本比较" in dutylist(work, "check").stdout
    shutil.rmtree(work / "reports/ding/v1")
    assert "reports/ding/v1: 还没有报告：请运行 make。" in dutylist(work, "check").stdout
    shutil.rmtree(work / "reports")
    assert dutylist(work, "check").returncode == 0


def test_an_adjustment_sheet_that_somebody_filled_in_is_as_it_should_be(work: Path) -> None:
    _compared(work)
    sheet = work / "reports/ding/changes/v1..v2.xlsx"
    book = openpyxl.load_workbook(sheet)
    book.worksheets[0]["G2"] = "县委编委文件"
    book.save(sheet)
    assert dutylist(work, "check").returncode == 0


def test_what_was_not_committed_is_named(work: Path) -> None:
    (work / "parsed/ding/v1/list.xlsx").unlink()
    put(work, "ding/v2.txt", SMALL)
    result = dutylist(work, "check")
    assert result.returncode == 1
    assert "parsed/ding/v1/list.xlsx: 缺少此文件" in result.stdout
    about_v2 = [line for line in result.stdout.splitlines() if "ding/v2" in line]
    assert about_v2[0] == "parsed/ding/v2: 还没有处理：请运行 make。"
    assert len(about_v2) == 2  # and its state


def test_what_has_no_source_is_told_and_fails_at_warning(work: Path) -> None:
    (work / "parsed/ding/v1/notes.docx").write_text("", encoding="utf-8")
    (work / "parsed/ding/v0").mkdir()
    (work / "parsed/ding/v0/list.json").write_text("{}", encoding="utf-8")
    result = dutylist(work, "check")
    assert result.returncode == 0
    assert "parsed/ding/v1/notes.docx: 多余" in result.stdout
    assert "parsed/ding/v0: 已没有源文件：请删去此文件夹和 reports/ding/v0。" in result.stdout
    assert dutylist(work, "check", "--fail-on", "warning").returncode == 1
    assert "v0" not in dutylist(work, "check", "raw/ding/v1.txt").stdout


def test_json_is_one_document_over_all_sources(work: Path) -> None:
    put(work, "ding/v2.txt", "")
    put(work, "wu/v1.txt", MISCOUNTED)
    result = dutylist(work, "check", "--format", "json")
    data = json.loads(result.stdout)
    assert result.returncode == 3
    assert data["summary"] == {"checked": 3, "passed": 1, "failed": 1, "unreadable": 1}
    passed, unreadable, failed = data["sources"]
    assert (passed["file"], passed["state"]) == ("raw/ding/v1.txt", "passed")
    (waiver,) = passed["waivers"]
    assert (waiver["line"], waiver["status"]) == (1, "covers")
    assert waiver["fingerprints"] == [passed["findings"][0]["fingerprint"]]
    assert "the file is empty" in unreadable["error"]
    assert failed["findings"][0]["rule"] == "section-count"
    assert failed["differences"][0]["file"] == "parsed/wu/v1"
    assert str(work) not in result.stdout


def test_github_annotations_stand_at_file_and_line(work: Path) -> None:
    put(work, "ding/waivers.toml", '[[waiver]]\nrule = "page-order"\nreason = "x"\n')
    path = work / "parsed/ding/v1/basic.csv"
    path.write_bytes(replaced("志愿服务", "志愿活动")(path.read_bytes()))
    lines = dutylist(work, "check", "--format", "github").stdout.splitlines()
    assert lines[0].startswith(
        "::error file=raw/ding/v1.txt,line=12,title=section-count::基本履职事项清单 "
    )
    assert lines[1].startswith("::warning file=raw/ding/waivers.toml,line=1,title=unused-waiver::")
    assert "::error file=parsed/ding/v1/basic.csv,line=4,title=output-differs::第3项" in "\n".join(
        lines
    )


def test_explain_tells_what_each_waiver_covers(work: Path) -> None:
    more = (
        '[[waiver]]\nrule = "section-count"\nseq = 9\nreason = "旧"\n'
        '[[ waiver ]]\nrule = "section-count"\nuntil = 2020-01-01\nreason = """\n[[waiver]]"""\n'
    )
    put(work, "ding/waivers.toml", WAIVER + 'reason = "待核实"\n' + more)
    lines = dutylist(work, "check", "--explain").stdout.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("raw/ding/waivers.toml:1 有效"))
    assert "覆盖 基本履职事项清单" in lines[at + 1]
    assert lines[at + 2].startswith("raw/ding/waivers.toml:6 没有对应的缺陷")
    assert lines[at + 3].startswith("raw/ding/waivers.toml:10 已到期")
    assert "原覆盖" in lines[at + 4]


def test_the_waiver_to_paste_covers_also_after_renumbering(work: Path) -> None:
    (work / "raw/ding/waivers.toml").unlink()
    said = dutylist(work, "check", "--explain").stdout
    pasted = said[said.index("[[waiver]]") : said.index('reason = ""')] + 'reason = "待核实"\n'
    put(work, "ding/waivers.toml", pasted)
    basic = MISCOUNTED[
        MISCOUNTED.index("一、党的建设") : MISCOUNTED.index("配合履职事项清单\n\n序号")
    ]
    later = re.sub(r"(?m)^\d(?=\t)", lambda m: str(int(m[0]) + 1), basic)
    later = later.replace("二、经济发展", "三、经济发展").replace("一、党的建设", "二、党的建设")
    renumbered = MISCOUNTED.replace(basic, f"一、新增（1项）\t\n1\t新增事项。\n{later}")
    for text in (MISCOUNTED, renumbered):
        put(work, "ding/v1.txt", text)
        data = json.loads(dutylist(work, "check", "--format", "json").stdout)
        waived = [f["rule"] for f in data["sources"][0]["findings"] if f["waived"]]
        assert waived == ["section-count"]
        assert data["sources"][0]["waivers"][0]["status"] == "covers"


WITHOUT_DEPARTMENT = SMALL.replace("县残联", "")
SHIFTED = WITHOUT_DEPARTMENT.replace(
    "民生服务（2项）\t\n1\t养老", "民生服务（3项）\t\n1\t新增\t县民政局\t负责。\t配合。\n2\t养老"
).replace("\n2\t残疾证", "\n3\t残疾证")


@pytest.mark.parametrize(
    ("narrowed", "text", "status"),
    [
        ("seq = 2", WITHOUT_DEPARTMENT, 0),
        ("seq = 2", SHIFTED, 1),  # a number names another item now: nothing is accepted unseen
        ('item_name = "残疾证办理"', SHIFTED, 0),
        ('section = "民生服务"', SHIFTED, 0),
        ('version = "v1"', SHIFTED, 0),
        ('version = "v2"', SHIFTED, 1),
    ],
)
def test_what_narrows_a_waiver(narrowed: str, text: str, status: int, tmp_path: Path) -> None:
    put(tmp_path, "ding/v1.txt", text)
    put(
        tmp_path,
        "ding/waivers.toml",
        f'[[waiver]]\nrule = "missing-value"\n{narrowed}\nreason = "x"\n',
    )
    dutylist(tmp_path, "run")
    result = dutylist(tmp_path, "check")
    assert result.returncode == status
    if narrowed == "seq = 2" and status:
        assert "现为第3项" in result.stdout


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (
            '[[waiver]]\nrule = "page-order"\nreason = "x"\n\n[[waiver]]\nrule = "page-order"\n',
            5,
            "理由",
        ),
        ('[[waiver]]\nrule = "page-order"\nreason = "x"\nseq = "68"\n', 1, "seq 的值应为整数"),
        ('[[waiver]]\nrule = "page-order"\nreason = "x"\nlist = 1\n', 1, "list 的值应为文字"),
        ('[[waiver]]\nrule = "page-order"\nreason = "x"\nseq = true\n', 1, "seq 的值应为整数"),
        ("# x\n[[waiver]]\nrule = \n", 3, "无法读取"),
        ('waiver = ["x"]\n', 1, "只能有"),
        ("\n[[waiver]]\nrule = “page-order”\n", 3, '第3行：请用英文引号 "'),
        ('[[waiver]]\nrule = "page-order"\nreason = "x”\n', 3, '第3行：请用英文引号 "'),
        (
            '[[waiver]]\nreason = "“x”"\nrule = page\n',
            3,
            "第3行不合 TOML 格式",
        ),  # “ ” may stand inside
        ('\n[[waiver]]\nrule = "secton-count"\nreason = "x"\n', 2, "没有这条规则：secton-count"),
        (
            '\n[[waiver]]\nrule = "page-order"\nlist = "基本"\nreason = "x"\n',
            2,
            "没有这张清单：基本（basic、cooperative、reclaimed、delegated）",
        ),
    ],
)
def test_a_wrong_waiver_names_file_and_line_and_costs_its_list_only(
    text: str, line: int, said: str, work: Path
) -> None:
    put(work, "wu/v1.txt", SMALL)
    put(work, "ding/waivers.toml", text)
    dutylist(work, "run")
    result = dutylist(work, "check")
    assert result.returncode == 3
    assert f"raw/ding/waivers.toml:{line}: " in result.stderr
    assert said in result.stderr
    assert "wu/v1: passed" in result.stdout


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-16-le"])
def test_waivers_in_another_encoding_are_told_once_a_list(encoding: str, work: Path) -> None:
    put(work, "ding/v2.txt", SMALL)
    text = WAIVER + 'reason = "待核实"\n'
    (work / "raw/ding/waivers.toml").write_bytes(text.encode(encoding))
    for command in ("run", "check"):
        result = dutylist(work, command)
        assert result.returncode == 3
        said = [line for line in result.stderr.splitlines() if "waivers.toml" in line]
        assert said == ["raw/ding/waivers.toml: 无法读取：不是 UTF-8 编码，请存为 UTF-8"]


@pytest.mark.parametrize(
    ("environment", "terminal", "colour"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"CLICOLOR_FORCE": "1"}, False, True),
        ({"CLICOLOR_FORCE": "0"}, False, False),
        ({"CLICOLOR": "0"}, True, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_when_to_colour(environment: dict[str, str], terminal: bool, colour: bool) -> None:
    class Stream(io.StringIO):
        def isatty(self) -> bool:
            return terminal

    assert wants_colour(Stream(), environment) is colour


def on_terminal(work: Path, **environment: str) -> str:
    """What `dutylist check` shows on a terminal."""
    ours, theirs = pty.openpty()
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "check", "-v"],
        cwd=work,
        env=kept | {"PYTHONPATH": str(ROOT), "TERM": "xterm", **environment},
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    said = b""
    try:
        while part := os.read(ours, 65536):
            said += part
    except OSError:  # how Linux tells that the other end is closed
        pass
    os.close(ours)
    process.wait(timeout=60)
    return said.decode()


def test_a_terminal_gets_a_coloured_table_and_no_color_plain_lines(work: Path) -> None:
    table = on_terminal(work, COLUMNS="80")
    assert "\x1b[" in table
    assert "已豁免" in table
    assert "raw/ding/v1.txt:12" not in table
    plain = on_terminal(work, NO_COLOR="1")
    assert "\x1b" not in plain
    assert "raw/ding/v1.txt:12" in plain
