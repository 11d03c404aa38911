"""`list.xlsx`: a sheet per list and one of findings, for people who work in a spreadsheet program."""

from __future__ import annotations

import io
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.model.document import Document
from pipeline.model.fields import fields_in, published_schemas
from pipeline.render.reproducible import CREATED, reproducible
from pipeline.render.wording import DISPOSITION_NAMES, SEVERITY_NAMES, field_titles, list_titles
from pipeline.validate.findings import Finding
from pipeline.validate.frames import Value, rows_of

LONGEST_CELL = 32_767
"""What a cell of a workbook can hold, in UTF-16 code units."""

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
# In columns of a digit's width: what a cell may take, what stays free beside its text, what the button of
# a heading's filter takes, and what a wrapped line may leave free.
_WIDTHS, _PADDING, _FILTER_BUTTON, _LOST_IN_WRAPS = range(8, 71), 2, 3, 4
# In points; spreadsheet programs have no higher row.
_LINE_HEIGHT, _HIGHEST_ROW = 16, 409
_A4 = 9


def render_workbook(
    document: Document, tables: Mapping[str, pd.DataFrame], findings: Sequence[Finding]
) -> bytes:
    """The workbook; `tables` are the rows of each list's CSV by list id. What stands beside the lists, and
    other lists of the file, have sheets where there are any."""
    buffer = io.BytesIO()
    options = {"in_memory": False, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": CREATED})
        heading = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE6F0", "border": 1}
        )
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for schema in published_schemas(document):
            sheet = book.add_worksheet(schema.title)
            headings = [field.title for field in fields_in(document, schema.id)]
            shown = [
                _fitting(_in_words(row), f"{schema.id}.csv") for row in rows_of(tables[schema.id])
            ]
            _fill(sheet, headings, shown, heading, cell)
        for title, columns, rows in _beside(document):
            shown = [_fitting(row, "list.json") for row in rows]
            _fill(book.add_worksheet(title), columns, shown, heading, cell)
        shown = [_fitting(_finding(finding), "findings.json") for finding in findings]
        _fill(book.add_worksheet(FINDINGS_SHEET), _FINDINGS_HEADINGS, shown, heading, cell)
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


def _fitting(row: Iterable[Value], whole_in: str) -> list[Value]:
    """The row as cells can hold it: a text that is too long ends in a note of where it is whole."""
    return [fit(value, whole_in) if isinstance(value, str) else value for value in row]


def fit(text: str, whole_in: str) -> str:
    """The text, or as much of it as a cell can hold with a note that says so."""
    units = text.encode("utf-16-le", "replace")
    if len(units) <= 2 * LONGEST_CELL:
        whole = units.decode("utf-16-le")
        return text if text == whole else whole  # not a copy of every text there is
    note = f"……【单元格放不下：全文{len(text)}字，见 {whole_in}】"
    # "ignore" drops half of a character that the cut went through.
    return units[: 2 * (LONGEST_CELL - len(note))].decode("utf-16-le", "ignore") + note


def _fill(
    sheet: Worksheet,
    headings: Sequence[str],
    rows: Sequence[Sequence[Value]],
    heading: Format,
    cell: Format,
) -> None:
    lines = [[_lines(value) for value in row] for row in rows]
    widths = [_width(title, (row[i] for row in lines)) for i, title in enumerate(headings)]
    for number, row_lines in enumerate(lines, 1):
        sheet.set_row(number, _height(row_lines, widths))
    for column, title in enumerate(headings):
        values = [row[column] for row in rows]
        sheet.set_column(column, column, widths[column], cell)
        sheet.write_string(0, column, title, heading)
        for number, value in enumerate(values, 1):
            if isinstance(value, int):
                sheet.write_number(number, column, value, cell)
            elif value is not None:
                sheet.write_string(number, column, value, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(headings) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&A  &P / &N")


def _lines(value: Value) -> list[int]:
    """How many columns each line of a cell takes."""
    return [] if value is None else [_columns(line) for line in str(value).split("\n")]


def _width(title: str, cells: Iterable[Sequence[int]]) -> int:
    """Wide enough for the longest line, within limits."""
    texts = (columns + _PADDING for lines in cells for columns in lines)
    widest = max([_columns(title) + _FILTER_BUTTON, *texts])
    return min(max(widest, _WIDTHS[0]), _WIDTHS[-1])


def _height(row: Sequence[Sequence[int]], widths: Sequence[int]) -> int:
    """High enough for every cell's wrapped text, as far as rows go; not every program works it out."""
    lines = [
        sum(max(1, math.ceil(columns / (width - _LOST_IN_WRAPS))) for columns in cell)
        for cell, width in zip(row, widths, strict=True)
    ]
    return min(_LINE_HEIGHT * max(1, *lines), _HIGHEST_ROW)


def _columns(text: str) -> int:
    return sum(map(_columns_of, text))


@lru_cache(maxsize=8192)
def _columns_of(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1
