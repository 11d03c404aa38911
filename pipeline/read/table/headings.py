"""Which rows head a list: their first cell is what the lists call their numbers."""

from __future__ import annotations

from pipeline.model.schema import list_schemas

Lines = tuple[str, ...]
"""The paragraphs of a cell."""


def is_heading(lines: Lines, cells: int) -> bool:
    """Whether a row with this first cell heads a list: 序号 and what else its column is called."""
    text = "".join("".join(lines).split())
    return cells > 1 and any(
        schema.printed_columns[0].heading.fullmatch(text) for schema in list_schemas()
    )
