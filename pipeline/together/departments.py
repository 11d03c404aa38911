"""One name for each body: what lists call 区住建局, 县住房和城乡建设局 or 某某区住房城乡建设局.

The names are in `schemas/departments.toml`; this module only takes place and level off what a list writes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pipeline.model.place_names import place_words

Level = Literal["province", "city", "county", "town"]
LEVEL_NAMES: Mapping[str, str] = {
    "province": "省级",
    "city": "市级",
    "county": "县级",
    "town": "乡级",
}
"""Levels as the names of departments begin; 县级 are counties, districts, banners and county-level cities."""
_PLACE_SIZES = (2, 3, 4)
_PARTS: tuple[tuple[Level, str], ...] = (
    ("province", "province"),
    ("city", "city"),
    ("county", "county"),
    ("town", "town"),
)
_TOWN = re.compile("^(?:乡镇|乡|镇|街道)(?=..)")
# 区民政局等负有安全生产监管职责相关部门: the department before 等 is meant.
_AND_OTHERS = re.compile(r"等(?:负有|有关|相关|部门|单位|\d*个?部门).*$|等$")
_BRACKET = re.compile("[（(【].*$")
# 市自规局鸡冠分局, 自规局鸡冠分局: of a district.
_BRANCH = re.compile("^(?P<body>.{2,12}?局).{0,6}分局$")
_YOUTH = re.compile("^(?:共青)?团.{0,6}?(?P<level>[省市区县旗])?委(?:员会)?$")
_MARKS = re.compile(r"[\s，。、；：]+")
# 区|住建局; not 市|场监管局.
_PREFIX = re.compile("^(?P<level>[省市区县旗])(?![场容域]|政(?!府|法|务|协))(?P<rest>..+)$")
# 丙阳县|住建局, where the place is not the list's own.
_ELSEWHERE = re.compile("^[^局委部]{2,8}?(?P<level>[县区旗市])(?P<rest>..+)$")
_PARTY = re.compile("^委(?=.)(?!员会)")
# Words that stand for bodies which they do not name.
_OPEN = re.compile("各|有关|相关|其他|成员|主管|行业|派出")


@dataclass(frozen=True, slots=True)
class Department:
    """A body: its name, at its level, and whether the dictionary knows it."""

    department: str
    level: Level | None
    known: bool


class Bodies:
    """The bodies that the lists of one place name."""

    def __init__(self, place: Mapping[str, str | None]) -> None:
        county = place.get("county") or ""
        self._county_is_city = county.endswith("市") or (
            not county and bool(place.get("city")) and bool(place.get("town"))
        )
        self._parts = tuple((level, place_words({p: place.get(p)})) for level, p in _PARTS)
        self._found: dict[str, Department] = {}

    def of(self, name: str) -> Department:
        """The body that a list's own wording names."""
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def _find(self, name: str) -> Department:
        bare = _AND_OTHERS.sub("", _MARKS.sub("", name))
        if youth := _YOUTH.match(bare):
            return _named("共青团委员会", self._at(youth["level"]) or "county", known=True)
        level, rest = self._level(_BRACKET.sub("", bare) or bare)
        if known := _looked_up(rest):
            return _named(known, level or "county", known=True)
        other = _ELSEWHERE.match(rest)
        if level is None and other and (known := _looked_up(other["rest"])):
            return _named(known, self._at(other["level"]), known=True)
        if _OPEN.search(rest):
            return _named(rest, None, known=False)
        # 城子河|公安分局, where the list does not say whose it is.
        for size in _PLACE_SIZES if level is None else ():
            if known := _looked_up(rest[size:]):
                return _named(known, "county", known=True)
        return _named(rest, level, known=False)

    def _level(self, name: str) -> tuple[Level | None, str]:
        """The level that a name tells, and the name without it."""
        level: Level | None = None
        for own, words in self._parts:
            word = next((w for w in words if name.startswith(w) and len(name) >= len(w) + 2), None)
            if word:
                level, name = own, name[len(word) :]
        match = _PREFIX.match(name)
        if match:
            # 鸡冠|区|财政局, where the place is known without what it is.
            level, name = level or self._at(match["level"]), match["rest"]
        elif level is None and _TOWN.match(name):
            level, name = "town", _TOWN.sub("", name)
        branch = _BRANCH.match(name)
        return ("county", branch["body"]) if branch else (level, name)

    def _at(self, sign: str | None) -> Level | None:
        if sign == "市":
            return "county" if self._county_is_city else "city"
        return _LEVEL_OF.get(sign or "")


_LEVEL_OF: Mapping[str, Level] = {
    "省": "province",
    "市": "city",
    "区": "county",
    "县": "county",
    "旗": "county",
}


def _named(name: str, level: Level | None, *, known: bool) -> Department:
    return Department(f"{LEVEL_NAMES[level]}{name}" if level else name, level, known)


def is_open(name: str) -> bool:
    """Whether a wording stands for bodies which it does not name: 各行业主管部门."""
    return _OPEN.search(name) is not None


def _looked_up(stem: str) -> str | None:
    """The usual name of a body; 财政厅 is a province's 财政局, 委组织部 the 组织部."""
    names = _canonical()
    for name in (stem, _PARTY.sub("", stem), re.sub("厅$", "局", stem)):
        if name in names:
            return names[name]
    return None


@cache
def _canonical() -> Mapping[str, str]:
    """The usual name of each name that the dictionary has."""
    text = files("schemas").joinpath("departments.toml").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for group in tomllib.loads(text).values():
        for name, others in group.items():
            found |= {name: name} | dict.fromkeys(others, name)
    return found
