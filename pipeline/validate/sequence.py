"""What is wrong with a run of numbers that should be 1, 2, 3 …: as few defects as explain it.

The rows whose numbers rise as far as possible (a heaviest increasing subsequence) are taken as
right; every other row is out of place, and a number that no row has is missing. A row out of place
that stands where a number is missing is that number misread: one defect, not two. Rows out of place
that follow one another (a page that is doubled or moved) are one defect, and so are two that changed
places.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

_WINDOW = 2


@dataclass(frozen=True, slots=True)
class Break:
    """One defect of a run, at the row `index` and the `rows` - 1 after it.

    `missing` are the numbers lost before the row (a gap) or those that should stand there;
    `twin` is the row that has the same number, `other` the one that it changed places with.
    """

    kind: Literal["gap", "duplicate", "order"]
    index: int
    missing: tuple[int, ...] = ()
    twin: int | None = None
    rows: int = 1
    other: int | None = None


def breaks(
    numbers: Sequence[int | None], weights: Sequence[int] | None = None
) -> tuple[Break, ...]:
    """The defects of a run, in the order of their rows. A None stands for any number.

    Of two rows that cannot both be right, the heavier one is; all weigh the same unless told.
    """
    if list(numbers) == list(range(1, len(numbers) + 1)):
        return ()  # nearly every run
    kept = _heaviest_increasing(numbers, weights)
    where = {numbers[index]: index for index in kept}
    present = {number for number in numbers if number is not None}
    result: list[Break] = []
    last_value, last_index = 0, -1
    for index in [*kept, len(numbers)]:
        value = numbers[index] if index < len(numbers) else None
        missing = (
            [n for n in range(last_value + 1, value) if n not in present]
            if value is not None
            else []
        )
        for strayed in range(last_index + 1, index):
            number = numbers[strayed]
            due = (missing.pop(0),) if missing else ()
            if number is None:
                continue
            twin = where.get(number)
            result.append(Break("duplicate" if twin is not None else "order", strayed, due, twin))
        if missing:
            result.append(Break("gap", index, tuple(missing)))
        if value is not None:
            last_value, last_index = value, index
    return tuple(_exchanged(_in_runs(result, numbers), numbers, kept))


def spans(numbers: Sequence[int]) -> str:
    """Numbers as a person writes them: 3、5–8."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _in_runs(found: Sequence[Break], numbers: Sequence[int | None]) -> list[Break]:
    """Rows out of place that stand one after another with rising numbers, as one break."""
    result: list[Break] = []
    for b in found:
        last = result[-1] if result else None
        if (
            last is not None
            and b.kind == last.kind != "gap"
            and b.index == last.index + last.rows
            and numbers[b.index] == (numbers[b.index - 1] or 0) + 1
        ):
            result[-1] = replace(last, rows=last.rows + 1, missing=last.missing + b.missing)
        else:
            result.append(b)
    return result


def _exchanged(
    found: Sequence[Break], numbers: Sequence[int | None], kept: Sequence[int]
) -> list[Break]:
    """Two rows of which each stands where the other belongs, as one break."""
    due: dict[int, Break] = {}
    result: list[Break] = []
    for b in found:
        if b.kind == "order" and b.rows == 1 and not b.missing:
            number = numbers[b.index] or 0
            due_here = _due(b.index, numbers, kept)
            partner = due.pop(number, None)
            if partner is not None and numbers[partner.index] == due_here:
                at = result.index(partner)
                result[at] = replace(partner, other=b.index)
                continue
            if due_here is not None:
                due[due_here] = b
        result.append(b)
    return result


def _due(index: int, numbers: Sequence[int | None], kept: Sequence[int]) -> int | None:
    """The number that should stand at a row, told by the right rows beside it."""
    at = bisect_left(kept, index)
    before = kept[at - 1] if at else None
    value = numbers[before] if before is not None else 0
    return None if value is None else value + index - (before if before is not None else -1)


def _heaviest_increasing(numbers: Sequence[int | None], weights: Sequence[int] | None) -> list[int]:
    """Row indexes of the heaviest strictly increasing subsequence (a Fenwick tree, n log n).

    Every row weighs more than all preferences together, so that it is also a longest one: a row
    that goes on from its neighbours is preferred to one that does not, of two alike the first.
    """
    values = sorted({number for number in numbers if number is not None})
    best: list[tuple[int, int]] = [(0, -1)] * (len(values) + 1)
    before: dict[int, int] = {}
    heaviest, end = 0, -1
    for index, number in enumerate(numbers):
        if number is None:
            continue
        rank = bisect_left(values, number)
        total, before[index] = _highest(best, rank)
        weight = weights[index] if weights else 1
        total += weight * (len(numbers) + 1) + _goes_on(numbers, index)
        if total > heaviest:
            heaviest, end = total, index
        _raise(best, rank + 1, (total, index))
    chain: list[int] = []
    while end >= 0:
        chain.append(end)
        end = before[end]
    return chain[::-1]


def _goes_on(numbers: Sequence[int | None], index: int) -> bool:
    """Whether a row two or less away is as far from this row as their numbers are."""
    number = numbers[index]
    assert number is not None
    near = range(max(0, index - _WINDOW), min(len(numbers), index + _WINDOW + 1))
    return (index < _WINDOW and number == index + 1) or any(
        other != index and numbers[other] == number + other - index for other in near
    )


def _highest(tree: list[tuple[int, int]], count: int) -> tuple[int, int]:
    found = (0, -1)
    while count > 0:
        if tree[count][0] > found[0]:
            found = tree[count]
        count &= count - 1
    return found


def _raise(tree: list[tuple[int, int]], position: int, entry: tuple[int, int]) -> None:
    while position < len(tree):
        if entry[0] > tree[position][0]:
            tree[position] = entry
        position += position & -position
