"""The lists of two places: worded as such, with what each calls its own place, and 乡, 镇 and 街道, taken as equal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.compare.own_words import places_of, plain
from pipeline.compare.read_list import read_list
from pipeline.compare.side import ListData
from pipeline.compare.values import Comparison
from pipeline.render.changes.adjustment import render_adjustment
from pipeline.render.changes.data import changes_data
from pipeline.render.changes.lines import summarise
from pipeline.render.changes.page import render_changes_html
from tests.commands.test_cli import dutylist
from tests.compare.edits import SOURCE, compared, published
from tests.documents import SMALL

XIJIAO = {
    "province": "黑龙江省",
    "city": "鸡西市",
    "county": "鸡冠区",
    "town": "西郊乡",
    "kind": "乡",
}
HONGQI = {
    "province": "甲省",
    "city": "乙市",
    "county": "恒山县",
    "town": "红旗街道",
    "kind": "街道",
}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("西郊乡综合执法队", "红旗街道综合执法队"),
        ("鸡西市鸡冠区西郊乡人民政府", "红旗街道办事处"),
        ("负责本乡干部的教育", "负责本街道干部的教育"),
        ("乡镇（街道）配合职责", "街道配合职责"),
        ("由区住建局承接", "由县住建局承接"),
        ("鸡冠公安分局", "恒山公安分局"),
        ("鸡冠区公安分局", "县公安分局"),
        ("鸡西市水务局", "乙市水务局"),
    ],
)
def test_words_that_are_equal(one: str, other: str) -> None:
    assert plain(one, XIJIAO) == plain(other, HONGQI)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("城乡居民基本医疗保险", "城镇居民基本医疗保险"),
        ("社区居委会", "社县居委会"),
        ("做优“西郊蔬菜”", "做优“红旗蔬菜”"),
        ("区住建局", "市住建局"),  # another level
        ("区水务局", "区农业农村局"),
    ],
)
def test_words_that_are_not(one: str, other: str) -> None:
    assert plain(one, XIJIAO) != plain(other, HONGQI)


def test_marks_leave_equal_words_alone_and_show_each_list_as_it_is() -> None:
    places = places_of(XIJIAO, HONGQI)
    assert places is not None
    old, new = "鸡冠区西郊乡\n负责本乡防汛", "红旗街道\n扎实负责本街道防汛"
    assert [(p.kind, p.text) for p in places.pieces(old, new)] == [
        ("same", "红旗街道\n"),
        ("ins", "扎实"),
        ("same", "负责本街道防汛"),
    ]
    before, after = places.before_and_after(old, new)
    assert ["".join(p.text for p in side) for side in (before, after)] == [old, new]
    assert ({p.kind for p in before}, [p.text for p in after if p.kind == "ins"]) == (
        {"same"},
        ["扎实"],
    )


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        (XIJIAO, HONGQI, ("西郊乡", "红旗街道")),
        (
            XIJIAO,
            {**XIJIAO, "county": "恒山区"},
            ("黑龙江省鸡西市鸡冠区西郊乡", "黑龙江省鸡西市恒山区西郊乡"),
        ),
        (XIJIAO, {"town": "西郊乡"}, None),  # as far as is known
        (XIJIAO, {}, None),
    ],
)
def test_which_are_two_places(
    old: dict[str, str], new: dict[str, str], names: tuple[str, str] | None
) -> None:
    places = places_of(old, new)
    assert (places.names if places else None) == names


def _elsewhere() -> ListData:
    """The shipped list as of another place, and of another kind: what it calls itself is all that differs."""
    text = SOURCE.read_text(encoding="utf-8")
    for own, other in (
        ("西郊乡", "红旗街道"),
        ("鸡冠区", "恒山县"),
        ("鸡冠", "恒山"),
        ("乡镇", "街道"),
    ):
        text = text.replace(own, other)
    return _read(re.sub(r"(?<=\t)区(?=[^\s，。；]{1,8}局)", "县", text))


def _read(text: str) -> ListData:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "v1.txt")
        path.write_text(text, encoding="utf-8")
        return read_list(path)


def test_the_same_list_of_another_place_has_no_difference() -> None:
    found = compared(published(), _elsewhere())
    assert (found.changes, found.sections) == ((), ())
    assert summarise(found).splitlines()[1:] == [
        "西郊乡 ↔ 红旗街道：事项和分类没有不同；0项只是序号不同，290项相同。"
    ]


def _two() -> Comparison:
    new = _elsewhere()
    duty_list = new["lists"][0]["sections"][0]
    duty_list["items"][2]["item_name"] = "扎实" + duty_list["items"][2]["item_name"]
    duty_list["items"][3]["item_name"] = "开展街道社区嵌入式服务设施建设"
    return compared(published(), new)


def test_what_only_one_has_is_worded_so() -> None:
    comparison = _two()
    lines = summarise(comparison).splitlines()
    assert lines[1].startswith("西郊乡 ↔ 红旗街道：只有前者有1项，只有后者有1项，文字不同1项；")
    assert [line.partition("]")[0] for line in lines[2:]] == [
        "[只有后者有",
        "[只有前者有",
        "[文字不同",
    ]
    assert lines[-1].endswith("（事项名称增“扎实”）")
    page = render_changes_html(comparison)
    for said in (
        "<h1>西郊乡 ↔ 红旗街道：两地比较</h1>",
        "只有西郊乡有的事项",
        "只有红旗街道有的事项",
    ):
        assert said in page
    for said in ("新增", "删除的", "移到", "旧版本"):
        assert said not in page
    assert render_adjustment(comparison)


def test_the_data_names_the_places_only_where_they_are_two() -> None:
    data = changes_data(_two())
    assert (data["old"]["place"]["town"], data["new"]["place"]["town"]) == ("西郊乡", "红旗街道")
    data = changes_data(compared(published(), published()))
    assert "place" not in data["old"] | data["new"]


def test_the_command_tells_two_places_apart(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SMALL, encoding="utf-8")
    (tmp_path / "b.txt").write_text(SMALL.replace("丁乡", "戊镇"), encoding="utf-8")
    result = dutylist(tmp_path, "diff", "a.txt", "b.txt")
    assert result.stdout.splitlines()[1].startswith("丁乡 ↔ 戊镇：事项和分类没有不同；")
