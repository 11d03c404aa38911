"""Lists that are no table: a list of numbers and names only may be printed as numbered paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model.schema import ListSchema
from pipeline.model.source import Cell, Line, Row, Source
from pipeline.normalise.patterns import contents_entry, list_title, section_title

# "12.加强党支部建设。", "12、加强…", "12 加强…"; not "2.5万元", "2025年".
_NUMBERED = re.compile(r"(?P<number>\d{1,3}(?:[.．、]|(?=\s)))\s*(?P<name>[^\d\s].*)")


def with_listed_rows(source: Source) -> Source:
    """The source with such paragraphs as the rows that they would be in a table.

    Only where a list has no table at all, and not in a PDF, whose lines are no paragraphs.
    """
    if source.paging == "sheets":
        return source
    blocks: list[Line | Row] = []
    for schema, part in _parts(source.blocks):
        listed = schema is not None and len(schema.columns) == 2 and not _has_rows(part)
        blocks += map(_as_row, part) if listed else part
    return replace(source, blocks=tuple(blocks))


def _parts(
    blocks: Sequence[Line | Row],
) -> Iterator[tuple[ListSchema | None, list[Line | Row]]]:
    """The blocks from each list's title to the next one's."""
    schema: ListSchema | None = None
    part: list[Line | Row] = []
    for block in blocks:
        titled = list_title(block.text) if isinstance(block, Line) else None
        if titled is not None and titled is not schema:
            yield schema, part
            schema, part = titled, []
        part.append(block)
    yield schema, part


def _has_rows(part: Sequence[Line | Row]) -> bool:
    return any(isinstance(block, Row) for block in part)


def _as_row(block: Line | Row) -> Line | Row:
    if isinstance(block, Row) or block.role != "text" or section_title(block.text):
        return block
    match = _NUMBERED.fullmatch(block.text)
    if match is None or contents_entry(block.text):
        return block
    cells = (Cell((match["number"],)), Cell((match["name"],)))
    return Row(cells, block.place, block.asides)
