"""Department names that a wrap left abutting: taken apart by what the document and the item's duties say."""

from __future__ import annotations

import pytest

from pipeline.normalise.known_departments import split_abutting
from tests.validate.builders import document, item

APART = {
    "both known elsewhere": (
        "鸡冠交警大队鸡冠消防救援大队",
        "鸡冠交警大队 鸡冠消防救援大队",
        ["负责指导。"],
    ),
    "the second begins a duty": (
        "县林业和草原局丙阳消防救援大队",
        "县林业和草原局",
        ["1. 县林业和草原局负责指导。", "2. 丙阳消防救援大队负责保障。"],
    ),
}
WHOLE = {
    "nothing tells": ("县林业和草原局丙阳消防救援大队", "县林业和草原局", ["负责指导。"]),
    "a branch": (
        "市生态环境局白河分局",
        "市生态环境局",
        ["1. 市生态环境局负责指导。", "2. 白河分局负责保障。"],
    ),
}


def _departments(name: str, elsewhere: str, duties: list[str]) -> tuple[str, ...]:
    lists = document(
        item(departments=name, duties=duties), item(seq=2, departments=elsewhere)
    ).lists
    return split_abutting(lists)[0].items[0].departments


@pytest.mark.parametrize(("name", "elsewhere", "duties"), APART.values(), ids=APART)
def test_two_names_are_told_apart(name: str, elsewhere: str, duties: list[str]) -> None:
    found = _departments(name, elsewhere, duties)
    assert len(found) == 2
    assert "".join(found) == name


@pytest.mark.parametrize(("name", "elsewhere", "duties"), WHOLE.values(), ids=WHOLE)
def test_one_name_stays_whole(name: str, elsewhere: str, duties: list[str]) -> None:
    assert _departments(name, elsewhere, duties) == (name,)
