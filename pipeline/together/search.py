"""Which duty a task falls under, in whatever words: each reason for a duty adds to the chance that it is meant.

A task is taken apart into pairs of characters; each weighs by how few duties have it. A pair that no duty has
weighs most of all: it is what the lists do not speak of. Besides, what people say stands for words of the lists,
and several words of one theme hint at it (`everyday`). A word of banks, carriers or courts that no list has speaks
against all.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.together.everyday import elsewhere_in, said_in, themes_in
from pipeline.together.ngrams import pairs

# What people put around a task: it is no part of it.
_AROUND = re.compile(
    "请问|你好|您好|怎么样|怎么办|怎么|怎样|如何|哪里|在哪|哪儿|什么时候|什么|多久|能不能|可不可以|是不是|有没有|"
    "没有人|没人管|没人|有人|要求|希望|想要|想给|我想|投诉|反映|咨询|举报|申请|办理|补办|申领|可以|能否|是否|需要|"
    "我家|我们|我妈|我爸|家里|村里|群众|居民|老百姓|一直|已经|好几天|这个月|还在|不管|处理|解决|情况|问题|"
    "满意率|及时率|完成率|覆盖率|参保率|达标率|达标|完成人数|计划完成|工作|开展|做好|[我你他她它的了吗呢吧啊呀么]"
)
# What stands beside a duty's name counts so much of what stands in it.
_BESIDE = 0.45
# The chance that a duty is meant which says all of: the task's own words, words that stand for others, a theme; how
# much of the duty's own words the task should say; what is left where a word is of no township's matters.
_OWN_WORDS, _KNOWN, _HINTED, _MINE, _FOREIGN = 0.85, 0.6, 0.5, 0.3, 0.35
# What is told at more length than so many telling pairs counts so much.
_LONG, _MORE = 6.0, 0.3
_UNKNOWN, _UNKNOWN_BESIDE = 1.1, 0.3
# What offices do with anything: it tells nothing of the thing.
_ACTS = frozenset(
    re.findall(
        "..",
        "登记备案审批许可可证许证设立鉴定注册认定评定审核审查经营管理监管监督检查换发公示变更服务使用建设运行"
        "相关项目宣传组织人员事务单位机构资格证书办理受理发放指导负责工作评估核准规划制定活动",
    )
)
_ACT = 0.3
# Characters of speech rather than of content: what stands beside them is where two words meet.
_SPOKEN = frozenset(
    "的了吗呢吧啊呀嘛我你他她它们这那哪谁啥么没不无有在是要想请找能会可得地着过把被让给跟和与及也都还就又很太好多少几个些"
    "点家里外上下来去到从向对为因所以但而或如果时候天年月日号元钱人说叫看听问知道怎样再只才刚每次自己两一三"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A duty that a task may fall under: by how much of the task it says, and the task of it (0 to 1)."""

    duty: str
    score: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A duty to be judged: its wordings, and the pairs of what is said of it beside."""

    duty: str
    names: tuple[str, ...]
    texts: frozenset[str]


def wordings(task: str) -> tuple[str, ...]:
    """What is looked for: the task without what people put around it, and what the lists may say for parts of it."""
    bare = _AROUND.sub(" ", task).strip() or task
    known = [said.meant for said in said_in(task)] + [theme.meant for theme in themes_in(task)]
    return tuple(dict.fromkeys((bare, *(text for meant in known for text in meant))))


def judge(task: str, candidates: Sequence[Candidate], weight: Weight) -> Iterator[Found]:
    """How well each candidate fits the task; `weight` says how much a pair of characters tells."""
    asked = _Asked.of(task, weight)
    for candidate in candidates:
        score = max(_score(asked, name, candidate.texts, weight) for name in candidate.names)
        if score > 0:
            yield Found(candidate.duty, round(score * asked.trust, 4))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A task taken apart: the pairs of its own words, those of each known part's wordings, and how far it may be
    a township's at all."""

    own: Mapping[str, float]
    known: tuple[tuple[float, tuple[Mapping[str, float], ...]], ...]
    trust: float

    @classmethod
    def of(cls, task: str, weight: Weight) -> _Asked:
        own, *_ = wordings(task)
        known = (
            *((_KNOWN, said.meant) for said in said_in(task)),
            *((_HINTED * theme.surely, theme.meant) for theme in themes_in(task)),
        )
        parts = tuple(
            (sure, tuple(_weighed(text, weight) for text in meant)) for sure, meant in known
        )
        foreign = [word for word in elsewhere_in(task) if any(map(weight.is_unknown, pairs(word)))]
        return cls(_weighed(own, weight), parts, _FOREIGN if foreign else 1.0)


def _weighed(text: str, weight: Weight) -> dict[str, float]:
    return {pair: weight(pair) for pair in pairs(text)}


def _score(asked: _Asked, name: str, beside: frozenset[str], weight: Weight) -> float:
    """The chance that one of the reasons is right: own words, and each part that is known (noisy or)."""
    own = _weighed(name, weight)
    said = _covered(asked.own, own, beside, _softened(sum(asked.own.values())))
    reasons = [_OWN_WORDS * min(1.0, said)]
    for sure, meant in asked.known:
        best = max(_covered(text, own, beside, sum(text.values())) for text in meant)
        reasons.append(sure * best**2)
    heard = {
        pair
        for text in (asked.own, *(t for _, meant in asked.known for t in meant))
        for pair in text
    }
    mine = sum(w for pair, w in own.items() if pair in heard) / (sum(own.values()) or 1.0)
    return (1 - math.prod(1 - reason for reason in reasons)) * (1 - _MINE + _MINE * mine)


def _covered(
    asked: Mapping[str, float], own: Mapping[str, float], beside: frozenset[str], total: float
) -> float:
    """How much of what is asked a name says, and what is said beside it."""
    found = sum(
        w if pair in own else _BESIDE * w
        for pair, w in asked.items()
        if pair in own or pair in beside
    )
    return found / (total or 1.0)


def _softened(total: float) -> float:
    """A long story has more words for the same thing."""
    return min(total, _LONG + (total - _LONG) * _MORE)


class Weight:
    """How much a pair tells, of how many of all duties have it; 0 to 1, a little more where none has."""

    def __init__(self, counts: Mapping[str, int], duties: int) -> None:
        self._counts, self._duties, self._most = counts, duties, math.log(duties + 1)

    def is_unknown(self, pair: str) -> bool:
        """Whether no duty's name has it."""
        return not self._counts.get(pair)

    def __call__(self, pair: str) -> float:
        times = self._counts.get(pair, 0)
        if times:
            telling = max(0.02, math.log((self._duties + 1) / times) / self._most)
            return min(_ACT, telling) if pair in _ACTS else telling
        if pair in _ACTS:
            return _ACT
        return _UNKNOWN if _SPOKEN.isdisjoint(pair) else _UNKNOWN_BESIDE
