"""The longest run of rising numbers in a sequence: a Fenwick tree of best chains, n log n."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

# How far away a row may stand that another row's number is held to.
_WINDOW = 2


def longest_increasing(numbers: Sequence[int | None]) -> list[int]:
    """The indexes of a longest strictly increasing subsequence; a None belongs to none.

    Among the longest, that with most rows whose numbers go on from their neighbours; of two alike, the
    one that comes first.
    """
    values = sorted({number for number in numbers if number is not None})
    best: list[tuple[int, int]] = [(0, -1)] * (len(values) + 1)
    before: dict[int, int] = {}
    longest, end = 0, -1
    for index, number in enumerate(numbers):
        if number is None:
            continue
        rank = bisect_left(values, number)
        total, before[index] = _highest(best, rank)
        # A row counts more than all preferences together.
        total += len(numbers) + 1 + _goes_on(numbers, index)
        if total > longest:
            longest, end = total, index
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


def _highest(tree: Sequence[tuple[int, int]], count: int) -> tuple[int, int]:
    """The best chain among those that end in one of the `count` lowest numbers: its weight and end."""
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
