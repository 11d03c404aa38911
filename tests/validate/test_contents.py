"""contents-page where pages are counted: a page that is lost moves what follows, and is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents import SMALL, findings

PAGE = "基本履职事项清单\n\n序号\t事项名称\n二、经济发展（2项）\t\n4\t编制发展规划。\n5\t做好统计工作。\n\n"
TWO, THREE = "配合履职事项清单.....\t3", "上级部门收回事项清单.....\t4"

# name, replacements, the findings as (rule, list)
CASES = {
    "an entry wrong": ([(TWO, TWO[:-1] + "2")], [("contents-page", "cooperative")]),
    "the last entry wrong": ([(THREE, THREE[:-1] + "9")], [("contents-page", "reclaimed")]),
    "two entries wrong, each its own way": (
        [(TWO, TWO[:-1] + "2"), (THREE, THREE[:-1] + "9")],
        [("contents-page", "cooperative"), ("contents-page", "reclaimed")],
    ),
    "a page with a whole section lost: only the contents tell": (
        [(PAGE, "")],
        [("contents-page", "cooperative")],
    ),
    "a page lost that the numbers tell": (
        [(PAGE, ""), ("（3项）", "（5项）")],
        [("section-count", "basic")],
    ),
    "a page doubled that the numbers tell": (
        [(PAGE, PAGE + PAGE)],
        [("sequence-duplicate", "basic")],
    ),
    "a list lost": (
        [(SMALL[SMALL.index("配合履职事项清单\n") : SMALL.index("上级部门收回事项清单\n")], "")],
        [("missing-list", "cooperative")],
    ),
    "all entries one too far": (
        [(".....\t1", ".....\t2"), (TWO, TWO[:-1] + "4"), (THREE, THREE[:-1] + "5")],
        [("contents-page", "basic")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("replaced", "expected"), CASES.values(), ids=CASES)
def test_contents(
    replaced: list[tuple[str, str]], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    text = SMALL
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new, 1)
    assert [(f.rule, f.list) for f in findings(text, tmp_path)] == expected
