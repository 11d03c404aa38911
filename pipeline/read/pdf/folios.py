"""The numbers printed on sheets: — 12 —, - 12 -, 第 12 页, 12."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.read.pdf.values import Page, TableRow, TextLine

# "— 12 —", "-12-", "第 12 页", "第12页 共60页", "12/60", "12"
_FOLIO = re.compile(
    r"[\-‐‑–—―－─·•~～\s]*第?(?P<number>\d{1,4})页?(?:[,，/／]?共?\d{1,4}页?)?[\-‐‑–—―－─·•~～\s]*"
)
# Where on a sheet a page number stands: the outer eighth at top and bottom.
_MARGIN = 1 / 8


def folio(page: Page) -> tuple[TextLine, int] | None:
    """The line that prints the sheet's number, and the number."""
    for part in (*page.parts[-3:][::-1], *page.parts[:3]):
        if isinstance(part, TableRow):
            continue
        number = printed_number(part, page.width, page.height)
        if number is not None:
            return part, number
    return None


def printed_number(line: TextLine, width: float, height: float) -> int | None:
    """The page number that a line prints, if it is one, on a sheet of this size."""
    # A page number that runs another way than the text stands at a side.
    middle, length = (
        ((line.x0 + line.x1) / 2, width)
        if line.turn % 2
        else ((line.top + line.bottom) / 2, height)
    )
    inside = length * _MARGIN < middle < length * (1 - _MARGIN)
    match = _FOLIO.fullmatch("".join(line.text.split()))
    return int(match["number"]) if match and not inside else None


def page_numbers(printed: Sequence[int | None]) -> tuple[int | None, ...]:
    """The number of each sheet: what is printed; between two that agree also where nothing is; the
    sheets counted from 1 where no sheet has a number."""
    if not any(number is not None for number in printed):
        return tuple(range(1, len(printed) + 1))
    numbers = list(printed)
    for index in range(1, len(numbers) - 1):
        before, after = printed[index - 1], printed[index + 1]
        if numbers[index] is None and before is not None and after == before + 2:
            numbers[index] = before + 1
    return tuple(numbers)
