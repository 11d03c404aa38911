"""What people say in place of the lists' words, out of `schemas/everyday.toml`.

A line has several ways to say one thing, apart by a bar; … stands for up to six characters between.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_BETWEEN = ".{0,6}?"
# How surely a word of one, of two and of more characters hints at its theme, where no other theme has it.
_HINTS, _LONG_HINT = (0.25, 0.45), 0.6


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a task that are known, from where to where, and what the lists may say for them."""

    start: int
    end: int
    meant: tuple[str, ...]

    @property
    def length(self) -> int:
        """In characters, with those between."""
        return self.end - self.start


def said_in(task: str) -> tuple[Said, ...]:
    """What of a task is known, in order; words that stand within longer ones that are known are a part of them."""
    found = sorted(
        (
            Said(match.start(), match.end(), meant)
            for pattern, meant in _known()
            for match in pattern.finditer(task)
        ),
        key=lambda said: (-said.length, said.start, said.meant),
    )
    kept: list[Said] = []
    for said in found:
        if not any(
            k.start <= said.start and said.end <= k.end and k.length > said.length for k in kept
        ):
            kept.append(said)
    return tuple(sorted(set(kept), key=lambda said: (said.start, said.end, said.meant)))


def elsewhere_in(task: str) -> tuple[str, ...]:
    """The words of a task that are of matters of no township: of banks, carriers, courts, the police."""
    return tuple(dict.fromkeys(_elsewhere().findall(task)))


@dataclass(frozen=True, slots=True)
class Theme:
    """What the lists may say for what several words of a task hint at, and how surely (0 to 1)."""

    meant: tuple[str, ...]
    surely: float


def themes_in(task: str) -> tuple[Theme, ...]:
    """The themes that words of a task hint at: one word is a hint, several are more (noisy or)."""
    words, times = _themes()
    found = []
    for meant, own in words:
        heard = [word for word in own if word in task]
        heard = [w for w in heard if not any(w in other for other in heard if other != w)]
        hints = (
            (_LONG_HINT if len(w) > 2 else _HINTS[len(w) - 1]) / times[w] ** 0.5 for w in heard
        )
        surely = 1 - math.prod(1 - hint for hint in hints)
        if surely:
            found.append(Theme(meant, surely))
    return tuple(found)


@cache
def _themes() -> tuple[tuple[tuple[tuple[str, ...], tuple[str, ...]], ...], Counter[str]]:
    words = tuple(
        (tuple(meant.split("|")), tuple(said.split())) for meant, said in _data()["themes"].items()
    )
    return words, Counter(word for _, own in words for word in own)


@cache
def _data() -> Mapping[str, Any]:
    text = files("schemas").joinpath("everyday.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _known() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple(
        (re.compile("|".join(map(_pattern, key.split("|")))), tuple(meant))
        for key, meant in _data().items()
        if isinstance(meant, list)
    )


@cache
def _elsewhere() -> re.Pattern[str]:
    words = [word for line in _data()["elsewhere"]["words"] for word in line.split("|")]
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))


def _pattern(words: str) -> str:
    return _BETWEEN.join(map(re.escape, words.split("…")))
