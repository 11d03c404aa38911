"""Four times the text takes about four times the time, whatever the text is.

`make fuzz` tries ten times the sizes of the ordinary tests.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.normalise import normalise
from pipeline.read.text import read_text
from pipeline.validate import validate
from pipeline.validate.case import Case

SIZE = 10 if "DUTYLIST_FUZZ" in os.environ else 1
# Of CPU time. Under the floor a ratio says nothing; linear is 4, quadratic 16.
FLOOR, STEEPEST = 0.3, 9.0

COOPERATIVE = (
    "甲乡 履行职责事项清单\n\n配合履职事项清单\n\n序号\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责\n"
    "一、民生服务（2项）\t\n"
)
RECLAIMED = (
    "甲乡 履行职责事项清单\n\n上级部门收回事项清单\n\n序号\t事项名称\t承接部门及工作方式\n"
    "一、城乡建设（2项）\t\n"
)
ROW = "1\t养老服务\t县民政局\t负责指导。\t配合。\n"


def rows(line: str) -> Callable[[int], str]:
    """Many rows; `{i}` is a row's number, `{c}` an ideograph of its own."""
    return lambda n: (
        COOPERATIVE + "".join(line.format(i=i, c=chr(0x4E00 + i % 20000)) for i in range(1, n + 1))
    )


def duties(text: str) -> Callable[[int], str]:
    """One item whose duties repeat a text."""
    return lambda n: f"{COOPERATIVE}1\t养老服务\t县民政局\t{text * n}\t配合。\n"


def departments(text: str) -> Callable[[int], str]:
    """One item whose departments repeat a text."""
    return lambda n: f"{COOPERATIVE}1\t养老服务\t{text * n}\t负责。\t配合。\n"


def arrangement(text: str) -> Callable[[int], str]:
    """One reclaimed item whose arrangement goes on with a repeated text."""
    return lambda n: f"{RECLAIMED}1\t评估\t承接部门：县住建局{text * n}\n"


def front(text: str, after: str = "") -> Callable[[int], str]:
    """A line before the lists that repeats a text."""
    return lambda n: f"目录\n{text * n}{after}\n{COOPERATIVE}{ROW}"


SHAPES: dict[str, tuple[Callable[[int], str], int]] = {
    "rows without a number": (lambda n: COOPERATIVE + ROW + "\t\t\t续。\t\n" * n, 500),
    "doubtful rows without a number": (rows("\t\t\t续。\t\n1\t养老\t县民政局\t负责\t配合\n"), 300),
    "one row again and again": (rows(ROW), 500),
    "numbers that fall": (
        lambda n: COOPERATIVE + "".join(f"{n - i}{ROW[1:]}" for i in range(n)),
        500,
    ),
    "a department each": (rows("{i}\t事{i}\t县{c}民局\t1. 县{c}民局负责。\t配合。\n"), 400),
    "a district each": (
        rows("{i}\t{c}乙区事\t{c}乙区财政局\t1. {c}乙区财政局负责。\t配合。\n"),
        400,
    ),
    "sections": (rows("一、经济发展（0项）\t\n"), 800),
    "sections inside an item": (
        rows("{i}\t养老\t\t\t\n一、经济发展（0项）\t\n\t\t\t续。\t\n"),
        300,
    ),
    "foreign lines": (rows("无关文字{i}\n"), 1000),
    "cells without a column": (lambda n: f"{COOPERATIVE}1\t甲{chr(9)}{'x	' * n}\n", 2000),
    "tags that do not end": (duties("<p "), 8000),
    "tags": (duties("<p>甲</p>"), 3000),
    "points": (duties("1. 做好工作。"), 1500),
    "points in circles": (duties("①做。②做。"), 3000),
    "points in brackets": (duties("（1）做。"), 4000),
    "brackets that do not end": (duties("（《“"), 6000),
    "marks and spaces": (duties("。 "), 8000),
    "departments that speak": (duties("县民政局、"), 4000),
    "names cut to pieces": (departments("甲 "), 3000),
    "names and brackets": (departments("县局（甲"), 4000),
    "stops after a department": (arrangement("。 "), 4000),
    "labels without a colon": (arrangement("；工作方式及措施"), 3000),
    "leader dots": (front("基本履职事项清单" + "." * 9, "x"), 1500),
    "words of a title": (front("履行职"), 5000),
}


def seconds(text: str, folder: Path) -> float:
    """CPU time to read and judge a text."""
    path = folder / "v1.txt"
    path.write_text(text, encoding="utf-8")
    began = time.process_time()
    document = normalise(read_text(path), "ding", "v1")
    validate(Case(document))
    return time.process_time() - began


@pytest.mark.parametrize(("shape", "size"), SHAPES.values(), ids=SHAPES)
def test_time_grows_with_the_text(shape: Callable[[int], str], size: int, tmp_path: Path) -> None:
    large = seconds(shape(4 * size * SIZE), tmp_path)
    if large > FLOOR:
        small = min(seconds(shape(size * SIZE), tmp_path) for _ in range(2))
        large = min(large, seconds(shape(4 * size * SIZE), tmp_path))
        assert large < STEEPEST * max(small, FLOOR / 4), (small, large)
