"""Composes the sheets of a document: where each line of text and each rule stands, and each item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise, zip_longest

from tests.corpus.layout import ROWS_ONLY, Layout
from tests.corpus.printed import Paragraphs, PrintedDocument, PrintedList, PrintedRow
from tests.corpus.wrap import Wrapped, first_piece, wrap

Measure = Callable[[str], float]
# A list that starts below another needs at least this many lines.
_ROOM_TO_START = 12
# In font sizes: a line that stays this short is to the eye as full as any.
_HAIR = 0.4
# Points: a ground ends so far inside its cell.
_INSET = 0.75


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text: its left and top, its size, the space put between its characters."""

    x: float
    top: float
    text: str
    size: float
    spread: float = 0.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a table, from left to right or from top to bottom."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Ground:
    """What is filled behind a cell or a row; `dark`: behind a header or section row."""

    x0: float
    top: float
    x1: float
    bottom: float
    dark: bool = False


@dataclass(slots=True)
class Sheet:
    """A sheet in the making. `owner` is the list that starts or goes on there; None in front."""

    owner: str | None
    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)
    number: int | None = None


@dataclass(slots=True)
class Composed:
    """The sheets, and the truth about them that is not in the content.

    `spans` has the sheets (from 0) on which an item starts and ends; `vague` the cells (list,
    item, column from 0) whose paragraphs nothing on paper tells apart.
    """

    sheets: list[Sheet]
    spans: dict[tuple[str, int], tuple[int, int]]
    starts: dict[str, int]
    vague: set[tuple[str, int, int]]


def compose(document: PrintedDocument, layout: Layout, measure: Measure) -> Composed:
    """All sheets of the document, numbered."""
    composer = _Composer(layout, measure)
    front = _front(document, layout, measure)
    composer.done.sheets += front
    for printed in document.lists:
        composer.add(printed)
    composed = composer.done
    _number(composed, len(front), layout)
    if "contents" in layout.front:
        claimed = _claimed(composed, layout) | (document.contents or {})
        _contents(front[-1], document, layout, measure, claimed)
    return composed


