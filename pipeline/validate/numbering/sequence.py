"""What is wrong with a run of numbers that should be 1, 2, 3 …: as few defects as explain it.

The rows whose numbers rise as far as possible (a longest increasing subsequence) are taken as
right; every other row is out of place, and a number that no row has is missing. A row out of place
that stands where a number is missing is that number misread: one defect, not two. Rows out of place
that follow one another (a page that is doubled or moved) are one defect, and so are two that changed
places.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.validate.numbering.increasing import longest_increasing


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


@dataclass(frozen=True, slots=True)
class Reading:
    """A run of numbers explained: its defects, and the number that each row has by its place.

    `placed` rises. It is None for a row that belongs elsewhere or is one too many, for a block that
    stands in place of another, and for a row without a number where none is missing.
    """

    faults: tuple[Break, ...]
    placed: tuple[int | None, ...]


def breaks(numbers: Sequence[int | None]) -> tuple[Break, ...]:
    """The defects of a run, in the order of their rows. A None stands for any number."""
    return read(numbers).faults


def read(numbers: Sequence[int | None]) -> Reading:
    """A run explained by as few defects as possible."""
    if list(numbers) == list(range(1, len(numbers) + 1)):
        return Reading((), tuple(numbers))  # nearly every run
    kept = longest_increasing(numbers)
    where = {numbers[index]: index for index in kept}
    present = set(numbers)
    placed: list[int | None] = [None] * len(numbers)
    found: list[Break] = []
    last_value, last_index = 0, -1
    for index in [*kept, len(numbers)]:
        value = numbers[index] if index < len(numbers) else None
        between = range(last_value + 1, value or 0)
        missing = deque(number for number in between if number not in present)
        for strayed in range(last_index + 1, index):
            number = numbers[strayed]
            due = (missing.popleft(),) if missing else ()
            if number is not None:
                twin = where.get(number)
                kind: Literal["duplicate", "order"] = "order" if twin is None else "duplicate"
                found.append(Break(kind, strayed, due, twin))
            elif due:
                placed[strayed] = due[0]
        if missing:
            found.append(Break("gap", index, tuple(missing)))
        if value is not None:
            last_value, last_index, placed[index] = value, index, value
    faults = tuple(_exchanged(_in_runs(found, numbers), numbers, kept))
    for b in faults:
        if b.kind != "gap" and b.rows == 1 and b.missing:
            placed[b.index] = b.missing[0]
    return Reading(faults, tuple(placed))


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
    runs: list[list[Break]] = []
    for b in found:
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and b.kind == last.kind != "gap"
            and b.index == last.index + 1
            and numbers[b.index] == (numbers[last.index] or 0) + 1
        ):
            runs[-1].append(b)
        else:
            runs.append([b])
    return [
        replace(run[0], rows=len(run), missing=tuple(n for b in run for n in b.missing))
        for run in runs
    ]


def _exchanged(
    found: Sequence[Break], numbers: Sequence[int | None], kept: Sequence[int]
) -> list[Break]:
    """Two rows of which each stands where the other belongs, as one break."""
    due: dict[
        int, int
    ] = {}  # by the number that belongs there: the break, among those of the result
    result: list[Break] = []
    for b in found:
        if b.kind == "order" and b.rows == 1 and not b.missing:
            due_here = _due(b.index, numbers, kept)
            at = due.pop(numbers[b.index] or 0, None)
            if at is not None and numbers[result[at].index] == due_here:
                result[at] = replace(result[at], other=b.index)
                continue
            if due_here is not None:
                due[due_here] = len(result)
        result.append(b)
    return result


def _due(index: int, numbers: Sequence[int | None], kept: Sequence[int]) -> int | None:
    """The number that should stand at a row, told by the right rows beside it."""
    at = bisect_left(kept, index)
    before = kept[at - 1] if at else None
    value = numbers[before] if before is not None else 0
    return None if value is None else value + index - (before if before is not None else -1)
