"""Lines: where a space stands between two, what holds together, two departments, a title or page number."""

from __future__ import annotations

import pytest

from pipeline.model.characters import seam
from pipeline.normalise.patterns import is_cut_title
from pipeline.read.pdf.breaks import unbreakable
from pipeline.read.pdf.folios import folios
from pipeline.read.pdf.names import Names
from pipeline.read.pdf.values import TextLine


@pytest.mark.parametrize(
    ("head", "tail", "text"),
    [
        ("负责受理", "申请。", "负责受理申请。"),
        ("使用WPS", "Office模板", "使用WPS Office模板"),
        ("1. 制定计划；", "2. 开展检查", "1. 制定计划； 2. 开展检查"),
        ("1. 制定计划；2. 开展检查；", "3. 依法处理", "1. 制定计划；2. 开展检查；3. 依法处理"),
        # what follows tells it as well as what went before
        ("1. 制定计划；", "2. 开展检查；3. 依法处理", "1. 制定计划；2. 开展检查；3. 依法处理"),
        ("工作措施：", "1. 制定计划", "工作措施：1. 制定计划"),
        ("工作措施：1.", "制定计划；2. 开展检查", "工作措施：1. 制定计划；2. 开展检查"),
        ("工作措施：1.", "制定计划；2.开展检查", "工作措施：1.制定计划；2.开展检查"),
        ("面积", "3.5亩以上", "面积3.5亩以上"),
    ],
)
def test_the_seam_of_two_lines(head: str, tail: str, text: str) -> None:
    assert seam(head, tail) == text


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("负责受理", "负"),
        ("典》、“12345”热线", "典》、“12345”热"),  # closers, and what quotes hold on to
        ("（含复查）", "（含"),
        ("Office模板", "Office"),
        ("关）。", "关）。"),
    ],
)
def test_what_cannot_be_broken_at_the_start_of_a_line(line: str, held: str) -> None:
    edges = [10.0 * n for n in range(len(line) + 1)]
    assert unbreakable(line, edges[:-1], edges[1:], 10.0) == edges[len(held)]


@pytest.mark.parametrize(
    ("head", "rest", "cut"),
    [
        ("青溪区和平里街道履行职责事项清", "单", True),
        ("青溪区和平里街道", "履行职责事项清单", False),  # the second line is the title
        ("为明确履行职责，现公布事项清", "单", False),
    ],
)
def test_a_title_on_two_lines(head: str, rest: str, cut: bool) -> None:
    assert is_cut_title(head, rest) is cut


@pytest.mark.parametrize("text", ["— 12 —", "第 12 页", "【12】", "(12)", "12.", "◆12◆", "12/60"])
def test_page_numbers(text: str) -> None:
    line = TextLine(text, 280.0, 800.0, 320.0, 810.0, 10.0, 5.0, 320.0, len(text))
    sheets = [([line], 595.0, 842.0)] * 3
    assert [place and place[1] for place in folios(sheets)] == [12, 12, 12]


@pytest.mark.parametrize(
    ("head", "following", "apart"),
    [
        ("区委组织部", "区财政局", True),
        ("区委办公室（区档案局）", "区信访局", True),
        ("县公安局", "县交通运输局", True),
        ("市自规局", "白河分局", False),
        ("区政府", "办公室", False),
        ("县公安局", "县分局", False),
        ("区财政局", "等有关部门", False),
        ("区农业", "农村局", False),
        ("区公安局", "交警大队", False),
    ],
)
def test_two_departments_on_full_lines(head: str, following: str, apart: bool) -> None:
    assert Names(columns=()).apart(head, following) is apart
