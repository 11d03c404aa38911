"""A list's numbers and its sections' numbers and sizes, judged together: each defect once, where it is.

One lost row is one defect: the gap in the numbers tells it, and that its section is one too small
says nothing new, but it says on which side of a section row the lost row stood. A page that is lost,
doubled or out of place takes section rows with it: those are told with the items.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from pipeline.model.document import DutyList, Section
from pipeline.model.numerals import numeral_value
from pipeline.validate.sequence import Break, breaks

# A list with more defects than this is not explained by them: it is no list, or was not read.
_MOST_FAULTS = 200


class ItemFault(NamedTuple):
    """A defect of the items' numbers; `section` and `row` (an item's index) are where it is told."""

    fault: Break
    section: int
    row: int


class Numbering(NamedTuple):
    """What is wrong with a list's numbers.

    `sections` are the defects of the section rows' numbers, by the index of the section;
    `explained` for each section by how much all these make its actual size too small (or,
    negative, too large); `untitled` whether items stand above the first section row, which is lost;
    `tails` are rows without a number where none is due: the second half of the row above.
    """

    items: tuple[ItemFault, ...]
    sections: tuple[Break, ...]
    explained: tuple[int, ...]
    untitled: bool
    tails: frozenset[int] = frozenset()


def numbering(duty_list: DutyList) -> Numbering:
    """The defects of a list's numbers, as few as explain them."""
    sections = duty_list.sections
    numbers = [item.seq for item in duty_list.items]
    ledger = _Ledger(sections, numbers)
    section_faults, covered = _section_faults(ledger)
    # Sections out of place with all their items and no others: the section rows tell it.
    whole = {ledger.bounds(b.index) for b in section_faults if b.kind != "gap"}
    items: list[ItemFault] = []
    for b in ledger.faults:
        if b.kind == "gap":
            items.append(ledger.gap(b))
        else:
            if len(ledger.faults) <= _MOST_FAULTS:
                ledger.settle(b)
            if b.kind != "order" or _bounds(b) not in whole:
                items.append(ItemFault(b, ledger.section_of[b.index], b.index))
    tails = ledger.tails()
    ledger.settle_repeated()
    told_by_items = ledger.starts_late or ledger.starts_elsewhere
    untitled = bool(sections) and sections[0].name is None and not told_by_items
    section_faults = [b for b in section_faults if not (b.kind == "gap" and b.index in covered)]
    return Numbering(
        tuple(items), tuple(section_faults), tuple(ledger.explained), untitled, frozenset(tails)
    )


