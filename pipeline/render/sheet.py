"""A sheet of a workbook to be read and printed: what its cells can hold, how they look, how wide and high they are."""

from __future__ import annotations

import io
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.render.reproducible import CREATED

LONGEST_CELL = 32_767
"""What a cell of a workbook can hold, in UTF-16 code units."""
MOST_LINES = 25
"""How many lines of a cell can be seen at once: spreadsheet programs have no higher row."""
Look = Literal["plain", "label", "del", "ins"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a cell's text that looks the same."""

    text: str
    look: Look = "plain"


Cell = str | int | tuple[Run, ...] | None
"""What a cell holds: a text, a number, a text in runs, or nothing."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column, and how narrow and wide that may be, in columns of a digit's width."""

    title: str
    least: int = 8
    most: int = 70


@dataclass(frozen=True, slots=True)
class Formats:
    """How headings, other cells, and the runs in them look in a book; whether cells have borders."""

    heading: Format
    cell: Format
    ruled: bool
    looks: Mapping[Look, Format]


# In columns of a digit's width: what stays free beside a text, what the button of a heading's filter takes,
# and what a wrapped line may leave free.
_PADDING, _FILTER_BUTTON, _LOST_IN_WRAPS = 2, 3, 4
# In points.
_LINE_HEIGHT, _HIGHEST_ROW = 16, 409
_A4 = 9
_LOOKS: Mapping[Look, Mapping[str, object]] = {
    "plain": {},
    "label": {"bold": True},
    "del": {"font_color": "#B00020", "font_strikeout": True},
    "ins": {"font_color": "#0B5D1E", "bold": True, "underline": 1},
}
# What XlsxWriter takes for a text that it has marked up itself.
_MARKED_UP = re.compile(r"<r>.*</r>", re.DOTALL)
# No characters of XML; in a text without runs XlsxWriter writes them as "_x0001_".
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
# Inside "_x0041_", which a spreadsheet program would read as "A".
_INSIDE_CODE = re.compile("(?<=_)(?=x[0-9a-fA-F]{4}_)")


def new_book(buffer: io.BytesIO) -> xlsxwriter.Workbook:
    """A workbook in which a text is a text, and neither a formula nor a link."""
    options = {"in_memory": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"created": CREATED})
    return book


def formats_of(book: xlsxwriter.Workbook, *, ruled: bool = False) -> Formats:
    """The formats of a book; `ruled`: cells have borders."""
    top = {"text_wrap": True, "valign": "top"}
    heading = book.add_format({"bold": True, **top, "bg_color": "#DDE6F0", "border": 1})
    cell = book.add_format({**top, "border": 1} if ruled else top)
    looks = {look: book.add_format(dict(how)) for look, how in _LOOKS.items()}
    return Formats(heading, cell, ruled, looks)


def fit(text: str, whole_in: str) -> str:
    """The text, or as much of it as a cell can hold with a note that says so."""
    units = text.encode("utf-16-le", "replace")
    if len(units) <= 2 * LONGEST_CELL:
        whole = units.decode("utf-16-le")
        return text if text == whole else whole  # not a copy of every text there is
    note = f"……【单元格放不下：全文{len(text)}字，见 {whole_in}】"
    # "ignore" drops half of a character that the cut went through.
    return units[: 2 * (LONGEST_CELL - len(note))].decode("utf-16-le", "ignore") + note


def fill(
    sheet: Worksheet,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Cell]],
    formats: Formats,
    whole_in: str,
) -> None:
    """Writes a table and sets it up for the screen and for print. A text that no cell can hold ends in a note
    of where it is whole."""
    shown = [[_fitting(value, whole_in) for value in row] for row in rows]
    lines = [[lines_of(value) for value in row] for row in shown]
    widths = [_width(h, (row[i] for row in lines)) for i, h in enumerate(headings)]
    for number, row_lines in enumerate(lines, 1):
        sheet.set_row(number, _height(row_lines, widths))
    for column, heading in enumerate(headings):
        # A column's format goes down to the last row that a sheet can have; borders are to end with the table.
        sheet.set_column(column, column, widths[column], None if formats.ruled else formats.cell)
        _write(sheet, 0, column, fit(heading.title, whole_in), formats.heading, formats)
        for number, row in enumerate(shown, 1):
            _write(sheet, number, column, row[column], formats.cell, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(shown), len(headings) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&A  &P / &N")


def lines_of(value: Cell) -> list[int]:
    """How many columns each line of a cell takes."""
    return [] if value is None else [_columns(line) for line in _text_of(value).split("\n")]


def wrapped(columns: Iterable[int], width: int) -> int:
    """How many lines become of lines of so many columns in a cell of a width."""
    return sum(max(1, math.ceil(line / (width - _LOST_IN_WRAPS))) for line in columns)


def _text_of(value: Cell) -> str:
    return "".join(run.text for run in value) if isinstance(value, tuple) else str(value)


def _fitting(value: Cell, whole_in: str) -> Cell:
    if isinstance(value, str):
        return fit(value, whole_in)
    if not isinstance(value, tuple):
        return value
    text = _text_of(value)
    fitting = fit(text, whole_in)
    if fitting == text:
        return value
    # As far as the two agree, the runs are kept; a character that UTF-16 has not is as long as what stands for it.
    kept, at = [], 0
    for run in value:
        part = fitting[at : at + len(run.text)]
        kept.append(Run(part, run.look))
        at += len(part)
    return (*kept, Run(fitting[at:]))


def _write(
    sheet: Worksheet, row: int, column: int, value: Cell, own: Format, formats: Formats
) -> None:
    match value:
        case None:
            if formats.ruled:
                sheet.write_blank(row, column, None, own)
        case int():
            sheet.write_number(row, column, value, own)
        case ():
            _write(sheet, row, column, None, own, formats)
        case str() if not _MARKED_UP.fullmatch(value):
            sheet.write_string(row, column, value, own)
        case _:
            runs = value if isinstance(value, tuple) else (Run(value),)
            _write_runs(sheet, row, column, list(_stretches(runs)), own, formats)


def _stretches(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs as XlsxWriter can write them: characters that XML has not are replaced, and a text that stands for a
    character is taken apart."""
    for run in runs:
        for text in _INSIDE_CODE.split(_NO_XML.sub("\ufffd", run.text)):
            if text:
                yield Run(text, run.look)


def _write_runs(
    sheet: Worksheet, row: int, column: int, runs: list[Run], own: Format, formats: Formats
) -> None:
    if len(runs) == 1:  # a text in runs has two at least
        [run] = runs
        runs = [Run(run.text[:1], run.look), Run(run.text[1:], run.look)]
    parts = [part for run in runs if run.text for part in (formats.looks[run.look], run.text)]
    if len(parts) > 2:
        sheet.write_rich_string(row, column, *parts, own)
    else:
        sheet.write_string(row, column, parts[1], own)


def _width(heading: Heading, cells: Iterable[Sequence[int]]) -> int:
    """Wide enough for the longest line, within limits."""
    texts = (columns + _PADDING for lines in cells for columns in lines)
    widest = max([_columns(heading.title) + _FILTER_BUTTON, *texts])
    return min(max(widest, heading.least), heading.most)


def _height(row: Sequence[Sequence[int]], widths: Sequence[int]) -> int:
    """High enough for every cell's wrapped text, as far as rows go; not every program works it out."""
    lines = [wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    return min(_LINE_HEIGHT * max(1, *lines), _HIGHEST_ROW)


def _columns(text: str) -> int:
    return sum(map(_columns_of, text))


@lru_cache(maxsize=8192)
def _columns_of(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1
