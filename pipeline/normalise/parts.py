"""What a block of a source can be in a duty list: the values that the fold over a source gives.

Each part has its block, its place, the list in which it stands, and what was found in it, so that nothing is
read twice. `index` is the part's place among all of the document.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.schema import ListSchema
from pipeline.model.source import Line, Place, Row
from pipeline.normalise.columns import Columns
from pipeline.normalise.patterns import SectionTitle


@dataclass(frozen=True, slots=True)
class Part:
    """A block with its place, and the list in which it stands (None outside all)."""

    index: int
    block: Line | Row
    place: Place
    schema: ListSchema | None

    @property
    def text(self) -> str:
        """The block as one string; cells apart by a tab."""
        return block_text(self.block)

    @property
    def list(self) -> str | None:
        """The identifier of the list in which it stands."""
        return self.schema.id if self.schema else None


class DocumentTitle(Part):
    """A line of the document's own title."""


class Cover(Part):
    """What a cover carries besides the title: a date, a label."""


@dataclass(frozen=True, slots=True)
class Contents(Part):
    """A line of the table of contents; `title` and `page` are what it says where it names anything."""

    title: str | None = None
    page: int | None = None


class ListTitle(Part):
    """The title of a list, once or on each of its pages."""


@dataclass(frozen=True, slots=True)
class HeaderRow(Part):
    """A row of headings."""

    columns: Columns = ()


@dataclass(frozen=True, slots=True)
class SectionRow(Part):
    """The row or line that opens a section or a subsection."""

    title: SectionTitle


@dataclass(frozen=True, slots=True)
class BodyRow(Part):
    """A row of a list; `number` is the item's number, None where the row has none."""

    row: Row
    number: int | None = None
    columns: Columns = ()


class Remark(Part):
    """A line or row beside the rows: notice, note, unit, total, signature."""


class OtherTitle(Part):
    """The title of another list."""


class OtherHeader(Part):
    """The headings of another list."""


class OtherSection(Part):
    """A section row of another list."""


class OtherRow(Part):
    """A row of another list."""


class PageNumber(Part):
    """A page's own number."""


class Running(Part):
    """A header or footer."""


@dataclass(frozen=True, slots=True)
class Stray(Part):
    """A block that belongs nowhere. `columns` are those of the table around it: a line may be a row that
    lost its cells' borders."""

    columns: Columns = ()


def block_text(block: Line | Row) -> str:
    """A line's text, or a row's cells apart by a tab."""
    if isinstance(block, Line):
        return block.text
    return "\t".join(cell.text for cell in block.cells)


def merged_text(block: Line | Row) -> str:
    """A line's text, or the text of a row that is one cell, repeated or not; "" for any other row."""
    if isinstance(block, Line):
        return block.text
    filled = list(dict.fromkeys(cell.text for cell in block.cells if cell.paragraphs))
    return filled[0] if len(filled) == 1 else ""
