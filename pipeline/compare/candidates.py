"""What is known of every pair of an old and a new item that are not word for word the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.compare.likeness import (
    Mask,
    Matrix,
    Rarity,
    cells_prove,
    likeness,
    same_cells,
    worth_a_look,
)
from pipeline.compare.neighbours import says_all, unsaid
from pipeline.compare.place import in_place, places
from pipeline.compare.powers import other_powers
from pipeline.compare.slips import slips
from pipeline.compare.values import Entry

# Names of so many characters are sentences, which are never alike by chance.
_SENTENCE = 20


@dataclass(frozen=True, slots=True)
class Candidates:
    """The items of both versions that are to be paired, and for each pair (a row for each old item, a
    column for each new one):

    `likeness` 0 to 1; `unsaid` what the two leave unsaid of each other beside what the next best duty
    of the list would; `distance` in rows from where the neighbours went; `kept_neighbour` whether one of
    them is the same; `says_all` whether one has nearly all that the other says. `unique_cells` are the
    same cells in a list in which no two duties share them, `names_alone` pairs of a list without other
    columns, `spoken_for` pairs of which one stands word for word in the other version.
    """

    old: tuple[Entry, ...]
    new: tuple[Entry, ...]
    likeness: Matrix
    unsaid: Matrix
    distance: Matrix
    says_all: Mask
    kept_neighbour: Mask
    same_list: Mask
    same_section: Mask
    same_name: Mask
    same_cells: Mask
    unique_cells: Mask
    names_alone: Mask
    sentences: Mask
    slip: Mask
    other_powers: Mask
    spoken_for: Mask


def candidates(
    old: Sequence[Entry],
    new: Sequence[Entry],
    rest_old: Sequence[int],
    rest_new: Sequence[int],
    anchors: Sequence[tuple[int, int]],
) -> Candidates:
    """The candidates among the items of two versions; `rest_old` and `rest_new` are the indices of
    those to be paired, `anchors` the pairs that are known to be the same."""
    left, right = tuple(old[i] for i in rest_old), tuple(new[j] for j in rest_new)
    rest = np.ix_(rest_old, rest_new)
    concerned = np.zeros((len(old), len(new)), dtype=bool)
    concerned[rest_old, :] = concerned[:, rest_new] = True
    by_cells = same_cells(left, right)
    looked_at = worth_a_look(old, new)
    looked_at[rest] |= by_cells
    pairs = np.argwhere(looked_at & concerned).tolist()
    alike = likeness(old, new, ((i, j) for i, j in pairs), Rarity(old, new))
    same_list = _where(left, right, lambda a, b: a.list == b.list)
    return Candidates(
        old=left,
        new=right,
        likeness=alike.score[rest],
        unsaid=unsaid(old, new, alike)[rest],
        distance=places(anchors, rest_old, rest_new),
        says_all=says_all(alike)[rest],
        kept_neighbour=in_place(anchors, rest_old, rest_new),
        same_list=same_list,
        same_section=_where(left, right, lambda a, b: a.section_key == b.section_key),
        same_name=_where(left, right, lambda a, b: a.name == b.name != ""),
        same_cells=by_cells,
        unique_cells=by_cells & np.array(cells_prove(old, new))[list(rest_old), None],
        names_alone=same_list & np.array([not entry.cells for entry in left])[:, None],
        sentences=_where(left, right, lambda a, b: min(len(a.name), len(b.name)) >= _SENTENCE),
        slip=slips(left, right, old, new),
        other_powers=other_powers(left, right),
        spoken_for=_spoken_for(left, right, old, new),
    )


def _where(
    left: Sequence[Entry], right: Sequence[Entry], holds: Callable[[Entry, Entry], bool]
) -> Mask:
    return np.array([[holds(a, b) for b in right] for a in left])


def _spoken_for(
    left: Sequence[Entry], right: Sequence[Entry], old: Sequence[Entry], new: Sequence[Entry]
) -> Mask:
    """Whether one of a pair stands word for word in the other version, and is not the other of it.

    It is that duty, or a second print of it, and no other duty reworded.
    """
    sides = [[entry.wording for entry in side] for side in (left, right)]
    in_new, in_old = {entry.wording for entry in new}, {entry.wording for entry in old}
    return np.array([[a != b and (a in in_new or b in in_old) for b in sides[1]] for a in sides[0]])
