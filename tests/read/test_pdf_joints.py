"""Where one line of a cell ends and the next begins: a space or none, one department or two."""

from __future__ import annotations

import pytest

from pipeline.characters import seam
from pipeline.read.pdf.names import Names


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
