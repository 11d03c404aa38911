"""Which items of different lists are the same duty: contents into families, without chains.

Lists are taken in batches, the first ones small. A content that is new is held against up to eight contents of
each family so far (average linkage) and joins the nearest that it may belong to; two duties of one list are
never one family. At the end families are joined that are as much alike and never stand in one list though
both stand in many: two wordings of one duty. What is alike and not sure is kept as near.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.together.contrast import Contrast, contrasts, differences, is_proven, powers
from pipeline.together.grams import Grams, alike

# The least average likeness (0 to 1) of one duty in two wordings: as a rule; where a word was put for
# another that no list contrasts; and where two families that stand in many lists never meet in one.
# Measured on made lists: docs/together.md.
_SAME, _SAME_OF_OTHER_WORDS, _SAME_APART, _SAME_FAR_APART = 0.62, 0.75, 0.5, 0.38
# … and of one duty that another kind of list has, too.
_SAME_ACROSS = 0.7
# What is less alike than the first is not even near; within one list, duties this much alike show contrasts.
_NEAR, _SIDE_BY_SIDE = 0.55, 0.55
# How many lists two families should share by chance for it to mean something that they share none.
_EXPECTED, _SURELY_EXPECTED = 4.0, 10.0
# Families keep so many contents to be compared with.
_MOST_WITNESSES = 8
_FIRST_BATCH, _LARGEST_BATCH = 8, 512
# The share of lists in which two wordings of one duty may both stand, by a fault of the lists.
_FAULTS = 0.02
# Lists, evenly chosen, in which contrasts are looked for.
_MOST_LISTS = 400


@dataclass(frozen=True, slots=True)
class Families:
    """For each content the family that it belongs to; for each family some contents of it, the most common
    first; and pairs of families that may be one, with their likeness."""

    of: tuple[int, ...]
    witnesses: tuple[tuple[int, ...], ...]
    near: tuple[tuple[int, int, float], ...]


@dataclass(slots=True)
class _Family:
    contents: list[int]
    lists: set[int]
    witnesses: list[int] = field(default_factory=list)


def families(contents: Sequence[str], lists: Sequence[Sequence[int]]) -> Families:
    """The families of the contents; `lists` has the indices of each list's contents, each once."""
    grouping = _Grouping(contents, lists)
    for batch in _batches(len(lists)):
        grouping.take(batch)
    grouping.join()
    return grouping.result()


def across(
    one: Sequence[Sequence[str]], other: Sequence[Sequence[str]]
) -> Iterator[tuple[int, int, float]]:
    """The pairs of families of two kinds that are one duty, each the other's nearest."""
    contents = [text for side in (one, other) for family in side for text in family]
    owners = [np.repeat(np.arange(len(side)), [len(f) for f in side]) for side in (one, other)]
    ends = [len(owners[0]), len(contents)]
    both = [list(range(ends[0])), list(range(*ends))]
    rows, columns, scores = alike(Grams(contents, both), both[0], both[1], _SAME_APART)
    sums: dict[tuple[int, int], float] = {}
    for a, b, score in zip(
        owners[0][rows].tolist(), owners[1][columns].tolist(), scores.tolist(), strict=True
    ):
        sums[a, b] = sums.get((a, b), 0.0) + score / (len(one[a]) * len(other[b]))
    taken: tuple[set[int], set[int]] = (set(), set())
    for score, a, b in sorted((-s, a, b) for (a, b), s in sums.items() if s >= _SAME_ACROSS):
        if a not in taken[0] and b not in taken[1]:
            taken[0].add(a)
            taken[1].add(b)
            pairs = [(x, y) for x in one[a][:2] for y in other[b][:2]]
            if any(powers(x) == powers(y) and not differences(x, y) for x, y in pairs):
                yield a, b, round(-score, 3)


def _batches(count: int) -> Iterator[range]:
    start, size = 0, _FIRST_BATCH
    while start < count:
        yield range(start, min(count, start + size))
        start, size = start + size, min(size * 2, _LARGEST_BATCH)


