"""Each structural rule on a small list with one thing changed: what is found, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents import SMALL, findings

# name, what is replaced, by what, findings as (rule, list, section_no, seq, line)
CASES = [
    ("clean", "", "", []),
    # One lost row is one finding, not also a wrong section count.
    ("row lost", "2\t做好党员发展工作。\n", "", [("sequence-gap", "basic", "一", 3, 14)]),
    # The section that is one short by its own size is where the row is missing.
    ("last row of a section lost", "3\t开展志愿服务。\n", "", [("sequence-gap", "basic", "一", 2, 14)]),
    # Nothing follows, so only the declared size can tell.
    ("last row of a list lost", "5\t做好统计工作。\n", "", [("section-count", "basic", "二", None, 20)]),
    ("first row of a list lost", "1\t加强党支部建设。\n", "", [("sequence-gap", "basic", "一", 2, 13)]),
    (
        "two rows lost",
        "2\t做好党员发展工作。\n3\t开展志愿服务。\n",
        "",
        [("sequence-gap", "basic", "一", 1, 13)],
    ),
    (
        "row doubled",
        "2\t做好党员发展工作。\n",
        "2\t做好党员发展工作。\n2\t做好党员发展工作。\n",
        [("sequence-duplicate", "basic", "一", 2, 15)],
    ),
    ("number misread", "2\t做好党员", "22\t做好党员", [("sequence-order", "basic", "一", 22, 14)]),
    (
        "number misread as another's",
        "2\t做好党员",
        "5\t做好党员",
        [("sequence-duplicate", "basic", "一", 5, 14)],
    ),
    ("number is no number", "2\t做好党员", "Z\t做好党员", [("missing-value", "basic", "一", None, 14)]),
    # 1, none, 3: not the rest of item 1, but item 2 without its number.
    ("number lost", "2\t做好党员", "\t做好党员", [("missing-value", "basic", "一", None, 14)]),
    ("size wrong", "党的建设（3项）", "党的建设（4项）", [("section-count", "basic", "一", None, 12)]),
    ("size lost", "党的建设（3项）", "党的建设", [("section-count", "basic", "一", None, 12)]),
    ("section misnumbered", "二、经济", "三、经济", [("section-order", "basic", "三", None, 20)]),
    ("contents wrong", "清单.....\t3", "清单.....\t2", [("contents-page", "cooperative", None, None, 6)]),
    ("contents lack a list", "2.配合履职事项清单.....\t3\n", "", [("contents-page", "cooperative", None, None, 23)]),
    ("cell lost", "\t县残联\t", "\t\t", [("missing-value", "cooperative", "一", 2, 29)]),
    (
        "arrangement without a department",
        "承接部门：县住建局 ",
        "承接部门： ",
        [("missing-value", "reclaimed", "一", 1, 35)],
    ),
    ("foreign line", "3\t开展志愿", "广告\n3\t开展志愿", [("unaccounted-text", "basic", None, None, 15)]),
    ("cell too many", "1. 受理。 2. 上报。", "受理。\t多余", [("unaccounted-text", "cooperative", None, None, 29)]),
    ("character unreadable", "县残联", "县残\ufffd", [("unreadable-character", "cooperative", "一", 2, 29)]),
    ("space in a name", "残疾证办理", "残疾证 办理", [("name-spacing", "cooperative", "一", 2, 29)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_findings(old: str, new: str, expected: list[tuple[object, ...]], tmp_path: Path) -> None:
    assert old in SMALL
    found = findings(SMALL.replace(old, new, 1) if old else SMALL, tmp_path)
    assert [(f.rule, f.list, f.section_no, f.seq, f.line) for f in found] == expected


def test_a_lost_list_is_named(tmp_path: Path) -> None:
    text = SMALL[: SMALL.index("上级部门收回事项清单\n\n序号")]
    found = findings(text, tmp_path)
    assert [(f.rule, f.list) for f in found] == [("missing-list", "reclaimed")]
    assert found[0].message == "文件中没有《上级部门收回事项清单》。"


def test_a_list_of_title_and_header_only_is_called_empty(tmp_path: Path) -> None:
    at = SMALL.index("\n", SMALL.index("序号", SMALL.index("上级部门收回事项清单\n\n序号")))
    found = findings(SMALL[: at + 1], tmp_path)
    assert [(f.rule, f.message) for f in found] == [
        ("missing-list", "清单中没有事项：《上级部门收回事项清单》。")
    ]


def test_several_defects_are_told_in_one_run(tmp_path: Path) -> None:
    text = (
        SMALL.replace("2\t做好党员发展工作。\n", "")
        .replace("\t县残联\t", "\t\t")
        .replace("（2项）", "（9项）", 1)
    )
    assert {f.rule for f in findings(text, tmp_path)} == {
        "sequence-gap",
        "missing-value",
        "section-count",
    }


def test_a_gap_names_all_missing_numbers(tmp_path: Path) -> None:
    text = SMALL.replace("2\t做好党员发展工作。\n3\t开展志愿服务。\n", "")
    [gap] = findings(text, tmp_path)
    assert "第2–3项（共2项）" in gap.message


def test_the_fingerprint_survives_renumbering(tmp_path: Path) -> None:
    """A row put in above renumbers the defect's item; the defect stays the same."""
    spaced = SMALL.replace("做好统计工作", "做好 统计工作")
    renumbered = (
        spaced.replace("3\t开展志愿服务。", "3\t新增事项。\n4\t开展志愿服务。")
        .replace("4\t编制", "5\t编制")
        .replace("5\t做好", "6\t做好")
        .replace("（3项）", "（4项）")
    )
    [before], [after] = findings(spaced, tmp_path), findings(renumbered, tmp_path)
    assert (before.seq, after.seq) == (5, 6)
    assert before.fingerprint == after.fingerprint