class _Ledger:
    """The sections' sizes: how far each is off, and how much of that is explained so far."""

    def __init__(self, sections: Sequence[Section], numbers: list[int | None]) -> None:
        self.sections = sections
        self.numbers = numbers
        self.section_of = [i for i, s in enumerate(sections) for _ in s.items]
        self.starts = [0, *accumulate(len(s.items) for s in sections)]
        self.explained = [0] * len(sections)
        self.faults = breaks(numbers)
        strayed = {
            at
            for b in self.faults
            if b.kind != "gap"
            for at in (*range(b.index, b.index + b.rows), *([b.other] if b.other else []))
        }
        self.has_moved_rows = any(b.kind == "order" and b.rows > 1 for b in self.faults)
        self.kept = [at for at, n in enumerate(numbers) if n is not None and at not in strayed]
        self.strayed = strayed
        self.gaps = [b for b in self.faults if b.kind == "gap"][:_MOST_FAULTS]
        self.moved = {_bounds(b) for b in self.faults if b.kind == "order"}
        self.runs = [b for b in self.faults if b.kind != "gap" and b.rows > 1][:_MOST_FAULTS]
        self.starts_late = any(b.index == 0 or b.missing[0] == 1 for b in self.gaps)
        self.starts_elsewhere = bool(numbers) and numbers[0] != 1 and 1 in numbers

    def bounds(self, index: int) -> tuple[int, int]:
        """The rows of a section: the first, and the one after the last."""
        return self.starts[index], self.starts[index + 1]

    def off(self, index: int) -> int:
        """How many items a section still lacks (or, negative, has too many)."""
        section = self.sections[index]
        if section.declared_count is None and section.no is not None:
            return 0
        return (section.declared_count or 0) - len(section.items) - self.explained[index]

    def _size(self, index: int) -> int:
        return self.sections[index].declared_count or 0

    def explain(self, indexes: Iterable[int]) -> None:
        """These sections' sizes are told by another defect."""
        for index in indexes:
            self.explained[index] += self.off(index)

    def gap(self, b: Break) -> ItemFault:
        """A gap belongs to the sections at it that are short; it is told in the first of them."""
        here = self.section_of[b.index]
        above = self.section_of[b.index - 1] if b.index else 0
        lost, told = len(b.missing), here
        short = [index for index in range(above, here + 1) if self.off(index) > 0]
        if lost < sum(map(self.off, short)):
            # More is short than is lost here, for a size is wrong besides: either section may be the
            # one that lost it. The larger is taken: a row that is lost is likelier one of many.
            fitting = [index for index in short if self.off(index) == lost]
            short = sorted(fitting, key=self._size)[-1:] or short
        for index in short:
            part = min(lost, self.off(index))
            self.explained[index] += part
            lost -= part
        if short:
            told = here if here in short and len(short) == 1 else short[0]
        elif (
            b.index == len(self.numbers) - 1
            and self._sizes_are_right(above, here)
            and not (lost > 1 and self._opens_page(b.index))
        ):
            # Nothing is lost before the last row: its number is misread.
            return ItemFault(replace(b, kind="order", missing=b.missing[:1]), here, b.index)
        row = b.index - 1 if told == above != here and b.index else b.index
        return ItemFault(b, told, row)

    def _opens_page(self, row: int) -> bool:
        """Whether a row is the first of its page: the page before may be the one that is lost."""
        items = [item for section in self.sections for item in section.items]
        page = items[row].place.page
        return row > 0 and page is not None and page != items[row - 1].page_end

    def _sizes_are_right(self, first: int, last: int) -> bool:
        named = [numeral_value(self.sections[i].no or "") for i in (first, last)]
        if named[0] is None or named[1] != named[0] + last - first:
            return False  # a section between them is lost
        return all(
            self.sections[i].declared_count == len(self.sections[i].items)
            for i in range(first, last + 1)
        )

    def settle(self, b: Break) -> None:
        """Rows that are doubled or out of place: the sizes they change, if together they agree."""
        rows = range(b.index, b.index + b.rows)
        surplus = b.rows - len(b.missing) if b.kind == "duplicate" else 0
        if surplus and self.off(self.section_of[b.index]) == -surplus:
            self.explained[self.section_of[b.index]] -= surplus
            return
        for sections in self._touched(rows, b.twin):
            if self._total_off(sections) == -surplus:
                self.explain(sections)
                return
        if b.kind == "order":
            self._settle_moved(rows)

    def _settle_moved(self, rows: range) -> None:
        """Rows that make just one section too large: they are lacking where they belong, where a size
        may be wrong besides."""
        here = {self.section_of[at] for at in rows}
        home = (self._home(rows[0]) | self._home(rows[-1])) - here
        if len(here) > 1 or self.off(min(here)) != -len(rows):
            return
        self.explain(here)
        lacking = len(rows)
        for index in sorted(home):
            part = min(lacking, max(0, self.off(index)))
            self.explained[index] += part
            lacking -= part

    def _touched(self, rows: range, twin: int | None) -> Iterator[Sequence[int]]:
        """The sections whose size rows out of place may change, the fewest first.

        A block of rows may have taken section rows along, and with them the size of those beside.
        """
        touched = {self.section_of[at] for at in (*rows, rows[-1] + 1) if at < len(self.section_of)}
        touched |= self._home(rows[0]) | self._home(rows[-1])
        touched |= set() if twin is None else {self.section_of[twin]}
        if len(rows) > 1:
            titles = {(self.sections[i].no, self.sections[i].name) for i in touched}
            touched |= {i for i, s in enumerate(self.sections) if (s.no, s.name) in titles}
        first, last = min(touched), max(touched)
        yield sorted(touched)
        yield range(first, last + 1)
        # A block of rows, or one that stands right under its section row.
        if len(rows) > 1 or rows[0] == self.starts[self.section_of[rows[0]]]:
            yield range(max(0, first - 1), min(len(self.sections), last + 2))
            yield range(len(self.sections))

    def _home(self, row: int) -> set[int]:
        """The sections between which a row's number belongs."""
        number = self.numbers[row] or 0
        at = bisect_left(self.kept, number, key=lambda kept: self.numbers[kept] or 0)
        first = self.section_of[self.kept[at - 1]] if at else 0
        last = self.section_of[self.kept[at]] if at < len(self.kept) else len(self.sections) - 1
        return set(range(first, last + 1))

    def _total_off(self, span: Iterable[int]) -> int:
        """How far the sections are off together, a repeated section row counted once."""
        total, seen = 0, set[tuple[str | None, str | None]]()
        for index in span:
            section = self.sections[index]
            repeated = (section.no, section.name) in seen
            seen.add((section.no, section.name))
            total += self.off(index) - (section.declared_count or 0 if repeated else 0)
        return total

    def tails(self) -> list[int]:
        """Rows without a number between two numbers that follow each other, in a section too large."""
        found: list[int] = []
        for at, number in enumerate(self.numbers):
            above, *rest = self.numbers[at - 1 : at + 2] if at else [None]
            following = rest[1] if len(rest) > 1 else None
            due = above is not None and following in (above + 1, None)
            if number is None and due and self.off(self.section_of[at]) < 0:
                self.explained[self.section_of[at]] -= 1
                found.append(at)
        return found

    def settle_repeated(self) -> None:
        """A section row printed twice: its items stand partly under the one, partly under the other."""
        groups: dict[tuple[str | None, str | None], list[int]] = {}
        for index, section in enumerate(self.sections):
            groups.setdefault((section.no, section.name), []).append(index)
        for group in groups.values():
            apart = group[-1] - group[0] != len(group) - 1
            if len(group) > 1 and not apart and not self._total_off(range(group[0], group[-1] + 1)):
                self.explain(group)

    def near_strayed(self, index: int) -> bool:
        """Whether a section row stands in a block of items that is doubled or out of place."""
        first, last = max(0, index - 1), min(len(self.sections), index + 2)
        span = range(self.starts[first], self.starts[last])
        start = self.starts[index]
        return bool({start, start - 1} & self.strayed) or any(
            (b.rows > 1 and b.index in span) or b.index + b.rows - 1 in span
            for b in self.faults
            if b.kind != "gap" and b.rows > 1
        )

    def lost_with_items(self, above: int | None, index: int) -> bool:
        """Whether the section rows before `index` were lost together with items: on a page."""
        first = self.starts[above] if above is not None else 0
        for b in self.gaps:
            if not first <= b.index <= self.starts[index]:
                continue
            if above is None or (border := self._last_number(above, b)) is None:
                return True
            if b.missing[0] - 1 <= border <= b.missing[-1]:
                return True
        return False

    def _last_number(self, index: int, gap: Break) -> int | None:
        """The number with which a section ends, by its declared size."""
        start, size = self.starts[index], self.sections[index].declared_count
        first = gap.missing[0] if gap.index == start else self.numbers[start]
        return None if size is None or first is None else first + size - 1


