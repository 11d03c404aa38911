"""How departments are called: which spellings mean one body, and which bodies a duty speaks of.

In doubt two names are taken for one body: they are held to be two only where that is certain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.model.department_endings import BODIES, ENDINGS, OFFICE_ENDINGS

# National bodies by their usual short form, longest name first.
_SHORT = (
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("市场监督管理", "市监"),
    ("市场监管", "市监"),
    ("卫生健康", "卫健"),
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
    ("工业和信息化", "工信"),
    ("文化和旅游", "文旅"),
    ("文化旅游", "文旅"),
    ("自然资源和规划", "自规"),
    ("自然资源规划", "自规"),
    ("医疗保障", "医保"),
    ("应急管理", "应急"),
    ("交通运输", "交通"),
    ("退役军人事务", "退役军人"),
    ("城市管理综合执法", "城管"),
    ("城市管理", "城管"),
    ("营商环境", "营商"),
    ("不动产登记", "不动产"),
    ("政务服务", "政务"),
    ("残疾人联合会", "残联"),
    ("妇女联合会", "妇联"),
    ("人民法院", "法院"),
    ("人民检察院", "检察院"),
    ("委员会", "委"),
)
# 区卫健局 and 区卫健委 are one body under two endings; 局 and 委 of other fields need not be.
_EITHER_ENDING = re.compile("(卫健|发改|住建|教育|交通|工信)委$")
_PARTY_PREFIX = re.compile("^([区县市])委(?=政法委|组织部|宣传部|统战部|社会工作部)")
# What follows the departments that an entry names: 区住建局等有关部门.
_AND_OTHERS = re.compile(r"\s|等(?:负有|有关|相关|部门|单位).*$")
# 自规局分局, of a district.
_BRANCH = re.compile("(?<=..)分局$")
# 区委|组织部, 团|区委; and 财政|局, by which a text may call the department otherwise: 财政|部门, 财政|、民政.
_LEVEL_PREFIX = re.compile("^(?:[区县市](?:委|政府)?|团)")
_BODY_ENDING = re.compile("(?:局|委|部|办公室|办|大队|支队|中心)$")
_AFTER_STEM = "(?:等|、|和|与|及|主管|行政|机关|机构|部门|系统|单位|局|委|分局|派出所|大队)"
_BRACKET = re.compile("[（(]([^（）()]*)[）)]$")
# An entry that stands for departments which it does not name.
OPEN_ENDED = re.compile("等|各|有关|相关|其他|成员|(?:单位|部门)$")
# What an entry of the column ends in where it is a department, and not a duty in a wrong column.
_DEPARTMENT = re.compile(
    rf"[^，。；：]{{2,30}}(?:[{ENDINGS}{OFFICE_ENDINGS}）)]|{'|'.join(BODIES)}|机关)"
)
# Characters in a district's name without 区, 县 or 旗; and in what follows it in a department's, as in
# 鸡冠|财政局.
_PLACE_SIZES, _SHORTEST_BODY = (2, 3), 3
# A document speaks of its own district, and perhaps of a neighbour.
_MOST_PLACES = 8
# A spelling is usual when this many items use it; of shorter names every slip may be another name.
_USUAL, _SHORTEST_SLIP = 3, 4
# Characters of 派出单位, 主管部门.
_TAIL_SIZE = 4
# Characters in which a point names all the departments that it opens with.
_LONGEST_OPENING = 1000
_LEVEL = re.compile("[区县市省旗]")
_NAME = (
    "(?:[区县市](?:纪委监委|纪委|残联|妇联|总工会|工商联|科协|法院|检察院|红十字会)|团[区县市]委"
    "|(?:[区县旗](?![域级内直属分划委])|市(?![场政容民级])|[区县市]委(?![会员书托])%s)[\u4e00-\u9fff]{1,10}?"
    "(?:局|委|部(?!门|分|署|位)|办公室|办(?!理|法|公|好)|大队|支队|中心|法院|检察院|公司))"
    "(?:[（(][^（）()]{2,16}[）)])?"
)
# Bodies under a department, and bodies that several departments form, stand in no column.
_NO_DEPARTMENT = re.compile(
    "(?:中心|公司|执法大队|支队|指挥部|委员会办公室|小组办公室|安委办|河长办|林长办)$"
)
_SPEAKS = re.compile(
    "负责|牵头|配合|会同|协助|协同|按照|依法|依据|依照|根据|做好|开展|组织|指导|监督|检查|加强|严格|统筹|落实|"
    "制定|承担|督促|应当|对|在|要|联合|定期|及时|提供|推进|审核|受理|[、和与及：:]"
)


def is_department(name: str) -> bool:
    """Whether an entry of the column has the form of a department's name."""
    return _DEPARTMENT.fullmatch(name) is not None


