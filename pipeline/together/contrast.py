"""Which words tell duties apart: those in which two duties of one list differ, all else being the same.

人口普查 and 经济普查 stand side by side in a list, so 人口 and 经济 name two duties wherever one stands for
the other (the minimal pairs of linguistics). What no list contrasts may be a wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

# What an office does by its powers: an inspection is never a penalty reworded, nor an assessment a service.
_POWERS = re.compile(
    "处罚|考核|检查|抽查|审批|许可|审核|确认|认定|登记|鉴定|评估|强制|拆除|征收|追缴|追回|普查|统计|培训|宣传|检疫|监测"
)
Contrast = tuple[str, str]
"""Two words, the lesser first; one of them may be empty."""

# Words in which two duties of a list differ: longer ones are clauses.
# The share of the lists with both words in which they tell two duties apart.
_PROVEN = 0.2
_LONGEST_WORD, _SHORTEST_WORD = 6, 2


def differences(one: str, other: str) -> tuple[Contrast, ...]:
    """The words that stand for each other in two contents; what one merely has more is none."""
    return tuple(
        _ordered(gone, come) for gone, come in _edits(one, other) if gone and come and gone != come
    )


def powers(content: str) -> frozenset[str]:
    """The powers that a content names."""
    return frozenset(_POWERS.findall(content))


def contrasts(pairs: Iterable[tuple[str, str]]) -> frozenset[Contrast]:
    """What the duties of one list are told apart by; each pair are contents that stand in one list."""
    return frozenset(found for one, other in pairs for found in _minimal(one, other))


def is_proven(contrast: Contrast, times: int, texts: Sequence[str]) -> bool:
    """Whether words that tell duties apart in so many lists do so as a rule where a list has both.

    Clauses that come and go (建立台账, 含档案整理) stand in every list, and tell duties apart by chance.
    """
    one, other = contrast
    both = sum(one in text and other in text for text in texts)
    return times >= _PROVEN * both


def _minimal(one: str, other: str) -> Iterator[Contrast]:
    edits = [*_edits(one, other)]
    if len(edits) == 1 and max(map(len, edits[0])) <= _LONGEST_WORD:
        [(gone, come)] = edits
        if gone and come:
            yield _ordered(gone, come)


def _ordered(one: str, other: str) -> Contrast:
    return (one, other) if one <= other else (other, one)


@lru_cache(maxsize=1 << 16)
def _edits(one: str, other: str) -> tuple[tuple[str, str], ...]:
    """What went and what came at each place, whole words: a character shared between two edits is
    chance, and one alone tells nothing without its neighbours (排查, 检查)."""
    found: list[list[int]] = []
    for op in Levenshtein.opcodes(one, other):
        if op.tag == "equal":
            continue
        if found and op.src_start - found[-1][1] < _SHORTEST_WORD:
            found[-1][1], found[-1][3] = op.src_end, op.dest_end
        else:
            found.append([op.src_start, op.src_end, op.dest_start, op.dest_end])
    return tuple(_words(one, other, *edit) for edit in found)


def _words(one: str, other: str, a: int, b: int, c: int, d: int) -> tuple[str, str]:
    if b - a == 1 == d - c:
        return one[max(0, a - 1) : b + 1], other[max(0, c - 1) : d + 1]
    return one[a:b], other[c:d]
