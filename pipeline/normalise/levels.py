"""The section rows of a list: which are parts of the section above them, and what their numerals are.

A place may number sections 一、 and their parts （一）; another numbers the sections （一） and has no parts. So
what a mark stands for is decided for a list as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.model.numerals import NUMERALS, numeral_value
from pipeline.normalise.group import Entry, ItemRows
from pipeline.normalise.parts import SectionRow
from pipeline.normalise.patterns import Mark, SectionTitle

# The marks from the higher to the lower rank; 一 before a space is 一、.
_RANKS: Mapping[Mark, int] = {"numeral": 0, "space": 0, "bracketed": 1, "arabic": 2, "none": 3}


def titles_of(rows: Sequence[SectionRow]) -> tuple[SectionTitle, ...]:
    """The titles of the section rows; where white space stood for the mark and was lost (一党的建设), the
    numerals are told by their running 一, 二, 三 through the list."""
    titles = [row.title for row in rows]
    bare = [t for t in titles if t.mark == "none"]
    split = [_split(title, due) for due, title in enumerate(bare, 1)]
    if len(bare) < 2 or not all(split):
        return tuple(titles)
    found = iter(split)
    return tuple((next(found) or t) if t.mark == "none" else t for t in titles)


def _split(title: SectionTitle, due: int) -> SectionTitle | None:
    """The title with the numeral that is due at its beginning taken off."""
    for length in (3, 2, 1):
        numeral, name = title.name[:length], title.name[length:]
        if name and not numeral.strip(NUMERALS) and numeral_value(numeral) == due:
            return replace(title, no=numeral, name=name, mark="space")
    return None


def are_parts(entries: Sequence[Entry], titles: Sequence[SectionTitle]) -> tuple[bool, ...]:
    """For each section row whether it opens a part of the section above it."""
    ranks = [_RANKS[title.mark] for title in titles]
    top = min(ranks, default=0)
    lower = [rank > top for rank in ranks]
    if not _are_followed_at_once(entries, ranks, top):
        # A section row that only lost its number is none.
        lower = [low and title.mark != "none" for low, title in zip(lower, titles, strict=True)]
    gaps = _filling_gaps(titles, lower)
    return tuple(low and at not in gaps for at, low in enumerate(lower))


def _are_followed_at_once(entries: Sequence[Entry], ranks: Sequence[int], top: int) -> bool:
    """Whether most sections begin with the row of a part, without an item of their own before it."""
    own = [entry for entry in entries if isinstance(entry, SectionRow | ItemRows)]
    tops = followed = 0
    told = iter(ranks)
    opens = False  # whether the entry above opens a section
    for entry in own:
        rank = next(told) if isinstance(entry, SectionRow) else None
        followed += opens and rank is not None and rank > top
        opens = rank == top
        tops += opens
    return 2 * followed > tops


def _filling_gaps(titles: Sequence[SectionTitle], lower: Sequence[bool]) -> set[int]:
    """The rows in brackets that have the numeral that their section's would have: 一、 （二） 三、."""
    numbers = [numeral_value(title.no or "") for title in titles]
    found = set()
    for at in range(1, len(titles) - 1):
        alone = lower[at] and not lower[at - 1] and not lower[at + 1]
        before, own, after = numbers[at - 1 : at + 2]
        if alone and before is not None and (own, after) == (before + 1, before + 2):
            found.add(at)
    return found
