"""A person is spoken to in Chinese, unless they ask for another language or their system is set to one."""

from __future__ import annotations

import json
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs.make_catalogue import MO, catalogue, compiled, messages
from pipeline.model.errors import SourceError
from pipeline.model.sentence import Sentence, series, told
from pipeline.system.language import language
from tests import ROOT
from tests.commands.test_cli import dutylist, put
from tests.documents import SMALL

# What is set, and the language that follows.
SET = [
    ({}, "zh"),
    ({"LANG": "C"}, "zh"),
    ({"LANG": "C.UTF-8"}, "zh"),
    ({"LC_ALL": "POSIX"}, "zh"),
    ({"LANG": "zh_CN.UTF-8"}, "zh"),
    ({"LANG": "zh_TW"}, "zh"),
    ({"LANG": "en_US.UTF-8"}, "en"),
    ({"LANG": "de_DE@euro"}, "en"),
    ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB"}, "en"),
    ({"LANG": "en_US", "LC_ALL": "zh_CN"}, "zh"),
    ({"LANG": "zh_CN", "DUTYLIST_LANG": "en"}, "en"),
    ({"LANG": "en_US", "DUTYLIST_LANG": "zh"}, "zh"),
]


@pytest.mark.parametrize(("variables", "wanted"), SET)
def test_what_is_set_tells_the_language(
    variables: dict[str, str], wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DUTYLIST_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language() == wanted


def test_every_message_is_in_the_catalogue() -> None:
    found = catalogue()
    assert [m for m in dict.fromkeys(messages()) if m not in found or not found[m].string] == []


def test_the_catalogue_is_compiled() -> None:
    assert MO.read_bytes() == compiled(catalogue())


def test_translations_name_no_values_of_their_own() -> None:
    for message in catalogue():
        if isinstance(message.id, str) and isinstance(message.string, str):
            assert _values(message.string) <= _values(message.id), message.id
    assert told(Sentence("holds {count} documents; unpack it", count=2), "zh") == (
        "含有2个文件；请先解压"
    )


def _values(template: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", template))


def test_values_are_data_unless_they_are_sentences() -> None:
    inner = Sentence("page {first}", first=3)
    whole = Sentence("{town} ({where})", town="list", where=series([inner, inner]))
    assert whole == "list (page 3, page 3)"
    assert told(whole, "zh") == "list（第3页, 第3页）"
    assert told(pickle.loads(pickle.dumps(whole)), "zh") == told(whole, "zh")


def test_an_error_is_told_in_either_language() -> None:
    error = SourceError(Sentence("page {number} is damaged", number=3), "v1.pdf")
    assert error.in_language("en") == "v1.pdf: page 3 is damaged"
    assert error.in_language("zh") == "v1.pdf: 第3页已损坏"


@pytest.mark.parametrize(
    ("chosen", "help_", "usage", "failed"),
    [
        ("zh", "显示本帮助后退出", "错误：没有命令 'frob'", "raw/bad/v1.txt: 文件是空的"),
        (
            "en",
            "Show this message and exit",
            "Error: No such command 'frob'",
            "raw/bad/v1.txt: the file is empty",
        ),
    ],
)
def test_the_command_line(
    chosen: str,
    help_: str,
    usage: str,
    failed: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(os.environ, "DUTYLIST_LANG", chosen)
    # A process of its own: Click keeps what it has once said.
    command = [sys.executable, "-m", "pipeline", "--help"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert help_ in shown.stdout
    assert usage in dutylist(tmp_path, "frob").stderr
    put(tmp_path, "good/v1.txt", SMALL)
    put(tmp_path, "bad/v1.txt", "")
    assert failed in dutylist(tmp_path, "run").stderr
    # Pages are Chinese, whoever made them.
    assert "文件是空的" in (tmp_path / "reports/index.html").read_text(encoding="utf-8")
    printed = dutylist(tmp_path, "check", "--format", "json").stdout
    assert json.loads(printed)["summary"]
