"""The command line as a user meets it: exit status, messages, files written and left alone."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.commands.cli import main
from tests import ROOT
from tests.documents import SMALL

WAIVER = '[[waiver]]\nrule = "section-count"\nlist = "basic"\nsection_no = "一"\n'
MISCOUNTED = SMALL.replace("党的建设（3项）", "党的建设（4项）")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    (tmp_path / "raw/ding").mkdir(parents=True)
    return tmp_path


@dataclass
class Result:
    """What a user sees of a command."""

    returncode: int
    stdout: str
    stderr: str


def dutylist(work: Path, *arguments: str) -> Result:
    """Runs the command line in this process, in the folder `work`."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    with (
        chdir(work),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(sys, "argv", ["dutylist", *arguments])
        try:
            main()
        except SystemExit as stop:
            status = int(stop.code or 0)
    return Result(status, out.getvalue(), err.getvalue())


def put(work: Path, name: str, text: str) -> None:
    path = work / "raw" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_run_writes_everything_and_nothing_half(work: Path) -> None:
    put(work, "ding/v1.txt", SMALL)
    result = dutylist(work, "run")
    assert (result.returncode, result.stdout) == (0, "ding/v1: 未发现缺陷\n")
    names = {p.name for p in (work / "parsed/ding/v1").iterdir()}
    assert {"basic.csv", "cooperative.csv", "reclaimed.csv", "list.json", "findings.json"} <= names
    assert not [name for name in names if name.endswith(".tmp")]
    assert (work / "reports/ding/v1/index.html").is_file()
    assert "ding/v1/index.html" in (work / "reports/index.html").read_text(encoding="utf-8")


def test_a_second_run_does_nothing_and_a_forced_one_gives_the_same_bytes(work: Path) -> None:
    put(work, "ding/v1.txt", SMALL)
    dutylist(work, "run")
    before = files(work)
    assert "0 processed, 1 up to date" in dutylist(work, "run").stderr
    assert "1 processed" in dutylist(work, "run", "--force").stderr
    assert files(work) == before


def test_a_page_whose_saved_style_sheet_changed_is_read_again(work: Path) -> None:
    table = "<tr><td>序号<td>事项名称<tr><td>1<td>甲。<tr class=old><td>2<td>乙。"
    link = '<link rel=stylesheet href="v1_files/a.css">'
    put(work, "ding/v1.html", f"<html>{link}<h2>基本履职事项清单</h2><table>{table}</table></html>")
    put(work, "ding/v1_files/a.css", "td { color: black }")
    dutylist(work, "run")
    assert "0 processed, 1 up to date" in dutylist(work, "run").stderr
    put(work, "ding/v1_files/a.css", ".old { display: none }")
    assert "1 processed" in dutylist(work, "run").stderr
    assert "乙" not in (work / "parsed/ding/v1/basic.csv").read_text(encoding="utf-8")


def test_an_output_changed_by_hand_is_made_again(work: Path) -> None:
    put(work, "ding/v1.txt", SMALL)
    dutylist(work, "run")
    before = files(work)
    (work / "parsed/ding/v1/basic.csv").write_text("x", encoding="utf-8")
    dutylist(work, "run")
    assert files(work) == before


def test_check_fails_on_an_error_and_passes_with_a_waiver(work: Path) -> None:
    put(work, "ding/v1.txt", MISCOUNTED)
    dutylist(work, "run")
    failed = dutylist(work, "check")
    assert failed.returncode == 1
    assert "raw/ding/v1.txt:12" in failed.stdout
    assert "标明4项，实有3项" in failed.stdout
    put(work, "ding/waivers.toml", WAIVER + 'reason = "待核实"\n')
    dutylist(work, "run")
    passed = dutylist(work, "check", "-v")
    assert passed.returncode == 0
    assert "waived" in passed.stdout
    assert "待核实" in passed.stdout


@pytest.mark.parametrize(
    ("lines", "status", "said"),
    [
        ('reason = "x"\nuntil = 2020-01-01', 1, "expired-waiver"),
        ('reason = "x"\nuntil = 2999-01-01', 0, "waived"),
        ("", 3, "waivers.toml:1: 豁免必须写明理由"),
        ('reason = " "', 3, "waivers.toml:1: 豁免必须写明理由"),
        ('reason = "x"\nuntil = "soon"', 3, "until 应为日期"),
        ('reason = "x"\nsequence = 3', 3, "不认识的字段：sequence"),
        ("reason = ", 3, "无法读取"),
    ],
)
def test_waivers(lines: str, status: int, said: str, work: Path) -> None:
    put(work, "ding/v1.txt", MISCOUNTED)
    put(work, "ding/waivers.toml", f"{WAIVER}{lines}\n")
    dutylist(work, "run")
    result = dutylist(work, "check", "-v")
    assert result.returncode == status
    assert said in result.stdout + result.stderr


