"""The rows of a sheet, as a person sees them: merged cells with their spans, what is hidden left out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model.characters import count, unify, without_invisible
from pipeline.model.errors import SourceError
from pipeline.model.source import Aside
from pipeline.read.spreadsheet.sheet import At, Merged, Sheet, require_table
from pipeline.read.table.spans import Span

# Ranges that reach over one row beside each other; those of a list do not overlap.
_MOST_BESIDE = 256


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row's cells from left to right, and how many of its characters are set aside."""

    spans: tuple[Span, ...]
    markup: int


@dataclass(frozen=True, slots=True)
class _Range:
    """A merged range: the first of its cells that is shown, how many columns and rows of it are."""

    merged: Merged
    corner: At
    width: int
    height: int

    def covers(self, column: int) -> bool:
        return self.merged.first[1] <= column <= self.merged.last[1]


def rows_of(sheet: Sheet, file: str) -> Iterator[SheetRow]:
    """The rows that say something; a column in which no row says anything is left out.

    Text that is hidden is no text of a cell, but beside it.
    """
    shown = [at for at in sheet.cells if at[0] not in sheet.rows and at[1] not in sheet.columns]
    columns = sorted({column for _, column in shown})
    lines = sorted({row for row, _ in shown})
    require_table(len(lines), len(columns), file)
    merged = _Merged(sheet.merged, lines, columns, file)
    hidden = deque(_hidden_texts(sheet))
    pending: list[Aside] = []
    markup = 0
    for row in lines:
        while hidden and hidden[0][0] <= row:
            text = hidden.popleft()[1]
            markup += count(text)
            pending.append(Aside("unseen", " ".join(unify(text).split())))
        spans, set_aside = _spans(sheet, row, columns, merged.reaching(row))
        if pending and spans:
            spans[0] = replace(spans[0], asides=tuple(pending))
            pending = []
        yield SheetRow(tuple(spans), markup + set_aside)
        markup = 0
    rest = sum(count(text) for _, text in hidden)
    if markup or rest:
        yield SheetRow((), markup + rest)


class _Merged:
    """A sheet's merged ranges, by the rows and columns of them that are shown."""

    def __init__(
        self, ranges: Sequence[Merged], lines: list[int], columns: list[int], file: str
    ) -> None:
        self._ahead = deque(sorted(ranges, key=lambda merged: merged.first))
        self._lines, self._columns, self._file = lines, columns, file
        self._reaching: list[_Range] = []

    def reaching(self, row: int) -> list[_Range]:
        """The ranges that reach over a row; rows have to be asked for in order."""
        self._reaching = [found for found in self._reaching if found.merged.last[0] >= row]
        while self._ahead and self._ahead[0].first[0] <= row:
            merged = self._ahead.popleft()
            if merged.last[0] >= row:
                self._reaching.append(self._range(merged))
        if len(self._reaching) > _MOST_BESIDE:
            raise SourceError("its merged cells overlap; damaged", self._file)
        return self._reaching

    def _range(self, merged: Merged) -> _Range:
        (top, left), (bottom, right) = merged.first, merged.last
        rows = bisect_left(self._lines, top), bisect_right(self._lines, bottom)
        columns = bisect_left(self._columns, left), bisect_right(self._columns, right)
        corner = self._lines[rows[0]], self._columns[min(columns[0], len(self._columns) - 1)]
        return _Range(merged, corner, columns[1] - columns[0], rows[1] - rows[0])


def _hidden_texts(sheet: Sheet) -> list[tuple[int, str]]:
    """What is hidden by row, in order; what a hidden column says by its first row."""
    texts: dict[int, list[str]] = {}
    first: dict[int, int] = {}
    for (row, column), text in sorted(sheet.cells.items()):
        if row in sheet.rows:
            texts.setdefault(row, []).append(text)
        elif column in sheet.columns:
            texts.setdefault(first.setdefault(column, row), []).append(text)
    return [(row, " ".join(parts)) for row, parts in sorted(texts.items())]


def _spans(
    sheet: Sheet, row: int, columns: Sequence[int], reaching: Sequence[_Range]
) -> tuple[list[Span], int]:
    """A row's own cells, and how many characters are set aside: left in cells that others cover, or
    such as nobody sees."""
    spans: list[Span] = []
    markup = 0
    for column in columns:
        at = row, column
        text = sheet.cells.get(at, "")
        found = next((r for r in reaching if r.covers(column)), None)
        if found is None:
            spans.append(Span(_paragraphs(text)))
            markup += _dropped(text)
        elif at == found.corner:
            own = sheet.cells.get(found.merged.first, "")
            spans.append(Span(_paragraphs(own), found.width, found.height))
            markup += _dropped(own)
            markup += count(text) if at != found.merged.first else 0
        elif at != found.merged.first:
            markup += count(text)
    return spans, markup


def _paragraphs(text: str) -> tuple[str, ...]:
    seen = unify(without_invisible(text))
    lines = (" ".join(line.split()) for line in seen.replace("\r", "\n").split("\n"))
    return tuple(line for line in lines if line)


def _dropped(text: str) -> int:
    return count(text) - count(without_invisible(text))
