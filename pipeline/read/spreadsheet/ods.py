"""Reads the sheets of an ODS: OpenDocument 1.3 part 3, 9 (tables)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.read.archive import Archive
from pipeline.read.spreadsheet.sheet import MOST_CELLS, At, Merged, Sheet, require_bounds

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_BREAKS = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": " "}
_ANNOTATION = f"{{{_OFFICE}}}annotation"
# Rows and columns beyond are only there to be empty.
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384


def ods_sheets(data: bytes, file: str) -> Iterator[Sheet]:
    """The sheets of a workbook in order. Raises SourceError for what cannot be read."""
    root = Archive(data, file).parse("content.xml")
    shown = {
        style.get(f"{_STYLE}name"): properties.get(f"{_TABLE}display") != "false"
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iter(f"{_STYLE}table-properties")
    }
    for table in root.iter(f"{_TABLE}table"):
        if next(table.iterancestors(*_CELLS), None) is None:
            yield _sheet(table, not shown.get(table.get(f"{_TABLE}style-name"), True), file)


def _sheet(table: Any, hidden: bool, file: str) -> Sheet:
    cells: dict[At, str] = {}
    merged: list[Merged] = []
    rows: set[int] = set()
    columns: set[int] = set()
    at = 0
    for column in table.iter(f"{_TABLE}table-column"):
        repeated = min(_repeated(column, "columns"), _MOST_COLUMNS - at)
        if _is_hidden(column):
            columns |= set(range(at, at + repeated))
        at += repeated
    at = 0
    for row in _own(table, f"{_TABLE}table-row"):
        found = list(_row(row))
        repeated = min(_repeated(row, "rows"), _MOST_ROWS - at)
        # What is repeated for ever is empty; only as many as say something are looked at.
        for number in range(at, at + repeated if found else at):
            for column, text, width, height in found:
                if text:
                    cells[number, column] = text
                if width > 1 or height > 1:
                    merged.append(
                        Merged((number, column), (number + height - 1, column + width - 1))
                    )
            if _is_hidden(row):
                rows.add(number)
            if len(cells) > MOST_CELLS:
                break
        at += repeated
    require_bounds(cells.values(), file)
    pictures = sum(1 for _ in table.iter(f"{_DRAW}image"))
    return Sheet(table.get(f"{_TABLE}name", ""), hidden, cells, tuple(merged), frozenset(rows),
                 frozenset(columns), pictures)  # fmt: skip


def _row(row: Any) -> Iterator[tuple[int, str, int, int]]:
    """The cells of a row that say something or are merged: column, text, columns and rows covered."""
    at = 0
    for cell in _own(row, *_CELLS):
        repeated = min(_repeated(cell, "columns"), _MOST_COLUMNS - at)
        covered = cell.tag == _CELLS[1]
        text = "\n".join(_paragraph(p) for p in _own(cell, f"{_TEXT}p", f"{_TEXT}h"))
        width, height = (1, 1) if covered else _spans(cell)
        if text or width > 1 or height > 1:
            for column in range(at, at + repeated):
                yield column, text, width, height
        at += repeated


def _own(container: Any, *tags: str) -> Iterator[Any]:
    """The elements inside that are not inside another one of a table or a note."""
    for element in container:
        if element.tag in tags:
            yield element
        elif isinstance(element.tag, str) and element.tag not in (_ANNOTATION, *_CELLS):
            yield from _own(element, *tags)


def _paragraph(element: Any) -> str:
    text = element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            text += " "
        elif child.tag in _BREAKS:
            text += _BREAKS[child.tag]
        elif child.tag != _ANNOTATION and isinstance(child.tag, str):
            text += _paragraph(child)
        text += child.tail or ""
    return text


def _spans(cell: Any) -> tuple[int, int]:
    width, height = (
        _number(cell.get(f"{_TABLE}number-{name}-spanned")) for name in ("columns", "rows")
    )
    return min(width, _MOST_COLUMNS), min(height, _MOST_ROWS)


def _repeated(element: Any, name: str) -> int:
    return _number(element.get(f"{_TABLE}number-{name}-repeated"))


def _number(text: str | None) -> int:
    return max(int(text), 1) if text and text.isdecimal() and len(text) < 10 else 1


def _is_hidden(element: Any) -> bool:
    return element.get(f"{_TABLE}visibility") in ("collapse", "filter")
