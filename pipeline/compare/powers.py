"""What makes two duties of two alike items: another power, offence, department or object.

A penalty is never an inspection reworded.

The kinds are those of the lists of government powers (《关于推行地方各级政府工作部门权力清单制度的
指导意见》, 2015), as far as a word means nothing else: 许可 also stands in 未取得许可证.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel, Levenshtein

from pipeline.compare.read_list import Entry

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
_CLAUSE_END = re.compile("[，。；]")
# Longer clauses name several things, of which one may change.
_SHORT_CLAUSE = 25
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


def _breaches(name: str) -> set[str]:
    return {words[0] for words in _BREACHES if any(word in name for word in words)}


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
    return [department for found in named if found for department in found]


def other_object(old: str, new: str) -> bool:
    """Whether in the clause that names the object a word gave way to quite another one.

    The verbs of drafting do not count: 组织开展 may become 负责实施.
    """
    first = [_VERBS.sub("", _CLAUSE_END.split(name)[0]) for name in (old, new)]
    if max(map(len, first)) > _SHORT_CLAUSE:
        return False
    return any(
        op.tag == "replace"
        and _different(first[0][op.src_start : op.src_end], first[1][op.dest_start : op.dest_end])
        for op in Levenshtein.opcodes(*first)
    )


def _different(gone: str, come: str) -> bool:
    return min(len(gone), len(come)) >= 2 and not set(gone) & set(come)