def _section_faults(ledger: _Ledger) -> tuple[list[Break], set[int]]:
    """The defects of the section rows' numbers, and those of them that lost items tell."""
    sections = ledger.sections
    named = [index for index, section in enumerate(sections) if section.no is not None]
    numbers = [numeral_value(sections[index].no or "") for index in named]
    weights = [2 - _is_all_strayed(ledger, index) for index in named]
    found: list[Break] = []
    covered: set[int] = set()
    for b in breaks(numbers, weights):
        index = named[b.index]
        b = replace(b, index=index, twin=None if b.twin is None else named[b.twin])
        if b.kind == "gap":
            above = index - 1 if index and sections[index - 1].no is not None else None
            if above is not None:
                _settle_lost_row(ledger, above, index)
            if (above is None and (index or ledger.starts_late)) or ledger.lost_with_items(
                above, index
            ):
                covered.add(index)
        elif not _opens_whole_section(ledger, index) and (
            ledger.near_strayed(index) or (b.kind == "order" and ledger.has_moved_rows)
        ):
            continue
        found.append(b)
    last = len(sections) - 1
    if sections and ledger.off(last) < 0 and ledger.lost_with_items(last, last + 1):
        ledger.explain([last])  # rows of sections that came after it were lost with the items
    return found, covered


def _is_all_strayed(ledger: _Ledger, index: int) -> bool:
    rows = range(ledger.starts[index], ledger.starts[index + 1])
    return bool(rows) and ledger.strayed.issuperset(rows)


def _settle_lost_row(ledger: _Ledger, above: int, index: int) -> None:
    """The items of a section whose row is lost stand under the row above."""
    if index == above + 1 and (ledger.off(above) < 0 or ledger.lost_with_items(above, index)):
        ledger.explain([above])


def _opens_whole_section(ledger: _Ledger, index: int) -> bool:
    """Whether a section is out of place with all its items and no others."""
    return ledger.bounds(index) in ledger.moved


def _bounds(b: Break) -> tuple[int, int]:
    return b.index, b.index + b.rows
