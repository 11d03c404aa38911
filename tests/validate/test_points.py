"""point-numbering and numbering-lost, on single cells."""

from __future__ import annotations

import pytest

from pipeline.validate.points import point_by_point, points_of
from tests.validate.builders import defects, document, item, messages

BROKEN = {
    "gap, one paragraph": (["1. 做好宣传。 2. 开展巡查。 4. 上报线索。"], "缺少3"),
    "gap, a paragraph each": (["1. 做好宣传。", "2. 开展巡查。", "4. 上报线索。"], "缺少3"),
    "first point missing": (["2. 开展巡查。", "3. 上报线索。"], "缺少1"),
    "number twice": (["1. 做好宣传。 2. 开展巡查。 2. 上报线索。"], "编号2重复"),
    "number misread": (
        ["1. 宣传。 2. 巡查。 8. 上报。 4. 整改。"],
        "编号8不在应有的位置，此处应为3",
    ),
    "ideographic comma": (["1、做好宣传。2、开展巡查。4、上报线索。"], "缺少3"),
    "full-width stop": (["1．做好宣传；", "3．开展巡查；"], "缺少2"),
    "small points": (["（1）做好宣传；（2）开展巡查；（4）上报线索。"], "小点编号不连续：缺少3"),
    "circled": (["①做好宣传；③开展巡查。"], "缺少2"),
    "only the second point left": (["2. 开展巡查。"], "缺少1"),
    "first of two points without its number": (["做好宣传。 2. 开展巡查。"], "缺少1"),
    "gap under a heading": (["区财政局：1. 拨付资金。 3. 监督使用。"], "缺少2"),
}
SOUND = {
    "one paragraph": ["1. 做好宣传。 2. 开展巡查。 3. 上报线索。"],
    "a paragraph each": ["1. 做好宣传。", "2. 开展巡查。"],
    "no full stop before the number": ["1. 做好宣传工作 2. 开展巡查 3. 上报线索"],
    "nothing before the number": ["1.做好宣传工作2.开展巡查。3.上报线索。"],
    "enumeration in quotes": ["1. 执行“1、3、5”快速反应机制。 2. 拨打“12345”热线。"],
    "decimal": ["1. 坡度不超过1.5米。 2. 面积3.5亩以上的上报。 3. 整改。"],
    "decimal after a full stop": ["1. 核定补贴。0.5亩以下不计。 2. 公示。"],
    "date": ["1. 于2024.12.31前上报。 2. 每月5日、10日、15日巡查。"],
    "unit": ["1. 禁止使用的50kg “气液双相”气瓶。 2. 检查燃气具。"],
    "point that opens with a digit": ["1. 建立台账。 2.65岁以上老年人健康管理。 3. 随访。"],
    "starts again under each department": [
        "区民政局：",
        "1. 审核。",
        "2. 公示。",
        "区财政局：",
        "1. 拨付。",
    ],
    "starts again after a colon": ["1. 区民政局：1. 审核。 2. 公示。"],
    "small points start again": ["1. 甲：（1）宣传；（2）巡查。", "2. 乙：（1）上报；（2）整改。"],
    "small point that has lost a bracket": ["（1）宣传；2）巡查；（3）上报。"],
    "reference to a small point": ["按照前款（3）、（5）的规定办理。"],
    "a single point": ["1. 做好宣传。"],
    "a cell that opens with a decimal": ["2.5万元以下的补助由乡镇审核。"],
}


@pytest.mark.parametrize(("cell", "expected"), BROKEN.values(), ids=BROKEN)
def test_broken_numbering_is_one_finding(cell: list[str], expected: str) -> None:
    found = messages("point-numbering", document(item(township=cell)))
    assert len(found) == 1
    assert expected in found[0]


@pytest.mark.parametrize("cell", SOUND.values(), ids=SOUND)
def test_sound_numbering_is_none(cell: list[str]) -> None:
    assert messages("point-numbering", document(item(township=cell))) == []


NUMBERED = item("逐点编号的事项", 9, duties=["1. 制定方案。 2. 组织实施。 3. 监督检查。"])
LOST = {
    "four sentences": "承办行政应诉案件。承办行政复议案件。组织全区业务培训。负责统计填报工作。",
    "apart by spaces": "负责耕地质量保护工作。 负责安全利用率核算工作。",
}
NOT_LOST = {
    "two sentences of prose": "处理消费者投诉举报。开展放心消费承诺活动。",
    "three sentences of prose": "制定工作方案。圈定补贴对象。完成补贴资金兑付。",
    "sentences that lean on one another": "承办行政应诉案件。对于复杂案件组织会商。其中重大的上报。并负责统计工作。",
    "numbered in words": "一是加强宣传引导工作。二是开展日常巡查。三是上报问题线索。四是督促整改落实。",
    "numbered": "1. 承办应诉案件。 2. 承办复议案件。 3. 组织培训工作。 4. 负责统计工作。",
    "doubled full stop": "做好问题整改和核查反馈。 。",
}


@pytest.mark.parametrize("text", LOST.values(), ids=LOST)
def test_points_without_numbers_are_reported(text: str) -> None:
    (found,) = defects("numbering-lost", document(item(duties=[text]), NUMBERED))
    assert found.field == "superior_duties"


@pytest.mark.parametrize("text", NOT_LOST.values(), ids=NOT_LOST)
def test_prose_is_not_taken_for_points(text: str) -> None:
    assert defects("numbering-lost", document(item(duties=[text]), NUMBERED)) == []


def test_a_document_without_numbers_has_lost_none() -> None:
    assert defects("numbering-lost", document(item(duties=[LOST["four sentences"]]))) == []


CELLS = [*(cell for cell, _ in BROKEN.values()), *SOUND.values()]


@pytest.mark.parametrize("cell", CELLS, ids=[*BROKEN, *SOUND])
def test_a_cell_is_cut_before_each_point_and_keeps_every_character(cell: list[str]) -> None:
    pieces = point_by_point(tuple(cell))
    assert ["".join(own) for own in pieces] == cell
    assert sum(map(len, pieces)) == len(points_of(tuple(cell)))


def test_what_stands_before_the_first_point_is_a_piece_of_its_own() -> None:
    assert point_by_point(("区财政局：1. 拨付。 2. 监督。",)) == (
        ("区财政局：", "1. 拨付。 ", "2. 监督。"),
    )
