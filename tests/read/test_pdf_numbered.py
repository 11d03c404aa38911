"""Rows that no rule tells apart: where they meet, told by the numbers of the first column."""

from __future__ import annotations

import pytest

from pipeline.read.pdf.numbered import Stretch, told_by_numbers
from pipeline.read.pdf.values import TextLine


def line(text: str, top: float) -> TextLine:
    """A line of ten points."""
    return TextLine(text, 0, top, 10 * len(text), top + 10, 10, 10, 10 * len(text), len(text))


def stretch(*columns: dict[int, str], ends: bool = False, starts: bool = False) -> Stretch:
    """The lines of each column by how far down they stand, between 0 and 100."""
    lines = (tuple(line(text, top) for top, text in column.items()) for column in columns)
    return Stretch(0, 100, tuple(lines), starts, ends)


NAMES = {0: "一二三。", 14: "一二三。", 32: "一二三。", 46: "一二三。", 60: "一二三。"}
# name, stretches, where their rows meet (None: the numbers do not tell)
CASES: list[tuple[str, list[Stretch], list[list[float]] | None]] = [
    ("numbers at the top of their rows", [stretch({0: "1", 32: "2"}, NAMES)], [[28]]),
    ("in the middle of them", [stretch({7: "1", 46: "2"}, NAMES)], [[28]]),
    ("nowhere in particular", [stretch({14: "1", 60: "2"}, NAMES)], None),
    (
        "a row that a page break cuts, and its rest",
        [
            stretch({7: "1", 32: "2"}, NAMES, ends=True),
            stretch({46: "3"}, NAMES, starts=True),
        ],
        [[28], [28]],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("stretches", "expected"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])  # fmt: skip
def test_where_rows_meet(stretches: list[Stretch], expected: list[list[float]] | None) -> None:
    assert told_by_numbers(stretches) == expected
