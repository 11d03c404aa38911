"""What a reader hands to the normaliser: a document as lines and table rows, in reading order.

Every reader (text, PDF, DOCX) gives the same `Source`, so that nothing after it needs to know
what kind of file the list came in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Box = tuple[int, float, float, float, float]
"""Sheet (from 1), x0, top, x1, bottom; in points from the sheet's top left corner."""

AsideKind = Literal["inserted", "deleted", "comment", "unseen", "unread"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the source; what is unknown is None."""

    line: int | None = None
    sheet: int | None = None
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row: its paragraphs, with markup and line wraps undone.

    `runs_on` says that the row ended inside the last paragraph (a page broke there): the same
    cell of a continuation row then joins it without a seam.
    """

    paragraphs: tuple[str, ...] = ()
    runs_on: bool = False

    @property
    def text(self) -> str:
        """The cell as one string, a line per paragraph."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands at a block and is no text of it: a change or a comment that a word processor still
    tracks, text that nobody sees ("unseen"), words that are seen and are no text ("unread").

    `text` is what is inserted, deleted, said or unseen; of what is unread, what it is: 图片.
    """

    kind: AsideKind
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row of a table. A merged row (a section's, a title's) has its text in the first cell."""

    cells: tuple[Cell, ...]
    place: Place
    asides: tuple[Aside, ...] = ()


Role = Literal["text", "page-number", "running"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line outside every table. `role` "page-number" is a sheet's own printed number, "running" a
    header or footer of the file's own."""

    text: str
    place: Place
    role: Role = "text"
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A physical page and the number printed on it; `scanned`: a picture without a text layer;
    `copy_of`: the sheet before that holds the same, so that its characters count as markup."""

    number: int
    printed: int | None
    scanned: bool = False
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class Ink:
    """What a person sees, set against what was read, on so many sheets that were drawn.

    `unread`: where something is printed that looks like writing and is no text of the file; `unseen`:
    text of the file that no person sees. Neither is in the data.
    """

    sheets: int
    unread: tuple[Place, ...] = ()
    unseen: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Characters of a scan on which two readings differ: what is in the data (`read`), what the other
    reading has, and the words of the line `before` and `after`."""

    place: Place
    before: str
    read: str
    after: str
    other: str


@dataclass(frozen=True, slots=True)
class Recognition:
    """By which models the scanned sheets were read, the digest of the first one's file, the number of
    characters read, every doubt, and how many corrections of a person were put in."""

    by: str
    model_sha256: str
    characters: int
    doubts: tuple[Doubt, ...] = ()
    corrected: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read.

    `format` is the name that the table of readers has for it.

    `characters` counts the non-space characters the file holds; `markup` those of them that carry
    no text of the document (tags, glyphs drawn twice, text outside the page). All others are in
    `blocks`. `paging` says where page numbers come from: the sheets, the repeated list titles
    (text exports), or nowhere.
    """

    file: str
    sha256: str
    format: str
    blocks: tuple[Line | Row, ...]
    characters: int
    markup: int
    paging: Literal["sheets", "titles", "none"]
    sheets: tuple[Sheet, ...] = ()
    ink: Ink | None = None
    recognition: Recognition | None = None
