"""Puts marked blocks together: rows to items, items to sections, sections to lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.model.characters import count
from pipeline.model.document import DutyList, Item, Leftover, Section, Value
from pipeline.model.schema import Column, ListSchema, list_schemas
from pipeline.model.source import Cell, Place, Row
from pipeline.model.text import squeeze
from pipeline.normalise import cells
from pipeline.normalise.classify import Marked, is_whole
from pipeline.normalise.known_departments import split_abutting
from pipeline.normalise.patterns import SectionTitle, item_number, list_title, section_row


class Assembled(NamedTuple):
    """The lists, and what of their rows had no column to go to."""

    lists: tuple[DutyList, ...]
    leftovers: tuple[Leftover, ...]
    dropped: int
    """Characters between departments (、；) that the split into names leaves out."""


class _Built(NamedTuple):
    item: Item
    leftovers: tuple[Leftover, ...]
    dropped: int


def assemble(marked: Sequence[Marked]) -> Assembled:
    """The lists of a document, in the order of their schemas."""
    lists: list[DutyList] = []
    leftovers: list[Leftover] = []
    dropped = 0
    for schema in list_schemas():
        blocks = _with_lost_numbers([m for m in marked if m.schema is schema])
        if not blocks:
            continue
        sections, built = _sections(schema, blocks)
        lists.append(_duty_list(schema, blocks, sections))
        leftovers += [left for b in built for left in b.leftovers]
        dropped += sum(b.dropped for b in built)
    return Assembled(split_abutting(lists), tuple(leftovers), dropped)


def _duty_list(
    schema: ListSchema, blocks: Sequence[Marked], sections: tuple[Section, ...]
) -> DutyList:
    titles = [m for m in blocks if m.part == "list-title"]
    printed = next((squeeze(m.text) for m in titles if list_title(m.text)), schema.title)
    # A head of the next list's first page is read before its title.
    own = (m.place.page for m in blocks if m.part not in ("running", "page-number"))
    pages = [page for page in own if page is not None]
    return DutyList(
        id=schema.id,
        title=printed,
        place=(titles or blocks)[0].place,
        page_end=max(pages, default=None),
        sections=sections,
    )


def _with_lost_numbers(blocks: list[Marked]) -> list[Marked]:
    """Rows without a number that are items of their own, not the rest of the item above.

    Told by the numbers around: after 67, a row without a number and then 69 is number 68 lost; and
    at the end of a list by the size of its last section, which lacks just this one.
    """
    following: list[Marked | None] = [None] * len(blocks)
    for index in range(len(blocks) - 1, 0, -1):
        block = blocks[index]
        is_row = block.part in ("item", "continuation")
        following[index - 1] = block if is_row else following[index]
    result: list[Marked] = []
    before, lacking = 0, 0
    above: list[Row] = []  # the rows of the last item
    for block, after in zip(blocks, following, strict=True):
        marked = block
        if block.part == "continuation" and _is_due(before, after, lacking):
            row = block.block
            own = isinstance(row, Row) and is_whole([row], block.columns)
            if own and not _goes_on(above, block.columns):
                marked = block._replace(part="item")
        if marked.part == "section":
            title = section_of(marked)
            lacking = (title.count or 0) if title else 0
        elif marked.part == "item":
            number = _number(marked)
            # The number of a row that lost its own is the one that was due.
            before, lacking = before + 1 if number is None else number, lacking - 1
            above = []
        if isinstance(marked.block, Row) and marked.part in ("item", "continuation"):
            above.append(marked.block)
        result.append(marked)
    return result


def _goes_on(rows: Sequence[Row], columns: Sequence[Column | None]) -> bool:
    """Whether the rows of an item leave its end to the next page: broken inside a sentence or before
    a cell. A name may stop anywhere, so that names tell nothing."""
    if not rows:
        return False
    inside = any(
        cell.runs_on and not cell.text.endswith(("。", "；"))
        for cell, column in zip(rows[-1].cells, columns, strict=False)
        if column and column.field not in ("seq", "item_name", "departments")
    )
    return inside or not is_whole(rows, columns)


def _is_due(before: int, after: Marked | None, lacking: int) -> bool:
    return lacking == 1 if after is None else _number(after) == before + 2


def _number(marked: Marked) -> int | None:
    return item_number(marked.block.cells[0].text) if isinstance(marked.block, Row) else None


def _sections(
    schema: ListSchema, blocks: Sequence[Marked]
) -> tuple[tuple[Section, ...], list[_Built]]:
    """Sections in printed order; items above the first section row get one without a name."""
    groups: list[tuple[Section, list[list[Marked]]]] = []
    rows_above: list[Marked] = []  # of the last item; a section row may follow it
    for block in blocks:
        if block.part == "section":
            title = section_of(block)
            assert title is not None
            groups.append((Section(title.no, title.name, title.count, block.place, ()), []))
        elif block.part == "item":
            if not groups:
                groups.append((Section(None, None, None, block.place, ()), []))
            rows_above = [block]
            groups[-1][1].append(rows_above)
        elif block.part == "continuation":
            rows_above.append(block)
    ids = _ids(schema, [rows[0] for _, items in groups for rows in items])
    built = [[_item(schema, rows, ids[id(rows[0])]) for rows in items] for _, items in groups]
    sections = tuple(
        replace(section, items=tuple(b.item for b in items))
        for (section, _), items in zip(groups, built, strict=True)
    )
    return sections, [b for items in built for b in items]


def section_of(marked: Marked) -> SectionTitle | None:
    """The section that a block opens."""
    block = marked.block
    return section_row([c.text for c in block.cells] if isinstance(block, Row) else [block.text])


def _ids(schema: ListSchema, rows: Sequence[Marked]) -> dict[int, str]:
    """An identifier for each item's first row; a number printed twice gets a suffix."""
    seen: defaultdict[str, int] = defaultdict(int)
    ids: dict[int, str] = {}
    for row in rows:
        number = _number(row)
        base = f"{schema.id}-{number:03d}" if number is not None else f"{schema.id}-x"
        seen[base] += 1
        ids[id(row)] = base if seen[base] == 1 else f"{base}-{seen[base]}"
    return ids


