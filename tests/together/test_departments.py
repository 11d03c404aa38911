"""One name for each body, whatever lists call it."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from pipeline.together.departments import Bodies, Department
from tests import ROOT

DISTRICT = {"province": "黑龙江省", "city": "鸡西市", "county": "鸡冠区", "town": "西郊乡"}
CITY = {"province": "中岳省", "city": "云台市", "county": "松涧市", "town": "石桥镇"}


@pytest.mark.parametrize(
    ("place", "name", "department", "level"),
    [
        # Abbreviations and the full name.
        (DISTRICT, "区住建局", "县级住房和城乡建设局", "county"),
        (DISTRICT, "区住房和城乡建设局", "县级住房和城乡建设局", "county"),
        (DISTRICT, "区人社局", "县级人力资源和社会保障局", "county"),
        # Two endings of one body; the name before a reform.
        (DISTRICT, "区卫健委", "县级卫生健康局", "county"),
        (DISTRICT, "区卫健局", "县级卫生健康局", "county"),
        (DISTRICT, "区环保局", "县级生态环境局", "county"),
        # With the place, in full or short, or as a branch of the city's.
        (DISTRICT, "鸡冠区民政局", "县级民政局", "county"),
        (DISTRICT, "鸡冠区区财政局", "县级财政局", "county"),
        (DISTRICT, "鸡冠公安分局", "县级公安局", "county"),
        (DISTRICT, "自规局鸡冠分局", "县级自然资源局", "county"),
        (DISTRICT, "鸡西市自然资源和规划局鸡冠分局", "县级自然资源局", "county"),
        # The city's own is another body.
        (DISTRICT, "市自规局", "市级自然资源局", "city"),
        (DISTRICT, "鸡西市生态环境局", "市级生态环境局", "city"),
        (DISTRICT, "省财政厅", "省级财政局", "province"),
        # 市 is a county's level where the list's own county is a city.
        (CITY, "市财政局", "县级财政局", "county"),
        (CITY, "云台市财政局", "市级财政局", "city"),
        # Party bodies and 团委; what stands in brackets or after 等 is left out.
        (DISTRICT, "区委组织部", "县级组织部", "county"),
        (DISTRICT, "团区委", "县级共青团委员会", "county"),
        (DISTRICT, "区住建局（城管局）", "县级住房和城乡建设局", "county"),
        (DISTRICT, "区民政局等有关部门", "县级民政局", "county"),
        # 市场 is no level; without a level the county's is meant.
        (DISTRICT, "市场监管局", "县级市场监督管理局", "county"),
        # A county that the title does not name.
        ({}, "丙阳县住房城乡建设局", "县级住房和城乡建设局", "county"),
        ({}, "城子河公安分局", "县级公安局", "county"),
    ],
)
def test_a_department_is_known(
    place: dict[str, str], name: str, department: str, level: str
) -> None:
    assert Bodies({**place}).of(name) == Department(department, level, known=True)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["各行业主管部门", "驻村干部派出单位", "区梦想局"])
def test_what_the_dictionary_lacks_is_told(name: str) -> None:
    assert not Bodies({**DISTRICT}).of(name).known


def test_a_name_stands_once_in_the_dictionary() -> None:
    groups = tomllib.loads((ROOT / "schemas/departments.toml").read_text(encoding="utf-8"))
    names = Counter(
        name
        for group in groups.values()
        for one, others in group.items()
        for name in (one, *others)
    )
    assert len(names) > 500
    assert [name for name, times in names.items() if times > 1] == []