class _Composer:
    """Fills one sheet after the other from top to bottom."""

    def __init__(self, layout: Layout, measure: Measure) -> None:
        self._layout, self._measure = layout, measure
        self._leading = layout.font_size * layout.line_spacing
        self._bottom = layout.paper[1] - layout.margins[3]
        self._y = self._bottom
        self._fresh = False
        self._even = True
        self._end: Rule | None = None
        self._edges: list[float] = []
        self.done = Composed([], {}, {}, set())

    def add(self, printed: PrintedList) -> None:
        """Sets a whole list, on a new sheet or below the list before."""
        left, width = self._layout.margins[0], _width(self._layout)
        shares = _shares(printed, self._layout)
        self._edges = [left, *(left + width * share for share in accumulate(shares))]
        shares_page = self._layout.share_pages and not self._layout.restart
        if not shares_page or self._bottom - self._y < _ROOM_TO_START * self._leading:
            self._new_sheet(printed)
        else:
            self._y += self._leading
        self.done.starts[printed.id] = len(self.done.sheets) - 1
        self._heading(printed, first=True)
        for number, row in enumerate(printed.rows):
            self._even = number % 2 == 0
            if row.kind == "header":
                self._headings(printed)
            elif row.kind == "item":
                self._item(printed, row)
            elif len(row.cells) == 1:
                self._merged(printed, row.text, self._layout.section_row)
            else:
                self._merged_in_two(printed, row)
        self._lines(printed, printed.below)

    def _lines(self, printed: PrintedList, lines: Sequence[str]) -> None:
        """Lines of text outside the table, from its left edge."""
        for text in lines:
            for line in wrap(text, _width(self._layout), self._measure):
                if self._y + self._leading > self._bottom:
                    self._new_sheet(printed)
                left, size = self._layout.margins[0], self._layout.font_size
                self._print(left, self._y, line.text, size, bold=False)
                self._y += self._leading

    def _merged_in_two(self, printed: PrintedList, row: PrintedRow) -> None:
        """A section row whose size has the last column for itself."""
        edges = [self._edges[0], self._edges[-2], self._edges[-1]]
        rooms = [x1 - x0 - 2 * self._layout.padding[0] for x0, x1 in pairwise(edges)]
        texts = ["".join(cell) for cell in row.cells]
        cells = [wrap(t, room, self._measure) for t, room in zip(texts, rooms, strict=True)]
        if self._y + self._height(max(map(len, cells))) > self._bottom:
            self._next_sheet(printed)
        self._cells(cells, ["left", "left"], edges, bold=True)

    def _new_sheet(self, printed: PrintedList) -> None:
        self.done.sheets.append(Sheet(printed.id))
        self._y = self._layout.margins[1]
        self._fresh = True

    def _next_sheet(self, printed: PrintedList) -> None:
        self._new_sheet(printed)
        self._heading(printed, first=False)

    def _heading(self, printed: PrintedList, *, first: bool) -> None:
        """The list's title and header row, as far as the layout repeats them."""
        layout, size = self._layout, self._layout.font_size * 1.3
        if layout.title in ("running", "both") or (layout.title == "first" and first):
            middle = layout.margins[0] + (_width(layout) - len(printed.title) * size) / 2
            self._print(middle, self._y, printed.title, size, bold=True)
            self._y += size * 1.8
        if first:
            self._lines(printed, printed.above)
        if not (first or layout.repeat_header):
            return
        if layout.title in ("row", "both"):
            self._merged(printed, printed.title, "center")
        self._headings(printed)

    def _headings(self, printed: PrintedList) -> None:
        """The header row."""
        cells = [
            self._wrap(heading, column, plain=True)
            for column, heading in enumerate(printed.headings)
        ]
        if self._y + self._height(max(map(len, cells))) > self._bottom:
            self._new_sheet(printed)
        self._row(cells, ["center"] * len(cells), bold=True)

    def _merged(self, printed: PrintedList, text: str, align: str) -> None:
        x0, x1 = self._edges[0], self._edges[-1]
        room = x1 - x0 - 2 * self._layout.padding[0]
        lines = wrap(text, room, self._measure)
        if self._y + self._height(len(lines)) > self._bottom:
            self._next_sheet(printed)
        self._cells([lines], [align], [x0, x1], bold=True)

    def _item(self, printed: PrintedList, row: PrintedRow) -> None:
        number = "".join(row.cells[0])
        seq = int(number) if number.isdecimal() else 0  # a damaged list has rows without a number
        rest = [self._cell(printed, seq, c, cell) for c, cell in enumerate(row.cells)]
        aligns = [self._layout.numbers, self._layout.names, *["left"] * (len(rest) - 2)]
        start: int | None = None
        while True:
            if self._y + self._height(max(map(len, rest))) <= self._bottom + 0.01:
                head, rest = rest, []
            else:
                head, rest = self._split(rest, first=start is None)
                if not any(head):
                    self._next_sheet(printed)
                    continue
            top = self._layout.closed or start is None
            start = len(self.done.sheets) - 1 if start is None else start
            self._row(head, aligns, top=top, bottom=self._layout.closed or not rest)
            if not any(rest):
                break
            self._next_sheet(printed)
        self.done.spans[printed.id, seq] = (start, len(self.done.sheets) - 1)

    def _split(
        self, cells: list[list[Wrapped]], *, first: bool
    ) -> tuple[list[list[Wrapped]], list[list[Wrapped]]]:
        """What of a row still fits on the sheet, and the rest."""
        layout = self._layout
        room = self._bottom - self._y - 2 * layout.padding[1]
        fit = int((room + 0.01) / self._leading)
        if (
            fit < 1
            or (first and fit < len(cells[0]))
            or (layout.breaks == "rows" and not self._fresh)
        ):
            return [[] for _ in cells], cells
        cuts = [_cut(cell, fit, layout) for cell in cells]
        texts = cuts[1:] if first else cuts
        if not any(texts) and self._fresh:
            cuts = [min(fit, len(cell)) for cell in cells]
        elif not any(texts) and not layout.widows:
            return [[] for _ in cells], cells
        head = [cell[:cut] for cell, cut in zip(cells, cuts, strict=True)]
        return head, [cell[cut:] for cell, cut in zip(cells, cuts, strict=True)]

    def _cell(
        self, printed: PrintedList, seq: int, column: int, paragraphs: Paragraphs
    ) -> list[Wrapped]:
        departments = printed.id == "cooperative" and column == 2
        if departments and self._layout.departments != "lines":
            paragraphs = (self._layout.departments.join(paragraphs),)
        lines: list[Wrapped] = []
        for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
            lines += self._wrap(paragraph, column, plain=column < 2 or departments)
            pointed = following is not None and following[:1].isdigit()
            # Where no edge is printed, an indent shows only beside lines without one.
            ruled = self._layout.ruling not in ROWS_ONLY
            indented = self._layout.indent and ruled and column > 1 and not departments
            if following is None or pointed or indented:
                continue
            left = self._room(column) - lines[-1].indent - lines[-1].width
            if left < self._measure(first_piece(following)) + _HAIR * self._layout.font_size:
                self.done.vague.add((printed.id, seq, column))
        return lines

    def _wrap(self, text: str, column: int, *, plain: bool) -> list[Wrapped]:
        layout = self._layout
        return wrap(
            text,
            self._room(column),
            self._measure,
            indent=0.0 if plain else layout.indent * layout.font_size,
            punctuation=layout.punctuation,
            justified=layout.justified and column > 0,
            kept_spaces=layout.kept_spaces,
        )

    def _room(self, column: int) -> float:
        return self._edges[column + 1] - self._edges[column] - 2 * self._layout.padding[0]

    def _height(self, lines: int) -> float:
        return lines * self._leading + 2 * self._layout.padding[1]

    def _row(
        self,
        cells: Sequence[Sequence[Wrapped]],
        aligns: Sequence[str],
        *,
        bold: bool = False,
        top: bool = True,
        bottom: bool = True,
    ) -> None:
        self._cells(cells, aligns, self._edges, bold=bold, top=top, bottom=bottom)

    def _cells(
        self,
        cells: Sequence[Sequence[Wrapped]],
        aligns: Sequence[str],
        edges: Sequence[float],
        *,
        bold: bool = False,
        top: bool = True,
        bottom: bool = True,
    ) -> None:
        layout, height = self._layout, self._height(max(map(len, cells)))
        for lines, align, (x0, x1) in zip(cells, aligns, pairwise(edges), strict=True):
            y = self._y + layout.padding[1]
            if layout.vertical == "middle":
                y = self._y + (height - len(lines) * self._leading) / 2
            for line in lines:
                self._line(line, align, x0, x1, y, bold=bold)
                y += self._leading
        if layout.ruling in ("cells", "zebra"):
            self._grounds(edges, self._y, self._y + height, dark=bold)
        else:
            head = bold and len(edges) == len(self._edges)
            self._rules(edges, self._y, self._y + height, head=head, top=top, bottom=bottom)
        self._y += height
        if not bold:
            self._fresh = False

    def _line(
        self, line: Wrapped, align: str, x0: float, x1: float, y: float, *, bold: bool
    ) -> None:
        layout = self._layout
        x = x0 + layout.padding[0] + line.indent
        spread = 0.0
        if line.target is not None and len(line.text.rstrip()) > 1:
            text = line.text.rstrip()
            spread = (line.target - self._measure(text)) / (len(text) - 1)
        elif align == "center":
            x = (x0 + x1 - line.width) / 2
        middle = (self._leading - layout.font_size) / 2
        self._print(x, y + middle, line.text, layout.font_size, spread, bold=bold)

    def _print(
        self, x: float, top: float, text: str, size: float, spread: float = 0.0, *, bold: bool
    ) -> None:
        self.done.sheets[-1].texts.append(Text(x, top, text, size, spread, bold))

    def _grounds(self, edges: Sequence[float], y0: float, y1: float, *, dark: bool) -> None:
        """What is filled behind the cells of a row, or behind every second row and all dark ones."""
        if self._layout.ruling == "zebra":
            if not dark and not self._even:
                return
            edges = [edges[0], edges[-1]]
        self.done.sheets[-1].grounds += [
            Ground(x0 + _INSET, y0 + _INSET, x1 - _INSET, y1 - _INSET, dark)
            for x0, x1 in pairwise(edges)
        ]

    def _rules(
        self, edges: Sequence[float], y0: float, y1: float, *, head: bool, top: bool, bottom: bool
    ) -> None:
        ruling, rules = self._layout.ruling, self.done.sheets[-1].rules
        if ruling == "none":
            return
        if ruling == "three":
            # The rule that ends a sheet's rows goes down with them; the header row's two stay.
            if rules and rules[-1] is self._end:
                rules.pop()
            end = Rule(edges[0], y1, edges[-1], y1)
            rules += [Rule(edges[0], y0, edges[-1], y0), end] if head else [end]
            self._end = None if head else end
            return
        rules += [
            Rule(edges[0], y, edges[-1], y) for y, drawn in ((y0, top), (y1, bottom)) if drawn
        ]
        if ruling != "between":
            inner = edges[1:-1] if ruling == "open" else edges
            rules += [Rule(x, y0, x, y1) for x in inner]


