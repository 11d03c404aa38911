"""Lays a printed list out as a Word file: one table a list, or one a page as drafts split by hand have it."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence

import docx
from docx.document import Document as Docx
from docx.table import Table, _Cell

from tests.corpus.printed import Paragraphs, PrintedDocument, PrintedList, PrintedRow


def to_docx(document: PrintedDocument, seed: int = 0) -> bytes:
    """The document as a Word file; the seed decides whether and where tables are split."""
    rng = random.Random(seed)
    split = rng.random() < 0.5
    book = docx.Document()
    for line in document.title.split():
        book.add_paragraph(line)
    for line in document.front:
        book.add_paragraph(line)
    if document.contents:
        book.add_paragraph("目录")
        for number, printed in enumerate(document.lists, 1):
            book.add_paragraph(f"{number}.{printed.title}……{document.contents[printed.id]}")
    for printed in document.lists:
        rows: Sequence[PrintedRow] = printed.rows
        while rows:
            size = rng.randint(6, 14) if split else len(rows)
            book.add_page_break()
            _table(book, printed, rows[:size])
            rows = rows[size:]
        for line in printed.below:
            book.add_paragraph(line)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _table(book: Docx, printed: PrintedList, rows: Sequence[PrintedRow]) -> None:
    book.add_paragraph(printed.title)
    for line in printed.above if rows[0] is printed.rows[0] else ():
        book.add_paragraph(line)
    width = len(printed.headings)
    table: Table = book.add_table(1, width)
    for cell, heading in zip(table.rows[0].cells, printed.headings, strict=True):
        cell.text = heading
    for row in rows:
        cells = table.add_row().cells
        if len(row.cells) < width:
            *others, last = row.cells
            for cell, paragraphs in zip(cells, others, strict=False):
                _fill(cell, paragraphs)
            _fill(cells[len(others)].merge(cells[-1]), last)
            continue
        for index, (cell, paragraphs) in enumerate(zip(cells, row.cells, strict=True)):
            if index == row.joined and len(table.rows) > 2:
                table.rows[-2].cells[index].merge(cell)
            else:
                _fill(cell, paragraphs)


def _fill(cell: _Cell, paragraphs: Paragraphs) -> None:
    first, *others = paragraphs or ("",)
    cell.text = first
    for paragraph in others:
        cell.add_paragraph(paragraph)
