"""Which duty a task falls under, in whatever words: how much of the task a duty says, and of the duty the task.

A task is taken apart into pairs of characters; each weighs by how few duties have it. A pair that no duty has
weighs most of all: it is what the lists do not speak of. What people say in place of the lists' words is in
`schemas/everyday.toml`.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.together.ngrams import pairs

# What people put around a task: it is no part of it.
_AROUND = re.compile(
    "请问|你好|您好|怎么样|怎么办|怎么|怎样|如何|哪里|在哪|哪儿|什么时候|什么|多久|能不能|可不可以|是不是|有没有|"
    "没有人|没人管|没人|有人|要求|希望|想要|想给|我想|投诉|反映|咨询|举报|申请|办理|补办|申领|可以|能否|是否|需要|"
    "我家|我们|我妈|我爸|家里|村里|群众|居民|老百姓|一直|已经|好几天|这个月|还在|不管|处理|解决|情况|问题|"
    "满意率|及时率|完成率|覆盖率|参保率|达标率|达标|完成人数|计划完成|工作|开展|做好|[我你他她它的了吗呢吧啊呀么]"
)
_BESIDE = 0.45
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
    """The task without what people put around it; and in the words of the lists, where it has others.

    A phrase that stands in a longer one that is known is a part of it: 种粮补贴 is no 补贴.
    """
    bare = _AROUND.sub(" ", task).strip() or task
    known: list[tuple[str, Sequence[str]]] = []
    for said, meant in everyday().items():
        if said in task and not any(said in longer for longer, _ in known):
            known.append((said, meant))
    found = [bare]
    for place, (said, meant) in enumerate(known):
        for wording in meant:
            others = [own[0] for n, (_, own) in enumerate(known) if n != place]
            rest = bare
            for word, _ in known:
                rest = rest.replace(word, " ")
            found += [f"{rest} {wording}", f"{bare.replace(said, ' ')} {wording}"]
            if others:
                found.append(" ".join((rest, wording, *others)))
    return tuple(dict.fromkeys(found))


def judge(
    task: str, candidates: Sequence[Candidate], weight: Callable[[str], float]
) -> Iterator[Found]:
    """How well each candidate fits the task; `weight` says how much a pair of characters tells."""
    asked = [list(dict.fromkeys(pairs(wording))) for wording in wordings(task)]
    for candidate in candidates:
        score = max(_score(pairs_, candidate, weight) for pairs_ in asked)
        if score > 0:
            yield Found(candidate.duty, round(score, 4))


def _score(asked: Sequence[str], candidate: Candidate, weight: Callable[[str], float]) -> float:
    total = sum(map(weight, asked)) or 1.0
    best = 0.0
    for name in candidate.names:
        own = dict.fromkeys(pairs(name))
        common = sum(weight(pair) for pair in asked if pair in own)
        beside = sum(weight(pair) for pair in asked if pair not in own and pair in candidate.texts)
        said = (common + _BESIDE * beside) / total
        mine = sum(map(weight, own)) or 1.0
        best = max(best, 0.7 * said + 0.3 * common / mine)
    return best


def weigher(counts: Mapping[str, int], duties: int) -> Callable[[str], float]:
    """How much a pair tells, of how many of all duties have it; 0 to 1, a little more where none has."""
    most = math.log(duties + 1)

    def weight(pair: str) -> float:
        times = counts.get(pair, 0)
        if times:
            telling = max(0.02, math.log((duties + 1) / times) / most)
            return min(_ACT, telling) if pair in _ACTS else telling
        if pair in _ACTS:
            return _ACT
        return _UNKNOWN if _SPOKEN.isdisjoint(pair) else _UNKNOWN_BESIDE

    return weight


@cache
def everyday() -> Mapping[str, Sequence[str]]:
    """What people say, and what the lists say for it in several wordings; the longest first."""
    text = files("schemas").joinpath("everyday.toml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = tomllib.loads(text)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))
