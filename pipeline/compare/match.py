"""Which item of the new version is which of the old: by what they say, never by number.

Items that are word for word the same, and the only ones of their wording, are paired first. The rest
is one global assignment that maximises likeness over all pairs together, so that no pair takes an item
another needs more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

import numpy as np

from pipeline.compare.assign import assign
from pipeline.compare.likeness import (
    Likeness,
    Mask,
    Matrix,
    Rarity,
    cells_prove,
    likeness,
    same_cells,
    worth_a_look,
)
from pipeline.compare.place import in_place, places
from pipeline.compare.powers import other_departments, other_object, other_powers
from pipeline.compare.read_list import Entry
from pipeline.compare.slips import slips, words

Pair = tuple[int, int]

# Least likeness of one duty in two wordings: where the name is the same; where all cells are; in a list
# that has names only; and else, where both were reworded, or the item went from list to list and its
# name alone has to tell it. Measured on the trials of docs/compare.md.
_LEAST_NAMED, _LEAST_CELLS, _LEAST_NAMES, _LEAST_ELSE = 0.5, 0.7, 0.55, 0.73
# Where all cells are the same in a list in which no two duties share them, the name may be lost.
_LEAST_PROVEN = 0.35
# How much less is enough for an item between the same two neighbours that has all the old one said.
_IN_PLACE, _ALL_KEPT = 0.2, 0.95
# What a pair may leave unsaid of each other, as a share of what any other duty of the list would; the
# same for a slip of the pen or a sentence that stayed in its place; and for a slip that stayed there, which
# is also how much nearer another duty may come at most.
_CLEARLY, _EVEN_SO, _NO_WORSE = 0.5, 0.8, 1.1
_EPSILON = 0.01
# Names of this length are sentences, which are never alike by chance.
_SENTENCE = 20
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
        pairs = pairs + _assign(old, new, rest_old, rest_new, pairs)
    return sorted(pairs, key=lambda pair: pair[1])


def _same_words(old: Sequence[Entry], new: Sequence[Entry]) -> list[Pair]:
    """The pairs of one list and wording that no other item of either version has."""
    keys = [_key(entry) for entry in old], [_key(entry) for entry in new]
    counts = [Counter(side) for side in keys]
    index = {key: i for i, key in enumerate(keys[0])}
    return [
        (index[key], j)
        for j, key in enumerate(keys[1])
        if counts[0][key] == 1 and counts[1][key] == 1
    ]


def _key(entry: Entry) -> Hashable:
    return entry.list, *entry.texts.values()


def _assign(
    old: Sequence[Entry],
    new: Sequence[Entry],
    rest_old: list[int],
    rest_new: list[int],
    anchors: Sequence[Pair],
) -> list[Pair]:
    left, right = [old[i] for i in rest_old], [new[j] for j in rest_new]
    rest = np.ix_(rest_old, rest_new)
    concerned = np.zeros((len(old), len(new)), dtype=bool)
    concerned[rest_old, :] = concerned[:, rest_new] = True
    within = np.array([[a.list == b.list for b in right] for a in left])
    same_name = np.array([[a.name == b.name != "" for b in right] for a in left])
    told_by_cells = same_cells(left, right)
    proven = told_by_cells & np.array(cells_prove(old, new))[rest_old, None]
    looked_at = worth_a_look(old, new)
    looked_at[rest] |= told_by_cells
    alike = likeness(
        old, new, ((i, j) for i, j in np.argwhere(looked_at & concerned).tolist()), Rarity(old, new)
    )
    names_only = within & np.array([not entry.cells for entry in left])[:, None]
    least = np.select(
        [same_name, proven, told_by_cells, names_only],
        [_LEAST_NAMED, _LEAST_PROVEN, _LEAST_CELLS, _LEAST_NAMES],
        _LEAST_ELSE,
    )
    stayed = in_place(anchors, rest_old, rest_new)
    kept = np.maximum(alike.old_kept[rest], alike.new_known[rest]) > _ALL_KEPT
    least = least - _IN_PLACE * (stayed & kept)
    score = alike.score[rest]
    slip = slips(left, right, old, new)
    plain = slip | (stayed & names_only & _sentences(left, right))
    clearly = np.select([slip & stayed, plain], [np.inf, _EVEN_SO], _CLEARLY)
    sure = same_name | told_by_cells
    acceptable = (score >= least) & (sure | (_stands_out(old, new, alike)[rest] < clearly))
    known = words(old, new)
    for r, c in np.argwhere(acceptable & ~(same_name | proven | slip | kept)).tolist():
        acceptable[r, c] = not (
            other_departments(left[r], right[c]) or other_object(left[r], right[c], known)
        )
    acceptable &= ~_foreign(old, new, left, right) & ~other_powers(left, right)
    # What counts is how far a pair is above the least: two poor pairs never outweigh a good one.
    gain = (score - least) ** 2 + _NAME_BONUS * (same_name & within)
    gain += _ties(left, right, places(anchors, rest_old, rest_new))
    return [(rest_old[r], rest_new[c]) for r, c in assign(np.where(acceptable, gain, 0.0))]


def _stands_out(old: Sequence[Entry], new: Sequence[Entry], alike: Likeness) -> Matrix:
    """How much a pair leaves unsaid of each other beside what the next best duty of the list would.

    Two rows of one list are two duties. Where an item is as much like one of them as like the other
    (畜牧业普查 beside 人口普查 and 经济普查), it is neither: the nearest neighbour has to be clearly
    nearer than the second (the ratio test of feature matching: Lowe, 2004). Of the two directions the
    better counts, for a clause that was added is like nothing; none may speak for the other duty.
    """
    known = _ratio(alike.new_known, _second(alike.new_known, old))
    kept = _ratio(alike.old_kept, _second(alike.old_kept.T, new).T)
    all_kept = np.maximum(alike.old_kept, alike.new_known) > _ALL_KEPT
    return np.where(
        all_kept | (np.maximum(known, kept) < _NO_WORSE), np.minimum(known, kept), _NO_WORSE
    )


def _ratio(share: Matrix, second: Matrix) -> Matrix:
    return (1 - share + _EPSILON) / (1 - second + _EPSILON)


def _second(shares: Matrix, entries: Sequence[Entry]) -> Matrix:
    """For each row and column the most that another row of the same list has in that column.

    Rows of the same wording are one duty printed twice, not another.
    """
    groups: dict[str, dict[Hashable, list[int]]] = {}
    for index, entry in enumerate(entries):
        groups.setdefault(entry.list, {}).setdefault(_key(entry), []).append(index)
    others = np.zeros_like(shares)
    for same_list in groups.values():
        rows = list(same_list.values())
        if len(rows) > 1:
            best = np.array([shares[row].max(axis=0) for row in rows])
            first, top = best.argmax(axis=0), best.max(axis=0)
            runner_up = np.partition(best, -2, axis=0)[-2]
            for number, row in enumerate(rows):
                others[row] = np.where(first == number, runner_up, top)
    return others


def _foreign(
    old: Sequence[Entry], new: Sequence[Entry], left: Sequence[Entry], right: Sequence[Entry]
) -> Mask:
    """Whether one of a pair stands word for word in the other version, and is not the other of it.

    It is that duty, or a second print of it, and no other duty reworded.
    """
    keys = [_key(entry) for entry in left], [_key(entry) for entry in right]
    there = {_key(entry) for entry in new}, {_key(entry) for entry in old}
    return np.array(
        [[a != b and (a in there[0] or b in there[1]) for b in keys[1]] for a in keys[0]]
    )


def _sentences(left: Sequence[Entry], right: Sequence[Entry]) -> Mask:
    lengths = [np.array([len(entry.name) for entry in side]) for side in (left, right)]
    long: Mask = np.minimum(lengths[0][:, None], lengths[1][None, :]) >= _SENTENCE
    return long


def _ties(left: Sequence[Entry], right: Sequence[Entry], distance: Matrix) -> Matrix:
    """Among equals the pair of one list and section wins, then the one that keeps its place."""
    same = np.array(
        [[(a.list == b.list) + (a.place == b.place) for b in right] for a in left], dtype=float
    )
    far = float(distance.max()) or 1.0
    ties: Matrix = _SECTION_BONUS * same + _PLACE_BONUS * (1 - (distance / far) ** 2)
    return ties
