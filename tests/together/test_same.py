"""The same duty in other words, and duties that only look alike."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.model.place_names import place_words
from pipeline.together.extract import extract
from pipeline.together.join import Gathering
from pipeline.together.same import families
from pipeline.together.wording import content
from tests.together import made

PLACE = {"province": "黑龙江省", "city": "鸡西市", "county": "鸡冠区", "town": "西郊乡"}
OTHER = {"province": "甲川省", "city": "乙陵市", "county": "丙阳县", "town": "石桥镇"}


@pytest.mark.parametrize(
    ("here", "there"),
    [
        # Place, level, kind of township.
        ("负责本乡政府采购管理", "负责本镇政府采购管理"),
        ("做好鸡冠区农村危房改造工作", "做好丙阳县农村危房改造工作"),
        ("依托西郊乡红色文化底蕴，打造文旅品牌", "依托石桥镇红色文化底蕴，打造文旅品牌"),
        # Verbs and punctuation of drafting.
        ("组织开展人民调解工作。", "做好人民调解相关工作"),
        ("开展乡、村两级文化活动", "负责镇村两级文化活动。"),
        # The forms of a penalty.
        ("对滥伐林木的行为进行处罚", "对滥伐林木的行政处罚"),
    ],
)
def test_names_with_the_same_content(here: str, there: str) -> None:
    assert content(here, place_words(PLACE)) == content(there, place_words(OTHER))


def same(*lists: tuple[str, ...]) -> list[list[int]]:
    """The families of each list's duties, among common ones that every list has."""
    common = ("殡葬改革宣传", "反诈宣传", "户厕改造", "烟花爆竹零售点排查", "行政复议应诉", "禁毒")
    numbers: dict[str, int] = {}
    each = [
        [numbers.setdefault(content(name), len(numbers)) for name in (*own, *common)]
        for own in lists
    ]
    found = families([*numbers], each)
    return [[found.of[n] for n in own[: len(mine)]] for own, mine in zip(each, lists, strict=True)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # A clause more, or one of two enumerated things.
        ("农村人居环境整治", "农村人居环境整治，建立工作台账"),
        ("高龄津贴受理、审核、发放", "高龄津贴的受理和审核"),
        # Clauses in another order.
        ("开展防汛演练，组建抢险队伍，储备物资", "储备物资，组建抢险队伍，开展防汛演练"),
    ],
)
def test_the_same_duty_reworded(one: str, other: str) -> None:
    [[first], [second]] = same((one,), (other,))
    assert first == second


def test_what_a_list_tells_apart_is_apart_everywhere() -> None:
    """人口 and 经济 are two censuses in one list, so they are where a list has one of them only."""
    censuses = tuple(
        f"组织实施{what}普查及{what}普查方面的统计调查" for what in ("人口", "经济", "农业")
    )
    [three, [population], [economy]] = same(censuses, censuses[:1], censuses[1:2])
    assert len(set(three)) == 3
    assert (population, economy) == (three[0], three[1])


def test_penalties_that_differ_in_a_word_stay_apart() -> None:
    penalties = (
        "对未经批准进行临时建设的行为进行处罚",
        "对未按照批准内容进行临时建设的行为进行处罚",
    )
    [[without, otherwise], [alone]] = same(penalties, ("对未经批准进行临时建设的行政处罚",))
    assert without != otherwise
    assert alone == without


def test_items_of_one_list_are_never_one_duty() -> None:
    [both, _] = same(("农村公路养护", "农村公路养护巡查"), ("农村公路养护工作",))
    assert len(set(both)) == 2


def test_two_items_of_one_list_whose_names_differ_in_drafting_only_are_two() -> None:
    names = ("开展残疾人工作", "负责残疾人相关事项", "开展残疾人工作。")
    items = [{"id": f"basic-{n}", "item_name": name} for n, name in enumerate(names)]
    data = {"lists": [{"id": "basic", "sections": [{"items": items}]}]}
    gathering = Gathering()
    gathering.add(extract("甲", "v1", data, {}))
    first, second, printed_twice = gathering.duties().of["甲"]
    assert first != second
    assert first == printed_twice


def bcubed(pairs: list[tuple[str, str]]) -> tuple[float, float]:
    """Precision and recall (Bagga and Baldwin, 1998) of duties against families, item by item."""
    both = Counter(pairs)
    duties, families_ = Counter(d for d, _ in pairs), Counter(f for _, f in pairs)
    precision = sum(n * n / duties[d] for (d, _), n in both.items()) / len(pairs)
    recall = sum(n * n / families_[f] for (_, f), n in both.items()) / len(pairs)
    return precision, recall


@pytest.mark.parametrize(("strength", "least"), [(1, (0.995, 0.985)), (2, (0.99, 0.96))])
def test_made_lists_whose_families_are_known(strength: int, least: tuple[float, float]) -> None:
    gathering, truth = Gathering(), {}
    for data in made.lists(24, strength, seed=5):
        gathering.add(extract(data["list_id"], "v1", data, {}))
        truth[data["list_id"]] = [
            item["family"]
            for part in data["lists"]
            for s in part["sections"]
            for item in s["items"]
        ]
    found = gathering.duties().of
    pairs = [p for name, own in truth.items() for p in zip(found[name], own, strict=True)]
    precision, recall = bcubed(pairs)
    assert precision >= least[0]
    assert recall >= least[1]
