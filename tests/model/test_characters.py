"""How the halves of what a line end parted are put together."""

from __future__ import annotations

import pytest

from pipeline.model.characters import join


@pytest.mark.parametrize(
    ("head", "tail", "whole"),
    [
        ("区民", "政局", "区民政局"),
        ("使用WPS", "Office编辑", "使用WPS Office编辑"),
        ("执行GB", "2760", "执行GB 2760"),
        ("第3", "项", "第3项"),
        # A code or a number that a narrow column broke.
        ("JB230303", "001-0002", "JB230303001-0002"),
        ("JB230303-", "001", "JB230303-001"),
        ("拨打1234", "5热线", "拨打12345热线"),
    ],
)
def test_halves_are_joined(head: str, tail: str, whole: str) -> None:
    assert join(head, tail) == whole
