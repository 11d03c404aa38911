"""An element's content in reading order: lines of text, and the rows of its tables by column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.model.characters import count, unify, without_invisible
from pipeline.model.source import Aside, Line, Place
from pipeline.read.html.content import is_around
from pipeline.read.html.hidden import Hidden
from pipeline.read.html.numbers import number_of
from pipeline.read.html.text import NO_TEXT, text_nodes
from pipeline.read.table.headings import Lines, is_heading
from pipeline.read.table.spans import Span, SpanRow, by_column

_NOWHERE = Place()
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_CELLS = ("td", "th")
_GROUPS = frozenset({"thead", "tbody", "tfoot", "tr"})
_PARTS = _GROUPS | {"caption", "colgroup", "col"}
# A picture that is smaller, in pixels, is no character.
_SMALLEST = 8


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a table by column; `table` numbers the tables of the page."""

    row: SpanRow
    table: int


@dataclass(slots=True)
class _Text:
    """Paragraphs as they come: of each its pieces, white space as it stands in the file."""

    paragraphs: list[list[str]] = field(default_factory=lambda: [[]])
    asides: list[Aside] = field(default_factory=list)

    def end(self) -> None:
        if self.paragraphs[-1]:
            self.paragraphs.append([])

    def lines(self) -> Lines:
        lines = (" ".join("".join(pieces).split()) for pieces in self.paragraphs)
        return tuple(line for line in map(unify, lines) if line)


class Flow:
    """Reads a page's content. `markup` counts characters set aside, `added` those that are shown and
    stand in no element: numbers of lists, the text of merged cells in each row they cover."""

    def __init__(self, hidden: Hidden, file: str) -> None:
        self._hidden, self._file = hidden, file
        self._tables = 0
        self._pending: tuple[Aside, ...] = ()
        self.markup = 0
        self.added = 0

    def blocks(self, element: Any) -> Iterator[Line | ListRow]:
        """The content of an element that is a block."""
        if element.tag == "table" and self._is_data(element):
            yield from self._rows(element)
            return
        text = _Text()
        self._put(element.text, text)
        for child in element:
            if self._set_aside(child, text, in_cell=False):
                pass
            elif next(child.iter("table"), None) is not None:
                yield from self._lines(text)
                text = _Text()
                self._open(child, text)
                yield from self._lines(text)
                text = _Text()
                yield from self.blocks(child)
            else:
                self._read(child, text)
            self._put(child.tail, text)
        yield from self._lines(text)

    def _lines(self, text: _Text) -> Iterator[Line]:
        asides, text.asides = tuple(text.asides), []
        for line in text.lines():
            yield Line(line, _NOWHERE, asides=asides)
            asides = ()

    def _set_aside(self, element: Any, text: _Text, *, in_cell: bool) -> bool:
        """Sets aside what is not shown or no content; whether it was so."""
        if not isinstance(element.tag, str) or element.tag in NO_TEXT:
            return True
        hidden = self._hidden.hides(element)
        if not hidden and not (not in_cell and is_around(element)):
            return False
        if hidden and in_cell:
            self._hide(element, text)
        else:
            self.markup += count(_text_of(element))
        return True

    def _hide(self, element: Any, text: _Text) -> None:
        """Sets aside what nobody sees, and remembers it."""
        words = " ".join(_text_of(element).split())
        self.markup += count(words)
        if words:
            text.asides.append(Aside("unseen", unify(words)))

    def _read(self, element: Any, text: _Text) -> None:
        """An element that is text, and what is in it."""
        block = element.tag in _BLOCKS
        if block or element.tag == "br":
            text.end()
        self._open(element, text)
        self._put(element.text, text, preformatted=element.tag == "pre")
        for child in element:
            if not self._set_aside(child, text, in_cell=True):
                self._read(child, text)
            self._put(child.tail, text, preformatted=element.tag == "pre")
        if block:
            text.end()

    def _open(self, element: Any, text: _Text) -> None:
        """What stands before an element's own text, or in its place."""
        shown = ""
        if element.tag == "li":
            shown = number_of(element, self._hidden)
        elif element.tag == "input" and (element.get("type") or "text").lower() == "text":
            shown = element.get("value") or ""
        elif element.tag == "img" and _is_large(element):
            text.asides.append(Aside("unread", "图片"))
        if shown:
            self.added += count(shown)
            text.paragraphs[-1].append(shown)

    def _put(self, piece: str | None, text: _Text, *, preformatted: bool = False) -> None:
        if not piece:
            return
        shown = without_invisible(piece)
        self.markup += count(piece) - count(shown)
        for number, part in enumerate(shown.split("\n") if preformatted else [shown]):
            if number:
                text.end()
            if part:
                text.paragraphs[-1].append(part)

    def _is_data(self, table: Any) -> bool:
        """Whether a table's own rows are rows of data, rather than places on the page."""
        rows = [_cells(row) for row in _own_rows(table)]
        if any(is_heading([(_text_of(cell),) for cell in cells]) for cells in rows):
            return True
        if any(_is_wide(inner) for inner in table.iter("table") if inner is not table):
            return False
        return any(len(cells) > 1 for cells in rows)

    def _rows(self, table: Any) -> Iterator[Line | ListRow]:
        self._tables += 1
        number = self._tables
        for caption in table.findall("caption"):
            text = _Text()
            if not self._set_aside(caption, text, in_cell=False):
                self._read(caption, text)
            yield from self._lines(text)
        yield from self._strays(table)
        spans: list[list[Span]] = []
        for row in _own_rows(table):
            text = _Text()
            if self._set_aside_row(row, text):
                self._pending += tuple(text.asides)
                continue
            spans.append(list(self._spans(row)))
        for read in by_column(spans, self._file):
            self.added += read.added
            yield ListRow(read, number)

    def _strays(self, element: Any) -> Iterator[Line | ListRow]:
        """What stands in a table and in no cell of it; a browser shows it before the table."""
        text = _Text()
        self._put(element.text, text)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            is_part = tag in _PARTS or (tag in _CELLS and element.tag == "tr")
            wraps_rows = tag not in ("", *_CELLS, "table") and _holds_rows(child)
            if tag in _GROUPS or (wraps_rows and not is_part):
                if not self._hidden.hides(child):
                    yield from self._strays(child)
            elif is_part or self._set_aside(child, text, in_cell=False):
                pass
            elif next(child.iter("table"), None) is not None:
                yield from self.blocks(child)
            else:
                self._read(child, text)
            self._put(child.tail, text)
        yield from self._lines(text)

    def _set_aside_row(self, row: Any, text: _Text) -> bool:
        """Sets aside a row that is hidden, or stands in a part of the table that is."""
        part = row.getparent()
        if not self._hidden.hides(row) and (part.tag == "table" or not self._hidden.hides(part)):
            return False
        self._hide(row, text)
        return True

    def _spans(self, row: Any) -> Iterator[Span]:
        for cell in _cells(row):
            text = _Text()
            if self._set_aside(cell, text, in_cell=True):
                # A hidden cell takes no place.
                self._pending += tuple(text.asides)
                continue
            self._read(cell, text)
            asides, self._pending = (*self._pending, *text.asides), ()
            yield Span(text.lines(), _number(cell, "colspan"), _number(cell, "rowspan"), asides)


