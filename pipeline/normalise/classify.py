"""Gives every block of a source its part: title, contents, header, section, item, continuation.

One pass in reading order; what has no part in a duty list is a leftover, and stays visible as such.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal, NamedTuple

from pipeline.model.schema import Column, ListSchema, list_schemas
from pipeline.model.source import Cell, Line, Place, Row, Source
from pipeline.model.text import squeeze
from pipeline.normalise.patterns import (
    BARE_DOCUMENT_TITLE,
    CONTENTS_HEADING,
    COVER,
    DOCUMENT_TITLE,
    LABEL,
    PAGE_NUMBER,
    contents_entry,
    is_cut_title,
    item_number,
    list_title,
    section_row,
    section_title,
)

Part = Literal[
    "title",
    "cover",
    "contents",
    "list-title",
    "header",
    "section",
    "item",
    "continuation",
    "page-number",
    "running",
    "leftover",
]
_LEADING_NUMBER = re.compile(r"\d{1,4}(?![\d.．、年月日—-])")
# A line that stands this often outside every table is a running header or footer.
_RUNNING = 3


class Marked(NamedTuple):
    """A block with its part, the list it stands in, and that list's columns by cell index."""

    part: Part
    block: Line | Row
    place: Place
    schema: ListSchema | None = None
    columns: tuple[Column | None, ...] = ()

    @property
    def text(self) -> str:
        """The block as one string; cells apart by a tab."""
        return block_text(self.block)


def block_text(block: Line | Row) -> str:
    """A line's text, or a row's cells apart by a tab."""
    if isinstance(block, Line):
        return block.text
    return "\t".join(cell.text for cell in block.cells)


def classify(source: Source) -> tuple[Marked, ...]:
    """Every block of the source, in order, with its part."""
    # On sheets the reader knows heads and feet by their place.
    lines = (b for b in source.blocks if isinstance(b, Line) and source.paging != "sheets")
    repeated = Counter(squeeze(line.text) for line in lines)
    walker = _Walker(source, {text for text, times in repeated.items() if times >= _RUNNING})
    return tuple(walker.mark(index) for index in range(len(source.blocks)))


class _Walker:
    """Where the pass stands: in which list, under which columns, on which page."""

    def __init__(self, source: Source, running: set[str]) -> None:
        self._source = source
        self._running = running
        self._schema: ListSchema | None = None
        self._columns: tuple[Column | None, ...] = ()
        self._titles = 0
        self._in_contents = False
        self._has_item = False
        self._numbers = _numbers_ahead(source.blocks)
        self._above = 0  # the number of the last row

    def mark(self, index: int) -> Marked:
        block = self._source.blocks[index]
        part = self._part(block, index)
        if part == "item" and isinstance(block, Line):
            block = Row((Cell((block.text,)),), block.place)
        place = block.place
        if self._source.paging == "titles":
            place = replace(place, page=self._titles or None)
        return Marked(part, block, place, self._schema, self._columns)

    def _part(self, block: Line | Row, index: int) -> Part:
        if isinstance(block, Line) and block.role == "page-number":
            return "page-number"
        text = squeeze(block_text(block))
        if isinstance(block, Line) and block.role == "running":
            return self._running_line(text)
        if isinstance(block, Line) and PAGE_NUMBER.fullmatch(text):
            return "page-number"
        if isinstance(block, Line) and LABEL.fullmatch(text):
            return "cover"
        if (schema := list_title(text)) and (self._schema or self._opens_list(index)):
            self._enter(schema)
            self._titles += 1
            return "list-title"
        if isinstance(block, Row) and self._is_header(block):
            return "header"
        if self._schema is None:
            return self._front_matter(text, index)
        if isinstance(block, Row):
            return self._table_row(block, index)
        return self._line_in_list(text, index)

    def _running_line(self, text: str) -> Part:
        """A header may be the only place of a list's title."""
        schema = list_title(text)
        if schema is None:
            return "running"
        self._enter(schema)
        return "list-title"

    def _enter(self, schema: ListSchema) -> None:
        if schema is not self._schema:
            self._columns = tuple(schema.printed_columns)
            self._has_item = False
            self._above = 0
        self._schema = schema
        self._in_contents = False

    def _opens_list(self, index: int) -> bool:
        """Whether the title at `index` opens its list, rather than being a line of the contents."""
        if not self._in_contents:
            return True
        title = squeeze(block_text(self._source.blocks[index]))
        for block in self._source.blocks[index + 1 : index + 5]:
            if isinstance(block, Line) and block.role != "text":
                continue
            # The title may stand twice: above the table, and as its first row.
            if squeeze(block_text(block)) == title:
                continue
            return isinstance(block, Row) or section_title(block_text(block)) is not None
        return False

    def _is_header(self, row: Row) -> bool:
        found = header_columns(row, self._schema)
        if found is None:
            return False
        schema, columns = found
        self._enter(schema)
        self._columns = columns
        return True

    def _front_matter(self, text: str, index: int) -> Part:
        if CONTENTS_HEADING.fullmatch(text):
            self._in_contents = True
            return "contents"
        if contents_entry(text) or (self._in_contents and list_title(text)):
            return "contents"
        # A line of contents that Word made: its leader is a tab stop, no characters.
        if self._in_contents and text[-1:].isdigit() and section_title(text.rstrip("0123456789")):
            return "contents"
        if DOCUMENT_TITLE.fullmatch(text) or self._is_cut_title(index):
            return "title"
        if COVER.fullmatch(text):
            return "title" if self._before_bare_title(index) else "cover"
        return "leftover"

    def _is_cut_title(self, index: int) -> bool:
        """Whether a line is one of two that a title was wrapped into: 履行职责事项清 / 单."""
        texts = [squeeze(block_text(b)) for b in self._source.blocks[max(0, index - 1) : index + 2]]
        return any(is_cut_title(head, rest) for head, rest in pairwise(texts))

    def _before_bare_title(self, index: int) -> bool:
        """A place name belongs to the title that follows it: 西郊乡 / 履行职责事项清单."""
        following = self._source.blocks[index + 1 : index + 4]
        return any(BARE_DOCUMENT_TITLE.fullmatch(squeeze(block_text(b))) for b in following)

    def _line_in_list(self, text: str, index: int) -> Part:
        if section_title(text):
            return "section"
        if self._is_rest_of_row(text, index):
            self._above += 1
            return "item"
        return "running" if text in self._running else "leftover"

    def _is_rest_of_row(self, text: str, index: int) -> bool:
        """Whether a line is a row that lost its cells' borders: it begins with the number that is due
        here, which the rows around it lack."""
        number = _LEADING_NUMBER.match(text)
        due = self._above + 1
        return number is not None and int(number[0]) == due and self._numbers[index] == due + 1

    def _table_row(self, row: Row, index: int) -> Part:
        filled = [cell for cell in row.cells if cell.paragraphs]
        first = row.cells[0].text
        if section_row([cell.text for cell in row.cells]):
            return "section"
        number = item_number(first)
        if number is not None:
            self._has_item, self._above = True, number
            return "item"
        if not first.strip():
            if not self._has_item and self._is_first(row, index):
                self._has_item, self._above = True, 1
                return "item"
            return "continuation" if self._has_item and filled else "leftover"
        if len(filled) > 1:
            self._has_item = True
            self._above += 1
            return "item"
        return "leftover"

    def _is_first(self, row: Row, index: int) -> bool:
        """Whether a row above all numbered ones is the list's first, its number lost, and not the rest
        of a row that began on a lost page."""
        return self._numbers[index] == 2 and is_whole([row], self._columns)


