"""What is wrong with a run of numbers that should be 1, 2, 3 …: as few defects as explain it.

The rows whose numbers rise as far as possible (a longest increasing subsequence) are taken as
right; every other row is out of place, and a number that no row has is missing. A row out of place
that stands where a number is missing is that number misread: one defect, not two.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Break:
    """One defect of a run, at the row `index`.

    `missing` are the numbers lost before the row (a gap) or the one that should stand there;
    `twin` is the row that has the same number.
    """

    kind: Literal["gap", "duplicate", "order"]
    index: int
    missing: tuple[int, ...] = ()
    twin: int | None = None


def breaks(numbers: Sequence[int | None]) -> tuple[Break, ...]:
    """The defects of a run, in the order of their rows. A None stands for any number."""
    kept = _longest_increasing(numbers)
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
    return tuple(result)


def spans(numbers: Sequence[int]) -> str:
    """Numbers as a person writes them: 3、5–8."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _longest_increasing(numbers: Sequence[int | None]) -> list[int]:
    """Row indexes of a longest strictly increasing subsequence (patience sorting, n log n)."""
    tails: list[int] = []
    values: list[int] = []
    before: dict[int, int | None] = {}
    for index, number in enumerate(numbers):
        if number is None:
            continue
        position = bisect_left(values, number)
        before[index] = tails[position - 1] if position else None
        if position == len(values):
            values.append(number)
            tails.append(index)
        elif numbers[tails[position]] != number:
            # Of two equal rows the first keeps its place; the second is the duplicate.
            values[position], tails[position] = number, index
    chain: list[int] = []
    at = tails[-1] if tails else None
    while at is not None:
        chain.append(at)
        at = before[at]
    return chain[::-1]