def place_of(names: Collection[str], text: str) -> dict[str, str]:
    """What the own district is called and its level: 鸡冠 → 区, if 鸡冠区 is spoken of."""
    spoken = {
        text[max(0, match.start() - size) : match.end()]
        for match in re.finditer("[区县旗]", text)
        for size in _PLACE_SIZES
    }
    found: Counter[tuple[str, str]] = Counter()
    for name in sorted(names):
        for size in _PLACE_SIZES:
            head = name[:size]
            if len(name) < size + _SHORTEST_BODY or _LEVEL.search(head) or name.startswith("团"):
                continue
            level = next((level for level in "区县旗" if head + level in spoken), None)
            if level is not None:
                found[head, level] += 1
    return dict(place for place, _ in found.most_common(_MOST_PLACES))


class Lacking(NamedTuple):
    """A department that a column lacks; `listed_as` another spelling of it that the column has."""

    name: str
    listed_as: str = ""


class DepartmentNames:
    """The spellings of one document: `key` is equal for two spellings of one body."""

    def __init__(self, names: Collection[str], text: str) -> None:
        self._places = place_of(names, text)
        own = "".join(f"|{place}{level}?(?!域)" for place, level in self._places.items())
        self._name = re.compile(_NAME % own)
        self.known = frozenset(names)
        self._lengths = sorted({len(name) for name in names if name}, reverse=True)
        self._keys: dict[str, str] = {}

    def key(self, name: str) -> str:
        """The name without what spellings of one body differ in."""
        if name not in self._keys:
            self._keys[name] = self._key(name)
        return self._keys[name]

    def _key(self, name: str) -> str:
        name = _AND_OTHERS.sub("", name)
        bracket = _BRACKET.search(name)
        if bracket:
            inner = self._plain(bracket[1])
            inner = inner[1:] if inner[:1] in ("区", "县", "市") else inner
            return f"{self._plain(name[: bracket.start()])}（{inner}）"
        return self._plain(name)

    def base(self, name: str) -> str:
        """The key without a second name in brackets."""
        return _BRACKET.sub("", self.key(name))

    def _plain(self, name: str) -> str:
        for place, level in self._places.items():
            name = re.sub(f"^(?:{place}{level}|{place})(?=..)", level, name)
            name = re.sub(f"^市?(?=(.+局){place}{level}?分局$)", "", name)
            name = re.sub(f"^(.+局){place}{level}?分局$", rf"{level}\1", name)
        for long, short in _SHORT:
            name = name.replace(long, short)
        name = _PARTY_PREFIX.sub(r"\1", name)
        name = _EITHER_ENDING.sub(r"\1局", name)
        return _BRANCH.sub("局", name)

    def same(self, one: str, other: str) -> bool:
        """Whether the two may be one body: also an abbreviation of the other, at the same level."""
        a, b = sorted((self.base(one), self.base(other)), key=len)
        if a == b:
            return True
        levels = {_LEVEL.match(name[:1]) and name[0] for name in (a, b)} - {None}
        if len(levels) > 1:
            return False
        rest = iter(b)
        return all(char in rest for char in a.lstrip("区县市"))

    def lacking(self, name: str, column: Sequence[str]) -> Lacking | None:
        """What a column lacks of a department that speaks in the duties, if it lacks anything."""
        if name in column:
            return None
        same = [listed for listed in column if self.same(name, listed)]
        if not same:
            return Lacking(name)
        bracket = _BRACKET.search(name)
        if bracket:
            # 区住建局（区城管局）, where 区城管局 is a department of its own in this document.
            level = name[0] if _LEVEL.match(name[0]) else ""
            inner = bracket[1] if bracket[1].startswith(level) else level + bracket[1]
            if inner in self.known and not any(self.same(inner, listed) for listed in column):
                return Lacking(inner)
            return None
        if all(self.base(listed) == self.base(name) and listed[-1] != name[-1] for listed in same):
            return Lacking(name, same[0])
        return None

    def slips(self, times: Mapping[str, int]) -> Iterator[tuple[str, str]]:
        """Names used once that are a usual one with a character lost or doubled, or with two neighbours
        exchanged (区政财局), each with that one. Another character in a place may be another department."""
        usual = {
            n: times[n]
            for n in times
            if times[n] >= _USUAL and len(n) >= _SHORTEST_SLIP and not n.endswith("医院")
        }
        slips: dict[str, list[str]] = {}
        for name in usual:
            for slip in _slipped(name):
                slips.setdefault(slip, []).append(name)
        for name in (n for n in times if times[n] == 1 and not _BRACKET.search(n)):
            near = [n for n in slips.get(name, ()) if name[0] == n[0]]
            if near:
                yield name, max(near, key=lambda n: (usual[n], n))

    def in_text(self, text: str) -> Iterator[str]:
        """The names of departments that stand in running text."""
        for match in self._name.finditer(text):
            before = text[max(0, match.start() - _PLACE_SIZES[-1]) : match.start()]
            if not any(before.endswith(place) for place in self._places):  # 青溪|区总工会
                yield match[0]

    def speakers(self, text: str) -> tuple[str, ...]:
        """The departments with which a point opens: 区发改局、区财政局按照各自职责…"""
        speaking: list[str] = []
        text = text[:_LONGEST_OPENING]
        while True:
            name = self._opening(text)
            if name is None:
                return tuple(speaking)
            speaking.append(name)
            text = text[len(name) :].lstrip()
            if text[:1] not in ("、", "和", "与", "及"):
                return tuple(speaking)
            text = text[1:].lstrip()

    def _opening(self, text: str) -> str | None:
        match = self._name.match(text)
        sure = match and _SPEAKS.match(text[match.end() :].lstrip() or "负责")
        heads = (text[:length] for length in self._lengths)
        known = next((head for head in heads if head in self.known), None)
        if match and sure and (known is None or match[0].startswith(known)):
            return match[0] if known or not _NO_DEPARTMENT.search(match[0]) else None
        return known

    def mentioned(self, name: str, text: str) -> bool:
        """Whether a text speaks of the department by any name: 区民政局, 民政部门, 会同残联."""
        if name in text or _BRACKET.sub("", name) in text:
            return True
        if any(self.same(name, match[0]) for match in self._name.finditer(text)):
            return True
        return any(
            re.search(f"{re.escape(stem)}{after}", text) for stem, after in self._stems(name)
        )

    def _stems(self, name: str) -> Sequence[tuple[str, str]]:
        plain = _LEVEL_PREFIX.sub("", self.base(name))
        short = _BODY_ENDING.sub("", plain)
        stems = [(plain, "")] if len(plain) > 2 or plain.endswith("联") else []
        longs = [long for long, abbreviation in _SHORT if abbreviation == short]
        return [*stems, *((stem, _AFTER_STEM) for stem in (short, *longs) if len(stem) > 1)]


def _slipped(name: str) -> frozenset[str]:
    """What a name becomes by one slip of the keyboard behind its first character."""
    places = range(1, len(name))
    lost = {name[:at] + name[at + 1 :] for at in places}
    doubled = {name[:at] + name[at] + name[at:] for at in places}
    exchanged = {name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in places[:-1]}
    return frozenset((lost | doubled | exchanged) - {name})


def spoken_tail(name: str) -> str:
    """The last words of an entry that describes a body (驻村干部派出单位): 派出单位."""
    return name[-_TAIL_SIZE:] if name.endswith(("单位", "部门")) else name
