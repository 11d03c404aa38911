"""Texts as the words of an index that knows no Chinese: SQLite's tokeniser takes a word for what stands between spaces.

`words` makes every stretch of a name a word, so that 养老 or 养老服务 is found as it is typed. `characters`
makes every character one, so that any stretch of any length is found as a phrase.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

_SHORTEST, _LONGEST = 2, 8
# "，。、“”（）" and white space.
_NO_WORDS = re.compile(r"[\W_]+")
# Of private use: a word to the tokeniser, and in no text.
_MARK = "\ue000"


@lru_cache(maxsize=1 << 14)
def words(text: str) -> str:
    """Every stretch of two to eight characters without white space or punctuation, each once."""
    found: dict[str, None] = {}
    for part in _parts(text):
        if len(part) < _SHORTEST:
            found[part] = None
        for size in range(_SHORTEST, min(_LONGEST, len(part)) + 1):
            found |= dict.fromkeys(part[at : at + size] for at in range(len(part) - size + 1))
    return " ".join(found)


def characters(text: str) -> str:
    """Every character on its own; what stands on two sides of a mark is no stretch."""
    return f" {_MARK} ".join(" ".join(part) for part in _parts(text))


def pairs(text: str) -> list[str]:
    """The pairs of neighbouring characters, in order; of a part of one character that itself."""
    return [
        pair
        for part in _parts(text)
        for pair in ([a + b for a, b in pairwise(part)] if len(part) > 1 else [part])
    ]


def _parts(text: str) -> list[str]:
    return [part for part in _NO_WORDS.split(text.lower()) if part]
