"""How alike two duties are: their names weighted by what tells duties apart, their cells by length.

Names such as 对…的行为进行处罚 share most of their characters and differ in the one word that
matters. A character therefore counts by its rarity, the weighting of term-based retrieval (inverse
document frequency: Spärck Jones, 1972) on character pairs, and the phrases of the genre hardly count.

A clause that was added takes nothing away from what a name says, a word put for another does. The
measure is therefore Tversky's (1977) in the symmetric form of Jimenez, Becerra and Gelbukh (2013),
which counts what both sides lack of each other above what one side merely has more.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Indel

from pipeline.compare.values import Entry

Matrix = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

# Names that share less than this are never the same duty.
_WORTH_A_LOOK = 0.25
_NAME_SHARE = 0.6
_FRAME_WEIGHT = 0.3
# How much more what both lack of each other counts than what one has more.
_BOTH_LACK = 0.75
# A phrase of two characters or more that stands elsewhere in the name.
_SHORTEST_PHRASE = 2
# Shorter cells, say one department and 负责统筹协调, stand in many items.
_TELLING_LENGTH = 20
_FRAME = re.compile(
    r"^(?:对|负责|做好|开展|组织开展|组织实施|加强|推进|落实)"
    r"|(?:的|行为|进行|予以|给予|行政|作出)+处罚[。]?$|(?:相关|管理)?工作[。]?$"
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """For each pair of an old and a new item: how alike they are, and how much of the old stands in
    the new and the other way round; all from 0 to 1. Cells count within one list only."""

    score: Matrix
    old_kept: Matrix
    new_known: Matrix


class Rarity:
    """How much each character of a name tells, given all the names of both versions."""

    def __init__(self, *versions: Sequence[Entry]) -> None:
        """Counts per version, so that a name that stands in both is no more common for it."""
        self._counts: Counter[str] = Counter()
        for version in versions:
            self._counts |= Counter(p for e in version for p in set(_pairs(e.name)))
        self._known: dict[str, list[float]] = {}

    def shared(self, left: str, right: str) -> tuple[float, float, float]:
        """The weight of what two names have in common, and of each of them.

        In common are the longest common subsequence and phrases that went to another place in it.
        """
        sums = self._sums(left), self._sums(right)
        common, gone, come = 0.0, [], []
        for op in Indel.opcodes(left, right):
            weights = (
                sums[0][op.src_end] - sums[0][op.src_start],
                sums[1][op.dest_end] - sums[1][op.dest_start],
            )
            if op.tag == "equal":
                common += sum(weights) / 2
            elif op.tag == "delete":
                gone.append((left[op.src_start : op.src_end], weights[0]))
            else:
                come.append((right[op.dest_start : op.dest_end], weights[1]))
        common += _elsewhere(gone, come)
        return common, max(sums[0][-1], common), max(sums[1][-1], common)

    def _sums(self, name: str) -> list[float]:
        """Running sums of the characters' weights."""
        if name not in self._known:
            pairs = [1 / (1 + math.log(max(1, self._counts[p]))) for p in _pairs(name)]
            weights = [(a + b) / 2 for a, b in pairwise(pairs)]
            for match in _FRAME.finditer(name):
                for place in range(match.start(), match.end()):
                    weights[place] *= _FRAME_WEIGHT
            sums = [0.0]
            for weight in weights:
                sums.append(sums[-1] + weight)
            self._known[name] = sums
        return self._known[name]


def _elsewhere(gone: list[tuple[str, float]], come: list[tuple[str, float]]) -> float:
    """The weight of the phrases that stand in another place now."""
    found = 0.0
    for phrase, weight in gone:
        if len(phrase) >= _SHORTEST_PHRASE and any(phrase in text for text, _ in come):
            found += weight
    return found