def is_whole(rows: Sequence[Row], columns: Sequence[Column | None]) -> bool:
    """Whether rows have between them every cell that an item needs, its number aside."""
    filled = {
        column.field
        for row in rows
        for cell, column in zip(row.cells, columns, strict=False)
        if column and cell.paragraphs
    }
    return all(c.field in filled for c in columns if c and c.required and c.field != "seq")


def _numbers_ahead(blocks: Sequence[Line | Row]) -> list[int | None]:
    """For each block the number of the first numbered row after it."""
    ahead: list[int | None] = []
    following: int | None = None
    for block in reversed(blocks):
        ahead.append(following)
        if isinstance(block, Row) and (number := item_number(block.cells[0].text)) is not None:
            following = number
    return ahead[::-1]


def header_columns(
    row: Row, current: ListSchema | None
) -> tuple[ListSchema, tuple[Column | None, ...]] | None:
    """The list that a header row belongs to and the column of each cell, or None for other rows.

    The list in hand wins where its columns fit as well as another's.
    """
    if not _heads_numbers(row.cells[0].text):
        return None
    headings = [squeeze(cell.text) for cell in row.cells]
    candidates = sorted(list_schemas(), key=lambda schema: schema is not current)
    fits = [(_match(headings, schema), schema) for schema in candidates]
    matched = [(sum(c is not None for c in columns), columns, schema) for columns, schema in fits]
    full = [m for m in matched if m[0] == len(m[2].columns) == sum(map(bool, headings))]
    best = full[0] if full else max(matched, key=lambda m: (m[2] is current, m[0]))
    hits, columns, schema = best
    starts_with_number = columns[0] is not None and columns[0].field == "seq"
    if hits < 2 or not starts_with_number:
        return None
    return schema, columns if full else _fill(columns, schema)


def _heads_numbers(text: str) -> bool:
    """Whether a first cell is the heading of any list's numbers: of most rows it is a number."""
    heading = squeeze(text)
    columns = (column for schema in list_schemas() for column in schema.columns)
    return any(c.field == "seq" and c.heading.fullmatch(heading) for c in columns)


def _match(headings: Sequence[str], schema: ListSchema) -> tuple[Column | None, ...]:
    free = list(schema.columns)
    columns: list[Column | None] = []
    for heading in headings:
        column = next((c for c in free if heading and c.heading.fullmatch(heading)), None)
        if column:
            free.remove(column)
        columns.append(column)
    return tuple(columns)


def _fill(columns: tuple[Column | None, ...], schema: ListSchema) -> tuple[Column | None, ...]:
    """A heading in unknown words takes the column that is usually printed at its place."""
    free = [c for c in schema.printed_columns if c not in columns]
    return tuple(
        column or next((c for c in free if c.position == index), None)
        for index, column in enumerate(columns)
    )
