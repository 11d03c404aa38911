"""Clauses that stand behind any duty are no part of it."""

from __future__ import annotations

from pipeline.together.boilerplate import boilerplate, reduced

LISTS = (
    ("禁毒\n建立台账", "双拥\n建立台账", "保密", "河长制\n清理四乱"),
    ("禁毒", "双拥\n建立台账", "保密\n建立台账", "河长制\n清理四乱"),
)


def test_a_clause_that_several_items_of_one_list_have_is_of_the_genre() -> None:
    assert boilerplate(LISTS) == {"建立台账"}


def test_a_content_is_told_without_them() -> None:
    contents = ["禁毒\n建立台账", "禁毒", "河长制\n清理四乱", "建立台账"]
    # The last is nothing but such a clause: it stays.
    assert reduced([*contents, *LISTS[0][1:]], [[0, 2, 4], [1, 2, 4, 5, 6], [4, 3]])[:4] == [
        "禁毒",
        "禁毒",
        "河长制清理四乱",
        "建立台账",
    ]


def test_two_contents_of_one_list_stay_two() -> None:
    contents = ["禁毒\n建立台账", "禁毒", "双拥\n建立台账", "保密\n建立台账"]
    first, second, *_ = reduced(contents, [[0, 1, 2, 3]])
    assert (first, second) == ("禁毒建立台账", "禁毒")
