"""The rows of subsections, （一）… under 一、…, explained as those of sections are, in each section by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.validate.numbering.borders import Placed
from pipeline.validate.numbering.observed import Part
from pipeline.validate.numbering.rows import Rows
from pipeline.validate.numbering.sequence import Break
from pipeline.validate.numbering.titles import Titles, explain_titles, lacking_sizes


@dataclass(frozen=True, slots=True)
class SubsectionFaults:
    """What is wrong with the subsections of one section: their rows, and (by index) declared sizes."""

    section: int
    rows: tuple[Break, ...]
    sizes: tuple[int, ...]


def subsection_faults(
    parts: Sequence[Part], rows: Rows, titles: Titles, firsts: Sequence[int]
) -> Iterator[SubsectionFaults]:
    """The faults of all sections that stand in their place; `firsts` are the first rows of the parts."""
    for section in titles.placed:
        inner = parts[section.part].subparts
        if not inner:
            continue
        within = _within(rows, section, firsts[section.part], firsts[section.part + 1])
        found = explain_titles(inner, within, last=section.last - section.before)
        skipped = 1 - all(part.titled for part in inner)  # the rows above the first subsection
        faults = tuple(_shifted(b, skipped) for b in found.faults)
        first = inner[skipped].ordinal
        if found.untitled and first is not None and first > 1:
            faults = (Break("gap", 0, tuple(range(1, first))), *faults)
        wrong = [p.part for p in found.placed if p.wrong]
        sizes = tuple(sorted(at - skipped for at in [*wrong, *lacking_sizes(inner, found)]))
        if faults or sizes:
            yield SubsectionFaults(section.part, faults, sizes)


def _within(rows: Rows, section: Placed, first: int, end: int) -> Rows:
    """The rows of one section, counted from its first item."""

    def own(number: int | None) -> int | None:
        inside = number is not None and section.before < number <= section.last
        return number - section.before if number is not None and inside else None

    return replace(
        rows,
        numbers=rows.numbers[first:end],
        placed=tuple(own(number) for number in rows.placed[first:end]),
        bases=tuple(base - section.before for base in rows.bases[first:end]),
        faults=tuple(
            replace(
                b, index=b.index - first, rows=min(b.rows, end - b.index), twin=None, other=None
            )
            for b in rows.faults
            if first <= b.index < end
        ),
    )


def _shifted(b: Break, by: int) -> Break:
    return replace(b, index=b.index - by, twin=None if b.twin is None else b.twin - by)
