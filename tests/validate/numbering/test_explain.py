"""Numbers, section rows and sizes explained together: each defect once, told where it is."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.validate.numbering.explain import explain
from pipeline.validate.numbering.observed import Part
from tests.validate.numbering.notation import explained, parts

# what it is: the list as it stands, and its explanation
ITEMS = {
    "clean": ("一(3) 1 2 3 二(2) 4 5 三(3) 6 7 8", ""),
    "row lost": ("一(3) 1 3 二(2) 4 5", "2 lost in 一"),
    "first row of a list lost": ("一(3) 2 3 二(2) 4 5", "1 lost in 一"),
    "last row of a section lost: the section that is short says where": ("一(3) 1 2 二(2) 4 5", "3 lost in 一"),
    "first row of a section lost": ("一(3) 1 2 3 二(2) 5", "4 lost in 二"),
    "a section's only row lost": ("一(2) 1 2 二(1) 三(1) 4", "3 lost in 二"),
    "rows lost on both sides of a section row": ("一(3) 1 2 二(3) 5 6", "3–4 lost in 一"),
    # Nothing comes after it: it may as well be the size that is wrong.
    "last row of a list lost": ("一(3) 1 2 3 二(2) 4", "size of 二"),
    "row lost, the rest numbered anew": ("一(3) 1 2 二(2) 3 4", "size of 一"),
    "a number left out, no row lost: the sizes count the rows": ("一(3) 1 2 4 二(2) 5 6", "3 lost in 一"),
    "row doubled": ("一(3) 1 2 2 3 二(2) 4 5", "2 again in 一"),
    "row doubled over another": ("一(3) 1 2 3 二(3) 4 2 6", "2 again for 5 in 二"),
    "row moved to another section": ("一(3) 1 3 二(3) 4 2 5 6", "2 moved in 二"),
    "neighbours swapped over a section row": ("一(3) 1 2 4 二(2) 3 5", "3 moved in 二"),
    "rows exchanged": ("一(3) 1 5 3 二(3) 4 2 6", "5 and 2 exchanged in 一"),
    "number misread": ("一(3) 1 20 3 二(1) 4", "20 for 2 in 一"),
    "first number of a section misread": ("一(3) 1 2 3 二(2) 40 5", "40 for 4 in 二"),
    "last number misread: no size lacks a row": ("一(3) 1 2 9", "9 for 3 in 一"),
    "last number misread as one above": ("一(3) 1 2 3 二(3) 4 5 2", "2 again for 6 in 二"),
    "rows lost before the last: its section's size says so": ("一(9) 1 2 9", "3–8 lost in 一"),
    "number lost": ("一(3) 1 ? 3 二(1) 4", ""),
    "row broken in two": ("一(3) 1 2 ? 3 二(1) 4", "row 2 is the rest of the row above"),
    "last row of a section broken in two": ("一(2) 1 2 ? 二(1) 3", "row 2 is the rest of the row above"),
    "row without a number that the size counts": ("一(4) 1 2 ? 3 二(1) 4", ""),
}  # fmt: skip
SECTIONS = {
    "size wrong": ("一(4) 1 2 3 二(2) 4 5", "size of 一"),
    "size lost": ("一(3) 1 2 3 二 4 5", "size of 二"),
    "two sizes wrong that make up for one another": ("一(2) 1 2 3 二(3) 4 5", "size of 一; size of 二"),
    "rows lost, and a size wrong": ("一(6) 1 4 5 二(1) 6", "2–3 lost in 一; size of 一"),
    # Either section may have lost the row: that which is larger is likelier, above or below.
    "row lost beside a size that is wrong": ("一(5) 1 2 3 4 二(2) 6", "5 lost in 一; size of 二"),
    "… below": ("一(2) 1 二(5) 3 4 5 6", "2 lost in 二; size of 一"),
    "section row lost": ("一(3) 1 2 3 4 5 三(1) 6", "section row 二 lost"),
    "first section row lost": ("1 2 二(1) 3", "first section row lost"),
    "all section rows lost": ("1 2 3", "first section row lost"),
    "last section row lost": ("一(3) 1 2 3 4 5", "size of 一"),
    "section row doubled": ("一(3) 1 2 3 二(2) 二(2) 4 5", "section row 二 again"),
    "section row again between its items": ("一(3) 1 一(3) 2 3 二(1) 4", "section row 一 again"),
    "section misnumbered": ("一(3) 1 2 3 五(2) 4 5 三(1) 6", "section row 五 for 二"),
    "section misnumbered as another": ("一(3) 1 2 3 三(2) 4 5 三(1) 6", "section row 三 again for 二"),
    "last section misnumbered: no item says that a section is lost": ("一(3) 1 2 3 四(2) 4 5", "section row 四 for 二"),
    "sections changed places": ("一(3) 1 2 3 三(2) 6 7 二(2) 4 5 四(1) 8", "section row 二 moved"),
    "last sections changed places": ("一(3) 1 2 3 三(2) 6 7 二(2) 4 5", "section row 二 moved"),
    "section lost, row and items": ("一(3) 1 2 3 三(2) 6 7", "4–5 lost in 三"),
}  # fmt: skip
PAGES = {
    "page lost with a section row": ("一(3) 1 2 3 二(3) 4 | 9 10 四(1) 11", "5–8 lost in 二"),
    "page lost with the last section row": ("一(3) 1 2 3 二(3) 4 | 9 10", "5–8 lost in 二"),
    "page lost before a last row that is alone on its page": ("一(3) 1 2 3 二(2) 4 | 9", "5–8 lost in 二"),
    "first page lost with the first section row": ("4 5 二(1) 6", "1–3 lost in the top"),
    "page doubled with its section row": ("一(2) 1 2 二(2) 3 4 二(2) 3 4 三(1) 5", "3–4 again in 二"),
    "page doubled below a size that is wrong": (
        "一(3) 1 2 3 二(4) 4 5 6 三(3) 7 三(3) 7 8 9 四(1) 10",
        "7 again in 三; size of 二",
    ),
    "page doubled that ends in a section row": (
        "一(3) 1 | 2 3 二(4) | 2 3 二(4) | 4 5 6 三(1) 7",
        "2–3 again in 二; size of 二",
    ),
    "page doubled inside sections": (
        "一(3) 1 2 3 二(2) 4 | 2 3 二(2) 4 | 5",
        "2–4 again in 二",
    ),
    "pages swapped, each a section": ("一(2) 1 2 四(2) 7 8 二(2) 3 4 三(2) 5 6 五(1) 9", "section row 四 moved"),
    "pages swapped inside sections": (
        "一(2) 1 | 三(1) 5 四(2) 6 | 2 二(2) 3 4 | 7",
        "5–6 moved in 三",
    ),
    "page printed in place of the next": ("一(6) 1 2 3 2 3 6", "2–3 again for 4–5 in 一"),
}  # fmt: skip
OTHER_FORMS = {
    "sections without numerals": ("党建(2) 1 2 经济(3) 3 4 5", ""),
    "… a row lost": ("党建(2) 1 2 经济(3) 4 5 民生(1) 6", "3 lost in 经济"),
    "… a section row again": ("党建(3) 1 党建(3) 2 3 经济(1) 4", "section row 党建 again"),
    "… a section row lost": ("党建(2) 1 2 3 4 民生(1) 5", "size of 党建"),
    "one numeral lost": ("一(1) 1 经济(2) 2 3 三(1) 4", "section row 经济 for 二"),
    "no sizes": ("一 1 2 二 3 4", ""),
    "no sizes, a section lost": ("一 1 2 三 5 6", "3–4 lost in 三"),
    "a column of categories, one of them twice": ("党建 1 2 经济 3 党建 4", ""),
    "a column of categories, a row lost": ("党建 1 2 经济 4 5", "3 lost in 经济"),
}  # fmt: skip
RESTARTING = {
    "numbers begin anew in each section": ("一(3) 1 2 3 二(2) 1 2 三(3) 1 2 3", ""),
    "… without sizes or numerals": ("党建 1 2 3 经济 1 2 民生 1 2 3", ""),
    "row lost": ("一(3) 1 3 二(2) 1 2 三(3) 1 2 3", "2 lost in 一"),
    "first row lost": ("一(3) 1 2 3 二(2) 2 三(3) 1 2 3", "1 lost in 二"),
    "last row lost": ("一(3) 1 2 3 二(2) 1 三(3) 1 2 3", "size of 二"),
    "row doubled": ("一(3) 1 2 3 二(2) 1 2 2 三(3) 1 2 3", "2 again in 二"),
    "rows swapped": ("一(3) 1 2 3 二(2) 1 2 三(3) 1 3 2", "2 moved in 三"),
    "number misread": ("一(3) 1 2 3 二(3) 1 20 3 三(2) 1 2", "20 for 2 in 二"),
    "last number misread": ("一(3) 1 2 3 二(2) 1 2 三(3) 1 2 9 四(1) 1", "9 for 3 in 三"),
    "number lost": ("一(3) 1 ? 3 二(2) 1 2 三(3) 1 2 3", ""),
    "numbers run on in one section": ("一(2) 1 2 二(2) 3 4 三(2) 1 2 四(2) 1 2", "1–2 lost in 二"),
    "size wrong": ("一(3) 1 2 3 二(4) 1 2 三(3) 1 2 3", "size of 二"),
    "section row lost": ("一(3) 1 2 3 1 2 三(3) 1 2 3 四(1) 1", "section row 二 lost"),
    "section row doubled": ("一(3) 1 2 3 二(2) 二(2) 1 2 三(3) 1 2 3", "section row 二 again"),
    "section misnumbered": ("一(3) 1 2 3 四(2) 1 2 三(3) 1 2 3", "section row 四 for 二"),
    "sections changed places": ("一(3) 1 2 3 三(2) 1 2 二(3) 1 2 3 四(1) 1", "section row 二 moved"),
    "section row again between its items": (
        "一(3) 1 2 3 二(4) 1 2 二(4) 3 4 三(3) 1 2 3",
        "section row 二 again",
    ),
    "section lost, row and items": (
        "一(3) 1 2 3 三(2) 1 2 四(3) 1 2 3 五(1) 1",
        "section row 二 lost",
    ),
    "page of whole sections doubled": (
        "一(3) 1 2 3 二(2) 1 2 三(1) 1 二(2) 1 2 三(1) 1 四(2) 1 2",
        "section row 二–三 again",
    ),
    "pages of whole sections swapped": (
        "一(3) 1 2 3 四(2) 1 2 五(1) 1 二(2) 1 2 三(2) 1 2 六(2) 1 2",
        "section row 二–三 moved",
    ),
    # A single section that begins anew is a misread number, or rows from above.
    "not a list that begins anew: one number is misread": ("一(3) 1 2 3 二(1) 1", "1 again for 4 in 二"),
    "not a list that begins anew: a page is doubled": ("一(2) 1 2 二(3) 3 4 5 二(3) 3 4 5 三(1) 6", "3–5 again in 二"),
}  # fmt: skip
SUBSECTIONS = {
    "clean": ("一(4) （一）(2) 1 2 （二）(2) 3 4 二(2) （一）(1) 5 （二）(1) 6", ""),
    "rows above the first one": ("一(4) 1 （一）(1) 2 （二）(2) 3 4", ""),
    "row lost": ("一(4) （一）(2) 1 （二）(2) 3 4 二(1) 5", "2 lost in 一"),
    "last row of a section lost": ("一(4) （一）(2) 1 2 （二）(2) 3 二(1) 5", "4 lost in 一"),
    "size wrong": ("一(4) （一）(2) 1 2 （二）(3) 3 4 二(1) 5", "一: size of 二"),
    "both sizes wrong": ("一(5) （一）(3) 1 2 （二）(2) 3 4 二(1) 5", "size of 一; 一: size of 一"),
    "size lost": ("一(4) （一）(2) 1 2 （二） 3 4 二(1) 5", "一: size of 二"),
    "row of the first one lost": ("一(4) 1 2 （二）(2) 3 4 二(1) 5", "一: section row 一 lost"),
    "row of one in the middle lost": (
        "一(5) （一）(2) 1 2 3 4 （三）(1) 5 二(1) 6",
        "一: section row 二 lost",
    ),
    "row doubled": ("一(4) （一）(2) （一）(2) 1 2 （二）(2) 3 4", "一: section row 一 again"),
    "misnumbered": ("一(4) （一）(2) 1 2 （五）(2) 3 4 二(1) 5", "一: section row 五 for 二"),
    "numbers begin anew in each": ("一(4) （一）(2) 1 2 （二）(2) 1 2 二(2) （一）(1) 1 （二）(1) 1", ""),
    "… a row lost": (
        "一(5) （一）(3) 1 3 （二）(2) 1 2 二(4) （一）(2) 1 2 （二）(2) 1 2",
        "2 lost in 一",
    ),
}  # fmt: skip
CASES = {
    f"{kind}: {name}": case
    for kind, cases in {
        "items": ITEMS,
        "sections": SECTIONS,
        "pages": PAGES,
        "other forms": OTHER_FORMS,
        "numbers that begin anew": RESTARTING,
        "subsections": SUBSECTIONS,
    }.items()
    for name, case in cases.items()
}


@pytest.mark.parametrize(("line", "expected"), CASES.values(), ids=CASES)
def test_the_cheapest_explanation_is_told(line: str, expected: str) -> None:
    assert explained(line) == expected


# what it is: the list, how many items its sections have where none is lost or doubled, and the list
COUNTS = {
    "clean": ("一(3) 1 2 3 二(2) 4 5", (3, 2), 5),
    "row lost": ("一(3) 1 2 二(2) 4 5", (3, 2), 5),
    "row doubled": ("一(3) 1 2 2 3 二(2) 4 5", (3, 2), 5),
    "size wrong": ("一(4) 1 2 3 二(2) 4 5", (3, 2), 5),
    "row moved": ("一(3) 1 3 二(2) 4 2 5", (3, 2), 5),
    "row broken in two": ("一(3) 1 2 ? 3 二(1) 4", (3, 1), 4),
    "page lost, its section row with it": ("一(3) 1 2 三(2) 6 7", (3, 2), 7),
    "a number left out": ("一(3) 1 2 4 二(1) 5", (3, 1), 5),
    "numbers begin anew": ("一(3) 1 3 二(2) 1 2 三(1) 1", (3, 2, 1), 6),
}


@pytest.mark.parametrize(("line", "counts", "count"), COUNTS.values(), ids=COUNTS)
def test_what_would_be_there_undamaged_is_counted(
    line: str, counts: tuple[int, ...], count: int
) -> None:
    found = explain(parts(line))
    assert (found.counts, found.count) == (counts, count)


def test_what_costs_nothing_is_told_as_nothing() -> None:
    found = explain(())
    assert (found.cost, found.items, found.sections, found.sizes) == (0, (), (), ())


_NUMBERS = st.lists(st.one_of(st.none(), st.integers(1, 12)), max_size=6)
_PARTS = st.lists(
    st.builds(
        Part,
        numbers=_NUMBERS.map(tuple),
        ordinal=st.one_of(st.none(), st.integers(1, 6)),
        size=st.one_of(st.none(), st.integers(1, 6)),
        titled=st.booleans(),
    ),
    max_size=6,
)


@given(_PARTS)
def test_whatever_stands_there_is_explained_and_only_what_is_right_costs_nothing(
    observed: list[Part],
) -> None:
    found = explain(observed)
    told = (found.items, found.sections, found.sizes, found.subsections)
    is_silent = not any(told) and not found.untitled
    assert is_silent or found.cost > 0
    assert len(found.counts) == len(observed)


def test_numbers_that_begin_anew_are_known_as_such() -> None:
    again = (Part((1, 2, 3), 1, 3), Part((1, 3), 2, 3), Part((1, 2), 3, 2))
    assert explain(again).restarts
    assert not explain((Part((1, 2, 3), 1, 3), Part((4, 6), 2, 3))).restarts


def test_time_grows_with_the_list_and_not_with_its_square() -> None:
    """Numbers in any order, in many sections: 20 times as many rows in less than 60 times the time."""

    def seconds(size: int) -> float:
        numbers: list[int | None] = list(range(1, size + 1))
        random.Random(size).shuffle(numbers)
        made = [Part(tuple(numbers[at : at + 50]), 1, 50) for at in range(0, size, 50)]
        started = time.process_time()
        explain(made)
        return time.process_time() - started

    assert seconds(20000) < 60 * max(seconds(1000), 0.005)
