"""Texts whose columns are parted by bars, by spaces or by alignment, and Markdown with its marks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.model.errors import SourceError
from pipeline.model.source import Line, Source
from pipeline.normalise import normalise
from pipeline.read import read_source
from tests.read.word_reading import balanced, shown

PIPES = """\
# 西郊乡履行职责事项清单

## 基本履职事项清单

| 序号 | 事项名称 |
|:--:|---|
| **一、党的建设（2项）** | |
| 1 | 甲。 |
| 2 | 乙。 |

## 上级部门收回事项清单

| 序号 | 事项名称 | 承接部门及工作方式 |
|---|---|---|
| 1 | 丙。 | 不再开展此项工作。 |
"""


def read(folder: Path, text: str, name: str = "v1.md") -> Source:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return balanced(read_source(path))


def rows(source: Source) -> list[Any]:
    return [row for row in shown(source) if isinstance(row, list)]


def test_pipe_tables(tmp_path: Path) -> None:
    source = read(tmp_path, PIPES)
    found = normalise(source, "x", "v1")
    assert found.title == "西郊乡履行职责事项清单"
    assert [[i.item_name for i in lst.items] for lst in found.lists] == [["甲。", "乙。"], ["丙。"]]
    assert [(s.name, s.declared_count) for s in found.lists[0].sections] == [("党的建设", 2)]
    assert (source.format, found.lists[0].items[0].place.line) == ("md", 8)
    assert (found.leftovers, found.accounting.unaccounted) == ((), 0)


CELLS = [
    ("line breaks", "1. 甲。<br>2. 乙。", "1. 甲。\n2. 乙。"),
    ("emphasis", "**甲**乙~~丙~~`丁`", "甲乙丙丁"),
    ("stars that are the list's own", "甲*乙", "甲*乙"),
    ("a bar that is text", r"甲\|乙", "甲|乙"),
    ("a mark that is text", r"1\. 甲\*", "1. 甲*"),
    ("the words of a link", "[甲](https://x.cn/a)", "甲"),
    ("entities", "&ldquo;甲&rdquo;&nbsp;乙", "“甲” 乙"),
    ("characters nobody sees", "区\u200b财政局", "区财政局"),
]


@pytest.mark.parametrize(("cell", "text"), [c[1:] for c in CELLS], ids=[c[0] for c in CELLS])
def test_what_a_cell_says(cell: str, text: str, tmp_path: Path) -> None:
    source = read(tmp_path, f"清单\n\n|序号|事项名称|\n|---|---|\n|1|{cell}|\n")
    assert rows(source) == [["序号", "事项名称"], ["1", text]]


def test_tables_of_html_inside(tmp_path: Path) -> None:
    table = "<table><tr><th>序号<th>事项名称<tr><td>1<td rowspan=2>甲<tr><td>2</table>"
    source = read(tmp_path, f"## 基本履职事项清单\n\n{table}\n\n注：自印发之日起施行。\n")
    assert shown(source) == [
        "基本履职事项清单",
        ["序号", "事项名称"],
        ["1", "甲"],
        ["2", "甲"],
        "注：自印发之日起施行。",
    ]


def test_markdown_in_a_text_file_is_read_as_such(tmp_path: Path) -> None:
    assert rows(read(tmp_path, PIPES, "v1.txt")) == rows(read(tmp_path, PIPES))


BARS = "基本履职事项清单\n序号 | 事项名称\n-----+---------\n1 | 甲。\n2 | 乙。"
SPACES = "基本履职事项清单\n序号  事项名称\n1  甲。\n2  乙。"
ALIGNED = """\
配合履职事项清单
序号  事项名称      对应上级部门  上级部门职责      乡镇配合职责
一、民生服务（2项）
1     养老服务      县民政局      1. 负责指导       配合开展。
                                  养老。
                                  2. 检查。
2     残疾证        县残联        核发。            1. 受理。
                                                    2. 上报。
"""
DRAWN = """\
基本履职事项清单
┌────┬────────┐
│序号│事项名称│
├────┼────────┤
│1   │甲。    │
│2   │乙。    │
└────┴────────┘
"""
PARTED = [
    ("bars", BARS, [["序号", "事项名称"], ["1", "甲。"], ["2", "乙。"]]),
    ("full-width bars", BARS.replace("|", "｜"), [["序号", "事项名称"], ["1", "甲。"], ["2", "乙。"]]),
    ("a table drawn with characters", DRAWN, [["序号", "事项名称"], ["1", "甲。"], ["2", "乙。"]]),
    ("spaces", SPACES, [["序号", "事项名称"], ["1", "甲。"], ["2", "乙。"]]),
    ("alignment", ALIGNED, [
        ["序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"],
        ["1", "养老服务", "县民政局", "1. 负责指导养老。\n2. 检查。", "配合开展。"],
        ["2", "残疾证", "县残联", "核发。", "1. 受理。\n2. 上报。"]]),
    ("ideographic spaces", SPACES.replace("  ", "\u3000"), [["序号", "事项名称"], ["1", "甲。"], ["2", "乙。"]]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in PARTED], ids=[c[0] for c in PARTED])
def test_columns_without_tabs(text: str, wanted: list[list[str]], tmp_path: Path) -> None:
    source = read(tmp_path, text, "v1.txt")
    assert rows(source) == wanted
    assert isinstance(source.blocks[0], Line)


def test_what_cannot_be_told_apart_is_refused(tmp_path: Path) -> None:
    text = ALIGNED.replace("县残联        核发。", "县残联 核发。")
    with pytest.raises(SourceError, match=r"v1\.txt:7: its columns stand apart by spaces"):
        read(tmp_path, text, "v1.txt")


def test_columns_that_nothing_parts_are_told(tmp_path: Path) -> None:
    source = read(tmp_path, BARS.replace(" | ", ","), "v1.txt")
    with pytest.raises(SourceError, match="nothing tells its columns apart"):
        normalise(source, "x", "v1")


def test_bars_in_a_text_with_tabs_are_its_own(tmp_path: Path) -> None:
    assert rows(read(tmp_path, "清单\n序号\t事项名称\n1\t甲 | 乙\n", "v1.txt"))[1] == [
        "1",
        "甲 | 乙",
    ]
