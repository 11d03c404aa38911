"""How alike two duties are: their names weighted by what tells duties apart, their cells by length.

Names such as 对…的行为进行处罚 share most of their characters and differ in the one word that
matters. A character therefore counts by its rarity, the weighting of term-based retrieval (inverse
document frequency: Spärck Jones, 1972) on character pairs, and the phrases of the genre hardly count.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Indel

from pipeline.compare.read_list import Entry

Matrix = npt.NDArray[np.float64]

# Names less alike than this are only the same duty where a whole cell says so.
_WORTH_A_LOOK = 0.3
_NAME_SHARE = 0.6
_FRAME_WEIGHT = 0.3
# Shorter cells, say one department and 负责统筹协调, stand in many items.
_TELLING_LENGTH = 20
_FRAME = re.compile(
    r"^(?:对|负责|做好|开展|组织开展|组织实施|加强|推进|落实)"
    r"|(?:的|行为|进行|予以|给予|行政|作出)+处罚[。]?$|(?:相关|管理)?工作[。]?$"
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """For each pair of two series of items: likeness of name, and of name and cells together."""

    name: Matrix
    whole: Matrix


class Rarity:
    """How much each character of a name tells, given all the names of both versions."""

    def __init__(self, *versions: Sequence[Entry]) -> None:
        """Counts per version, so that a name that stands in both is no more common for it."""
        self._counts: Counter[str] = Counter()
        for version in versions:
            self._counts |= Counter(p for e in version for p in set(_pairs(e.name)))
        self._known: dict[str, Matrix] = {}

    def likeness(self, left: str, right: str) -> float:
        """Weight of the common subsequence of two names over the weight of both, 0 to 1."""
        sums = self._sums(left), self._sums(right)
        total = sums[0][-1] + sums[1][-1]
        common = sum(
            sums[0][op.src_end]
            - sums[0][op.src_start]
            + sums[1][op.dest_end]
            - sums[1][op.dest_start]
            for op in Indel.opcodes(left, right)
            if op.tag == "equal"
        )
        return float(common / total) if total else float(left == right)

    def _sums(self, name: str) -> Matrix:
        """Running sums of the characters' weights."""
        if name not in self._known:
            pairs = [1 / (1 + math.log(max(1, self._counts[p]))) for p in _pairs(name)]
            weights = np.array([(a + b) / 2 for a, b in pairwise(pairs)])
            for match in _FRAME.finditer(name):
                weights[match.start() : match.end()] *= _FRAME_WEIGHT
            self._known[name] = np.concatenate([[0.0], np.cumsum(weights)])
        return self._known[name]


def likeness(left: Sequence[Entry], right: Sequence[Entry], rarity: Rarity) -> Likeness:
    """Compares every item with every item."""
    shape = (len(left), len(right))
    name, whole = np.zeros(shape), np.zeros(shape)
    if not left or not right:
        return Likeness(name, whole)
    rough = process.cdist(
        [e.name for e in left],
        [e.name for e in right],
        scorer=Indel.normalized_similarity,
        score_cutoff=_WORTH_A_LOOK,
    )
    for i, j in zip(*np.nonzero(np.asarray(rough) > 0), strict=True):
        name[i, j] = whole[i, j] = rarity.likeness(left[i].name, right[j].name)
        if left[i].list == right[j].list and left[i].cells:
            cells = _cells_likeness(left[i].cells, right[j].cells)
            whole[i, j] = _NAME_SHARE * name[i, j] + (1 - _NAME_SHARE) * cells
    return Likeness(name, whole)


def same_cells(left: Sequence[Entry], right: Sequence[Entry]) -> npt.NDArray[np.bool_]:
    """Whether everything but the name is word for word the same, and in no other item of the two."""
    telling = _telling(left), _telling(right)
    return np.array([[a is not None and a == b for b in telling[1]] for a in telling[0]])


def _telling(entries: Sequence[Entry]) -> list[tuple[str, ...] | None]:
    """For each item its cells, where they are long enough to tell and no other item has them.

    All of them: one cell alone may be the same for two duties, as in the national censuses.
    """
    counts = Counter(e.cells for e in entries)
    return [
        e.cells if counts[e.cells] == 1 and sum(map(len, e.cells)) >= _TELLING_LENGTH else None
        for e in entries
    ]


def _cells_likeness(left: Sequence[str], right: Sequence[str]) -> float:
    lengths = [len(a) + len(b) for a, b in zip(left, right, strict=True)]
    distances = (Indel.distance(a, b) for a, b in zip(left, right, strict=True))
    return 1 - sum(distances) / sum(lengths) if sum(lengths) else 1.0


def _pairs(name: str) -> list[str]:
    """The pairs of neighbouring characters, one for each seam of the name and its two ends."""
    return [a + b for a, b in pairwise(f"\n{name}\n")]
