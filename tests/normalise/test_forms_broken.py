"""Each form of other places broken in one way: the rule that tells it, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents import SMALL, findings


def _with(*pairs: tuple[str, str], text: str = SMALL) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


RESTARTED = _with(("\n4\t编制", "\n1\t编制"), ("\n5\t做好统计", "\n2\t做好统计"))
TWO_PARTS = _with(
    *((f"\n{n}\t{t}", f"\n1-{n}\t{t}") for n, t in ((1, "加强"), (2, "做好党员"), (3, "开展志愿"))),
    ("\n4\t编制", "\n2-1\t编制"),
    ("\n5\t做好统计", "\n2-2\t做好统计"),
)
LEVELS = _with(
    ("一、党的建设（3项）\t\n", "一、党的建设（3项）\t\n（一）综合事务（2项）\t\n"),
    ("\n3\t开展志愿", "\n（二）专项工作（1项）\t\n3\t开展志愿"),
)
UNNUMBERED = _with(("一、党的建设", "党的建设"), ("二、经济发展", "经济发展"))
REPEATED = _with(
    ("序号\t事项名称\n一、党的建设（3项）\t\n", "序号\t类别\t事项名称\n"),
    ("序号\t事项名称\n二、经济发展（2项）\t\n", "序号\t类别\t事项名称\n"),
    *((f"\n{n}\t{t}", f"\n{n}\t党的建设\t{t}") for n, t in ((1, "加强"), (2, "做好党员"), (3, "开展志愿"))),
    *((f"\n{n}\t{t}", f"\n{n}\t经济发展\t{t}") for n, t in ((4, "编制"), (5, "做好统计"))),
)  # fmt: skip
TOTALS = _with(
    (
        "\n目录\n",
        "\n本清单共9项，其中基本履职事项5项、配合履职事项2项、上级部门收回事项2项。\n\n目录\n",
    ),
    ("\n5\t做好统计工作。\n", "\n5\t做好统计工作。\n合计：5项\t\n"),
)
COLUMNS = _with(
    ("承接部门及工作方式", "承接部门\t工作方式"),
    ("承接部门：县住建局 履职方式及工作措施：组织评估。", "县住建局\t组织评估。"),
    ("再生育审批\t不再", "再生育审批\t无\t不再"),
)
BRACKETS = _with(
    (
        "承接部门：县住建局 履职方式及工作措施：组织评估。",
        "【承接部门】县住建局【工作方式】组织评估。",
    ),
)

# name, the form, what is replaced, by what, what tells it as (rule, list, section_no)
BROKEN = [
    ("restart: a number skips", RESTARTED, "\n2\t做好党员", "\n4\t做好党员", ("sequence-order", "basic", "一")),
    ("restart: a row is lost", RESTARTED, "\n2\t做好党员发展工作。", "", ("sequence-gap", "basic", "一")),
    ("restart: a size is off", RESTARTED, "展（2项）", "展（3项）", ("section-count", "basic", "二")),
    ("two parts: a number skips", TWO_PARTS, "\n2-2\t", "\n2-4\t", ("sequence-order", "basic", "二")),
    ("two parts: a number is doubled", TWO_PARTS, "\n1-3\t", "\n1-2\t", ("sequence-duplicate", "basic", "一")),
    ("levels: a part is short", LEVELS, "综合事务（2项）", "综合事务（3项）", ("section-count", "basic", "一")),
    ("levels: a part's number skips", LEVELS, "（二）专项", "（三）专项", ("section-order", "basic", "一")),
    ("levels: a row is lost", LEVELS, "\n2\t做好党员发展工作。", "", ("sequence-gap", "basic", "一")),
    ("unnumbered: a size is off", UNNUMBERED, "设（3项）", "设（4项）", ("section-count", "basic", None)),
    ("category: a cell is lost", REPEATED, "\n2\t党的建设\t", "\n2\t\t", ("missing-value", "basic", None)),
    ("totals: all are one too many", TOTALS, "共9项", "共10项", ("declared-total", None, None)),
    ("totals: a list is one short", TOTALS, "事项5项", "事项4项", ("declared-total", "basic", None)),
    ("totals: a row is off", TOTALS, "合计：5项", "合计：6项", ("declared-total", "basic", None)),
    # One lost row is one defect, though no total holds any more.
    ("totals: a row is lost", TOTALS, "\n2\t做好党员发展工作。", "", ("sequence-gap", "basic", "一")),
    ("columns: nobody is named", COLUMNS, "县住建局\t组织", "\t组织", ("missing-value", "reclaimed", "一")),
    ("brackets: nobody is named", BRACKETS, "】县住建局【", "】【", ("missing-value", "reclaimed", "一")),
    ("a digit after a section's name", SMALL, "设（3项）", "设3", ("section-count", "basic", "一")),
    ("a column nobody knows", SMALL, "及工作方式", "及工作方式\t批次", ("further-column", "reclaimed", None)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "form", "old", "new", "told"), BROKEN, ids=[b[0] for b in BROKEN])
def test_a_broken_form_is_told(
    name: str,
    form: str,
    old: str,
    new: str,
    told: tuple[str, str | None, str | None],
    tmp_path: Path,
) -> None:
    whole = {f.fingerprint for f in findings(form, tmp_path)}
    found = [
        f for f in findings(_with((old, new), text=form), tmp_path) if f.fingerprint not in whole
    ]
    assert [(f.rule, f.list, f.section_no) for f in found] == [told], name


def test_a_list_without_sizes_is_told_where_others_have_them(tmp_path: Path) -> None:
    text = _with(("党的建设（3项）", "党的建设"), ("经济发展（2项）", "经济发展"))
    assert [(f.rule, f.list) for f in findings(text, tmp_path)] == [("section-count", "basic")]


# Where a foreign line stands, as what follows it.
FOREIGN = "扫描件仅供参考，以正式文件为准"
PLACES = {
    "between a title and its headings": "序号\t事项名称\n一、党",
    "before a section row": "二、经济发展（2项）",
    "among rows": "2\t做好党员",
    "below a table": "\n配合履职事项清单\n\n序号",
    "among rows of the last list": "2\t再生育",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_foreign_line_is_told_at_its_place(place: str, tmp_path: Path) -> None:
    before = PLACES[place]
    found = findings(_with((before, f"{FOREIGN}\n{before}")), tmp_path)
    assert [(f.rule, f.excerpt) for f in found] == [("unaccounted-text", FOREIGN)]


@pytest.mark.parametrize("line", [FOREIGN, "注意事项另行通知", "第3次修改稿，请勿外传"])
def test_a_foreign_line_at_the_end_is_told(line: str, tmp_path: Path) -> None:
    found = findings(f"{SMALL}{line}\n", tmp_path)
    assert [(f.rule, f.excerpt) for f in found] == [("unaccounted-text", line)]


def test_a_note_among_rows_is_no_note(tmp_path: Path) -> None:
    text = _with(("\n2\t做好党员", "\n注：此行不在表下\n2\t做好党员"))
    assert [f.rule for f in findings(text, tmp_path)] == ["unaccounted-text"]
