"""The tables of a Word file as pages to lose, double and swap: drafts have one table a page."""

from __future__ import annotations

import copy
import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from pipeline.normalise.patterns import list_title, section_title
from tests.damage.pages import Page, Pages


def docx_pages(data: bytes) -> Pages | None:
    """The tables, each with the title above it; None where a list is one table."""
    body = docx.Document(io.BytesIO(data)).element.body
    parts: list[list[int]] = []
    loose: list[int] = []
    pages: list[Page] = []
    for at, element in enumerate(body):
        loose.append(at)
        if element.tag.endswith("}tbl"):
            titles = [n for n in loose[:-1] if list_title(_text(body[n]))]
            own = loose[
                loose.index(titles[-1]) - 1 :
            ]  # the page break, the title, what is under it, the table
            parts.append(own)
            pages.append(_page(Table(element, None), _text(body[titles[-1]]), own))  # type: ignore[arg-type]
            loose = []
    if len(pages) == len({page.list for page in pages}):
        return None
    taken = {at for part in parts for at in part}
    front = [at for at in range(parts[0][0]) if at not in taken]
    return Pages(tuple(pages), lambda kept: _joined(data, front, kept), numbered=False)


def _text(paragraph: Any) -> str:
    return Paragraph(paragraph, None).text  # type: ignore[arg-type]


def _page(table: Table, title: str, part: list[int]) -> Page:
    schema = list_title(title)
    assert schema is not None, title
    first = [row.cells[0].text for row in table.rows[1:]]
    titles = [section_title(text) for text in first]
    return Page(
        schema.id,
        tuple(int(text) for text in first if text.isdecimal()),
        tuple(t.no or "" for t in titles if t),
        bool(titles[0]),
        part,
    )


def _joined(data: bytes, front: Sequence[int], kept: Sequence[Page]) -> bytes:
    book = docx.Document(io.BytesIO(data))
    body = book.element.body
    elements = list(body)
    chosen = [*front, *(at for page in kept for at in page.part)]  # type: ignore[attr-defined]
    for element in elements[:-1]:
        body.remove(element)
    for at in chosen:
        body.insert(len(body) - 1, copy.deepcopy(elements[at]))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
