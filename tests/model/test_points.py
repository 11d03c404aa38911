"""The marks of points: how they are written, and what is none."""

from __future__ import annotations

import pytest

from pipeline.model.points import PointMark, marks_inside, point_mark

CASES = [
    ("1. 研究提出意见", ("decimal", 1)),
    ("12、负责", ("decimal", 12)),
    ("3．负责", ("decimal", 3)),
    ("2.5万元", None),  # a decimal
    ("1、3、5号楼", None),  # an enumeration
    ("2025年", None),
    ("（3）组织", ("bracketed", 3)),
    ("(3)组织", ("bracketed", 3)),
    ("3）组织", ("half-bracketed", 3)),
    ("①指导", ("circled", 1)),
    ("⑳指导", ("circled", 20)),
    ("一是按照", ("ordinal", 1)),
    ("十二是按照", ("ordinal", 12)),
    ("第三是按照", ("ordinal", 3)),
    ("一个村", None),
    ("（二）指导", ("chinese-bracketed", 2)),
    ("二十一、指导", ("chinese", 21)),
    ("一、二、三产业融合", None),  # an enumeration
    ("  4. 研究", ("decimal", 4)),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_mark_of_a_point(text: str, expected: tuple[str, int] | None) -> None:
    assert point_mark(text) == (PointMark(*expected) if expected else None)


def test_points_that_run_on_in_a_paragraph() -> None:
    text = "1. 巡查内容：（1）堤防；②闸门。2. 发现险情；三是上报，4. 其他"
    assert [(mark.style, mark.number) for mark in marks_inside(text)] == [
        ("bracketed", 1),
        ("circled", 2),
        ("decimal", 2),
        ("ordinal", 3),
    ]
