"""Places word, number and bracket their lists differently: each variant holds the same list."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.validate import validate
from pipeline.validate.case import Case
from tests.documents import SMALL, read


def swap(*pairs: tuple[str, str]) -> str:
    text = SMALL
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


SECTIONS = (
    ("一、党的建设（3项）\t", "党的建设", "3"),
    ("二、经济发展（2项）\t", "经济发展", "2"),
    ("一、民生服务（2项）\t", "民生服务", "2"),
    ("一、城乡建设（2项）\t", "城乡建设", "2"),
)


def sections(form: str) -> str:
    """The list with its section rows in another form: {no}, {name} and {count} are filled in."""
    return swap(*((row, form.format(no=row[0], name=n, count=c)) for row, n, c in SECTIONS))


VARIANTS = {
    "as it is": SMALL,
    "titles numbered": swap(("\n基本履职", "\n（一）基本履职"), ("\n配合履职", "\n（二）配合履职")),
    "titles with the place": swap(
        ("\n基本履职", "\n丁乡基本履职"), ("\n配合履职", "\n丁乡配合履职")
    ),
    "titles labelled": swap(("\n基本履职", "\n表1\n基本履职"), ("甲省", "附件1\n甲省")),
    "section numbers in brackets": sections("（{no}）{name}（{count}项）\t"),
    "half-width brackets": sections("{no}、{name}({count}项)\t"),
    "sections total": sections("{no}、{name}（共计{count}项）\t"),
    "a section's size in a cell of its own": sections("{no}、{name}\t（{count}项）"),
    "a section's number in a cell of its own": sections("{no}\t{name}（{count}项）"),
    "a merged cell repeated": sections("{no}、{name}（{count}项）\t{no}、{name}（{count}项）"),
    "a section row without cells": sections("{no}、{name}（{count}项）"),
    "full-width digits": swap(("\n4\t", "\n４\t"), ("（3项）", "（３项）")),
    "numbers with a stop": swap(("\n4\t", "\n4.\t"), ("\n5\t", "\n5、\t")),
    "numbers with zeros": swap(("\n1\t", "\n01\t"), ("\n2\t", "\n02\t")),
    "a page without its header row": swap(("\n序号\t事项名称\n二、", "\n二、")),
    "headings of a street office": swap(
        ("乡镇配合职责", "街道（社区）配合职责"), ("上级部门职责", "区级部门职责")
    ),
    "headings of leading departments": swap(
        ("对应上级部门", "牵头部门"),
        ("上级部门职责", "牵头部门职责"),
        ("乡镇配合职责", "属地配合职责"),
    ),
    "other ways": swap(("承接部门及工作方式", "承接部门和工作措施")),
    "contents with numerals": swap(("1.基本履职事项清单.....\t1", "一、基本履职事项清单…………1")),
    "contents without leaders": swap((".....\t", "\t")),
    "page numbers as lines": swap(
        ("2\t做好党员发展工作。", "2\t做好党员发展工作。\n— 1 —\n第 2 页 共 4 页")
    ),
    "cells that a spreadsheet program quoted": swap(
        ("1. 受理。 2. 上报。", '"1. 受理。\n2. 上报。"'),
        ("县民政局 县卫健局", '"县民政局\n县卫健局"'),
    ),
    "title on two lines": swap(("丁乡 履行", "丁乡\n履行")),
    "lines end as on Windows": SMALL.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_same_list(variant: str, tmp_path: Path) -> None:
    document = read(VARIANTS[variant], tmp_path)
    assert [
        (section.name, section.declared_count, [item.seq for item in section.items])
        for duty_list in document.lists
        for section in duty_list.sections
    ] == [
        ("党的建设", 3, [1, 2, 3]),
        ("经济发展", 2, [4, 5]),
        ("民生服务", 2, [1, 2]),
        ("城乡建设", 2, [1, 2]),
    ]
    assert [f.message for f in validate(Case(document))] == []


def test_a_quoted_cell_is_read_without_its_quotes(tmp_path: Path) -> None:
    quoted = swap(
        ("1. 受理。 2. 上报。", '"1. 受理“""一卡通""”。\n2. 上报。"'),
        ("\n2\t做好党员发展工作。", '\n2\t"做好"党员发展工作。'),  # quotes of its own
        ("\n3\t开展志愿服务。", '\n3\t"开展志愿服务。"'),  # nothing in it that asks for quotes
    )
    document = read(quoted, tmp_path)
    names = [item.item_name for item in document.lists[0].items]
    assert names[1:3] == ['"做好"党员发展工作。', '"开展志愿服务。"']
    assert document.lists[1].items[1].texts("township_duties") == (
        '1. 受理“"一卡通"”。',
        "2. 上报。",
    )
    # The cell takes two lines of the file; those after it keep their numbers.
    lines = quoted.split("\n")
    for item in document.lists[2].items:
        assert lines[(item.place.line or 0) - 1].startswith(f"{item.seq}\t{item.item_name}")
    assert document.accounting.unaccounted == 0
    assert document.accounting.markup == 14 + 4  # two <p> with their ends, and four quotes


def test_an_item_whose_name_ends_in_a_count_is_no_section(tmp_path: Path) -> None:
    document = read(swap(("\n2\t做好党员发展工作。", "\n2、\t落实重点任务（12项）")), tmp_path)
    assert document.lists[0].items[1].item_name == "落实重点任务（12项）"


def test_points_of_one_digit_are_no_sections(tmp_path: Path) -> None:
    """ "2.做好统计工作。" without a size is no section row."""
    document = read(swap(("\n5\t做好统计工作。", "\n2.做好统计工作。")), tmp_path)
    assert [leftover.text for leftover in document.leftovers] == ["2.做好统计工作。"]