def test_an_unused_waiver_is_told_and_fails_at_warning(work: Path) -> None:
    put(work, "ding/v1.txt", SMALL)
    put(work, "ding/waivers.toml", WAIVER + 'reason = "待核实"\n')
    dutylist(work, "run")
    assert "unused-waiver" in dutylist(work, "check").stdout
    assert dutylist(work, "check").returncode == 0
    assert dutylist(work, "check", "--fail-on", "warning").returncode == 1


BAD = {
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "no list": "关于天气的说明，没有清单。".encode(),
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_a_bad_source_costs_itself_only(data: bytes, work: Path) -> None:
    put(work, "ding/v1.txt", SMALL)
    dutylist(work, "run")
    good = files(work / "parsed/ding/v1")
    (work / "raw/ding/v1.txt").write_bytes(data)
    put(work, "ding/v2.txt", SMALL)
    result = dutylist(work, "run")
    assert result.returncode == 3
    assert "v1.txt: " in result.stderr
    assert "Traceback" not in result.stderr
    assert files(work / "parsed/ding/v1") == good
    assert (work / "parsed/ding/v2/list.json").is_file()
    assert dutylist(work, "check").returncode == 3


@pytest.mark.parametrize("cut", [0.4, 0.7])
def test_a_truncated_list_is_read_and_judged(cut: float, work: Path) -> None:
    data = SMALL.encode()
    (work / "raw/ding/v1.txt").write_bytes(data[: int(len(data) * cut)])
    assert dutylist(work, "run").returncode == 0
    result = dutylist(work, "check")
    assert result.returncode == 1
    assert "missing-list" in result.stdout


def test_check_names_the_file_and_item_that_was_edited(work: Path) -> None:
    put(work, "ding/v1.txt", SMALL)
    dutylist(work, "run")
    path = work / "parsed/ding/v1/list.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace("志愿服务", "志愿活动"), encoding="utf-8"
    )
    result = dutylist(work, "check")
    assert result.returncode == 1
    assert "list.json: basic-003" in result.stdout


def test_a_source_outside_raw_needs_no_outputs_to_be_checked(work: Path) -> None:
    put(work, "../elsewhere/甲 乙/2025-04.txt", SMALL)
    result = dutylist(work, "check", "elsewhere/甲 乙/2025-04.txt")
    assert (result.returncode, result.stdout) == (0, "甲 乙/2025-04: passed\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "nowhere"], "nowhere: no such file"),
        (["run", "--jobs", "0"], "--jobs"),
        (["fly"], "fly"),
        (["check", "--fail-on", "doom"], "doom"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str, work: Path) -> None:
    result = dutylist(work, *arguments)
    assert result.returncode == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_formulas_are_neutralised_and_markup_is_text(work: Path) -> None:
    put(work, "ding/v1.txt", SMALL.replace("做好统计工作", "=HYPERLINK(1)<script>"))
    dutylist(work, "run")
    assert "'=HYPERLINK(1)<script>。" in (work / "parsed/ding/v1/basic.csv").read_text(
        encoding="utf-8"
    )
    data = json.loads((work / "parsed/ding/v1/list.json").read_text(encoding="utf-8"))
    assert data["lists"][0]["sections"][1]["items"][1]["item_name"] == "=HYPERLINK(1)<script>。"
    report = (work / "reports/ding/v1/index.html").read_text(encoding="utf-8")
    assert "<script>。" not in report
    assert "&lt;script&gt;" in report


def test_the_module_is_the_command(work: Path) -> None:
    (work / "raw/ding/v1.txt").write_bytes(b"")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    result = subprocess.run(
        [sys.executable, "-m", "pipeline", "run"], cwd=work, env=environment, capture_output=True
    )
    assert result.returncode == 3
    assert b"the file is empty" in result.stderr
    assert b"Traceback" not in result.stderr


def test_help_answers_without_pandas(work: Path) -> None:
    code = (
        "import sys; from click.testing import CliRunner; from pipeline.commands.cli import cli\n"
        "print(CliRunner().invoke(cli, ['--help']).output); CliRunner().invoke(cli, ['rules'])\n"
        "assert 'pandas' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_rules_prints_the_catalogue(work: Path) -> None:
    rules = json.loads(dutylist(work, "rules", "--json").stdout)
    assert {"id": "section-count", "severity": "error"}.items() <= rules[4].items()
    assert all(rule["meaning"] and rule["example"] for rule in rules)
