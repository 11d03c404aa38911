"""What makes two duties of two alike items: another power, offence, department or object.

A penalty is never an inspection reworded.

The kinds are those of the lists of government powers (《关于推行地方各级政府工作部门权力清单制度的
指导意见》, 2015), as far as a word means nothing else: 许可 also stands in 未取得许可证.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel, Levenshtein

from pipeline.compare.slips import character_pairs
from pipeline.compare.values import Entry

# What a penalty is for: doing it without leave, otherwise than allowed, or more or longer than allowed.
# 未经批准进行临时建设 and 未按照批准内容进行临时建设 are two offences.
_BREACHES = (
    ("未经", "未依法", "未取得", "擅自", "私自"),
    ("未按", "不按", "不符合"),
    ("超过", "超出", "逾期"),
)
# Names of one department in two spellings: 区民政局, 鸡冠区民政局; 区民政局 and 区卫健局 are two.
_SAME_DEPARTMENT = 0.6
_VERBS = re.compile(
    "组织|开展|实施|做好|抓好|负责|承担|加强|强化|推进|推动|落实|贯彻|协助|配合|参与|依法|相关|工作"
)
# Longer names are of several things, of which one may change.
_ONE_OBJECT = 20
_POWERS = ("处罚", "强制", "征收", "给付", "检查", "确认", "奖励", "裁决")


def other_powers(left: Sequence[Entry], right: Sequence[Entry]) -> npt.NDArray[np.bool_]:
    """For each pair whether both name a power, or a kind of offence, and none that is the same."""
    return _apart(_powers, left, right) | _apart(_breaches, left, right)


def _apart(
    kinds: Callable[[str], set[str]], left: Sequence[Entry], right: Sequence[Entry]
) -> npt.NDArray[np.bool_]:
    found = [[kinds(entry.name) for entry in side] for side in (left, right)]
    return np.array([[bool(a and b and not a & b) for b in found[1]] for a in found[0]])


def _powers(name: str) -> set[str]:
    return {power for power in _POWERS if power in name}


def other_departments(a: Entry, b: Entry) -> bool:
    """Whether both name departments in one list, and none in two spellings."""
    both = _departments(a), _departments(b)
    return (
        a.list == b.list
        and all(both)
        and not any(
            Indel.normalized_similarity(x, y) >= _SAME_DEPARTMENT for x, y in product(*both)
        )
    )


def _departments(entry: Entry) -> list[str]:
    named = (entry.fields.get(field) for field in ("departments", "receiving_departments"))
    return [name for found in named if isinstance(found, tuple) for name in found]


def other_object(a: Entry, b: Entry, words: tuple[set[str], set[str]]) -> bool:
    """Whether in a name of one object a word gave way to quite another word.

    `words` are the character pairs in the names of either version: what is in none of the other one
    is a slip rather than a word. The verbs of drafting do not count: 组织开展 may become 负责实施.
    """
    old, new = (_VERBS.sub("", entry.name) for entry in (a, b))
    if max(len(old), len(new)) > _ONE_OBJECT:
        return False
    return any(
        not set(gone) & set(come)
        and set() < character_pairs(gone) <= words[1]
        and set() < character_pairs(come) <= words[0]
        for gone, come in _replaced(old, new)
    )


def _replaced(old: str, new: str) -> Iterator[tuple[str, str]]:
    for op in Levenshtein.opcodes(old, new):
        if op.tag == "replace":
            yield old[op.src_start : op.src_end], new[op.dest_start : op.dest_end]


def _breaches(name: str) -> set[str]:
    return {words[0] for words in _BREACHES if any(word in name for word in words)}
