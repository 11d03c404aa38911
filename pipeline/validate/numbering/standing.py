"""Where section rows stand among the rows of a list, by the numbers that these have been given."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from pipeline.validate.numbering.observed import Part
from pipeline.validate.numbering.rows import Rows


@dataclass(frozen=True, slots=True)
class Title:
    """A section row: before which row it stands, and between which numbers.

    `low` is the last number above it, `high` the number before the first one below it: they are the
    same where nothing is lost. `twin`: another section row says the same. `inverted`: one above it has a
    higher ordinal, or one below it a lower one. `carried`: it stands in or beside rows that are doubled or
    elsewhere than they belong.
    """

    part: int
    label: object
    ordinal: int | None
    size: int | None
    row: int
    low: int
    high: int
    twin: bool = False
    inverted: bool = False
    carried: bool = False


@dataclass(frozen=True)
class Standing:
    """A list's section rows among its rows, and what one may ask of both.

    `end` stands below the last row; its `high` counts the rows that belong there and stand elsewhere.
    `numbered`: section rows have ordinals in this list.
    """

    titles: tuple[Title, ...]
    end: Title
    numbered: bool
    rows: Rows

    def absent(self, ordinal: int) -> bool:
        """Whether no section row has this ordinal."""
        return ordinal not in self._ordinals

    def is_doubled(self, ordinal: int) -> bool:
        """Whether several section rows have this ordinal."""
        return self._ordinals[ordinal] > 1

    def is_placed(self, number: int) -> bool:
        """Whether a row has this number and is in its place."""
        return not self.lacks_any(number, number)

    def lacks_any(self, first: int, last: int) -> bool:
        """Whether one of these numbers has no row in its place."""
        first, last = max(first, 1), min(last, self.end.low)
        there = bisect_right(self._placed, last) - bisect_left(self._placed, first)
        return there < last - first + 1

    def unnumbered(self, first: int, last: int) -> int:
        """How many rows have no number where none is missing, from one row to before another."""
        return self._unnumbered[last] - self._unnumbered[first]

    def following(self, title: Title) -> Title:
        """The section row after this one, or the end."""
        return self._following[title.part]

    @property
    def count(self) -> int:
        """How many items there are, where none is lost or doubled."""
        return self.end.high + self._unnumbered[-1]

    @property
    def begins_with_first(self) -> bool:
        """Whether the first row is the first item."""
        return self.rows.placed[:1] == (1,)

    @cached_property
    def _ordinals(self) -> Counter[int | None]:
        return Counter(title.ordinal for title in self.titles)

    @cached_property
    def _placed(self) -> list[int]:
        return [number for number in self.rows.placed if number is not None]

    @cached_property
    def _following(self) -> dict[int, Title]:
        after = (*self.titles[1:], self.end)
        return {title.part: other for title, other in zip(self.titles, after, strict=True)}

    @cached_property
    def _unnumbered(self) -> list[int]:
        pairs = zip(self.rows.numbers, self.rows.placed, strict=True)
        return [0, *accumulate(number is None and placed is None for number, placed in pairs)]


def standing(parts: Sequence[Part], rows: Rows, last: int) -> Standing:
    """The section rows of a list among its rows; `last` is as in `explain_titles`."""
    firsts = [0, *accumulate(len(part.numbers) for part in parts)]
    numbered = any(part.ordinal is not None for part in parts)
    labels = [part.ordinal if numbered else part.name for part in parts]
    said = Counter((part.ordinal, part.name) for part in parts if part.titled)
    at = [index for index, number in enumerate(rows.placed) if number is not None]
    doubled, moved = _astray(rows)
    inverted = _inverted([part.ordinal for part in parts])

    def title(index: int) -> Title:
        row = firsts[index]
        low, high = _between(rows, at, row)
        twin = said[parts[index].ordinal, parts[index].name] > 1
        beside = {row - 1, row}
        carried = bool(beside & moved) or (twin and bool(beside & doubled))
        part = parts[index]
        return Title(
            *(index, labels[index], part.ordinal, part.size, row, low, high),
            twin=twin,
            inverted=index in inverted,
            carried=carried,
        )

    low, _ = _between(rows, at, len(rows.placed))
    beyond = {number for row in moved if (number := rows.of_row(row)) > low}
    high = low + len(beyond) if beyond == set(range(low + 1, low + len(beyond) + 1)) else low
    end = Title(len(parts), None, None, None, len(rows.placed), low, max(high, last))
    titles = tuple(title(index) for index, part in enumerate(parts) if part.titled)
    return Standing(titles, end, numbered, rows)


def _between(rows: Rows, at: Sequence[int], row: int) -> tuple[int, int]:
    """The last number above a row, and the number before the first from it on; `at`: where numbers are."""
    after = bisect_right(at, row - 1)
    low = (rows.placed[at[after - 1]] or 0) if after else 0
    high = (rows.placed[at[after]] or 0) - 1 if after < len(at) else low
    return low, high


def _astray(rows: Rows) -> tuple[set[int], set[int]]:
    """The rows that are doubled, and those that stand elsewhere than they belong."""
    doubled: set[int] = set()
    moved: set[int] = set()
    for b in rows.faults:
        if b.kind != "gap":
            own = {*range(b.index, b.index + b.rows), *(() if b.other is None else (b.other,))}
            (doubled if b.kind == "duplicate" else moved).update(own)
    astray = {index for index in doubled | moved if rows.placed[index] is None}
    return doubled & astray, moved & astray


def _inverted(ordinals: Sequence[int | None]) -> set[int]:
    """The section rows that are not in order with all others."""
    result: set[int] = set()
    for direction in (1, -1):
        extreme: int | None = None
        for index in range(len(ordinals))[::direction]:
            ordinal = ordinals[index]
            if ordinal is None:
                continue
            if extreme is not None and (ordinal - extreme) * direction < 0:
                result.add(index)
            else:
                extreme = ordinal
    return result
