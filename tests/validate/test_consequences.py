"""What a broken row or an unreadable character brings with it is not told beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents import SMALL, findings

ROW = "1\t养老服务\t县民政局 县卫健局\t<p>1. 县民政局负责指导。</p> <p>2. 县卫健局负责体检。</p>\t配合开展。"
# name: the row instead, the rules that tell it
CASES = {
    "cells shifted right": (
        "1\t\t养老服务\t县民政局 县卫健局\t<p>1. 县民政局负责指导。</p> 配合开展。",
        ["missing-value"],
    ),
    "row cut off": ("1\t养老服务\t县民政局 县卫健局\t\t", ["missing-value"]),
    "row broken in two lines": (ROW.replace("\t<p>1. 县民", "\n<p>1. 县民"), ["missing-value"]),
    "name of a department unreadable": (ROW.replace("2. 县卫健局", "2. 县卫\ufffd局"), ["unreadable-character"]),
    "a point lost, and its department with it": (
        ROW.replace("<p>1. 县民政局负责指导。</p> ", ""),
        ["point-numbering"],
    ),
    "two defects of one item, neither of which brings the other": (
        ROW.replace("县民政局 县卫健局\t", "县民政局 县民政局 县卫健局\t").replace("配合开展。", "配合开展。。"),
        ["duplicate-department", "stray-punctuation"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), CASES.values(), ids=CASES)
def test_one_defect_is_told_once(row: str, expected: list[str], tmp_path: Path) -> None:
    assert ROW in SMALL
    found = findings(SMALL.replace(ROW, row), tmp_path)
    assert sorted(f.rule for f in found) == expected
