"""Reads a text export: tab-separated rows, with leftovers of HTML in the cells."""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

from pipeline.characters import count, unify
from pipeline.errors import SourceError
from pipeline.source import Cell, Line, Place, Row, Source

# Tags that exports of web tables leave behind: "<p>", "</p>", '<ul style="list-style-type: none;">'.
# Only these are markup; a "<script>" or "<3 万元" in a cell is the document's own text.
_TAG = re.compile(r"</?(?:p|ul|ol|li|br|div|span|b|strong|i|em|u|font)(?:\s[^<>]*)?/?>", re.I)
_PARAGRAPH_TAG = re.compile(r"</?(?:p|li|br|div|ul|ol)\b", re.I)
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
    lines = _lines(text)
    blocks = tuple(
        _block(unify(line), Place(line=number))
        for number, line in enumerate(lines, start=1)
        if line.strip()
    )
    cells = (cell for line in lines for cell in line.split("\t"))
    markup = sum(count(tag) for cell in cells for tag in _TAG.findall(cell))
    return Source(
        file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="txt",
        blocks=blocks,
        characters=count(text),
        markup=markup,
        paging="titles",
    )


def read_lines(path: Path) -> tuple[str, ...]:
    """The lines as they stand in the file, markup and all; SourceError as `read_text`."""
    return tuple(_lines(_decode(path.read_bytes(), path)))


def _lines(text: str) -> list[str]:
    # Not str.splitlines(): a form feed or U+2028 inside a cell ends no row.
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


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
    parts = (" ".join(part.split()) for part in with_breaks.split("\n"))
    return tuple(part for part in parts if part)
