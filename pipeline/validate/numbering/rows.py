"""The rows of a list, explained by their numbers alone: each gets its number in one count of the list.

Numbers run on through the list or begin anew in each section; both are read to the same values, so
that whatever follows need not know which it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from pipeline.validate.numbering import costs
from pipeline.validate.numbering.observed import Part, all_numbers, opening_rows
from pipeline.validate.numbering.sequence import Break, Reading, read


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a list, explained.

    `numbers` are as printed, those in `faults` too; `placed` is a row's number in the one count of the
    list (None as in `Reading`), and `bases` how far that count is ahead of what is printed.
    """

    numbers: tuple[int | None, ...]
    faults: tuple[Break, ...]
    placed: tuple[int | None, ...]
    bases: tuple[int, ...]
    restarts: bool
    cost: int

    def of_row(self, index: int) -> int:
        """What a row's own number is in the one count; 0 where it has none."""
        number = self.numbers[index]
        return 0 if number is None else number + self.bases[index]


def running_on(parts: Sequence[Part]) -> Iterator[Rows]:
    """The rows as one run of numbers: the likeliest reading first."""
    run = _Run(all_numbers(parts), opening_rows(parts))
    for reading, cost in _readings(run):
        bases = (0,) * len(run.numbers)
        yield Rows(run.numbers, reading.faults, reading.placed, bases, False, cost)


def restarting(parts: Sequence[Part]) -> Rows:
    """The rows as a run of numbers in each section."""
    faults: list[Break] = []
    placed: list[int | None] = []
    bases: list[int] = []
    base, cost = 0, costs.RESTARTS
    for part, after in pairwise([*_joined(parts), Part(())]):
        runs = _runs(part, after)
        for run in runs:
            reading, paid = _fitting(run, part.size if len(runs) == 1 else None)
            faults += [_moved(b, len(placed)) for b in reading.faults]
            placed += [None if number is None else number + base for number in reading.placed]
            bases += [base] * len(run.numbers)
            base += _highest(reading)
            cost += paid
    return Rows(all_numbers(parts), tuple(faults), tuple(placed), tuple(bases), True, cost)


def _joined(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts; one whose section row says the same as that above it, and whose numbers do not begin
    anew, goes on with that."""
    above: Part | None = None
    for part in parts:
        same = above is not None and (part.ordinal, part.name) == (above.ordinal, above.name)
        if above is not None and same and part.numbers and part.numbers[0] != 1:
            rows = len(above.numbers)
            opening = above.opening | {rows + row for row in part.opening}
            above = replace(above, numbers=above.numbers + part.numbers, opening=opening)
            continue
        if above is not None:
            yield above
        above = part
    if above is not None:
        yield above


class _Run(NamedTuple):
    """Numbers that should be 1, 2, 3 …, and which of their rows begin a page."""

    numbers: tuple[int | None, ...]
    opening: frozenset[int]


def _runs(part: Part, after: Part) -> list[_Run]:
    """The numbers under a section row, apart where they begin anew: there a section row is lost.

    So many section rows may be lost as the next one's ordinal leaves room for; where none tells, one
    after as many rows as the section declares.
    """
    numbers = part.numbers
    anew = [at for at in range(1, len(numbers)) if numbers[at] == 1]
    if part.ordinal is not None and after.ordinal is not None:
        anew = anew[: max(0, after.ordinal - part.ordinal - 1)]
    else:
        anew = [at for at in anew if at == part.size]
    return [
        _Run(numbers[a:b], frozenset(row - a for row in part.opening if a <= row < b))
        for a, b in pairwise([0, *anew, len(numbers)])
    ]


def _fitting(run: _Run, size: int | None) -> tuple[Reading, int]:
    """The reading of a section's numbers that agrees with its size, or else the likeliest."""
    readings = list(_readings(run))
    return next((r for r in readings if _highest(r[0]) == size), readings[0])


def _readings(run: _Run) -> Iterator[tuple[Reading, int]]:
    """A run as `read` explains it, and with its last number misread, where that may be; their costs."""
    reading = read(run.numbers)
    cost = sum(_cost(b, run) for b in reading.faults)
    yield reading, cost
    end = len(run.numbers) - 1
    last = next((b for b in reading.faults if b.index == end), None)
    if last is None:
        return
    if last.kind == "gap":
        misread = replace(last, kind="order", missing=last.missing[:1])
    elif not last.missing:
        misread = replace(last, missing=(_highest(reading) + 1,))
    else:
        return
    faults = tuple(misread if b is last else b for b in reading.faults)
    placed = (*reading.placed[:-1], misread.missing[0])
    yield Reading(faults, placed), cost - _cost(last, run) + costs.MISREAD_AT_END


def _cost(b: Break, run: _Run) -> int:
    if b.kind == "gap":
        is_page = len(b.missing) > 1 and b.index in run.opening
        return costs.PAGE_LOST if is_page else costs.ROWS_LOST
    if b.missing:
        return costs.BLOCK_REPLACED if b.rows > 1 else costs.MISREAD
    return costs.ROWS_DOUBLED if b.kind == "duplicate" else costs.ROWS_MOVED


def _highest(reading: Reading) -> int:
    return next((number for number in reversed(reading.placed) if number is not None), 0)


def _moved(b: Break, by: int) -> Break:
    twin, other = (None if at is None else at + by for at in (b.twin, b.other))
    return replace(b, index=b.index + by, twin=twin, other=other)
