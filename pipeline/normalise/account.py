"""The proof that nothing was lost: characters in, characters classed out, and the difference.

Items are counted from what was made of them, not from what was read: a character that got lost
on the way shows as unaccounted.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.characters import count
from pipeline.model.document import Accounting, Item
from pipeline.model.source import Source
from pipeline.normalise.assemble import Assembled
from pipeline.normalise.parts import (
    Contents,
    Cover,
    DocumentTitle,
    HeaderRow,
    ListTitle,
    OtherHeader,
    OtherRow,
    OtherSection,
    OtherTitle,
    PageNumber,
    Part,
    Remark,
    Running,
    SectionRow,
)


def account(source: Source, parts: Sequence[Part], assembled: Assembled) -> Accounting:
    """Classes every non-space character of the source."""

    def of(*kinds: type[Part]) -> int:
        return sum(count(part.text) for part in parts if isinstance(part, kinds))

    items = sum(_characters(item) for lst in assembled.lists for item in lst.items)
    headings = of(DocumentTitle, Cover, SectionRow) + assembled.categories
    running = of(ListTitle, HeaderRow, PageNumber, Running)
    contents, notes = of(Contents), of(Remark)
    others = of(OtherTitle, OtherHeader, OtherSection, OtherRow)
    markup = source.markup + assembled.dropped
    classed = items + headings + running + contents + notes + others + markup
    return Accounting(
        characters=source.characters,
        items=items,
        headings=headings,
        running=running,
        contents=contents,
        notes=notes,
        others=others,
        markup=markup,
        unaccounted=source.characters - classed,
    )


def _characters(item: Item) -> int:
    """The printed characters of an item; what is derived from its arrangement is not counted twice."""
    kept = sum(map(count, item.extra.values()))
    return count(item.number) + sum(map(count, item.printed_texts)) + kept
