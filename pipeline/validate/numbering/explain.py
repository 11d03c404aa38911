"""The cheapest explanation of a list's numbers, section rows and sizes: each defect once, where it is.

One row that is lost is one defect: the gap in the numbers tells it, and that its section is one too small
says nothing new; but it says on which side of a section row the lost row stood. A page that is lost,
doubled or out of place takes section rows with it: those are told with the items.

The items' numbers are read first, by themselves: they are ten times as many as section rows, and which
rows are right follows from them almost alone (`sequence`). Then the section rows and sizes are explained
exactly (`titles`). Where the numbers have more than one reading (the last one may be misread; they may
begin anew in each section), each is followed to its end, and the cheapest is told (`costs`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.validate.numbering import costs
from pipeline.validate.numbering.borders import Placed
from pipeline.validate.numbering.observed import Part, all_numbers, leaves
from pipeline.validate.numbering.rows import Rows, restarting, running_on
from pipeline.validate.numbering.sequence import breaks
from pipeline.validate.numbering.titles import Titles, explain_titles
from pipeline.validate.numbering.told import Explanation, told

# A list with more defects, or section rows, than these is not explained by them: it is no list, or was
# not read.
_MOST_FAULTS, _MOST_TITLES = 200, 200
# Numbers up to so many times as many as there are rows are held for numbers that begin anew.
_MOST_FOR_A_ROW = 10


def explain(parts: Sequence[Part], *, begins_anew: bool = False) -> Explanation:
    """The cheapest explanation of what is observed; `begins_anew`: what else the document holds shows that
    its numbers begin anew in each section, so that this is not rare."""
    if _is_undamaged(parts):
        counts = tuple(len(part.numbers) for part in parts)
        return Explanation(counts=counts, count=sum(counts))
    explained = [(rows, _explained(parts, rows)) for rows in _readings(parts)]
    expected = costs.RESTARTS if begins_anew else 0
    rows, titles = min(
        explained,
        key=lambda pair: pair[0].cost + pair[1].cost - (expected if pair[0].restarts else 0),
    )
    return told(parts, rows, titles)


def _is_undamaged(parts: Sequence[Part]) -> bool:
    """Whether numbers run on, sections too, and all sizes agree: nearly every list."""
    numbers = all_numbers(parts)
    levels = (parts, *(part.subparts for part in parts if part.subparts))
    return numbers == tuple(range(1, len(numbers) + 1)) and all(map(_agree, levels))


def _agree(parts: Sequence[Part]) -> bool:
    """Whether section rows go on from one another and declare what is under them."""
    ordinals, sizes = [part.ordinal for part in parts], [part.size for part in parts]
    return (
        all(part.titled for part in parts)
        and ordinals in ([None] * len(parts), list(range(1, len(parts) + 1)))
        and sizes in ([None] * len(parts), [len(part.numbers) for part in parts])
    )


def _readings(parts: Sequence[Part]) -> Iterator[Rows]:
    """What the items' numbers may be, the likeliest first."""
    yield from running_on(parts)
    levels = [parts, leaves(parts)] if any(part.subparts for part in parts) else [parts]
    yield from (restarting(level) for level in levels if _may_restart(level))


def _may_restart(parts: Sequence[Part]) -> bool:
    """Whether another section than the first begins low, and numbers are about as many as rows.

    (Each number that a section lacks is listed: 99999 of them in every section would take hours.)
    """
    low = any(number in (1, 2) for part in parts[1:] for number in part.numbers[:2])
    highest = sum(max((n for n in part.numbers if n is not None), default=0) for part in parts)
    return low and highest <= _MOST_FOR_A_ROW * (sum(len(part.numbers) for part in parts) + 100)


def _explained(parts: Sequence[Part], rows: Rows) -> Titles:
    if len(rows.faults) <= _MOST_FAULTS and len(parts) <= _MOST_TITLES:
        return explain_titles(parts, rows)
    titled = [index for index, part in enumerate(parts) if part.titled]
    ordinals = [parts[index].ordinal for index in titled]
    return Titles(
        placed=tuple(
            Placed(
                *(at, 0, 0, len(parts[at].numbers)),
                wrong=parts[at].size not in (None, len(parts[at].numbers)),
            )
            for at in titled
        ),
        faults=tuple(
            replace(b, index=titled[b.index], twin=None if b.twin is None else titled[b.twin])
            for b in (breaks(ordinals) if any(ordinals) else ())
        ),
        count=len(rows.numbers),
    )