class _Grouping:
    """Families in the making."""

    def __init__(self, contents: Sequence[str], lists: Sequence[Sequence[int]]) -> None:
        self._contents, self._lists = contents, lists
        self._grams = Grams(contents, lists)
        self._standing: list[set[int]] = [set() for _ in contents]
        for number, own in enumerate(lists):
            for content in own:
                self._standing[content].add(number)
        self._contrasts = self._find_contrasts()
        self._family: dict[int, int] = {}
        self._families: list[_Family] = []

    def take(self, batch: range) -> None:
        """Puts the contents that are new in these lists into families."""
        new = list(dict.fromkeys(c for n in batch for c in self._lists[n] if c not in self._family))
        new.sort(key=lambda c: (-len(self._standing[c]), c))
        left = self._join_known(new)
        self._found_new(left)

    def join(self) -> None:
        """Joins families that are one duty, the most alike first."""
        while self._join_once():
            pass

    def result(self) -> Families:
        """The families, numbered by their first content."""
        numbers: dict[int, int] = {}
        of = tuple(
            numbers.setdefault(self._family[c], len(numbers)) for c in range(len(self._contents))
        )
        near = {
            (min(numbers[a], numbers[b]), max(numbers[a], numbers[b]), round(score, 3))
            for a, b, score in self._pairs(_NEAR)
            if not self._meet(self._families[a], self._families[b])
            and not self._contrasted(self._families[a], self._families[b])
        }
        found = sorted((n, self._families[own].witnesses) for own, n in numbers.items())
        return Families(of, tuple(tuple(w) for _, w in found), tuple(sorted(near)))

    def _find_contrasts(self) -> frozenset[Contrast]:
        step = max(1, len(self._lists) // _MOST_LISTS)
        sample = [own for own in self._lists[::step] if own]
        found: Counter[Contrast] = Counter()
        for own in sample:
            rows, columns, _ = alike(self._grams, own, own, _SIDE_BY_SIDE)
            pairs = zip(rows.tolist(), columns.tolist(), strict=True)
            found.update(
                contrasts(
                    (self._contents[own[r]], self._contents[own[c]]) for r, c in pairs if r < c
                )
            )
        texts = ["\n".join(self._contents[c] for c in own) for own in sample]
        return frozenset(c for c, n in found.items() if is_proven(c, n, texts))

    def _join_known(self, new: Sequence[int]) -> list[int]:
        """Puts contents into the families there are; gives those that found none."""
        if not self._families or not new:
            return list(new)
        witnesses = [(w, n) for n, f in enumerate(self._families) for w in f.witnesses]
        owner = np.array([n for _, n in witnesses])
        rows, columns, scores = alike(
            self._grams, new, [w for w, _ in witnesses], _SAME_APART - 0.2
        )
        pairs = _averaged(rows, owner[columns], scores, self._families)
        placed: set[int] = set()
        for score, r, number in sorted((-s, r, n) for r, n, s in pairs if s >= _SAME_APART):
            if new[r] not in placed and self._may_join(new[r], self._families[number], -score):
                self._add(new[r], number)
                placed.add(new[r])
        return [content for content in new if content not in placed]

    def _found_new(self, left: Sequence[int]) -> None:
        """Makes families of contents that are like none so far, the most common first."""
        rows, columns, scores = alike(self._grams, left, left, _SAME_APART)
        beside: dict[int, list[tuple[float, int]]] = {}
        for r, c, s in zip(rows.tolist(), columns.tolist(), scores.tolist(), strict=True):
            if c < r:
                beside.setdefault(r, []).append((-s, c))
        for place, content in enumerate(left):
            best: dict[int, list[float]] = {}
            for score, other in beside.get(place, ()):
                best.setdefault(self._family[left[other]], []).append(-score)
            ranked = sorted(
                (-sum(found) / min(len(self._families[n].contents), _MOST_WITNESSES), n)
                for n, found in best.items()
            )
            for score, number in ranked:
                if self._may_join(content, self._families[number], min(-score, 1.0)):
                    self._add(content, number)
                    break
            else:
                self._families.append(_Family([], set()))
                self._add(content, len(self._families) - 1)

    def _add(self, content: int, number: int) -> None:
        family = self._families[number]
        family.contents.append(content)
        family.lists |= self._standing[content]
        if len(family.witnesses) < _MOST_WITNESSES:
            family.witnesses.append(content)
        self._family[content] = number

    def _may_join(self, content: int, family: _Family, score: float) -> bool:
        alone = _Family([content], self._standing[content], [content])
        return not self._meet(alone, family) and score >= self._least(alone, family)

    def _least(self, one: _Family, other: _Family) -> float:
        """How alike two families have to be to be one; more than 1 where they are two."""
        found = [
            differences(self._contents[a], self._contents[b])
            for a in one.witnesses[:2]
            for b in other.witnesses[:4]
        ]
        if any(word in self._contrasts for words in found for word in words):
            return 2.0
        expected = self._expected(one, other)
        if expected >= _EXPECTED:
            return _SAME_FAR_APART if expected >= _SURELY_EXPECTED else _SAME_APART
        return _SAME if any(not words for words in found) else _SAME_OF_OTHER_WORDS

    def _contrasted(self, one: _Family, other: _Family) -> bool:
        return self._least(one, other) > 1

    def _expected(self, one: _Family, other: _Family) -> float:
        """In how many lists both should stand if they had nothing to do with each other."""
        return len(one.lists) * len(other.lists) / max(1, len(self._lists))

    def _meet(self, one: _Family, other: _Family) -> bool:
        """Whether both stand in one list, but for a fault of a list."""
        fewer = min(len(one.lists), len(other.lists))
        return len(one.lists & other.lists) > _FAULTS * fewer

    def _pairs(self, least: float) -> Iterator[tuple[int, int, float]]:
        """Pairs of families by the average likeness of their witnesses."""
        living = [n for n, f in enumerate(self._families) if f.contents]
        witnesses = [w for n in living for w in self._families[n].witnesses]
        owner = np.array([n for n in living for _ in self._families[n].witnesses])
        if not witnesses:
            return
        rows, columns, scores = alike(self._grams, witnesses, witnesses, least - 0.15)
        sums: dict[tuple[int, int], float] = {}
        for a, b, s in zip(
            owner[rows].tolist(), owner[columns].tolist(), scores.tolist(), strict=True
        ):
            if a < b:
                sums[a, b] = sums.get((a, b), 0.0) + s
        for (a, b), total in sums.items():
            score = total / (len(self._families[a].witnesses) * len(self._families[b].witnesses))
            if score >= least:
                yield a, b, score

    def _join_once(self) -> bool:
        joined: set[int] = set()
        for score, a, b in sorted((-s, a, b) for a, b, s in self._pairs(_SAME_FAR_APART)):
            if {a, b} & joined:
                continue
            one, other = self._families[a], self._families[b]
            if self._meet(one, other) or -score < self._least(one, other):
                continue
            joined |= {a, b}
            for content in other.contents:
                self._family[content] = a
            one.contents += other.contents
            one.lists |= other.lists
            one.witnesses = [
                w for both in zip(one.witnesses, other.witnesses, strict=False) for w in both
            ][:_MOST_WITNESSES]
            self._families[b] = _Family([], set())
        return bool(joined)


def _averaged(
    rows: Iterable[int], owners: Iterable[int], scores: Iterable[float], found: Sequence[_Family]
) -> Iterator[tuple[int, int, float]]:
    """The average likeness of each content to the witnesses of each family."""
    sums: dict[tuple[int, int], float] = {}
    for row, owner, score in zip(rows, owners, scores, strict=True):
        key = int(row), int(owner)
        sums[key] = sums.get(key, 0.0) + float(score)
    for (row, owner), total in sums.items():
        yield row, owner, total / len(found[owner].witnesses)
