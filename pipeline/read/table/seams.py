"""Rows that were split by hand, half on one page's table and half on the next one's.

Files without pages keep no line ends, so only the text tells whether a paragraph was cut: it stops in the middle
of a sentence, and what follows starts no point.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.points import point_mark
from pipeline.model.text import SENTENCE_END
from pipeline.read.table.headings import Lines, is_heading

Row = tuple[Sequence[Lines], int]
"""The paragraphs of a row's cells, and the number of its table in the document."""

# Shorter lines may be whole names, one a line.
_SHORTEST_SENTENCE = 8


def running_on(rows: Sequence[Row]) -> set[tuple[int, int]]:
    """The cells (row, column) whose last paragraph goes on in a later row."""
    found: set[tuple[int, int]] = set()
    last: dict[int, int] = {}
    for index, (cells, _) in enumerate(rows):
        filled = [column for column, lines in enumerate(cells) if lines]
        # Title, header and section rows may stand between the halves.
        if (
            not filled
            or len(filled) == 1 == filled[0] + 1
            or is_heading([cells[column] for column in filled])
        ):
            continue
        if cells[0]:
            last = {}
        for column in filled:
            if column in last and _is_cut(rows[last[column]], rows[index], column):
                found.add((last[column], column))
            last[column] = index
    return found


def _is_cut(above: Row, below: Row, column: int) -> bool:
    # Within a table nobody cuts a paragraph: the row is one of several that share a number.
    if above[1] == below[1]:
        return False
    head, tail = above[0][column][-1], below[0][column][0]
    return (
        len(head) >= _SHORTEST_SENTENCE
        and head[-1] not in SENTENCE_END
        and point_mark(tail) is None
    )
