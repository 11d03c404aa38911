"""Runs of numbers: the fewest defects that explain them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.validate.numbering import Break, breaks, spans


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([1, 2, 3], []),
        ([], []),
        ([1, 3], [Break("gap", 1, (2,))]),
        ([2, 3], [Break("gap", 0, (1,))]),
        ([1, 5, 6], [Break("gap", 1, (2, 3, 4))]),
        # A doubled row: the second is the duplicate.
        ([1, 2, 2, 3], [Break("duplicate", 2, (), 1)]),
        # Swapped neighbours are one defect, not two.
        ([1, 3, 2, 4], [Break("order", 2)]),
        # A misread number fills its own gap.
        ([1, 2, 30, 4], [Break("order", 2, (3,))]),
        ([1, 2, 1, 4], [Break("duplicate", 2, (3,), 0)]),
        # One too high: the row that goes on from it is right.
        ([1, 3, 3, 4], [Break("duplicate", 1, (2,), 2)]),
        # Two rows far apart that changed places, with one row or more between them.
        ([1, 4, 3, 2, 5, 6], [Break("order", 1, other=3)]),
        ([1, 5, 3, 4, 2, 6], [Break("order", 1, other=4)]),
        # A doubled page is one defect, and so is one that stands too early.
        ([1, 2, 3, 2, 3, 4], [Break("duplicate", 3, (), 1, rows=2)]),
        ([1, 2, 6, 7, 3, 4, 5, 8], [Break("order", 2, rows=2)]),
        # A page printed in the place of the next.
        ([1, 2, 3, 2, 3, 6], [Break("duplicate", 3, (4, 5), 1, rows=2)]),
        # An unreadable number stands for the one that is due.
        ([1, None, 3], []),
        ([1, None, 4], [Break("gap", 2, (3,))]),
    ],
)
def test_breaks(numbers: list[int | None], expected: list[Break]) -> None:
    assert list(breaks(numbers)) == expected


@given(st.integers(3, 60), st.data())
def test_one_lost_row_is_one_gap(size: int, data: st.DataObject) -> None:
    lost = data.draw(st.integers(1, size - 1))
    numbers = [n for n in range(1, size + 1) if n != lost]
    assert breaks(numbers) == (Break("gap", lost - 1, (lost,)),)


@given(st.lists(st.one_of(st.none(), st.integers(1, 50)), max_size=60))
def test_no_defect_only_where_every_number_is_due(numbers: list[int | None]) -> None:
    clean = all(n in (None, i) for i, n in enumerate(numbers, 1))
    if clean:
        assert breaks(numbers) == ()
    elif None not in numbers:
        assert breaks(numbers) != ()


@pytest.mark.parametrize(
    ("numbers", "text"), [([3], "3"), ([3, 4], "3–4"), ([1, 5, 6, 7, 9], "1、5–7、9")]
)
def test_spans(numbers: list[int], text: str) -> None:
    assert spans(numbers) == text
