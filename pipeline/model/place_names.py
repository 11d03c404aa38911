"""What a list calls its own place: each part of it in full and short."""

from __future__ import annotations

import re
from collections.abc import Mapping

Place = Mapping[str, str | None]
"""Whose list it is, as `list.json` has it: province, city, county, town, and what the town is."""
PARTS = ("province", "city", "county", "town")
"""The parts of a place, the greatest first."""

_TAIL = re.compile("(?:特别行政区|自治[州县旗]|街道办事处|街道|[省市区县旗盟乡镇]|地区|苏木)$")
_SHORTEST = 2


def place_words(place: Place) -> tuple[str, ...]:
    """What a list calls its own place: each part of it in full and short, the longest first."""
    found: set[str] = set()
    for part in PARTS:
        name = place.get(part)
        if name:
            found |= {name} | ({short} if (short := short_name(name)) else set())
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def short_name(name: str) -> str:
    """A place's name without what it is: 鸡冠 for 鸡冠区; nothing where too little is left."""
    short = _TAIL.sub("", name)
    return short if len(short) >= _SHORTEST and short != name else ""


def first_difference(one: Place, other: Place) -> str | None:
    """The greatest part in which two places are known to differ; None for one and the same, as far as is known."""
    for part in PARTS:
        here, there = one.get(part), other.get(part)
        if here and there and here != there:
            return part
    return None
