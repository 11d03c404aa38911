"""A fingerprint stays with its defect when what stands around it is added to and renumbered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model.document import Document
from pipeline.model.numerals import numeral, numeral_value
from pipeline.model.source import Place
from pipeline.validate.findings import Finding, to_finding, with_fingerprints
from pipeline.validate.rules import RULES
from tests.documents import findings
from tests.validate.builders import defects, document, item

# Something for every rule that a text export can break.
DAMAGED = """\
甲省乙市丙县丁乡 履行职责事项清单

目录

1.基本履职事项清单.....\t9
2.配合履职事项清单.....\t2
3.上级部门收回事项清单.....\t3

基本履职事项清单

序号\t事项名称
一、党的建设（4项）\t
1\t加强党支部建设。
2\t做好党员发展 工作。
4\t开展志愿服务。
三、经济发展与统计（5项）\t
5\t编制发展规划。
5\t做好统计工作。。
70\t做好招商引资（项目。
7\t做好\ufffd改工作。
8\t开展志愿服务。
这一行\t

配合履职事项清单

序号\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责
一、民生服务（2项）\t
1\t养老服务\t县民政局 县卫健局 县卫健局\t<p>1. 县民政局负责指导。</p> <p>3. 县卫健局负责体检。</p>\t配合开展。
2\t残疾证办理\t县残联\t负责核发。\t1. 受理。 2. 上报。
二、经济发展及统计（6项）\t
3\t低保核查\t县民政局\t1. 县民政局负责指导。 2. 县财政局负责资金。\t配合。
4\t项目管理\t县发改局 县财政局 县审计局\t1. 县发改局负责立项。 2. 县财政局负责资金。\t配合。
5\t疫苗接种\t县卫健委\t负责接种。\t配合开展宣传。 做好组织工作。 落实各项措施。 上报有关情况。 统计接种人数。
6\t就业服务\t\t负责就业。\t配合。

上级部门收回事项清单

序号\t事项名称\t承接部门及工作方式\t收回批次
一、城乡建设（3项）\t
1\t房屋安全评估\t承接部门：县住建局 履职方式及工作措施：组织评估。
2\t再生育审批\t不再开展此项工作。
3\t危房鉴定\t承接部门：县住建局 履责方式及工作措施：组织鉴定。
4\t危房改造\t承接部门：县住建局 履职方式及工作措施：组织改造。
合计：99项\t\t

乡镇公共服务事项清单

序号\t服务名称
1\t参保登记
"""
WITHOUT_A_LIST = DAMAGED[: DAMAGED.index("上级部门收回事项清单\n\n序号")]
TITLES = ("基本履职事项清单", "配合履职事项清单", "上级部门收回事项清单")
NEW_ROWS = (
    "1\t新增事项甲",
    "1\t新增事项乙\t县水务局\t负责水务。\t配合。",
    "1\t新增事项丙\t承接部门：县水务局 履职方式及工作措施：组织。",
)


def fingerprints(found: Iterable[Finding]) -> list[tuple[str, str]]:
    return sorted((finding.rule, finding.fingerprint) for finding in found)


def _split(text: str, title: str) -> tuple[str, str, str]:
    """What stands before a list's rows, the rows, and what follows them."""
    start = text.index("\n", text.index("序号\t", text.rindex(title))) + 1
    end = text.find("\n\n", start)
    end = len(text) if end < 0 else end
    return text[:start], text[start:end], text[end:]


def with_item_first(text: str, title: str, new: str) -> str:
    """A new first item in a list's first section; every number after it one higher."""
    before, rows, after = _split(text, title)
    rows = re.sub(r"(?m)^\d+(?=\t)", lambda m: str(int(m[0]) + 1), rows)
    head, rest = rows.split("\n", 1)
    head = re.sub(r"\d+", lambda m: str(int(m[0]) + 1), head)
    return f"{before}{head}\n{new}\n{rest}{after}"


def with_section_first(text: str, title: str, new: str) -> str:
    """A new first section with one item; every section and item after it one higher."""
    before, rows, after = _split(text, title)
    rows = re.sub(r"(?m)^\d+(?=\t)", lambda m: str(int(m[0]) + 1), rows)

    def following(match: re.Match[str]) -> str:
        return numeral((numeral_value(match[0]) or 0) + 1)

    rows = re.sub(r"(?m)^[一二三]+(?=、)", following, rows)
    return f"{before}一、新增分类（1项）\t\n{new}\n{rows}{after}"


CASES = [
    pytest.param(text, title, new, id=f"{title}{name}")
    for name, text in (("", DAMAGED), ("-one-lost", WITHOUT_A_LIST))
    for title, new in zip(TITLES, NEW_ROWS, strict=True)
    if f"{title}\n\n序号" in text
]


@pytest.mark.parametrize("change", [with_item_first, with_section_first])
@pytest.mark.parametrize(("text", "title", "new"), CASES)
def test_additions_before_a_defect(
    text: str, title: str, new: str, change: Callable[[str, str, str], str], tmp_path: Path
) -> None:
    changed = change(text, title, new)
    assert changed != text
    assert fingerprints(findings(changed, tmp_path)) == fingerprints(findings(text, tmp_path))


def test_every_rule_is_among_them(tmp_path: Path) -> None:
    found = {f.rule for text in (DAMAGED, WITHOUT_A_LIST) for f in findings(text, tmp_path)}
    elsewhere = {
        "page-order",
        "scanned-page",
        "tracked-changes",
        "unread-ink",
        "unseen-text",
        "doubtful-reading",
        "place-differs",
        "unfinished-text",
        "unused-correction",
        "unused-waiver",
        "expired-waiver",
    }
    assert {rule.id for rule in RULES} - found <= elsewhere


def _paged(first: int) -> Document:
    """Three sheets, the second one's page lost, numbered from `first` on."""
    items = [replace(item(f"事项{n}", n), place=Place(sheet=n, page=first + n)) for n in (1, 2, 3)]
    return replace(document(*items), printed_pages=(first + 1, first + 3, first + 4))


def test_a_lost_page_is_known_by_what_follows_it() -> None:
    one, other = (
        with_fingerprints(
            to_finding("page-order", "error", d) for d in defects("page-order", _paged(n))
        )
        for n in (0, 7)
    )
    assert one[0].message != other[0].message
    assert one[0].fingerprint == other[0].fingerprint
