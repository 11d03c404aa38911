"""unbalanced-brackets and stray-punctuation, on single cells."""

from __future__ import annotations

import pytest

from tests.validate.builders import defects, document, item, messages, section

UNPAIRED = {
    "book title not closed": ("填写《残疾证申请表，上报区残联。", ["有“《”而没有与它配对的“》”"]),
    "quote not opened": ("开展回头看”行动。", ["有“””而没有与它配对的““”"]),
    "bracket not closed": ("医疗机构（含村卫生室的监管。", ["有“（”而没有与它配对的“）”"]),
    "corner bracket": ("开展「清零行动。", ["有“「”而没有与它配对的“」”"]),
    "crossed": ("（《办法）》规定", ["有“《”", "有“》”"]),
    "number that has lost its opening bracket": (
        "（1）宣传；2）巡查；（3）上报。",
        ["有“）”而没有与它配对的“（”"],
    ),
    "half-width": ("医疗机构(含村卫生室的监管。", ["有“(”而没有与它配对的“）”"]),
}
PAIRED = {
    "all kinds": "“甲”‘乙’《丙》（丁）「戊」(己)",
    "nested": "《关于印发〈办法〉（试行）的通知》（“双随机”）",
    "mixed width": "医疗机构(含村卫生室）的监管（不含诊所)。",
    "over two paragraphs": "（一段开始\n一段结束）",
    "number with a closing bracket": "1）做好宣传。\n2）开展巡查。",
    "such numbers under others": "（1）宣传：1）张贴；2）入户；（2）巡查。",
    "apostrophe": "使用Farmer’s系统。",
}


@pytest.mark.parametrize(("text", "parts"), UNPAIRED.values(), ids=UNPAIRED)
def test_unpaired_is_one_finding_a_cell(text: str, parts: list[str]) -> None:
    (found,) = messages("unbalanced-brackets", document(item(township=[text])))
    assert all(part in found for part in parts)


@pytest.mark.parametrize("text", PAIRED.values(), ids=PAIRED)
def test_paired_is_none(text: str) -> None:
    assert messages("unbalanced-brackets", document(item(township=text.split("\n")))) == []


def test_names_of_items_and_sections_are_looked_at() -> None:
    found = defects(
        "unbalanced-brackets",
        document(sections=[("basic", section("文化（旅游", item("防灾（含防汛、防台风")))]),
    )
    assert [defect.field for defect in found] == ["item_name", None]


STRAY = {
    "doubled full stop": ("做好整改。。", "。。"),
    "apart by a space": ("做好整改和核查反馈。 。", "。 。"),
    "doubled semicolon": ("做好宣传；；开展巡查。", "；；"),
    "comma and full stop": ("做好整改，。", "，。"),
    "leading": ("，做好整改。", "，"),
    "empty quotes": ("开展“”行动。", "“”"),
    "comma at the end": ("做好宣传，", "，"),
    "comma in a bracket": ("（，含村卫生室）的监管。", "（，"),
}
PROPER = {
    "after quotes and brackets": "落实“回头看”，做好（试行）。对“甲。”，按《办法》、“细则”办。",
    "ellipsis": "宣传、巡查……。",
    "decimal and list": "1. 面积3.5亩；2. 其他。",
    "half-width comma": "制定方案,圈定对象。",
}


@pytest.mark.parametrize(("text", "marks"), STRAY.values(), ids=STRAY)
def test_stray_punctuation(text: str, marks: str) -> None:
    (found,) = messages("stray-punctuation", document(item(township=[text])))
    assert f"“{marks}”" in found


@pytest.mark.parametrize("text", PROPER.values(), ids=PROPER)
def test_proper_punctuation(text: str) -> None:
    assert messages("stray-punctuation", document(item(township=[text]))) == []
