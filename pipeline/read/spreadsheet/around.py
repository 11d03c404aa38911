"""Which rows of a sheet stand around its tables: titles, notices, notes, a date; a sheet has no paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.schema import schema_of_title
from pipeline.model.wording import wording
from pipeline.read.table.headings import is_heading
from pipeline.read.table.spans import Span

# What stands at the end of a document.
_CLOSING = ("signature", "colophon", "date")


def first_header(rows: Sequence[Sequence[Span]]) -> int:
    """The index of the first row that heads a list; 0 where none does."""
    for at, row in enumerate(rows):
        if is_heading([span.lines for span in row if span.lines]):
            return at
    return 0


def is_several(row: Sequence[Span]) -> bool:
    """Whether a row has more than one text; a sheet without such a row is no table, but a cover or the like."""
    return sum(bool(span.lines) for span in row) > 1


def around(rows: Sequence[Sequence[Span]]) -> list[bool]:
    """Which of the rows from the first header on are none of a table's.

    Those have one text, at the left. The rows of sections have that too, and are merged over the table as others may
    be; where it stands and what it says tell them apart: between a title and its header everything is around; below
    a table notes, a signature, a date; anywhere titles, and a text that is not merged where others are.
    """
    found = [False] * len(rows)
    texts = [_lone(row) for row in rows]
    under_title = after_note = False
    for at, (row, text) in enumerate(zip(rows, texts, strict=True)):
        if not text:
            if text is None:
                under_title = after_note = False
            continue
        titled = schema_of_title(text) is not None or _says(text, "other_list")
        note = _says(text, "note_start") or (after_note and _says(text, "note_point"))
        closing = _says(text, *_CLOSING) and _is_below(texts, at)
        found[at] = titled or note or closing or under_title or _is_unmerged(row, text)
        under_title, after_note = titled or under_title, note
    return found


def _lone(row: Sequence[Span]) -> str | None:
    """The text of a row that has only one, at the left, without white space, or none at all; None for others."""
    if any(span.lines for span in row[1:]):
        return None
    return "".join("".join(row[0].lines).split()) if row else ""


def _is_below(texts: Sequence[str | None], at: int) -> bool:
    """Whether no row of the table follows: only such texts, up to the end or to the next title."""
    for text in texts[at + 1 :]:
        if text is None or schema_of_title(text):
            return text is not None
    return True


def _is_unmerged(row: Sequence[Span], text: str) -> bool:
    return row[0].width == 1 and len(row) > 1 and not _says(text, "section_mark", "section_size")


def _says(text: str, *names: str) -> bool:
    return any(wording(name).match(text) for name in names)
