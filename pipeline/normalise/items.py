"""From the rows of one item to its data: cells by column, what they mean, and what has no column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.model.characters import count
from pipeline.model.document import Item, Leftover, Value
from pipeline.model.item_numbers import item_number
from pipeline.model.schema import Column, ListSchema
from pipeline.model.source import Cell
from pipeline.model.text import squeeze
from pipeline.model.wording import wording
from pipeline.normalise import cells
from pipeline.normalise.columns import Kind
from pipeline.normalise.group import ItemRows


class BuiltItem(NamedTuple):
    """An item with what of its rows had no column to go to; `dropped` are the characters between
    departments (、；) that the split into names leaves out. `category` and `subcategory` are the cells of
    columns that stand for section rows."""

    item: Item
    leftovers: tuple[Leftover, ...]
    dropped: int
    category: str | None
    subcategory: str | None


def build_item(
    schema: ListSchema, rows: ItemRows, extra: Mapping[str, Kind], *, by_category: bool
) -> BuiltItem:
    """The item that the rows hold, still without its identifier and position.

    `extra` are the headings of the columns to be kept as they are.
    """
    sorted_cells, leftovers = _sort_cells(schema, rows)
    texts = {key: cells.merge(parts) for key, parts in sorted_cells.items()}
    printed = {
        column.field: _cell(column, _printed(column, texts))
        for column in schema.printed_columns
        if column.field != "seq"
    }
    derived, measures_label = derived_of(schema, texts)
    number = "".join(texts.get("seq", ()))
    places = [row.place for row in rows.rows]
    kinds: dict[Kind, str] = {}
    for kind in ("category", "subcategory"):
        if _of_kind(kind) in texts:
            kinds[kind] = cells.close_up("".join(texts[_of_kind(kind)]))
    item = Item(
        id="",
        seq=item_number(number),
        number=number,
        # White space inside a line is the document's own.
        printed_name="".join(texts.get("item_name", ())),
        place=places[0],
        page_end=max((p.page for p in places if p.page is not None), default=None),
        boxes=tuple(p.box for p in places if p.box is not None),
        cells=printed,
        derived=derived,
        measures_label=measures_label,
        category=kinds.get("category") if by_category else None,
        extra={heading: _kept(texts, heading, kind) for heading, kind in extra.items()},
    )
    named = schema.fields_holding("departments")
    dropped = sum(count("".join(texts.get(f, ()))) - count(item.text(f)) for f in named)
    return BuiltItem(
        item, tuple(leftovers), dropped, kinds.get("category"), kinds.get("subcategory")
    )


def _of_kind(kind: Kind) -> str:
    """The key of the cells of such a column; no field is called so."""
    return f":{kind}"


def _kept(texts: Mapping[str, tuple[str, ...]], heading: str, kind: Kind) -> str:
    key = _of_kind(kind) if kind in ("category", "subcategory") else f"={heading}"
    return "\n".join(texts.get(key, ()))


def _sort_cells(schema: ListSchema, rows: ItemRows) -> tuple[dict[str, list[Cell]], list[Leftover]]:
    """The cells of an item's rows by what their column is; a filled cell under no column is left over."""
    found: dict[str, list[Cell]] = defaultdict(list)
    leftovers: list[Leftover] = []
    for part in rows.rows:
        for index, cell in enumerate(part.row.cells):
            use = part.columns[index] if index < len(part.columns) else None
            if use is None:
                if cell.paragraphs:
                    leftovers.append(Leftover(cell.text, part.place, schema.id))
            elif use.field:
                found[use.field].append(cell)
            elif use.kind in ("category", "subcategory"):
                # A row that goes on says again in which section it is.
                if not (found[_of_kind(use.kind)] and part is not rows.rows[0]):
                    found[_of_kind(use.kind)].append(cell)
            else:
                found[f"={use.heading}"].append(cell)
    return found, leftovers


def _printed(column: Column, texts: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What is printed of a column: its own cell, or the cells that it is printed in instead."""
    own = texts.get(column.field, ())
    apart = (texts.get(f.name, ()) for f in column.derived)
    return own or tuple(text for paragraphs in apart for text in paragraphs)


def _cell(column: Column, paragraphs: tuple[str, ...]) -> Value:
    """What a cell holds by the type of its column."""
    match column.type:
        case "departments":
            return cells.departments(paragraphs)
        case "paragraphs" | "arrangement":
            return paragraphs
        case _:  # a wrapped text's lines are closed up
            return cells.close_up("".join(paragraphs))


def derived_of(
    schema: ListSchema, texts: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, Value], str]:
    """What the list's arrangement says, if it has one, and what that calls the measures."""
    fields = schema.fields_holding("arrangement")
    if not fields or schema.labels is None:
        return {}, ""
    if "receiving_departments" in texts or "measures" in texts:
        named = [t for t in texts.get("receiving_departments", ()) if not _is_nothing(t)]
        measures = "\n".join(texts.get("measures", ()))
        found = cells.arrangement_in_columns(named, measures, schema.labels)
    else:
        found = cells.arrangement(texts.get(fields[0], ()), schema.labels)
    derived: dict[str, Value] = {
        "receiving_departments": found.receiving_departments,
        "measures": found.measures,
        "disposition": found.disposition,
    }
    return derived, found.measures_label


def _is_nothing(text: str) -> bool:
    return bool(wording("nothing").match(squeeze(text)))
