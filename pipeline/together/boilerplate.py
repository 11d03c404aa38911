"""Clauses that stand behind any duty: 建立工作台账, 做好信息报送. They come and go, and tell no duty from another.

A clause of a duty stands once in a list. One that stands in several items of one list as a rule is boilerplate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

# How often, on average, a clause of the genre stands in a list that has it at all, and in how many items at least.
_OFTEN, _LEAST = 1.4, 3


def boilerplate(lists: Iterable[Sequence[str]]) -> frozenset[str]:
    """The clauses of the genre, of the contents of each list."""
    times: Counter[str] = Counter()
    having: Counter[str] = Counter()
    for contents in lists:
        own = Counter(clause for content in contents for clause in set(content.split("\n")))
        times.update(own)
        having.update(own.keys())
    return frozenset(
        clause for clause, n in times.items() if n >= _LEAST and n >= _OFTEN * having[clause]
    )


def reduced(contents: Sequence[str], lists: Sequence[Sequence[int]]) -> list[str]:
    """The contents in one line each, without clauses of the genre; a content of such clauses only stays whole.

    `lists` has the indices of each list's contents. Two contents of one list stay two.
    """
    common = boilerplate([[contents[n] for n in own] for own in lists])
    short = ["".join(c for c in content.split("\n") if c not in common) for content in contents]
    whole = [content.replace("\n", "") for content in contents]
    found = [a or b for a, b in zip(short, whole, strict=True)]
    clashing: set[int] = set()
    for own in lists:
        times = Counter(found[n] for n in own)
        clashing.update(n for n in own if times[found[n]] > 1)
    for number in clashing:
        found[number] = whole[number]
    return found
