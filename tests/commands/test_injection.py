"""Hostile text in every field and every name: it stays text in every output, and inside the folders."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from pipeline.batch.find import find_tasks
from pipeline.model.errors import DutyListError
from tests import ROOT
from tests.commands.test_cli import dutylist, files, put
from tests.corpus.files import WRITERS
from tests.corpus.make import make_list
from tests.documents import SMALL

TEXTS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><svg onload=alert(1)>",
    "{{ 7*7 }}{% raw %}${7*7}",  # templates
    "=HYPERLINK(1)",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "＝1+1",
    "]]><x/>&lt;&#60;",
    "\x1b[31mred\x1b]0;title\x07",  # a terminal's escapes
    "\x9b31m\x7f\x08\x08",
    "\u202egnp.exe\u2066",  # direction overridden
    "\u2028\x85\x0c::error::x",
    "%0A::error file=a::b%",
    "::warning file=x,line=1::y",
    "x ##[error]y ##vso[task.complete]##teamcity[z ::stop-commands::a :::",
    "[点击](https://evil.example/x)",
    "a;=1+1;b\t@x",
    "\\x1b\\n",
    "../../etc/passwd",
    "javascript:alert(1)",
]
FIELDS = {
    "title": ("甲省乙市", "甲省{}乙市"),
    "section": ("一、民生服务（2项）", "一、{}（3项）"),
    "item name": ("残疾证办理", "{}"),
    "department": ("县残联", "{}"),
    "duties": ("负责核发。", "{}"),
    "township": ("配合开展。", "{}"),
    "arrangement": ("不再开展此项工作。", "{}"),
    "foreign line": ("目录", "{}\n目录"),
}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


# What CI systems take for a command, wherever it stands, and what `--format github` begins with.
COMMAND = re.compile(r"::|##\w*\[")
OURS = re.compile(r"^::(error|warning|notice) file=[^:]*::")


class Elements(HTMLParser):
    """The elements of a page, each with the names of its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, name) for name, _ in attrs} | {(tag, "")}
        for name, value in attrs:
            assert name not in ("href", "src") or not (value or "").startswith("javascript:")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """The elements of reports about two lists, one clean, one with a defect of each severity."""
    work = tmp_path_factory.mktemp("plain")
    put(work, "ding/v1.txt", SMALL)
    defects = (
        SMALL.replace("（2项）", "（3项）").replace("。", "。。").replace("党员发展", "党员 发展")
    )
    put(work, "ding/v2.txt", defects.replace("目录", "无关文字\n目录", 1))
    dutylist(work, "run")
    pages = [p.read_text(encoding="utf-8") for p in (work / "reports").rglob("*.html")]
    return set().union(*(Elements(page).found for page in pages))


