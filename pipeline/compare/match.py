"""Which item of the new version is which of the old: by what they say, never by number.

Items that are word for word the same, and the only ones of their wording, are paired first. The rest
is one global assignment that maximises likeness over all pairs together, so that no pair takes an item
another needs more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from pipeline.compare.assign import assign
from pipeline.compare.candidates import Candidates, candidates
from pipeline.compare.likeness import Mask, Matrix
from pipeline.compare.powers import other_departments, other_object
from pipeline.compare.slips import words
from pipeline.compare.values import Entry

Pair = tuple[int, int]

# The least likeness (0 to 1) of one duty in two wordings: where the name is the same; where all cells are;
# in a list that has names only; and else, where both were reworded, or the item went from list to list and
# its name alone has to prove it. Measured on the trials of docs/compare.md.
_LIKENESS_OF_SAME_NAME = 0.5
_LIKENESS_OF_SAME_CELLS = 0.7
_LIKENESS_OF_NAMES_ALONE = 0.55
_LIKENESS_OF_REWORDED = 0.73
# Where all cells are the same in a list in which no two duties share them, the name may be lost.
_LIKENESS_OF_UNIQUE_CELLS = 0.35
# By how much less likeness is enough for an item that kept its neighbour and all it said.
_LESS_IN_PLACE = 0.2
# What a pair may leave unsaid of each other, as a share of what the next best duty of the list would: as a
# rule; and for a slip of the pen, or a sentence that kept its neighbour. A slip that kept its neighbour
# needs no such proof.
_UNSAID_AT_MOST, _UNSAID_OF_SLIP_AT_MOST = 0.5, 0.8
# Larger than any likeness: two duties of one list and one name are the same, whatever their cells.
_NAME_BONUS = 1.0
# Larger than any difference that place could make, smaller than any in wording.
_SECTION_BONUS, _PLACE_BONUS = 1e-4, 1e-6


def match(old: Sequence[Entry], new: Sequence[Entry]) -> list[Pair]:
    """Index pairs (old, new), each index at most once, in the new version's order."""
    pairs = _same_words(old, new)
    taken_old, taken_new = {i for i, _ in pairs}, {j for _, j in pairs}
    rest_old = [i for i in range(len(old)) if i not in taken_old]
    rest_new = [j for j in range(len(new)) if j not in taken_new]
    if rest_old and rest_new:
        found = candidates(old, new, rest_old, rest_new, pairs)
        gain = np.where(_acceptable(found, old, new), _gain(found), 0.0)
        pairs = pairs + [(rest_old[r], rest_new[c]) for r, c in assign(gain)]
    return sorted(pairs, key=lambda pair: pair[1])


def _same_words(old: Sequence[Entry], new: Sequence[Entry]) -> list[Pair]:
    """The pairs of one list and wording that no other item of either version has."""
    counts = [Counter(entry.wording for entry in side) for side in (old, new)]
    index = {entry.wording: i for i, entry in enumerate(old)}
    return [
        (index[entry.wording], j)
        for j, entry in enumerate(new)
        if counts[0][entry.wording] == 1 and counts[1][entry.wording] == 1
    ]


def _least_likeness(found: Candidates) -> Matrix:
    """How alike each pair has to be to be one duty."""
    least: Matrix = np.select(
        [found.same_name, found.unique_cells, found.same_cells, found.names_alone],
        [
            _LIKENESS_OF_SAME_NAME,
            _LIKENESS_OF_UNIQUE_CELLS,
            _LIKENESS_OF_SAME_CELLS,
            _LIKENESS_OF_NAMES_ALONE,
        ],
        _LIKENESS_OF_REWORDED,
    )
    least -= _LESS_IN_PLACE * (found.kept_neighbour & found.says_all)
    return least


def _acceptable(found: Candidates, old: Sequence[Entry], new: Sequence[Entry]) -> Mask:
    """The pairs that may be one duty in two wordings; `old` and `new` are all items of the versions."""
    proven = found.same_name | found.same_cells
    accepted = (found.likeness >= _least_likeness(found)) & (proven | _is_nearest(found))
    known = words(old, new)
    doubtful = accepted & ~(found.same_name | found.unique_cells | found.slip | found.says_all)
    for r, c in np.argwhere(doubtful).tolist():
        a, b = found.old[r], found.new[c]
        accepted[r, c] = not (other_departments(a, b) or other_object(a, b, known))
    accepted &= ~(found.spoken_for | found.other_powers)
    return accepted


def _is_nearest(found: Candidates) -> Mask:
    """Whether a pair is clearly nearer to each other than to any other duty of the list."""
    sentence_in_place = found.kept_neighbour & found.names_alone & found.sentences
    most = np.select(
        [found.slip & found.kept_neighbour, found.slip | sentence_in_place],
        [np.inf, _UNSAID_OF_SLIP_AT_MOST],
        _UNSAID_AT_MOST,
    )
    nearest: Mask = found.unsaid < most
    return nearest


def _gain(found: Candidates) -> Matrix:
    """What each pair is worth. How far it is above the least counts by its square: two poor pairs never
    outweigh a good one. Among equals the pair of one list and section wins, then the one in place."""
    gain = (found.likeness - _least_likeness(found)) ** 2
    gain += _NAME_BONUS * (found.same_name & found.same_list)
    farthest = float(found.distance.max()) or 1.0
    gain += _SECTION_BONUS * (found.same_list + found.same_section.astype(float))
    gain += _PLACE_BONUS * (1 - (found.distance / farthest) ** 2)
    return gain