def _own_rows(table: Any) -> list[Any]:
    """The rows of a table itself, its foot last; not those inside a cell, of whichever table."""
    around = (*_CELLS, "table")
    rows = [r for r in table.iter("tr") if next(r.iterancestors(*around), None) is table]
    return sorted(rows, key=lambda row: row.getparent().tag == "tfoot")


def _holds_rows(element: Any) -> bool:
    """Whether rows of the table around an element stand in it: a form, or a tag that is mistyped."""
    around = (*_CELLS, "table")
    nearest = next(element.iterancestors(*around), None)
    return any(next(r.iterancestors(*around), None) is nearest for r in element.iter("tr"))


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in _CELLS]


def _is_wide(table: Any) -> bool:
    return any(len(_cells(row)) > 1 for row in _own_rows(table))


def _text_of(element: Any) -> str:
    return "".join(text_nodes(element))


def _number(cell: Any, name: str) -> int:
    """A span; 0 rows are all that follow."""
    text = (cell.get(name) or "1").strip()
    value = int(text) if text.isdecimal() and len(text) < 6 else 1
    return value or (65_534 if name == "rowspan" else 1)


def _is_large(image: Any) -> bool:
    sizes = [image.get("width") or "", image.get("height") or ""]
    numbers = [
        int(size.removesuffix("px")) for size in sizes if size.removesuffix("px").isdecimal()
    ]
    return all(number >= _SMALLEST for number in numbers[:2])
