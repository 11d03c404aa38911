"""The proof that nothing was lost: characters in, characters classed out, and the difference.

Items are counted from what was made of them, not from what was read: a character that got lost
on the way shows as unaccounted.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.characters import count
from pipeline.model.document import Accounting, DutyList, Item, Leftover
from pipeline.model.source import Source
from pipeline.normalise.classify import Marked, Part

_HEADINGS: frozenset[Part] = frozenset({"title", "cover", "section"})
_RUNNING: frozenset[Part] = frozenset({"list-title", "header", "page-number", "running"})


def account(
    source: Source,
    marked: Sequence[Marked],
    lists: Sequence[DutyList],
    leftovers: Sequence[Leftover],
    dropped: int,
) -> Accounting:
    """Classes every non-space character of the source."""
    items = sum(_characters(item) for duty_list in lists for item in duty_list.items)
    headings = sum(count(m.text) for m in marked if m.part in _HEADINGS)
    running = sum(count(m.text) for m in marked if m.part in _RUNNING)
    contents = sum(count(m.text) for m in marked if m.part == "contents")
    markup = source.markup + dropped
    return Accounting(
        characters=source.characters,
        items=items,
        headings=headings,
        running=running,
        contents=contents,
        markup=markup,
        unaccounted=source.characters - items - headings - running - contents - markup,
    )


def _characters(item: Item) -> int:
    """The printed characters of an item; what is derived from its arrangement is not counted twice."""
    return count(item.number) + sum(map(count, item.printed_texts))
