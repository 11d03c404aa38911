"""One pass over a source's blocks, in reading order: what part of a duty list each of them is.

What needs more than the blocks before and the nearest ones after (which rows are one item, which sections
are parts of others, whether a column stands for section rows) is left to the stages after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.model.item_numbers import item_number
from pipeline.model.schema import ListSchema
from pipeline.model.source import Line, Place, Row, Source
from pipeline.model.text import squeeze
from pipeline.model.wording import wording
from pipeline.normalise.columns import (
    Columns,
    is_foreign_header,
    looks_like_header,
    number_cell,
    printed_columns,
    read_header,
)
from pipeline.normalise.outlook import Outlook
from pipeline.normalise.parts import (
    BodyRow,
    Contents,
    Cover,
    DocumentTitle,
    HeaderRow,
    ListTitle,
    OtherHeader,
    OtherRow,
    OtherSection,
    OtherTitle,
    PageNumber,
    Part,
    Remark,
    Running,
    SectionRow,
    Stray,
    block_text,
    merged_text,
)
from pipeline.normalise.patterns import (
    BARE_DOCUMENT_TITLE,
    CONTENTS_HEADING,
    COVER,
    DOCUMENT_TITLE,
    LABEL,
    PAGE_NUMBER,
    SectionTitle,
    contents_entry,
    is_cut_title,
    is_sentence,
    list_title,
    section_row,
    section_title,
    unnumbered_section,
)
from pipeline.normalise.remarks import Remarks, is_total

# A line that stands this often outside every table is a running header or footer.
_RUNNING = 3


def fold(source: Source) -> tuple[Part, ...]:
    """Every block of the source, in order, as what it is."""
    return tuple(_Fold(source).parts())


class _Fold:
    """Where the pass stands: in which list, under which columns, on which page."""

    def __init__(self, source: Source) -> None:
        self._blocks, self._paging = source.blocks, source.paging
        self._running = _repeated(source)
        self._ahead = Outlook(source.blocks)
        self._remarks = Remarks(self._ahead, wrapped=source.paging == "sheets")
        self._schema: ListSchema | None = None
        self._columns: Columns = ()
        self._titles = 0
        self._in_contents = False
        self._in_other = False
        # Between a list's title and the first row under it, and between two lists that have a title page.
        self._above_table = False
        self._between = False
        self._told_above: set[tuple[ListSchema | None, str]] = set()

    def parts(self) -> Iterator[Part]:
        """The parts, one for each block."""
        for index, block in enumerate(self._blocks):
            part = self._part(index, block)
            if isinstance(block, Row) or isinstance(part, SectionRow):
                self._above_table = False
            self._remarks.went_on(part)
            yield part

    def _place(self, block: Line | Row) -> Place:
        if self._paging == "titles":
            return replace(block.place, page=self._titles or None)
        return block.place

    def _as(self, kind: type[Part], index: int) -> Part:
        block = self._blocks[index]
        return kind(index, block, self._place(block), None if self._in_other else self._schema)

    def _part(self, index: int, block: Line | Row) -> Part:
        text = squeeze(block_text(block))
        if isinstance(block, Line):
            if block.role == "page-number":
                return self._as(PageNumber, index)
            if block.role == "running":
                return self._running_line(index, text)
            if PAGE_NUMBER.fullmatch(text):
                return self._as(PageNumber, index)
            if LABEL.fullmatch(text):
                return self._as(Cover, index)
        if title := self._title(index, squeeze(merged_text(block))):
            return title
        if isinstance(block, Row):
            return self._row(index, block, text)
        if self._between or (self._schema is None and not self._in_other):
            return self._front_matter(index, text)
        return self._line(index, block, text)

    # Titles

    def _running_line(self, index: int, text: str) -> Part:
        """A header may be the only place of a list's title; and what stands under the title on the first
        page of each list looks like one."""
        schema = list_title(text)
        if schema is None:
            is_remark = self._above_table and self._remarks.takes(index, text, above_table=True)
            return self._remark(index, text) if is_remark else self._as(Running, index)
        self._above_table = True
        self._enter(schema)
        return self._as(ListTitle, index)

    def _title(self, index: int, text: str) -> Part | None:
        """The part where the text is a title: of a list, of another one, or again of the document."""
        if not text:
            return None
        schema = list_title(text)
        if schema and self._opens(index, text):
            self._enter(schema)
            self._titles += 1
            self._above_table = True
            return self._as(ListTitle, index)
        if not schema and self._is_other_title(index, text):
            self._in_other, self._between, self._in_contents = True, False, False
            self._above_table = True
            self._titles += 1
            return self._as(OtherTitle, index)
        if self._schema and DOCUMENT_TITLE.fullmatch(text) and not is_sentence(text):
            following, row = self._ahead.titles[index], self._ahead.rows[index]
            if following is not None and (row is None or following <= row):
                self._between, self._in_other = True, False
                return self._as(DocumentTitle, index)
        return None

    def _opens(self, index: int, text: str) -> bool:
        """Whether a list's title opens it, rather than naming it in a contents or among annexes."""
        outside = self._schema is None or self._between
        named = self._in_contents or wording("title_number").match(text)
        return not (outside and named) or self._ahead.opens_table(index)

    def _is_other_title(self, index: int, text: str) -> bool:
        """Whether a title is of a list that is none of ours: by its name, and by the table under it."""
        known = wording("other_list").match(text)
        named = known or (wording("any_list").match(text) and not DOCUMENT_TITLE.fullmatch(text))
        if not named or is_sentence(text):
            return False
        header = self._ahead.header_after(index)
        return header is not None and (bool(known) or is_foreign_header(header))

    def _enter(self, schema: ListSchema) -> None:
        if schema is not self._schema or self._in_other:
            self._columns = printed_columns(schema)
        self._schema = schema
        self._in_contents = self._in_other = self._between = False

    # Rows

    def _row(self, index: int, row: Row, text: str) -> Part:
        if self._in_other:
            return self._row_of_other(index, row, text)
        if header := read_header(row, self._schema):
            self._enter(header.schema)
            self._columns = header.columns
            part = self._as(HeaderRow, index)
            return HeaderRow(part.index, row, part.place, self._schema, header.columns)
        if self._schema is None or self._between:
            return self._row_in_front(index, row, text)
        number = item_number(number_cell(row, self._columns))
        if number is None:
            if is_total(text) or self._remarks.below(index, squeeze(merged_text(row))):
                return self._as(Remark, index)
            if title := section_row([cell.text for cell in row.cells]):
                return SectionRow(index, row, self._place(row), self._schema, title)
        return BodyRow(index, row, self._place(row), self._schema, row, number, self._columns)

    def _row_of_other(self, index: int, row: Row, text: str) -> Part:
        cells = [cell.text for cell in row.cells]
        if looks_like_header(row):
            return self._as(OtherHeader, index)
        if is_total(text) or self._remarks.below(index, squeeze(merged_text(row))):
            return self._as(Remark, index)
        is_section = merged_text(row) and section_row(cells)
        return self._as(OtherSection if is_section else OtherRow, index)

    def _row_in_front(self, index: int, row: Row, text: str) -> Part:
        """A row before any list: of a contents that is a table, or of nothing that is known."""
        cells = [squeeze(cell.text) for cell in row.cells]
        if named := next(filter(list_title, cells), None):
            page = item_number(cells[-1])
            return Contents(index, row, self._place(row), None, named, page)
        if entry := contents_entry(text):
            return Contents(index, row, self._place(row), None, *entry)
        heads_contents = self._in_contents and "页" in text
        return self._as(Contents if heads_contents else Stray, index)

    # Lines outside the lists

    def _front_matter(self, index: int, text: str) -> Part:
        if CONTENTS_HEADING.fullmatch(text):
            self._in_contents = True
            return self._as(Contents, index)
        if self._names_a_list(text):
            title, page = contents_entry(text) or (text, None)
            return Contents(
                index, self._blocks[index], self._place(self._blocks[index]), None, title, page
            )
        if (DOCUMENT_TITLE.fullmatch(text) and not is_sentence(text)) or self._is_cut_title(index):
            return self._as(DocumentTitle, index)
        if COVER.fullmatch(text):
            return self._as(DocumentTitle if self._before_bare_title(index) else Cover, index)
        return self._as(Remark, index)

    def _names_a_list(self, text: str) -> bool:
        """Whether a line is one of the contents, with leader and page or, under their heading, without."""
        if contents_entry(text):
            return True
        if not self._in_contents:
            return False
        # A line of contents that Word made: its leader is a tab stop, no characters.
        named = text.rstrip("0123456789")
        paged = named != text
        return bool(
            list_title(text)
            or wording("any_list").match(text)
            or (paged and (section_title(named) or wording("any_list").match(named)))
        )

    def _is_cut_title(self, index: int) -> bool:
        """Whether a line is one of two that a title was wrapped into: 履行职责事项清 / 单."""
        texts = [squeeze(block_text(b)) for b in self._blocks[max(0, index - 1) : index + 2]]
        return any(is_cut_title(head, rest) for head, rest in pairwise(texts))

    def _before_bare_title(self, index: int) -> bool:
        """A place name belongs to the title that follows it: 西郊乡 / 履行职责事项清单."""
        following = self._blocks[index + 1 : index + 4]
        return any(BARE_DOCUMENT_TITLE.fullmatch(squeeze(block_text(b))) for b in following)

    # Lines in a list

    def _line(self, index: int, line: Line, text: str) -> Part:
        if self._remarks.takes(index, text, above_table=self._above_table):
            return self._remark(index, text)
        title = None if self._in_other else section_title(line.text) or _in_brackets(text)
        if title:
            return SectionRow(index, line, self._place(line), self._schema, title)
        if text in self._running:
            return self._as(Running, index)
        schema = None if self._in_other else self._schema
        return Stray(index, line, self._place(line), schema, self._columns)

    def _remark(self, index: int, text: str) -> Part:
        """A line beside the rows; one that stands above the table on each page is told once."""
        whole = self._in_other or self._remarks.is_of_document(index, text)
        schema = None if whole else self._schema
        if self._above_table and (schema, text) in self._told_above:
            return self._as(Running, index)
        self._told_above.add((schema, text))
        block = self._blocks[index]
        return Remark(index, block, self._place(block), schema)


def _in_brackets(text: str) -> SectionTitle | None:
    """A section without a number on a line of its own has its size in brackets: 党的建设（4项）."""
    return unnumbered_section(text) if text[-1:] in "）)】]〕］" else None


def _repeated(source: Source) -> set[str]:
    """The lines that stand outside every table often enough to be running heads; on sheets the reader
    knows these by their place."""
    lines = (b for b in source.blocks if isinstance(b, Line) and source.paging != "sheets")
    repeated = Counter(squeeze(line.text) for line in lines)
    return {text for text, times in repeated.items() if times >= _RUNNING}
