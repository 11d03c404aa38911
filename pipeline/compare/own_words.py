"""Words that are equal in the lists of two places: what each calls its own place, 乡, 镇 and 街道, 区 and 县.

Texts are compared with each such word as one and the same; people are shown the lists' own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.compare.pieces import Piece, before_and_after, pieces
from pipeline.model.place_names import PARTS, Place, first_difference, short_name

# What the words of a kind are taken for, and what stands for one while differences are looked for: of no script.
_PLAIN = {"town": "乡", "county": "区", "city": "市", "province": "省"}
_MARKS = {
    "town": "\U0010fff0",
    "county": "\U0010fff1",
    "city": "\U0010fff2",
    "province": "\U0010fff3",
}
# 乡镇（街道）, 镇; not 城乡, 乡村, 城镇.
_TOWN = (
    "(?:乡镇|镇街|街道|(?<![城下返回家])乡(?![村道土愁贤音亲间规])|(?<![城集村])镇(?![痛静压定]))"
    "(?:[（(](?:街道|镇|乡)[）)])?"
)
_OFFICE = "(?:人民政府|党工委|党委|办事处)?"
# What the name of a county's department begins with: 区|住建局; not 社|区, 辖|区, 城|区.
_DEPARTMENT = (
    "(?![域划间块位段])(?=委|人民政府|政府|[\u4e00-\u9fff]{1,10}?(?:局|办|中心|委|院|队|部|联|社))"
)
_NOT_A_COUNTY = "(?<![社园小地景片辖城灾市林矿山牧校库郊新老特全各本该政])"
# After a short name: 鸡冠|消防救援大队. Elsewhere it may be any word: 和平, 向阳.
_BODY = "(?=[\u4e00-\u9fff]{0,8}?(?:局|大队|支队|中队|[医学法检察分]院|银行|公司|中心))"
_STANDS_FOR_WORDS = frozenset(_MARKS.values())
_Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """The places of the two sides of a comparison."""

    old: Place
    new: Place

    @property
    def names(self) -> tuple[str, str]:
        """What people call each: the town, after its county and so on where they are called the same."""
        names = [
            [str(place[part]) for part in PARTS if place.get(part)]
            for place in (self.old, self.new)
        ]
        old, new = names
        if old[-1] != new[-1]:
            return old[-1], new[-1]
        return "".join(old), "".join(new)

    def pieces(self, old: str, new: str) -> list[Piece]:
        """As `compare.pieces.pieces`; words that are equal neither came nor went."""
        here, there = _taken_out(old, self.old), _taken_out(new, self.new)
        return _put_back(pieces(here.text, there.text), here.words, there.words)

    def before_and_after(self, old: str, new: str) -> tuple[list[Piece], list[Piece]]:
        """The same for `compare.pieces.before_and_after`."""
        here, there = _taken_out(old, self.old), _taken_out(new, self.new)
        before, after = before_and_after(here.text, there.text)
        return _put_back(before, here.words, ()), _put_back(after, (), there.words)


def places_of(old: Place, new: Place) -> Places | None:
    """Both places, where they are known to be two."""
    return Places(old, new) if first_difference(old, new) else None


def plain(text: str, place: Place) -> str:
    """A text of a place's list as it reads where all places are one."""
    return _pattern(_key(place)).sub(lambda found: _PLAIN[str(found.lastgroup)], text)


@dataclass(frozen=True, slots=True)
class _TakenOut:
    """A text with a mark for each word of a place, and those words in their order."""

    text: str
    words: tuple[str, ...]


def _taken_out(text: str, place: Place) -> _TakenOut:
    words: list[str] = []

    def mark(found: re.Match[str]) -> str:
        words.append(found[0])
        # A mark that the text itself holds stands for itself.
        return _MARKS.get(str(found.lastgroup), found[0])

    return _TakenOut(_pattern(_key(place)).sub(mark, text), tuple(words))


def _put_back(found: Sequence[Piece], old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    """Pieces with the words of either side for their marks; what both have is shown as the new text has it."""
    here, there = iter(old), iter(new)
    result = []
    for piece in found:
        text = []
        for char in piece.text:
            if char not in _STANDS_FOR_WORDS:
                text.append(char)
                continue
            gone = next(here, "") if piece.kind in ("same", "del") else ""
            come = next(there, "") if piece.kind in ("same", "ins") else ""
            text.append(come or gone)
        result.append(Piece(piece.kind, "".join(text)))
    return result


def _key(place: Place) -> _Key:
    return tuple(place.get(part) for part in PARTS)


@lru_cache(maxsize=64)
def _pattern(names: _Key) -> re.Pattern[str]:
    """The words of a place: a group for each kind. White space may stand in them where a line ends."""
    place = dict(zip(PARTS, names, strict=True))
    above = "".join(f"(?:{re.escape(name)})?" for name in names[:-1] if name)
    town = f"{re.escape(town_name)}|" if (town_name := place["town"]) else ""
    county = place["county"] or ""
    kinds = "[区县旗市]" if county.endswith("市") else "[区县旗]"
    groups = {
        "mark": "[" + "".join(_MARKS.values()) + "]",
        "town": f"{above}(?:{town}{_TOWN}){_OFFICE}",
        "county": "|".join([*_own(place, "county"), f"{_NOT_A_COUNTY}{kinds}{_DEPARTMENT}"]),
        "city": "|".join(_own(place, "city")),
        "province": "|".join(_own(place, "province")),
    }
    return re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in groups.items() if words))


def _own(place: Mapping[str, str | None], part: str) -> Iterator[str]:
    if name := place.get(part):
        yield re.escape(name)
        if short := short_name(name):
            yield f"{re.escape(short)}{_BODY}"
