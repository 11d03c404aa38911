"""Items that other defects of their list have damaged: what is wrong with them is no defect of its own.

A row that went on over a page break is torn where that page is lost, doubled or moved: the item above has
lost its end, or has another's. And of a row that is printed twice, the second copy tells nothing new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.document import Item
from pipeline.validate.sections import Numbering
from pipeline.validate.sequence import Break


def torn_rows(items: Sequence[Item], judged: Numbering) -> set[int]:
    """The rows of a list whose end may be lost or another's."""
    breaks = _at_breaks(items, judged)
    return {at for at in breaks if 0 <= at < len(items) and _at_page_end(items, at)}


def copied_rows(items: Sequence[Item], judged: Numbering) -> set[int]:
    """The rows that repeat another of their list, number and text alike."""
    return set(_copies(items, judged))


def _at_breaks(items: Sequence[Item], judged: Numbering) -> Iterator[int]:
    """The rows above a place at which the numbers do not go on."""
    for fault in (found.fault for found in judged.items):
        yield fault.index - 1
        if fault.kind != "gap":
            yield fault.index + fault.rows - 1
            yield _above_home(items, fault)
        if fault.other is not None:
            yield from (fault.other - 1, fault.other)


def _above_home(items: Sequence[Item], fault: Break) -> int:
    """The row after which the rows out of place belong."""
    number = items[fault.index].seq or 0
    strayed = range(fault.index, fault.index + fault.rows)
    for at in range(len(items) - 1, -1, -1):
        seq = items[at].seq
        if at not in strayed and seq is not None and seq < number:
            return at
    return -1


def _at_page_end(items: Sequence[Item], at: int) -> bool:
    """Whether a page ends in the item or right after it; where pages are unknown, none does."""
    page, last = items[at].place.page, items[at].page_end
    following = items[at + 1].place.page if at + 1 < len(items) else None
    return page is not None and (page != last or following != page)


def _copies(items: Sequence[Item], judged: Numbering) -> Iterator[int]:
    for fault in (found.fault for found in judged.items):
        if fault.kind == "duplicate" and fault.twin is not None:
            for at in range(fault.index, fault.index + fault.rows):
                twin = items[fault.twin + at - fault.index : fault.twin + at - fault.index + 1]
                if twin and _text(twin[0]) == _text(items[at]):
                    yield at


def _text(item: Item) -> tuple[object, ...]:
    return item.number, item.printed_name, item.cells