def check_outputs(work: Path, plain: set[tuple[str, str]]) -> None:
    for path in filter(Path.is_file, (work / "reports").rglob("*.html")):
        assert Elements(path.read_text(encoding="utf-8")).found <= plain, path.name
    for path in (work / "parsed").rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file, strict=True) for cell in row]
        assert not [cell for cell in cells if cell.startswith(FORMULA)]
    for path in (work / "parsed").rglob("*.xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
        kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
        assert kinds <= {"s", "n"}
    for path in (work / "reports").rglob("junit.xml"):
        ET.parse(path)
    for path in [*work.rglob("*.json"), *work.rglob("*.sarif")]:
        json.loads(path.read_bytes())


def check_screen(text: str) -> None:
    """Nothing but printable characters and line ends."""
    bad = [c for c in text if not c.isprintable() and c not in "\n\u3000\u00a0"]
    assert not [c for c in bad if not "\ue000" <= c <= "\uf8ff"]
    for line in text.splitlines():  # a workflow command of ours is one, at its start only
        assert not COMMAND.search(OURS.sub("", line)), line


def test_text_in_every_field(plain: set[tuple[str, str]], tmp_path: Path) -> None:
    """A version for each text; each is compared with the one before, too."""
    for number, text in enumerate(TEXTS, 1):
        hostile = SMALL
        for old, new in FIELDS.values():
            assert old in hostile
            hostile = hostile.replace(old, new.replace("{}", text), 1)
        put(tmp_path, f"ding/v{number}.txt", hostile)
    result = dutylist(tmp_path, "run")
    assert result.returncode == 0, result.stderr
    check_outputs(tmp_path, plain)
    lines = dutylist(tmp_path, "check", "--explain", "raw/ding/v12.txt", "raw/ding/v13.txt")
    check_screen(lines.stdout + lines.stderr)
    github = dutylist(tmp_path, "check", "--format", "github").stdout
    check_screen(github)
    printed = dutylist(tmp_path, "check", "--format", "json").stdout
    check_screen(printed)
    data = json.loads(printed)
    assert any("\u202e" in f["message"] for s in data["sources"] for f in s["findings"])
    check_screen(dutylist(tmp_path, "check", "--format", "table").stdout)
    for number in range(1, len(TEXTS)):
        pair = (f"raw/ding/v{number}.txt", f"raw/ding/v{number + 1}.txt")
        check_screen(dutylist(tmp_path, "diff", *pair).stdout)
    told = sum(not f["waived"] for source in data["sources"] for f in source["findings"])
    assert sum(line.startswith("::") for line in github.splitlines()) == told > 0
    assert len(github.splitlines()) == told + len(data["sources"]) + 1


@pytest.mark.parametrize("suffix", [suffix for suffix in WRITERS if suffix not in ("txt", "pdf")])
def test_text_in_every_format(suffix: str, plain: set[tuple[str, str]], tmp_path: Path) -> None:
    """What is no character of XML cannot stand in most of these files."""
    document = make_list(3, 0.5)
    texts = [text for text in TEXTS if text.isprintable()]
    [names, *_] = document.lists
    turn = cycle(texts)
    rows = [
        replace(row, cells=(row.cells[0], (next(turn),))) if row.kind == "item" else row
        for row in names.rows
    ]
    hostile = replace(document, lists=(replace(names, rows=tuple(rows)), *document.lists[1:]))
    path = tmp_path / "raw" / "ding" / f"v1.{suffix}"
    path.parent.mkdir(parents=True)
    path.write_bytes(WRITERS[suffix](hostile, 3))
    result = dutylist(tmp_path, "run")
    assert result.returncode == 0, result.stderr
    data = json.loads((tmp_path / "parsed/ding/v1/list.json").read_bytes())
    read = [item["item_name"] for s in data["lists"][0]["sections"] for item in s["items"]]
    wanted = {"".join(text.split()) for text in texts[: len(read)]}
    # Spaces in names are closed up; some texts hold what Markdown takes for markup, one is a formula.
    lost = wanted - {"".join(name.split()) for name in read}
    assert len(lost) <= (3 if suffix == "md" else 1), lost
    check_outputs(tmp_path, plain)
    check_screen(dutylist(tmp_path, "check", "--format", "github").stdout)


NAMES = [
    "a;b",
    "a b  c",
    "甲 乙",
    "<script>alert(1)<\u2215script>",
    '"><img src=x onerror=alert(1)>',
    "-rf",
    "--help",
    "$(touch pwned)",
    "`touch pwned`",
    "%s%n%00",
    "a\nb",
    "a\n::error::b",
    "\x1b[31mred",
    "\u202egnp",
    "a'b\"c\\d",
    "=1+1",
    "a:b,c",
    "#fragment?query",
    "a&b",
    "*",
    "~root",
    "CON",
    "é" * 40,
]


def test_names_of_lists_and_versions(plain: set[tuple[str, str]], tmp_path: Path) -> None:
    for name in NAMES:
        put(tmp_path, f"{name}/{name}.txt", SMALL.replace("（3项）", "（4项）"))
    second = NAMES[::4]  # so that comparisons get such names
    for name in second:
        put(tmp_path, f"{name}/{name}2.txt", SMALL)
    result = dutylist(tmp_path, "run")
    assert (result.returncode, result.stderr.splitlines()[-1:]) == (
        0,
        [f"{len(NAMES) + len(second)} processed, 0 up to date"],
    )
    check_screen(result.stdout + result.stderr)
    assert {path.name for path in tmp_path.iterdir()} == {"raw", "parsed", "reports"}
    for name in NAMES:
        assert (tmp_path / "parsed" / name / name / "basic.csv").is_file()
    check_outputs(tmp_path, plain)
    for arguments in (("--explain",), ("--format", "github")):
        checked = dutylist(tmp_path, "check", *arguments)
        assert checked.returncode == 1
        check_screen(checked.stdout + checked.stderr)


def test_a_list_that_takes_the_place_of_the_index_is_told(tmp_path: Path) -> None:
    put(tmp_path, "index.html/v1.txt", SMALL)
    result = dutylist(tmp_path, "run")
    assert result.returncode == 3
    assert "raw/index.html/v1.txt: a list cannot be called index.html" in result.stderr


def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "ding/...txt", SMALL)  # its stem is ".."
    with pytest.raises(DutyListError, match="needs a name"):
        find_tasks([tmp_path / "raw/ding/...txt"])


def test_a_link_is_named_after_the_folder_it_lies_in(tmp_path: Path) -> None:
    put(tmp_path, "../elsewhere/other/secret.txt", SMALL)
    (tmp_path / "raw/ding").mkdir(parents=True)
    (tmp_path / "raw/ding/v1.txt").symlink_to(tmp_path / "elsewhere/other/secret.txt")
    assert dutylist(tmp_path, "run").returncode == 0
    assert {Path(name).parts[:3] for name in files(tmp_path / "parsed") if "csv" in name} == {
        ("ding", "v1", "basic.csv"),
        ("ding", "v1", "cooperative.csv"),
        ("ding", "v1", "reclaimed.csv"),
    }


@pytest.mark.skipif(shutil.which("make") is None, reason="no make on PATH")
def test_make_takes_names_as_they_are(tmp_path: Path) -> None:
    for name in ("a b", "$(shell touch pwned)", "a;touch pwned", "甲: 乙", "a#b", "50%"):
        put(tmp_path, f"{name}/{name}.txt", SMALL)
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("pyproject.toml", "constraints.txt", ".venv/ready"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    command = ["make", f"BIN={Path(sys.executable).parent}"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    first = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert first.returncode == 0, first.stderr
    assert "6 processed" in first.stderr
    assert not list(tmp_path.rglob("pwned"))
