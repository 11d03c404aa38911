"""Reads a web page: the tables of its lists and what stands around them, as a browser shows it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree, html

from pipeline.model.characters import count
from pipeline.model.errors import SourceError
from pipeline.model.sentence import Sentence
from pipeline.model.source import Cell, Line, Place, Row, Source
from pipeline.read.charset import decode
from pipeline.read.html.content import content_of
from pipeline.read.html.flow import Flow, ListRow
from pipeline.read.html.hidden import Hidden
from pipeline.read.html.mht import Page, page_of
from pipeline.read.html.saved import styles_beside
from pipeline.read.html.text import declared_charsets, text_nodes
from pipeline.read.table.seams import running_on

_MAX_BYTES = 64 * 2**20
_MAX_CHARACTERS, _MAX_ELEMENTS = 5_000_000, 1_000_000
_NOWHERE = Place()


def read_html(path: Path) -> Source:
    """Reads a web page, as it was written or saved by a browser, with the style sheets saved beside it.

    Raises SourceError for one that is damaged, holds no list or is out of all proportion.
    """
    data = _data(path)
    text = decode(data, path, declared_charsets(data))
    return _source(path, data, "html", Page(text, styles_beside(path, text)))


def read_mht(path: Path) -> Source:
    """Reads a web page that a browser saved in one file, with its style sheets."""
    data = _data(path)
    return _source(path, data, "mht", page_of(data, path))


def blocks_of_fragment(text: str, file: str) -> tuple[list[Line | Row], int, int]:
    """The blocks of HTML inside another file, how many characters it holds, and how many of them are
    markup."""
    return _blocks(Page(text, ()), file)


def _data(path: Path) -> bytes:
    if path.stat().st_size > _MAX_BYTES:
        raise SourceError("larger than 64 MiB; this is no duty list", str(path))
    return path.read_bytes()


def _source(path: Path, data: bytes, name: str, page: Page) -> Source:
    blocks, characters, markup = _blocks(page, str(path))
    if not blocks:
        raise SourceError("holds no text", str(path))
    return Source(
        file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=name,
        blocks=tuple(blocks),
        characters=characters,
        markup=markup,
        paging="none",
    )


def _blocks(page: Page, file: str) -> tuple[list[Line | Row], int, int]:
    root = _parse(page.text, file)
    if sum(1 for _ in root.iter()) > _MAX_ELEMENTS:
        raise SourceError(
            Sentence(
                "has more than {max_elements} elements; this is no duty list",
                max_elements=_MAX_ELEMENTS,
            ),
            file,
        )
    characters = sum(count(text) for text in text_nodes(root))
    if characters > _MAX_CHARACTERS:
        raise SourceError(
            Sentence("holds {characters} characters; this is no duty list", characters=characters),
            file,
        )
    hidden = Hidden(root, page.styles)
    flow = Flow(hidden, file)
    try:
        content = content_of(root, hidden)
        read = [block for element in content for block in flow.blocks(element)]
    except RecursionError as error:
        raise SourceError("elements nested too deeply; damaged", file) from error
    inside = sum(count(text) for element in content for text in text_nodes(element))
    # What is outside of the content is navigation, a footer and the like.
    return list(_joined(read)), characters + flow.added, characters - inside + flow.markup


def _parse(text: str, file: str) -> Any:
    # As browsers do; the parser would stop at one.
    text = text.replace("\x00", "\ufffd")
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True, remove_comments=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise SourceError("no web page that can be read", file) from error
    return root


def _joined(read: list[Line | ListRow]) -> Iterator[Line | Row]:
    runs_on = running_on([(b.row.cells, b.table) for b in read if isinstance(b, ListRow)])
    number = 0
    for block in read:
        if isinstance(block, Line):
            yield block
            continue
        cells = tuple(
            Cell(lines, (number, column) in runs_on) for column, lines in enumerate(block.row.cells)
        )
        number += 1
        if any(block.row.cells) or block.row.asides:
            yield Row(cells, _NOWHERE, block.row.asides)
