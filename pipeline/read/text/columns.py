"""Columns of a text without tabs: parted by bars, by two or more spaces, or aligned under their headings.

Rows come out with tabs between their cells. What cannot be told apart is refused: a guess would put
words into the wrong cell without a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from pipeline.model.errors import SourceError
from pipeline.model.points import point_mark
from pipeline.model.text import SENTENCE_END
from pipeline.read.table.headings import is_heading
from pipeline.read.text.leftovers import CELL_BREAK

Row = tuple[int, str]
"""The number of its first line, and its text."""

# A bar that no backslash takes for text; full-width, or of a table that is drawn with characters.
_BARS = "|｜│┃║"
_BAR = re.compile(rf"(?<!\\)[{_BARS}]")
# "|---|:--:|", "----+----", "├──┼──┤": it parts rows and says nothing.
_RULED = rf"[\s{_BARS}:+=—\u2500-\u257f-]*"
_RULER = re.compile(rf"{_RULED}[-=—─━═]{{2}}{_RULED}")
_JOINTS = frozenset(f"{_BARS}+") | {chr(code) for code in range(0x250C, 0x256D)}
# Cells apart by two or more spaces, or by one that is two wide.
_GAP = re.compile(r"(?: {2,}|[ ]*\u3000[ \u3000]*)")
# A heading may stand a column off what is under it.
_OFF = 1


def tabbed(rows: Sequence[Row], file: str) -> list[Row]:
    """The rows of a text with tabs between cells, whichever of the forms it is written in.

    Raises SourceError where the columns are aligned and a line fits none of them.
    """
    if any("\t" in row for _, row in rows):
        return list(rows)
    if any(_is_header(_bars(row)) for _, row in rows if _BAR.search(row)):
        return list(_by_bars(rows))
    if any(_is_header(_chunks(row)) for _, row in rows):
        return list(_by_spaces(rows, file))
    return list(rows)


def _is_header(cells: Sequence[str]) -> bool:
    return is_heading([(cell,) for cell in cells])


def _by_bars(rows: Sequence[Row]) -> Iterator[Row]:
    for number, row in rows:
        if _RULER.fullmatch(row) and not _JOINTS.isdisjoint(row):
            continue
        yield number, "\t".join(_bars(row)) if _BAR.search(row) else row


def _bars(row: str) -> list[str]:
    cells = [cell.replace("\\|", "|").strip() for cell in _BAR.split(row.strip())]
    if row.strip()[:1] in tuple(_BARS):
        cells = cells[1:]
    return cells[:-1] if len(cells) > 1 and row.rstrip()[-1:] in tuple(_BARS) else cells


def _chunks(row: str) -> list[str]:
    return _GAP.split(row.strip())


def _by_spaces(rows: Sequence[Row], file: str) -> Iterator[Row]:
    starts: list[int] = []
    held: tuple[int, list[str]] | None = None
    for number, row in rows:
        placed = _placed(row)
        cells = [text for _, text in placed]
        if _RULER.fullmatch(row) and row.strip():
            continue
        if _is_header(cells):
            starts = [at for at, _ in placed]
            columns: list[str] | None = cells
        else:
            columns = _in_columns(placed, starts)
        if columns is None and len(placed) > 1 and starts:
            raise SourceError(
                "its columns stand apart by spaces, and this line fits none of them; part them "
                "by tabs, or save the list as .docx or .xlsx",
                file,
                str(number),
            )
        if columns is not None and not columns[0] and held is not None:
            held[1][:] = map(_joined, held[1], columns)
            continue
        if held is not None:
            yield held[0], "\t".join(held[1])
        held = (number, columns) if columns is not None else None
        if columns is None:
            yield number, row
    if held is not None:
        yield held[0], "\t".join(held[1])


def _in_columns(placed: Sequence[tuple[int, str]], starts: Sequence[int]) -> list[str] | None:
    """The cells of a line by column; None for a line that is no row."""
    cells = [""] * len(starts)
    found = [_column(at, starts) for at, _ in placed]
    if not placed or len(starts) < 2 or found == [0]:
        return None
    if None not in found and len(set(found)) == len(found):
        for column, (_, text) in zip(found, placed, strict=True):
            cells[column or 0] = text
        return cells
    return [text for _, text in placed] if len(placed) == len(starts) else None


def _column(at: int, starts: Sequence[int]) -> int | None:
    return next((n for n, start in enumerate(starts) if abs(at - start) <= _OFF), None)


def _placed(row: str) -> list[tuple[int, str]]:
    """What stands apart on a line, with the column of the screen at which it begins."""
    found: list[tuple[int, str]] = []
    at = 0
    for match in re.finditer(r"[^ \u3000]+(?: [^ \u3000]+)*", row):
        found.append((_width(row[: match.start()]), match[0]))
        at = match.end()
    return found if at or not row.strip() else [(0, row.strip())]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _joined(above: str, below: str) -> str:
    """A cell that goes on in the next line: wrapped, or with another paragraph."""
    if not above or not below:
        return above or below
    ends = above[-1] in SENTENCE_END or point_mark(below) is not None
    return f"{above}{CELL_BREAK if ends else ''}{below}"
