"""Reads a text export: rows parted by tabs, bars or aligned columns, with leftovers of HTML in the cells."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

from pipeline.model.characters import count, without_invisible
from pipeline.model.errors import SourceError
from pipeline.model.source import Cell, Line, Place, Row, Source
from pipeline.read.charset import decode
from pipeline.read.text.columns import tabbed
from pipeline.read.text.leftovers import CELL_BREAK, Cleaned, cleaned

# A cell that a spreadsheet program put in quotes, as it does where a line end or a quote stands inside:
# "1. 宣传。<line end>2. 巡查。", "落实""三会一课""制度"; its own quotes are doubled (RFC 4180).
_QUOTED = re.compile(r'(?:(?<=[\t\n])|\A)"((?:[^"\t]|"")*+)"(?=[\t\n]|\Z)')
# In this order: written twice in text mode, of Windows, of an old Mac.
_LINE_ENDS = ("\r\r\n", "\r\n", "\r")
# What ends lines in a file that has no other line end.
_RARE_LINE_ENDS = str.maketrans(dict.fromkeys("\u2028\u2029\x85", "\n"))
# Ends a text of CP/M and DOS.
_CTRL_Z = "\x1a"
_MAX_BYTES = 64 * 2**20


class Read(NamedTuple):
    """What a text says, how many characters it holds, and how many of them are markup."""

    blocks: tuple[Line | Row, ...]
    characters: int
    markup: int


def read_text(path: Path) -> Source:
    """Reads a text export in UTF-8, UTF-16 or GB18030 (which holds GBK and GB2312).

    Raises SourceError for an empty or binary file.
    """
    if path.stat().st_size > _MAX_BYTES:
        raise SourceError("larger than 64 MiB; this is no duty list", str(path))
    data = path.read_bytes()
    text = decode(data, path)
    read = blocks_of(without_invisible(text.rstrip(_CTRL_Z)), str(path))
    return Source(
        file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="txt",
        blocks=read.blocks,
        characters=count(text),
        markup=count(text) - read.characters + read.markup,
        paging="titles",
    )


def blocks_of(text: str, file: str, first: int = 1) -> Read:
    """The lines and rows of a text, whose first line has this number.

    Raises SourceError where aligned columns cannot be told apart.
    """
    rows = _rows(text)
    # Quotes of a spreadsheet program and bars between cells; then what was undone in the cells.
    parted = [row for row in tabbed(rows, file) if row[1].strip()]
    around = count(text) - sum(count(row) for _, row in parted)
    cells = [(number, [cleaned(cell) for cell in row.split("\t")]) for number, row in parted]
    inside = sum(cell.markup for _, row in cells for cell in row)
    blocks = tuple(_block(row, Place(line=number + first - 1)) for number, row in cells)
    return Read(blocks, count(text), around + inside)


def read_lines(path: Path) -> tuple[str, ...]:
    """The lines as they stand in the file, markup and all; SourceError as `read_text`."""
    return tuple(lines_of(decode(path.read_bytes(), path)))


def lines_of(text: str) -> list[str]:
    """The lines of a text, whatever ends them."""
    # Not str.splitlines(): a form feed or U+2028 inside a cell ends no row.
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    return (text if "\n" in text else text.translate(_RARE_LINE_ENDS)).split("\n")


def _rows(text: str) -> list[tuple[int, str]]:
    """The rows, quoted cells as they are without their quotes, each with its first line's number."""
    plain = "\n".join(lines_of(text))
    if CELL_BREAK not in plain:
        plain = _QUOTED.sub(_unquoted, plain)
    rows: list[tuple[int, str]] = []
    number = 1
    for row in plain.split("\n"):
        rows.append((number, row))
        number += 1 + row.count(CELL_BREAK)
    return rows


def _unquoted(cell: re.Match[str]) -> str:
    text = cell[1]
    if "\n" not in text and '""' not in text:
        return cell[0]  # quotes of the document's own
    return text.replace('""', '"').replace("\n", CELL_BREAK)


def _block(cells: list[Cleaned], place: Place) -> Line | Row:
    if len(cells) == 1:
        return Line(" ".join(cells[0].paragraphs), place)
    return Row(tuple(Cell(cell.paragraphs) for cell in cells), place)
