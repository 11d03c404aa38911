"""Header rows: what each column of a printed table is to its list.

A column is one of the list's schema; one that says what is else read out of another (承接部门 beside 工作方式);
one that stands for the section rows (类别); or a further one, which is kept as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.model.schema import Column, Field, ListSchema, heads_numbers, list_schemas
from pipeline.model.source import Row
from pipeline.model.text import squeeze
from pipeline.model.wording import wording

Kind = Literal["column", "derived", "category", "subcategory", "further", "unknown"]
_BESIDE: tuple[Kind, ...] = ("category", "subcategory", "further")


@dataclass(frozen=True, slots=True)
class Use:
    """One printed column. `field` is that of the schema it fills (kinds "column" and "derived"); `guessed`:
    by its place, not by its heading."""

    heading: str
    kind: Kind
    field: str = ""
    guessed: bool = False


Columns = tuple[Use | None, ...]
"""Of each cell of a row; None under an empty heading."""


@dataclass(frozen=True, slots=True)
class Header:
    """The list that a header row belongs to, and its columns."""

    schema: ListSchema
    columns: Columns


def printed_columns(schema: ListSchema) -> Columns:
    """The columns where no header row tells: as they are usually printed."""
    return tuple(Use(c.title, "column", c.field) for c in schema.printed_columns if c.required)


def number_cell(row: Row, columns: Columns) -> str:
    """The text of the cell that holds an item's number."""
    at = next((i for i, use in enumerate(columns) if use and use.field == "seq"), 0)
    return row.cells[at].text if at < len(row.cells) else ""


def looks_like_header(row: Row) -> bool:
    """Whether a row has the heading of numbers near its beginning, and another cell."""
    texts = [squeeze(cell.text) for cell in row.cells]
    return sum(map(bool, texts)) > 1 and any(heads_numbers(text) for text in texts[:3])


def read_header(row: Row, current: ListSchema | None) -> Header | None:
    """The list and columns of a header row, or None for other rows.

    The list in hand wins where its columns fit as well as another's; one that is optional is known by its
    title only.
    """
    if not looks_like_header(row):
        return None
    headings = [squeeze(cell.text) for cell in row.cells]
    schemas = [s for s in list_schemas() if s is current or not s.optional]
    schemas.sort(key=lambda schema: schema is not current)
    fits = [_Fit(headings, schema) for schema in schemas]
    best = next((fit for fit in fits if fit.is_whole), None)
    best = best or max(fits, key=lambda fit: (fit.schema is current, fit.hits))
    if best.hits < 2 or not best.numbered:
        return None
    return Header(best.schema, best.columns)


def is_foreign_header(row: Row) -> bool:
    """Whether a header row is of a list that no schema knows: some of its headings are in no list's words."""
    if not looks_like_header(row):
        return False
    headings = [squeeze(cell.text) for cell in row.cells]
    return not any(_Fit(headings, schema).is_whole for schema in list_schemas())


class _Fit:
    """How the headings of a row fit one list."""

    def __init__(self, headings: Sequence[str], schema: ListSchema) -> None:
        self.schema = schema
        uses = _own(headings, schema)
        uses = [use or _beside(heading) for use, heading in zip(uses, headings, strict=True)]
        self._name_by_rank(uses, headings)
        _keep_first(uses, "category")
        _keep_first(uses, "subcategory")
        found = {use.field for use in uses if use and use.field}
        missing = [c for c in schema.printed_columns if c.required and not _filled(c, found)]
        unknown = [use for use in uses if use and use.kind == "unknown"]
        self.hits = sum(_filled(column, found) for column in schema.columns)
        self.numbered = "seq" in found
        self.is_whole = not missing and not unknown
        self.columns = tuple(_guessed(uses, missing))

    @staticmethod
    def _name_by_rank(uses: list[Use | None], headings: Sequence[str]) -> None:
        """一级事项 | 二级事项 without 事项名称: the lower rank is the name."""
        if any(use and use.field == "item_name" for use in uses):
            return
        ranked = [i for i, u in enumerate(uses) if u and u.kind in ("category", "subcategory")]
        if len(ranked) > 1 or (ranked and uses[ranked[0]].kind == "subcategory"):  # type: ignore[union-attr]
            uses[ranked[-1]] = Use(headings[ranked[-1]], "column", "item_name")


def _own(headings: Sequence[str], schema: ListSchema) -> list[Use | None]:
    """The uses of the headings that the schema knows."""
    free: list[Column] = list(schema.columns)
    parts: list[Field] = [f for c in schema.columns for f in c.derived if f.heading]
    uses: list[Use | None] = []
    # In columns of their own only where more than one is, or where nothing else would be.
    apart = {f.name for f in parts for h in headings if f.heading and h and f.heading.fullmatch(h)}
    whole = any(c.derived and c.heading.fullmatch(h) for c in free for h in headings if h)
    for heading in headings:
        part = next((f for f in parts if f.heading and f.heading.fullmatch(heading)), None)
        if heading and part and (len(apart) > 1 or not whole):
            parts.remove(part)
            uses.append(Use(heading, "derived", part.name))
            continue
        column = next((c for c in free if heading and c.heading.fullmatch(heading)), None)
        if column:
            free.remove(column)
        uses.append(Use(heading, "column", column.field) if column else None)
    return uses


def _beside(heading: str) -> Use | None:
    """The use of a heading that is no column of the list."""
    if not heading:
        return None
    kind = next((kind for kind in _BESIDE if wording(kind).match(heading)), None)
    return Use(heading, kind or "unknown")


def _keep_first(uses: list[Use | None], kind: Kind) -> None:
    """Of several columns that might stand for the section rows the first does; others are further ones."""
    for index in [i for i, use in enumerate(uses) if use and use.kind == kind][1:]:
        use = uses[index]
        assert use is not None
        uses[index] = Use(use.heading, "further")


def _filled(column: Column, found: set[str]) -> bool:
    return bool(found.intersection(column.fields))


def _guessed(uses: Sequence[Use | None], missing: Sequence[Column]) -> list[Use | None]:
    """A heading in unknown words takes the column that is usually printed at its place, if that is free:
    as many unknown ones as columns are missing, in their order, or the one at just that place."""
    unknown = [i for i, use in enumerate(uses) if use and use.kind == "unknown"]
    result = list(uses)
    if len(unknown) == len(missing):
        pairs = list(zip(unknown, missing, strict=True))
    else:
        pairs = [(i, c) for i in unknown for c in missing if c.position == i]
    for index, column in pairs:
        use = uses[index]
        assert use is not None
        result[index] = Use(use.heading, "column", column.field, guessed=True)
    return result
