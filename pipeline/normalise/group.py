"""Which rows of a list are one item: decided once, from the evidence that there is.

Evidence are the rows' numbers, what of an item they have, and what readers tell: that a row ended inside a
paragraph (`Cell.runs_on`), because a page broke there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.schema import ListSchema
from pipeline.model.source import Cell, Line, Row
from pipeline.model.text import squeeze
from pipeline.normalise.columns import number_cell
from pipeline.normalise.parts import BodyRow, Part, SectionRow, Stray

# "12 做好…": a line that begins with an item's number; not "12.5", "2025年".
_LEADING_NUMBER = re.compile(r"\d{1,4}(?![\d.．、年月日—-])")


@dataclass(frozen=True, slots=True)
class ItemRows:
    """The rows of one item, at least one; `number` is that of the first."""

    rows: tuple[BodyRow, ...]

    @property
    def number(self) -> int | None:
        """The number of the item; None where it was lost."""
        return self.rows[0].number


Entry = SectionRow | ItemRows | Stray
"""What a list consists of, in printed order; a stray block belongs to nothing."""


def group(schema: ListSchema, parts: Sequence[Part]) -> tuple[Entry, ...]:
    """The section rows, items and stray blocks of one list; its other parts are left out."""
    own = [part for part in parts if isinstance(part, SectionRow | BodyRow | Stray)]
    entries: list[SectionRow | Stray | list[BodyRow]] = []
    item: list[BodyRow] = []  # the rows of the last item
    above = 0  # its number, or the one that was due where it lost its own
    lacking = 0  # how many items the section still lacks by its size
    for part, following in zip(own, _ahead(own), strict=True):
        if isinstance(part, SectionRow):
            lacking = part.title.count or 0
            entries.append(part)
            continue
        row = part if isinstance(part, BodyRow) else _row_of_line(part, above, following.number)
        kind = _kind(schema, row, following, above, lacking, item) if row else "stray"
        if row is None or kind == "stray":
            entries.append(_stray(part))
        elif kind == "rest":
            item.append(row)
        else:
            above = row.number if row.number is not None else above + 1
            lacking -= 1
            item = [row]
            entries.append(item)
    return tuple(ItemRows(tuple(e)) if isinstance(e, list) else e for e in entries)


def _stray(part: BodyRow | Stray) -> Stray:
    return (
        part if isinstance(part, Stray) else Stray(part.index, part.block, part.place, part.schema)
    )


@dataclass(frozen=True, slots=True)
class _Following:
    """What comes after a row: the next number, whether a row of any kind comes at all, and whether the next
    number begins another part of the list."""

    number: int | None
    next_row: BodyRow | None
    starts_anew: bool


def _ahead(parts: Sequence[SectionRow | BodyRow | Stray]) -> list[_Following]:
    found: list[_Following] = []
    number, row, crossed = None, None, False
    for part in reversed(parts):
        found.append(_Following(number, row, crossed and number == 1))
        if isinstance(part, SectionRow):
            crossed = True
        elif isinstance(part, BodyRow):
            row = part
            crossed = False
            number = part.number if part.number is not None else number
    return found[::-1]


def _kind(
    schema: ListSchema,
    part: BodyRow,
    following: _Following,
    above: int,
    lacking: int,
    item: Sequence[BodyRow],
) -> str:
    """Whether a row is an "item", the "rest" of the one above, or "stray"."""
    if part.number is not None:
        return "item"
    filled = [cell for cell in part.row.cells if cell.paragraphs]
    if squeeze(number_cell(part.row, part.columns)):
        # Something stands where the number should be: an item whose number is misread, or foreign text.
        return "item" if len(filled) > 1 or isinstance(part.block, Line) else "stray"
    if not item:
        # The list's first item, its number lost, and not the rest of one that began on a lost page.
        return "item" if following.number == 2 and _is_whole(schema, [part]) else "stray"
    if not filled:
        return "stray"
    if _is_due(above, following, lacking) and _is_whole(schema, [part]):
        return "rest" if _leaves_its_end(schema, item) else "item"
    return "rest"


def _is_due(above: int, following: _Following, lacking: int) -> bool:
    """Whether just one number is lacking here, by the number after or, at an end, by the section's size."""
    row = following.next_row
    if row is None or following.starts_anew:
        return lacking == 1
    return row.number == above + 2


def _leaves_its_end(schema: ListSchema, rows: Sequence[BodyRow]) -> bool:
    """Whether the rows of an item leave its end to the next page: broken inside a sentence or before
    a cell. A name may stop anywhere, so that names tell nothing."""
    names = ("seq", "item_name", *schema.fields_holding("departments"))
    last = rows[-1]
    inside = any(
        cell.runs_on and not cell.text.endswith(("。", "；"))
        for cell, use in zip(last.row.cells, last.columns, strict=False)
        if use and use.kind == "column" and use.field not in names
    )
    return inside or not _is_whole(schema, rows)


def _is_whole(schema: ListSchema, rows: Sequence[BodyRow]) -> bool:
    """Whether rows have between them every cell that an item needs, its number aside."""
    filled: set[str] = set()
    printed: set[str] = set()
    for part in rows:
        for cell, use in zip(part.row.cells, part.columns, strict=False):
            if use and use.field:
                printed.add(use.field)
                if cell.paragraphs:
                    filled.add(use.field)
    needed = [c for c in schema.columns if c.required and c.field != "seq"]
    return all(filled.intersection(c.fields) or not printed.intersection(c.fields) for c in needed)


def _row_of_line(part: Stray, above: int, following: int | None) -> BodyRow | None:
    """The line as the row that it is without its cells' borders: it begins with the number that is due
    here, which the rows around it lack."""
    if not isinstance(part.block, Line):
        return None
    number = _LEADING_NUMBER.match(squeeze(part.text))
    due = above + 1
    if number is None or int(number[0]) != due or following != due + 1:
        return None
    row = Row((Cell((part.block.text,)),), part.block.place)
    return BodyRow(part.index, part.block, part.place, part.schema, row, None, part.columns)