def likeness(
    old: Sequence[Entry], new: Sequence[Entry], pairs: Iterable[tuple[int, int]], rarity: Rarity
) -> Likeness:
    """Compares the items of the given index pairs; of all others nothing is known, which is 0."""
    shape = (len(old), len(new))
    found = Likeness(np.zeros(shape), np.zeros(shape), np.zeros(shape))
    for i, j in pairs:
        common, weight_old, weight_new = rarity.shared(old[i].name, new[j].name)
        parts = [_Part(common, weight_old, weight_new)]
        if old[i].list == new[j].list and old[i].cells:
            parts.append(_cells(old[i].cells, new[j].cells))
        found.score[i, j] = _weighted(part.likeness for part in parts)
        found.old_kept[i, j] = _weighted(part.kept for part in parts)
        found.new_known[i, j] = _weighted(part.known for part in parts)
    return found


def worth_a_look(old: Sequence[Entry], new: Sequence[Entry]) -> Mask:
    """The pairs whose names have enough in common to be compared closely."""
    if not old or not new:
        return np.zeros((len(old), len(new)), dtype=bool)
    rough = process.cdist(
        [e.name for e in old],
        [e.name for e in new],
        scorer=Indel.normalized_similarity,
        score_cutoff=_WORTH_A_LOOK,
    )
    return np.asarray(rough) > 0


def same_cells(old: Sequence[Entry], new: Sequence[Entry]) -> Mask:
    """Whether everything but the name is word for word the same, and in no other item of the two."""
    telling = _telling(old), _telling(new)
    counts = Counter(telling[0]), Counter(telling[1])
    alone = [
        [cells if count[cells] == 1 else None for cells in side]
        for side, count in zip(telling, counts, strict=True)
    ]
    return np.array([[a is not None and a == b for b in alone[1]] for a in alone[0]])


def cells_prove(old: Sequence[Entry], new: Sequence[Entry]) -> list[bool]:
    """For each old item whether it stands in a list that gives no two duties the same cells.

    上级部门收回事项清单 often does; there the same cells may be those of another duty.
    """
    shared = {
        cells[0]
        for side in (old, new)
        for cells, names in _names_by_cells(side).items()
        if len(names) > 1
    }
    return [entry.list not in shared for entry in old]


def _telling(entries: Sequence[Entry]) -> list[tuple[str, ...] | None]:
    """For each item its list and cells, where these are long enough to tell.

    All of them: one cell alone may be the same for two duties, as in the national censuses.
    """
    return [
        (e.list, *e.cells) if sum(map(len, e.cells)) >= _TELLING_LENGTH else None for e in entries
    ]


def _names_by_cells(entries: Sequence[Entry]) -> dict[tuple[str, ...], set[str]]:
    names = defaultdict[tuple[str, ...], set[str]](set)
    for entry, cells in zip(entries, _telling(entries), strict=True):
        if cells:
            names[cells].add(entry.name)
    return names


@dataclass(frozen=True, slots=True)
class _Part:
    """What two texts have in common, and how much there is of each."""

    common: float
    old: float
    new: float

    @property
    def likeness(self) -> float:
        more, less = sorted((self.old - self.common, self.new - self.common), reverse=True)
        lacking = _BOTH_LACK * less + (1 - _BOTH_LACK) * more
        return (
            self.common / (self.common + lacking) if self.common else float(not self.old + self.new)
        )

    @property
    def kept(self) -> float:
        return self.common / self.old if self.old else 1.0

    @property
    def known(self) -> float:
        return self.common / self.new if self.new else 1.0


def _cells(old: Sequence[str], new: Sequence[str]) -> _Part:
    lengths = sum(map(len, old)), sum(map(len, new))
    distance = sum(Indel.distance(a, b) for a, b in zip(old, new, strict=True))
    return _Part((sum(lengths) - distance) / 2, *lengths)


def _weighted(values: Iterable[float]) -> float:
    name, *cells = values
    return _NAME_SHARE * name + (1 - _NAME_SHARE) * cells[0] if cells else name


def _pairs(name: str) -> list[str]:
    """The pairs of neighbouring characters, one for each seam of the name and its two ends."""
    return [a + b for a, b in pairwise(f"\n{name}\n")]
