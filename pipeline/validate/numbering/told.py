"""An explanation of a list's numbers, each defect at the row and section where it is told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from pipeline.validate.numbering import costs
from pipeline.validate.numbering.borders import Placed
from pipeline.validate.numbering.observed import Part
from pipeline.validate.numbering.rows import Rows
from pipeline.validate.numbering.sequence import Break
from pipeline.validate.numbering.subsections import SubsectionFaults, subsection_faults
from pipeline.validate.numbering.titles import Titles, lacking_sizes


@dataclass(frozen=True, slots=True)
class ItemFault:
    """A defect of the items' numbers; `section` and `row` (indexes) are where it is told.

    `home`: of rows out of place, the row after which they belong; -1 is above the first.
    """

    fault: Break
    section: int
    row: int
    home: int | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is wrong with a list's numbers; sections and rows by their index.

    `sections` are the defects of section rows; `sizes` the sections whose declared size is wrong, or
    lacking where others have one, `short` those of them that declare more items than there are;
    `subsections` says the same of the subsections of sections.
    `untitled`: items stand above the first section row, which is lost. `tails` are rows without a
    number where none is due: the second half of the row above. `counts` are how many items each section
    has where no row is lost or doubled, `count` how many the list has. `restarts`: numbers begin anew in
    each section.
    """

    items: tuple[ItemFault, ...] = ()
    sections: tuple[Break, ...] = ()
    sizes: tuple[int, ...] = ()
    short: frozenset[int] = frozenset()
    subsections: tuple[SubsectionFaults, ...] = ()
    untitled: bool = False
    tails: frozenset[int] = frozenset()
    counts: tuple[int, ...] = ()
    count: int = 0
    restarts: bool = False
    cost: int = 0


def told(parts: Sequence[Part], rows: Rows, titles: Titles) -> Explanation:
    """Where each defect is told. A section that is moved with all its items and no others is told by its
    section row; any other block of items tells the section rows that it has taken along."""
    firsts = [0, *accumulate(len(part.numbers) for part in parts)]
    blocks = {(b.index, b.index + b.rows) for b in rows.faults if b.kind == "order"}
    whole = {
        (firsts[at], firsts[at + 1]): Break("order", at)
        for at in titles.moved
        if (firsts[at], firsts[at + 1]) in blocks
    }
    faults = [b for b in rows.faults if (b.index, b.index + b.rows) not in whole]
    wrong = [p for p in titles.placed if p.wrong]
    lacking = lacking_sizes(parts, titles)
    return Explanation(
        items=tuple(_item_faults(faults, rows, titles.placed, firsts)),
        sections=tuple(sorted([*titles.faults, *whole.values()], key=lambda b: b.index)),
        sizes=tuple(sorted([*(p.part for p in wrong), *lacking])),
        subsections=tuple(subsection_faults(parts, rows, titles, firsts)),
        short=frozenset(p.part for p in wrong if (parts[p.part].size or 0) > p.last - p.before),
        untitled=titles.untitled,
        tails=frozenset(_tails(parts, titles.placed, rows, firsts)),
        counts=_counts(parts, titles.placed),
        count=titles.count,
        restarts=rows.restarts,
        cost=rows.cost + titles.cost + costs.SIZE_LOST * len(lacking),
    )


def _counts(parts: Sequence[Part], placed: Sequence[Placed]) -> tuple[int, ...]:
    true = {section.part: section.count for section in placed}
    return tuple(true.get(at, len(part.numbers)) for at, part in enumerate(parts))


def _item_faults(
    faults: Sequence[Break], rows: Rows, placed: Sequence[Placed], firsts: Sequence[int]
) -> Iterator[ItemFault]:
    right = [at for at, number in enumerate(rows.placed) if number is not None]
    sections = {p.part: p for p in placed}
    for b in faults:
        here = bisect_right(firsts, b.index) - 1
        if b.kind != "gap":
            yield ItemFault(b, here, b.index, _home(b, rows, right))
            continue
        above = bisect_right(firsts, b.index - 1) - 1 if b.index else 0
        section = _that_lost(
            b, rows, [sections[at] for at in range(above, here + 1) if at in sections]
        )
        is_above = section == above != here and b.index > 0
        yield ItemFault(b, here if section is None else section, b.index - is_above)


def _that_lost(b: Break, rows: Rows, sections: Sequence[Placed]) -> int | None:
    """The first section that lost rows in a gap; None where the sections that did are lost too."""
    base = rows.bases[b.index]
    first, last = b.missing[0] + base, b.missing[-1] + base
    return next((p.part for p in sections if p.before < last and first <= p.last), None)


def _home(b: Break, rows: Rows, right: Sequence[int]) -> int:
    """The row after which rows out of place belong."""
    at = bisect_left(right, rows.of_row(b.index), key=lambda row: rows.placed[row] or 0)
    return right[at - 1] if at else -1


def _tails(
    parts: Sequence[Part], placed: Sequence[Placed], rows: Rows, firsts: Sequence[int]
) -> Iterator[int]:
    """Rows without a number that their section's size leaves out."""
    ends = [*(firsts[p.part] for p in placed[1:]), firsts[-1]]
    for section, end in zip(placed, ends, strict=False):
        unnumbered = (
            row
            for row in range(firsts[section.part], end)
            if rows.numbers[row] is None and rows.placed[row] is None
        )
        yield from islice(unnumbered, section.uncounted)
