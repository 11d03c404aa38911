"""Whose list it is: province, city, county and town, read from a title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.model.document import Locality
from pipeline.model.schema import schema_of_title
from pipeline.model.text import squeeze
from pipeline.model.wording import wording
from pipeline.normalise.patterns import COVER, DOCUMENT_TITLE

# What a title has after the place: 履行职责事项清单, 基本履职事项清单 …
_LIST = re.compile(
    r"(?:[（(].{1,8}[）)]|\d{4}年度?)*(?:履行?职|职责|基本|配合|上级|收回|上收|[省市县区旗]级).*"
)
# … and before it: "2025年", "附件1：", "一、", "关于公布".
_BEFORE = re.compile(
    r"(?:附?[件表][一二三\d]*[:：]?|[一二三四五]、|[（(][一二三四五][）)]|\d{4}年度?|中共|关于.*?[布发])+"
)
_KINDS = {"街道办事处": "街道", "民族苏木": "苏木", "民族乡": "乡"}
_BELOW_COUNTIES = ("乡", "镇", "街道", "街道办事处", "民族乡")
NOWHERE = Locality()


def locality(titles: Iterable[str]) -> Locality:
    """The place that the titles name; the first one that names most of it."""
    found = [in_title(title) for title in titles]
    return max(found, key=_known, default=NOWHERE)


def in_opening(lines: Sequence[str]) -> Locality:
    """The place that the first lines of a document name, where a title may stand on two of them."""
    texts = [squeeze(line) for line in lines]
    whole = [t for t in texts if DOCUMENT_TITLE.fullmatch(t) or schema_of_title(t)]
    cut = (a + b for a, b in pairwise(texts) if DOCUMENT_TITLE.fullmatch(b) and COVER.fullmatch(a))
    return locality([*whole, *cut])


def in_title(title: str) -> Locality:
    """The place in one title, or alone on a line; nothing where it names none."""
    text = squeeze(title)
    if DOCUMENT_TITLE.fullmatch(text) or schema_of_title(text):
        text = _LIST.sub("", text, count=1)
    return read(_BEFORE.sub("", text, count=1))


def read(text: str) -> Locality:
    """A place taken apart from the greatest to the smallest; nothing where its end is no town."""
    province = _take("province", text)
    rest = text[len(province) :]
    city = _take("city", rest)
    rest = rest[len(city) :]
    county = _take("county", rest)
    # 红旗农场: what looks like a county's name may be the beginning of a town's.
    for found in (county, ""):
        town = rest[len(found) :]
        if not town or wording("any_town").match(town):
            return Locality(province or None, city or None, found or None)
        if match := wording("town").match(town):
            lone = not found and city.endswith("市") and match["kind"] in _BELOW_COUNTIES
            if lone and not wording("townless").match(city):
                # 义乌市佛堂镇: a city with towns right below it is a county's equal.
                city, found = "", city
            kind = _KINDS.get(match["kind"], match["kind"])
            return Locality(province or None, city or None, found or None, town, kind)
    return NOWHERE


def _take(name: str, text: str) -> str:
    match = wording(name).match(text)
    return match[0] if match else ""


def _known(place: Locality) -> int:
    return sum(part is not None for part in (place.province, place.city, place.county, place.town))
