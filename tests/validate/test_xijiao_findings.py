"""What the wording rules find in the real list: every finding was read against the source."""

from __future__ import annotations

from pipeline.normalise import normalise
from pipeline.read import read_source
from pipeline.validate.case import Case
from pipeline.validate.rules import RULES, DocumentRule
from tests import ROOT

SOURCE = ROOT / "raw/xijiao/v1.txt"
JUDGED = (
    "point-numbering",
    "numbering-lost",
    "unbalanced-brackets",
    "stray-punctuation",
    "duplicate-item",
    "duplicate-department",
    "department-unlisted",
    "department-idle",
    "department-variant",
    "section-variant",
)
EXPECTED = [
    # The five cells that the source marks up as <ol>; only sentences are left of their points.
    ("numbering-lost", "cooperative", 67, "superior_duties"),
    ("numbering-lost", "cooperative", 67, "township_duties"),
    ("numbering-lost", "cooperative", 94, "township_duties"),
    ("numbering-lost", "cooperative", 95, "superior_duties"),
    ("numbering-lost", "cooperative", 95, "township_duties"),
    # “做好问题整改和核查反馈。 。”
    ("stray-punctuation", "cooperative", 12, "township_duties"),
    # “行政执法工作。 。”
    ("stray-punctuation", "reclaimed", 51, "arrangement"),
    # “区住建局” is the fourth and the eighth of nine; the duties speak of 区住建局（区城管局） there.
    ("duplicate-department", "cooperative", 68, "departments"),
    # 区卫健委 in 38, 68 and 137's duties, 区卫健局 in 18 others and in 137's column.
    ("department-variant", "cooperative", 38, "departments"),
    # 区住建局（区城管局） in 56 and 68, 区住建局（城管局） in 收回 4 to 7.
    ("department-variant", "cooperative", 56, "superior_duties"),
    # 区消防救援大队 in the seventh point, 鸡冠消防救援大队 in the column: neither unlisted nor idle.
    ("department-variant", "cooperative", 68, "superior_duties"),
    # 市不动产登记中心 here, 市不动产中心 in 收回 8 and 9.
    ("department-variant", "cooperative", 114, "departments"),
    # 市自然资源规划局 in the measures, 市自规局 in the column; also in 24 and 25.
    ("department-variant", "reclaimed", 19, "arrangement"),
    # 区住建局（区城管局） is told to clear the snow; the column has 区住建局, and 区城管局 is a department of
    # its own in 37 and 109.
    ("department-unlisted", "cooperative", 56, "departments"),
    # The same in the eighth point; the second 区住建局 of the column may stand for it.
    ("department-unlisted", "cooperative", 68, "departments"),
    # The eighth point is 区卫健委's; the column has 区卫健局.
    ("department-unlisted", "cooperative", 137, "departments"),
    # “应急管理与消防” here, “应急管理及消防” in the other two lists.
    ("section-variant", "cooperative", None, None),
]


def test_the_findings_on_the_real_list_are_these_and_no_others() -> None:
    case = Case(normalise(read_source(SOURCE), "xijiao", "v1"))
    found = [
        (rule.id, defect.list, defect.item.seq if defect.item else None, defect.field)
        for rule in RULES
        if rule.id in JUDGED and isinstance(rule, DocumentRule)
        for defect in rule.defects(case)
    ]
    assert sorted(map(str, found)) == sorted(map(str, EXPECTED))
