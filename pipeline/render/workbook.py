"""`list.xlsx`: an overview, the findings and a sheet per list, for people who work in a spreadsheet program."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd

from pipeline.model.document import Document
from pipeline.model.fields import fields_in, published_schemas
from pipeline.render.overview import OVERVIEW_HEADINGS, OVERVIEW_SHEET, overview_rows
from pipeline.render.reproducible import reproducible
from pipeline.render.sheet import Cell, Heading, fill, formats_of, new_book
from pipeline.render.wording import DISPOSITION_NAMES, SEVERITY_NAMES, field_titles, list_titles
from pipeline.validate.findings import Finding
from pipeline.validate.frames import Value, rows_of

FINDINGS_SHEET = "缺陷"
_FINDINGS_HEADINGS = (
    *("级别", "规则", "说明", "清单", "分类", "序号", "字段"),
    *("页", "行", "原文", "已豁免", "豁免理由"),
)
NOTES_SHEET = "说明和附注"
_NOTES_HEADINGS = ("清单", "页", "行", "原文")
# What the name of a sheet cannot have, and how long it can be.
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_SHEET_NAME = 31


def render_workbook(
    document: Document, tables: Mapping[str, pd.DataFrame], findings: Sequence[Finding]
) -> bytes:
    """The workbook; `tables` are the rows of each list's CSV by list id. What stands beside the lists, and
    other lists of the file, have sheets where there are any."""
    buffer = io.BytesIO()
    with new_book(buffer) as book:
        formats = formats_of(book)

        def add(
            title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], whole_in: str
        ) -> None:
            fill(book.add_worksheet(title), list(map(Heading, headings)), rows, formats, whole_in)

        add(OVERVIEW_SHEET, OVERVIEW_HEADINGS, overview_rows(document, findings), "list.json")
        add(FINDINGS_SHEET, _FINDINGS_HEADINGS, map(_finding, findings), "findings.json")
        for schema in published_schemas(document):
            headings = [field.title for field in fields_in(document, schema.id)]
            own = map(_in_words, rows_of(tables[schema.id]))
            add(schema.title, headings, own, f"{schema.id}.csv")
        for title, columns, rows in _beside(document):
            add(title, columns, rows, "list.json")
    return reproducible(buffer)


def _in_words(row: Sequence[Value]) -> list[Value]:
    """A row with what the CSV has as a code."""
    return [DISPOSITION_NAMES.get(v, v) if isinstance(v, str) else v for v in row]


def _beside(document: Document) -> Iterator[tuple[str, Sequence[str], list[list[Value]]]]:
    """The sheets besides those of the lists: title, headings, rows."""
    if document.notes:
        rows: list[list[Value]] = [
            [list_titles().get(note.list or ""), note.place.page, note.place.line, note.text]
            for note in document.notes
        ]
        yield NOTES_SHEET, _NOTES_HEADINGS, rows
    for index, other in enumerate(document.others, 1):
        width = max([len(other.columns), *map(len, other.rows)])
        if width:
            headings = [*other.columns, *[""] * (width - len(other.columns))]
            cells: list[list[Value]] = [[*row, *[None] * (width - len(row))] for row in other.rows]
            yield (
                f"{index} {_SHEET_NAME.sub('', other.title)}"[:_LONGEST_SHEET_NAME],
                headings,
                cells,
            )


def _finding(finding: Finding) -> list[Value]:
    return [
        SEVERITY_NAMES[finding.severity],
        finding.rule,
        finding.message,
        list_titles()[finding.list] if finding.list else None,
        finding.section_no,
        finding.seq,
        field_titles().get(finding.field, finding.field) if finding.field else None,
        finding.page,
        finding.line,
        finding.excerpt,
        "是" if finding.waived else "否",
        finding.reason,
    ]
