"""Reads Markdown, as converters of PDFs and notes write it: pipe tables, and HTML tables inside."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.model.characters import count, without_invisible
from pipeline.model.errors import SourceError
from pipeline.model.source import Line, Row, Source
from pipeline.read.charset import decode
from pipeline.read.html import blocks_of_fragment
from pipeline.read.text import blocks_of, lines_of

_MAX_BYTES = 64 * 2**20
_TABLE = re.compile(r"<table\b.*?</table\s*>", re.I | re.S)
# "## 基本履职事项清单", "> ", "- [ ] ", "* ": what stands before a line and is not shown.
_MARKS = re.compile(r"\s*(?:#{1,6}\s+|>\s*|[-*+]\s+(?:\[[ xX]\]\s+)?)+")
# Longer lines are no Markdown that a person wrote.
_LONGEST = 20_000
# "**甲**", "__甲__", "`甲`", "~~甲~~"; a single * or _ may be the document's own.
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|__|~~|`)(?=\S)(.+?)(?<=\S)\1")
# "\*", "\_", "\.": a mark that is text.
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!~<>])")
# "[甲](https://…)": the words of a link; "![图](x.png)": a picture.
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")


def read_markdown(path: Path) -> Source:
    """Reads Markdown in UTF-8, UTF-16 or GB18030. SourceError for what is no text."""
    if path.stat().st_size > _MAX_BYTES:
        raise SourceError("larger than 64 MiB; this is no duty list", str(path))
    data = path.read_bytes()
    text = decode(data, path)
    blocks: list[Line | Row] = []
    markup = added = 0
    for part, line in _parts(without_invisible(text)):
        if _TABLE.match(part):
            found, characters, set_aside = blocks_of_fragment(part, str(path))
            blocks += found
            added += characters - count(part)
            markup += set_aside
            continue
        plain = "\n".join(_plain(row) for row in lines_of(part))
        read = blocks_of(plain, str(path), line)
        blocks += read.blocks
        markup += count(part) - read.characters + read.markup
    return Source(
        file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="txt" if path.suffix.lower() == ".txt" else "md",
        blocks=tuple(blocks),
        characters=count(text) + added,
        markup=markup + count(text) - count(without_invisible(text)),
        paging="titles",
    )


def _parts(text: str) -> Iterator[tuple[str, int]]:
    """Tables of HTML and what stands between, each with the number of the line at which it begins."""
    at = 0
    for table in _TABLE.finditer(text):
        yield text[at : table.start()], 1 + text.count("\n", 0, at)
        yield table[0], 0
        at = table.end()
    yield text[at:], 1 + text.count("\n", 0, at)


def _plain(line: str) -> str:
    """A line without what Markdown marks it with."""
    if len(line) > _LONGEST:
        return line
    marks = None if line.lstrip().startswith("|") else _MARKS.match(line)
    shown = line[marks.end() :] if marks else line
    if marks and "#" in marks[0]:
        shown = shown.rstrip("# \r")
    shown = _LINK.sub(r"\1", shown)
    for _ in range(3):
        shown = _EMPHASIS.sub(r"\2", shown)
    return _ESCAPED.sub(r"\1", shown)
