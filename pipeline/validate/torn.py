"""Items that other defects of their list have damaged: what is wrong with them is no defect of its own.

A row that went on over a page break is torn where that page is lost, doubled or moved: the item above has
lost its end, or has another's. And of a row that is printed twice, the second copy tells nothing new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.document import Item
from pipeline.validate.numbering import Explanation


def torn_rows(items: Sequence[Item], judged: Explanation) -> set[int]:
    """The rows of a list whose end may be lost or another's."""
    breaks = _at_breaks(judged)
    return {at for at in breaks if 0 <= at < len(items) and _at_page_end(items, at)}


def copied_rows(items: Sequence[Item], judged: Explanation) -> set[int]:
    """The rows that repeat another of their list, number and text alike."""
    return set(_copies(items, judged))


def _at_breaks(judged: Explanation) -> Iterator[int]:
    """The rows above a place at which the numbers do not go on."""
    for found in judged.items:
        fault = found.fault
        yield fault.index - 1
        if found.home is not None:
            yield fault.index + fault.rows - 1
            yield found.home
        if fault.other is not None:
            yield from (fault.other - 1, fault.other)


def _at_page_end(items: Sequence[Item], at: int) -> bool:
    """Whether a page ends in the item or right after it; where pages are unknown, none does."""
    page, last = items[at].place.page, items[at].page_end
    following = items[at + 1].place.page if at + 1 < len(items) else None
    return page is not None and (page != last or following != page)


def _copies(items: Sequence[Item], judged: Explanation) -> Iterator[int]:
    for fault in (found.fault for found in judged.items):
        if fault.kind == "duplicate" and fault.twin is not None:
            for at in range(fault.index, fault.index + fault.rows):
                twin = items[fault.twin + at - fault.index : fault.twin + at - fault.index + 1]
                if twin and _text(twin[0]) == _text(items[at]):
                    yield at


def _text(item: Item) -> tuple[object, ...]:
    return item.number, item.printed_name, item.cells
