"""Damage to the shipped text itself, as a person would do it by hand: all that is told besides the list's
own defects, rule and place."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from pipeline.validate.findings import Finding
from tests import ROOT
from tests.damage.expect import fresh
from tests.damage.formats import findings

SOURCE = ROOT / "raw/xijiao/v1.txt"
Told = tuple[str, str | None, str | None, int | None]
"""Rule, list, section, number."""


@cache
def _pages(text: str) -> tuple[str, ...]:
    """The front matter, then the pages, each from its title on."""
    starts = [
        m.start() for m in re.finditer(r"(?m)^(?:基本履职|配合履职|上级部门收回)事项清单\n", text)
    ]
    return tuple(
        text[a:b] for a, b in zip([0, *starts], [*starts, len(text)], strict=True)
    )  # fmt: skip


def _row(text: str, list_id: str, seq: int) -> str:
    start = {"basic": "基本履职", "cooperative": "配合履职", "reclaimed": "上级部门收回"}[list_id]
    at = text.index(f"\n{start}事项清单\n")
    match = re.compile(rf"(?m)^{seq}\t.*$").search(text, at)
    assert match is not None
    return match[0]


Change = Callable[[str], str]


def lost(list_id: str, seq: int) -> Change:
    return lambda text: text.replace("\n" + _row(text, list_id, seq), "", 1)


def doubled(list_id: str, seq: int) -> Change:
    return lambda text: text.replace(row := "\n" + _row(text, list_id, seq), row * 2, 1)


def in_row(list_id: str, seq: int, old: str, new: str) -> Change:
    def change(text: str) -> str:
        row = _row(text, list_id, seq)
        assert old in row
        return text.replace(row, row.replace(old, new, 1), 1)

    return change


def text(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def pages(*order: int) -> Change:
    """The pages by their number; 1 to 11 hold the basic list, 12 to 60 the cooperative one."""
    return lambda text: "".join(_pages(text)[at] for at in (0, *order))


def _without(*gone: int) -> list[int]:
    return [at for at in range(1, 70) if at not in gone]


# name: the change, all that is told
CASES: dict[str, tuple[Change, list[Told]]] = {
    "row in a section": (lost("basic", 10), [("sequence-gap", "basic", "一", 11)]),
    "first row of a list": (lost("cooperative", 1), [("sequence-gap", "cooperative", "一", 2)]),
    "last row of a list": (lost("reclaimed", 51), [("section-count", "reclaimed", "六", None)]),
    "last row of a section, whose last page goes to the row above": (
        lost("cooperative", 68),
        [("sequence-gap", "cooperative", "四", 67)],
    ),
    "last row before the section whose size is wrong": (
        lost("cooperative", 61),
        [("sequence-gap", "cooperative", "三", 60)],
    ),
    "first row after the section whose size is wrong": (
        lost("cooperative", 69),
        [("sequence-gap", "cooperative", "五", 70)],
    ),
    "row twice, its own defects with it": (
        doubled("reclaimed", 51),
        [("sequence-duplicate", "reclaimed", "六", 51)],
    ),
    "first number of a list lost": (
        in_row("basic", 1, "1\t", "\t"),
        [("missing-value", "basic", "一", None)],
    ),
    "number only left of a row": (
        lambda t: t.replace(_row(t, "basic", 23), "23"),
        [("missing-value", "basic", "一", 23)],
    ),
    "tab after a number lost": (
        in_row("basic", 82, "\t", ""),
        [("missing-value", "basic", "九", None)],
    ),
    "page lost": (pages(*_without(20)), [("sequence-gap", "cooperative", "三", 30)]),
    "page lost that begins inside a row": (
        pages(*_without(58)),
        [("sequence-gap", "cooperative", "十三", 137)],
    ),
    "page twice that begins inside a row": (
        pages(*_without()[:58], *_without()[57:]),
        [("sequence-duplicate", "cooperative", "十三", 138)],
    ),
    "list lost": (pages(*range(12, 70)), [("missing-list", "basic", None, None)]),
    "size of a section": (
        text("六、生态环保（", "六、生态环保（1"),
        [("section-count", "basic", "六", None)],
    ),
    "department with two characters exchanged": (
        in_row("cooperative", 63, "区财政局", "区政财局"),
        [("department-variant", "cooperative", "四", 63)],
    ),
    "contents": (text("12\n", "13\n"), [("contents-page", "cooperative", None, None)]),
}  # fmt: skip


@cache
def _own(folder: Path) -> tuple[Finding, ...]:
    return findings(SOURCE.read_bytes(), "txt", folder)


@pytest.mark.parametrize("name", CASES)
def test_damage_by_hand(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    change, expected = CASES[name]
    before = SOURCE.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    folder = tmp_path_factory.getbasetemp()
    told = fresh(findings(after.encode(), "txt", folder), _own(folder))
    assert [(f.rule, f.list, f.section_no, f.seq) for f in told] == expected
