"""Which rows of a sheet stand around its tables: titles, notices, notes, a date; a sheet has no paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.schema import schema_of_title
from pipeline.model.wording import wording
from pipeline.read.table.headings import is_heading
from pipeline.read.table.spans import Span


def first_header(rows: Sequence[Sequence[Span]]) -> int:
    """The index of the first row that heads a list; 0 where none does."""
    for at, row in enumerate(rows):
        filled = [span for span in row if span.lines]
        if filled and is_heading(filled[0].lines, len(filled)):
            return at
    return 0


def is_around(row: Sequence[Span], after_note: bool) -> bool:
    """Whether a row below a header is none of the table's: one text at the left that is no section's.

    The rows of sections are merged over the table, as others may be; what they say tells them apart.
    `after_note`: the row above is a note, which may go on with points.
    """
    if not row or not row[0].lines or any(span.lines for span in row[1:]):
        return False
    text = "".join("".join(row[0].lines).split())
    if after_note and wording("note_point").match(text):
        return True
    if schema_of_title(text) or any(
        wording(name).match(text) for name in ("other_list", "note_start")
    ):
        return True
    is_section = any(wording(name).match(text) for name in ("section_mark", "section_size"))
    return row[0].width == 1 and len(row) > 1 and not is_section
