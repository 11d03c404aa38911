"""Numbers of items and sections judged together: what is told, where, and which sizes it explains."""

from __future__ import annotations

import random

import pytest

from pipeline.model.document import DutyList, Section
from pipeline.model.source import Place
from pipeline.validate.sections import Numbering, numbering
from tests.validate.builders import item

# A list is written as its sections: numeral, declared size, the numbers under it.
Sections = list[tuple[str | None, int | None, list[int | None]]]
CLEAN: Sections = [("一", 3, [1, 2, 3]), ("二", 2, [4, 5]), ("三", 3, [6, 7, 8])]


def _list(sections: Sections) -> DutyList:
    made = []
    for no, declared, numbers in sections:
        items = tuple(
            item(f"事项{index}", number if number is not None else 0)
            for index, number in enumerate(numbers)
        )
        made.append(Section(no, no and f"分类{no}", declared, Place(), _numbered(items, numbers)))
    return DutyList("basic", "基本履职事项清单", Place(), None, tuple(made))


def _numbered(items, numbers):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return tuple(replace(i, seq=number) for i, number in zip(items, numbers, strict=True))


def _told(judged: Numbering) -> list[tuple[str, int, tuple[int, ...]]]:
    return [(t.fault.kind, t.section, t.fault.missing) for t in judged.items] + [
        (f"section {b.kind}", b.index, b.missing) for b in judged.sections
    ]


# name: the list, what is told (kind, section's index, missing), the sizes that are left wrong
CASES: dict[str, tuple[Sections, list[tuple[str, int, tuple[int, ...]]], list[int]]] = {
    "clean": (CLEAN, [], []),
    "last row of a section lost: told in the section that is short": (
        [("一", 3, [1, 2]), ("二", 2, [4, 5])],
        [("gap", 0, (3,))],
        [],
    ),
    "first row of a section lost": (
        [("一", 3, [1, 2, 3]), ("二", 2, [5])],
        [("gap", 1, (4,))],
        [],
    ),
    "a section's only row lost": (
        [("一", 2, [1, 2]), ("二", 1, []), ("三", 1, [4])],
        [("gap", 1, (3,))],
        [],
    ),
    "rows lost on both sides of a section row": (
        [("一", 3, [1, 2]), ("二", 3, [5, 6])],
        [("gap", 0, (3, 4))],
        [],
    ),
    "page lost with a section row: 5 to 8, and 三": (
        [("一", 3, [1, 2, 3]), ("二", 3, [4, 9, 10]), ("四", 1, [11])],
        [("gap", 1, (5, 6, 7, 8))],
        [],
    ),
    "section row lost, no item": (
        [("一", 3, [1, 2, 3, 4, 5]), ("三", 1, [6])],
        [("section gap", 1, (2,))],
        [],
    ),
    "first page lost with the first section row": (
        [(None, None, [4, 5]), ("二", 1, [6])],
        [("gap", 0, (1, 2, 3))],
        [],
    ),
    "section doubled with its page": (
        [("一", 2, [1, 2]), ("二", 2, [3, 4]), ("二", 2, [3, 4]), ("三", 1, [5])],
        [("duplicate", 2, ())],
        [],
    ),
    "section row again between its items": (
        [("一", 3, [1]), ("一", 3, [2, 3]), ("二", 1, [4])],
        [("section duplicate", 1, ())],
        [],
    ),
    "sections changed places: told by the section rows": (
        [("一", 3, [1, 2, 3]), ("三", 2, [6, 7]), ("二", 2, [4, 5]), ("四", 1, [8])],
        [("section order", 2, ())],
        [],
    ),
    "row moved to another section": (
        [("一", 3, [1, 3]), ("二", 3, [4, 2, 5, 6])],
        [("order", 1, ())],
        [],
    ),
    "last number misread": ([("一", 3, [1, 2, 9])], [("order", 0, (3,))], []),
    "size wrong, nothing else": ([("一", 4, [1, 2, 3])], [], [0]),
    "two lost, the size is short of three": (
        [("一", 6, [1, 4, 5])],
        [("gap", 0, (2, 3))],
        [0],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sections", "told", "wrong"), CASES.values(), ids=CASES)
def test_numbering(
    sections: Sections, told: list[tuple[str, int, tuple[int, ...]]], wrong: list[int]
) -> None:
    duty_list = _list(sections)
    judged = numbering(duty_list)
    assert _told(judged) == told
    assert not judged.untitled
    left = [
        index
        for index, (section, explained) in enumerate(
            zip(duty_list.sections, judged.explained, strict=True)
        )
        if section.declared_count is not None
        and section.declared_count != len(section.items) + explained
    ]
    assert left == wrong


def test_items_above_the_first_section_row_are_told() -> None:
    judged = numbering(_list([(None, None, [1, 2]), ("二", 1, [3])]))
    assert judged.untitled
    assert _told(judged) == []


def test_time_grows_with_the_list_and_not_with_its_square() -> None:
    """Numbers in any order, in many sections: 20 times as many rows in less than 60 times the time."""
    import time

    def seconds(size: int) -> float:
        rng = random.Random(size)
        numbers: list[int | None] = list(range(1, size + 1))
        rng.shuffle(numbers)
        sections: Sections = [("一", 50, numbers[at : at + 50]) for at in range(0, size, 50)]
        duty_list = _list(sections)
        started = time.process_time()
        numbering(duty_list)
        return time.process_time() - started

    assert seconds(20000) < 60 * max(seconds(1000), 0.005)
