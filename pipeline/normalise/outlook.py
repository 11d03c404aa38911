"""What comes after each block of a source: the next title, the next row, the next number."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.source import Line, Row
from pipeline.model.text import squeeze
from pipeline.normalise.columns import looks_like_header
from pipeline.normalise.parts import block_text, merged_text
from pipeline.normalise.patterns import contents_entry, list_title, section_row, section_title

# A title and the table under it have no more lines than this between them: unit, date, a note, a total.
_NEAR = 12


class Outlook:
    """The blocks ahead of each block. All indices are of `blocks`; what is not there is None."""

    def __init__(self, blocks: Sequence[Line | Row]) -> None:
        self._blocks = blocks
        self.titles: list[int | None] = [None] * len(blocks)
        self.rows: list[int | None] = [None] * len(blocks)
        title = row = None
        for index in range(len(blocks) - 1, -1, -1):
            self.titles[index], self.rows[index] = title, row
            block = blocks[index]
            if isinstance(block, Row) and not contents_entry(block_text(block)):
                row = index
            if (text := merged_text(block)) and list_title(text):
                title = index

    def ends_list(self, index: int) -> bool:
        """Whether no row of a list's items follows before the next title or the end of all: below a table,
        or between the tables of two sections."""
        row, title = self.rows[index], self.titles[index]
        if row is None or (title is not None and title <= row):
            return True
        block = self._blocks[row]
        assert isinstance(block, Row)
        return looks_like_header(block) or section_row([c.text for c in block.cells]) is not None

    def is_last(self, index: int) -> bool:
        """Whether no row follows any more."""
        return self.rows[index] is None

    def opens_table(self, index: int) -> bool:
        """Whether what a title at `index` names begins there, rather than being named in a contents."""
        title = squeeze(merged_text(self._blocks[index]))
        for block in self._blocks[index + 1 : index + 1 + _NEAR]:
            if isinstance(block, Line) and block.role != "text":
                continue
            text = merged_text(block)
            # The title may stand twice: above the table, and as its first row.
            if text and squeeze(text) == title:
                continue
            if list_title(text) or contents_entry(block_text(block)):
                return False
            if isinstance(block, Row):
                return True
            if section_title(text):
                return True
        return False

    def header_after(self, index: int) -> Row | None:
        """The header row that follows a title closely, before any other row or title."""
        row, title = self.rows[index], self.titles[index]
        if row is not None and self._repeats(row, index):
            row = self.rows[row]  # the title once more, as the table's first row
        if row is None or row - index > _NEAR or (title is not None and title < row):
            return None
        block = self._blocks[row]
        return block if isinstance(block, Row) and looks_like_header(block) else None

    def _repeats(self, row: int, index: int) -> bool:
        return squeeze(merged_text(self._blocks[row])) == squeeze(merged_text(self._blocks[index]))