def _shares(printed: PrintedList, layout: Layout) -> Sequence[float]:
    """The columns' shares; where a list has more columns than usual, those are as wide as the narrower ones."""
    shares = dict(layout.columns).get(printed.id, (0.1, 0.5))
    more = len(printed.headings) - len(shares)
    if more <= 0:
        return shares
    own = 0.12 if more < 3 else 0.1
    return [*(share * (1 - own * more) for share in shares), *([own] * more)]


def _cut(lines: Sequence[Wrapped], fit: int, layout: Layout) -> int:
    """How many lines of a cell stay, where `fit` have room."""
    cut = min(fit, len(lines))
    while 0 < cut < len(lines) and not lines[cut].starts:
        alone = layout.widows and (lines[cut - 1].starts or lines[cut].ends)
        if layout.breaks != "paragraphs" and not alone:
            break
        cut -= 1
    return cut


def _width(layout: Layout) -> float:
    return layout.paper[0] - layout.margins[0] - layout.margins[2]


def _front(document: PrintedDocument, layout: Layout, measure: Measure) -> list[Sheet]:
    """The cover, and an empty sheet for the contents."""
    sheets: list[Sheet] = []
    for kind in layout.front:
        sheet = Sheet(None)
        if kind == "cover":
            for index, line in enumerate([*document.title.split(), "2025年4月"]):
                x = (layout.paper[0] - 20 * measure(line) / layout.font_size) / 2
                sheet.texts.append(Text(x, layout.paper[1] * 0.3 + 40 * index, line, 20))
        sheets.append(sheet)
    if document.front:
        notice = Sheet(None)
        y = layout.margins[1]
        for text in document.front:
            for wrapped in wrap(text, _width(layout), measure):
                notice.texts.append(Text(layout.margins[0], y, wrapped.text, layout.font_size))
                y += layout.font_size * layout.line_spacing
        sheets.insert(1 if "cover" in layout.front else 0, notice)
    return sheets


