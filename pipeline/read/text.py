"""Reads a text export: tab-separated rows, with leftovers of HTML in the cells."""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

from pipeline.model.characters import count, unify
from pipeline.model.errors import SourceError
from pipeline.model.source import Cell, Line, Place, Row, Source

# Tags that exports of web tables leave behind: "<p>", "</p>", '<ul style="list-style-type: none;">'.
# Only these are markup; a "<script>" or "<3 万元" in a cell is the document's own text.
_TAG = re.compile(r"</?(?:p|ul|ol|li|br|div|span|b|strong|i|em|u|font)(?:\s[^<>]*)?/?>", re.I)
_PARAGRAPH_TAG = re.compile(r"</?(?:p|li|br|div|ul|ol)\b", re.I)
# A cell that a spreadsheet program put in quotes, as it does where a line end or a quote stands inside:
# "1. 宣传。<line end>2. 巡查。", "落实""三会一课""制度"; its own quotes are doubled (RFC 4180).
_QUOTED = re.compile(r'(?:(?<=[\t\n])|\A)"((?:[^"\t]|"")*+)"(?=[\t\n]|\Z)')
# Stands for a line end inside a cell.
_CELL_BREAK = "\x1f"
# In this order; the first that decodes without error and gives the witness is it.
_ENCODINGS = ("utf-8-sig", "gb18030", "utf-16-le", "utf-16-be")
_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What a file that is a list at all has in it, whichever encoding it is in.
_WITNESS = "清单"
_MAX_BYTES = 64 * 2**20


def read_text(path: Path) -> Source:
    """Reads a text export in UTF-8, UTF-16 or GB18030 (which holds GBK and GB2312).

    Raises SourceError for an empty or binary file.
    """
    if path.stat().st_size > _MAX_BYTES:
        raise SourceError("larger than 64 MiB; this is no duty list", str(path))
    data = path.read_bytes()
    text = _decode(data, path)
    rows = _rows(text)
    blocks = tuple(_block(unify(row), Place(line=number)) for number, row in rows if row.strip())
    cells = (cell for _, row in rows for cell in row.split("\t"))
    tags = sum(count(tag) for cell in cells for tag in _TAG.findall(cell))
    quotes = count(text) - sum(count(row) for _, row in rows)
    return Source(
        file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="txt",
        blocks=blocks,
        characters=count(text),
        markup=tags + quotes,
        paging="titles",
    )


def read_lines(path: Path) -> tuple[str, ...]:
    """The lines as they stand in the file, markup and all; SourceError as `read_text`."""
    return tuple(_lines(_decode(path.read_bytes(), path)))


def _lines(text: str) -> list[str]:
    # Not str.splitlines(): a form feed or U+2028 inside a cell ends no row.
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _rows(text: str) -> list[tuple[int, str]]:
    """The rows, quoted cells as they are without their quotes, each with its first line's number."""
    plain = "\n".join(_lines(text))
    if _CELL_BREAK not in plain:
        plain = _QUOTED.sub(_unquoted, plain)
    rows: list[tuple[int, str]] = []
    number = 1
    for row in plain.split("\n"):
        rows.append((number, row))
        number += 1 + row.count(_CELL_BREAK)
    return rows


def _unquoted(cell: re.Match[str]) -> str:
    text = cell[1]
    if "\n" not in text and '""' not in text:
        return cell[0]  # quotes of the document's own
    return text.replace('""', '"').replace("\n", _CELL_BREAK)


def _decode(data: bytes, path: Path) -> str:
    if not data.strip():
        raise SourceError("the file is empty", str(path))
    candidates = ("utf-16",) if data.startswith(_BOMS) else _ENCODINGS
    # Strictly first; then a file with a few broken bytes, which become U+FFFD and are reported.
    for errors in ("strict", "replace"):
        for encoding in candidates:
            try:
                text = data.decode(encoding, errors)
            except UnicodeDecodeError:
                continue
            if _WITNESS in text:
                return text
    if _is_binary(data):
        raise SourceError("not a text file (binary content)", str(path))
    raise SourceError("not a duty list: the word 清单 does not occur in it", str(path))


def _is_binary(data: bytes) -> bool:
    sample = data[:65536]
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1a" for byte in sample)
    return control * 100 > len(sample)


def _block(line: str, place: Place) -> Line | Row:
    if "\t" not in line:
        return Line(" ".join(_paragraphs(line)), place)
    return Row(tuple(Cell(_paragraphs(cell)) for cell in line.split("\t")), place)


def _paragraphs(cell: str) -> tuple[str, ...]:
    """A cell's paragraphs: block tags end one, inline tags vanish."""
    with_breaks = _TAG.sub(lambda tag: "\n" if _PARAGRAPH_TAG.match(tag[0]) else "", cell)
    lines = with_breaks.replace(_CELL_BREAK, "\n").split("\n")
    parts = (" ".join(line.split()) for line in lines)
    return tuple(part for part in parts if part)