def _item(schema: ListSchema, rows: Sequence[Marked], identifier: str) -> _Built:
    columns, leftovers = _columns(rows)
    texts = {field: cells.merge(parts) for field, parts in columns.items()}
    told = {
        column.field: _cell(column, texts.get(column.field, ()))
        for column in schema.printed_columns
        if column.field != "seq"
    }
    places = [row.place for row in rows]
    derived, measures_label = _derived(schema, texts)
    number = "".join(texts.get("seq", ()))
    item = Item(
        id=identifier,
        seq=item_number(number),
        number=number,
        # White space inside a line is the document's own.
        printed_name="".join(texts.get("item_name", ())),
        place=places[0],
        page_end=max((p.page for p in places if p.page is not None), default=None),
        boxes=tuple(p.box for p in places if p.box is not None),
        cells=told,
        derived=derived,
        measures_label=measures_label,
    )
    named = schema.fields_holding("departments")
    dropped = sum(count("".join(texts.get(f, ()))) - count(item.text(f)) for f in named)
    return _Built(item, tuple(leftovers), dropped)


def _cell(column: Column, paragraphs: tuple[str, ...]) -> Value:
    """What a cell holds by the type of its column."""
    match column.type:
        case "departments":
            return cells.departments(paragraphs)
        case "paragraphs" | "arrangement":
            return paragraphs
        case _:  # a wrapped text's lines are closed up
            return cells.close_up("".join(paragraphs))


def _derived(
    schema: ListSchema, texts: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, Value], str]:
    """What the list's arrangement says, if it has one, and what that calls the measures."""
    fields = schema.fields_holding("arrangement")
    if not fields or schema.labels is None:
        return {}, ""
    found = cells.arrangement(texts.get(fields[0], ()), schema.labels)
    derived: dict[str, Value] = {
        "receiving_departments": found.receiving_departments,
        "measures": found.measures,
        "disposition": found.disposition,
    }
    return derived, found.measures_label


def _columns(rows: Sequence[Marked]) -> tuple[dict[str, list[Cell]], list[Leftover]]:
    """The cells of an item's rows by field; a filled cell under no column is left over."""
    columns: dict[str, list[Cell]] = defaultdict(list)
    leftovers: list[Leftover] = []
    for marked in rows:
        assert isinstance(marked.block, Row)
        for index, cell in enumerate(marked.block.cells):
            column = marked.columns[index] if index < len(marked.columns) else None
            if column is not None:
                columns[column.field].append(cell)
            elif cell.paragraphs:
                leftovers.append(_leftover(cell, marked.place, marked.schema))
    return columns, leftovers


def _leftover(cell: Cell, place: Place, schema: ListSchema | None) -> Leftover:
    return Leftover(cell.text, place, schema.id if schema else None)