def _contents(
    sheet: Sheet,
    document: PrintedDocument,
    layout: Layout,
    measure: Measure,
    pages: dict[str, int],
) -> None:
    size = layout.font_size
    y = layout.margins[1]
    sheet.texts.append(Text(layout.paper[0] / 2 - 1.2 * size, y, "目录", 1.2 * size))
    for number, printed in enumerate(document.lists, 1):
        y += 2.5 * size
        head, page = f"{number}.{printed.title}", str(pages[printed.id])
        dots = int((_width(layout) - measure(head) - measure(page)) / measure("…")) - 1
        sheet.texts.append(Text(layout.margins[0], y, f"{head}{'…' * dots}{page}", size))


def _number(composed: Composed, front: int, layout: Layout) -> None:
    """Numbers the sheets and prints the numbers."""
    number, owner = 0, None
    for index, sheet in enumerate(composed.sheets):
        if index < front and (layout.restart or not layout.number_front):
            continue
        if layout.restart and sheet.owner != owner:
            number, owner = 0, sheet.owner
        number += 1
        sheet.number = number
    for index, sheet in enumerate(composed.sheets):
        of = max(
            s.number or 0 for s in composed.sheets if not layout.restart or s.owner == sheet.owner
        )
        _print_folio(sheet, index, of, layout)
        if not layout.folio:
            sheet.number = index + 1


def _print_folio(sheet: Sheet, index: int, of: int, layout: Layout) -> None:
    width, height = layout.paper
    left, above, right, below = layout.margins
    if sheet.owner and layout.running_head:
        sheet.texts.append(Text(left, above * 0.3, "履行职责事项清单", 9))
    if sheet.number is None or not layout.folio:
        return
    text = layout.folio.format(n=sheet.number, of=of)
    long = 9 * 0.6 * len(text)
    outer = width - right - long if index % 2 else left
    x = {"center": (width - long) / 2, "outer": outer, "top": width - right - long}
    y = above * 0.5 if layout.folio_place == "top" else height - below * 0.5
    sheet.texts.append(Text(x[layout.folio_place], y, text, 9))


def _claimed(composed: Composed, layout: Layout) -> dict[str, int]:
    """The pages that the contents give: those printed, counted on where each list starts from 1."""
    pages = {list_id: composed.sheets[at].number or 0 for list_id, at in composed.starts.items()}
    if layout.restart and layout.folio:
        first = min(composed.starts.values())
        pages = {list_id: at - first + 1 for list_id, at in composed.starts.items()}
    return pages
