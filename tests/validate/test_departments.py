"""The rules on departments: the column, the duties by department, and the spellings."""

from __future__ import annotations

import pytest

from tests.validate.builders import defects, document, item, messages, section

CIVIL = "1. 区民政局负责审核材料。"
FINANCE = "2. 区财政局负责拨付资金。"


def test_a_department_named_twice_is_one_finding() -> None:
    of = document(item(departments="区教育局 区住建局 区应急局 区住建局"))
    assert messages("duplicate-department", of) == ["“区住建局”列出了2次，应只列一次。"]


def test_receiving_departments_are_looked_at_too() -> None:
    taken_back = section("应急管理", item(receiving="区应急局 区应急局"))
    of = document(sections=[("reclaimed", taken_back)])
    (found,) = defects("duplicate-department", of)
    assert found.field == "receiving_departments"


def test_a_second_name_in_brackets_is_no_duplicate() -> None:
    of = document(item(departments="区住建局 区住建局（城管局）"))
    assert messages("duplicate-department", of) == []


# case: the column, the duties, the departments that the column lacks
UNLISTED = {
    "one department more": ("区民政局", [CIVIL, FINANCE], ["区财政局"]),
    "points in one paragraph": ("区民政局", [f"{CIVIL} {FINANCE}"], ["区财政局"]),
    "in a combined opening": (
        "区民政局",
        [CIVIL, "2. 区民政局、区财政局按照各自职责做好工作。"],
        ["区财政局"],
    ),
    "party department": ("区民政局", [CIVIL, "2. 区纪委监委负责问题线索。"], ["区纪委监委"]),
    "another level": ("区交通局", ["1. 市交通局负责运输。"], ["市交通局"]),
}
LISTED = {
    "all of them": ("区民政局 区财政局", [CIVIL, FINANCE]),
    "named as a partner only": ("区民政局", ["1. 区民政局会同区财政局拨付资金。", "2. 报区残联。"]),
    "second name in brackets": ("区住建局", ["1. 区住建局（区城管局）负责清除冰雪。"]),
    "full name": ("区人社局", ["1. 区人力资源和社会保障局负责申报。"]),
    "other ending": ("区卫健局", ["1. 区卫健委负责监管。"]),
    "by the district's name": ("鸡冠消防救援大队", ["1. 区消防救援大队负责检查。"]),
    "branch": ("自规局鸡冠分局", ["1. 区自规局负责审批。"]),
    "column that is left open": ("区应急局 各行业主管部门", ["1. 区应急局负责监管。", FINANCE]),
    "and others": ("区应急局 区民政局等相关部门", ["1. 区应急局负责监管。", FINANCE]),
    "no department by name": ("区民政局", ["1. 市场监管部门负责检查。", "2. 区级部门负责协调。"]),
    "body of several departments": ("区水务局", ["1. 区防汛抗旱指挥部负责调度。"]),
    "no department told": ("区民政局", ["1. 审核材料。", "2. 拨付资金。"]),
}


@pytest.mark.parametrize(("column", "duties", "lacking"), UNLISTED.values(), ids=UNLISTED)
def test_unlisted(column: str, duties: list[str], lacking: list[str]) -> None:
    found = messages("department-unlisted", document(item(departments=column, duties=duties)))
    assert len(found) == len(lacking)
    assert all(name in message for name, message in zip(lacking, found, strict=True))


@pytest.mark.parametrize(("column", "duties"), LISTED.values(), ids=LISTED)
def test_listed(column: str, duties: list[str]) -> None:
    of = document(item(departments=column, duties=duties))
    assert messages("department-unlisted", of) == []


def test_a_second_name_that_is_a_department_of_its_own_is_lacking() -> None:
    told_to_both = item("清雪", 2, departments="区住建局", duties=["1. 区住建局（区城管局）负责。"])
    of = document(item("市容", 1, departments="区城管局"), told_to_both)
    (found,) = messages("department-unlisted", of)
    assert found == "职责由“区住建局（区城管局）”承担，部门一栏没有列出“区城管局”。"


def test_another_name_than_the_column_has_is_told_once_where_the_variant_is_not() -> None:
    duties = ["1. 区卫健委负责监管。"]
    of = document(
        item("一", 1, departments="区卫健委"),
        item("二", 2, departments="区卫健局"),
        item("三", 3, departments="区卫健局", duties=duties),
        item("四", 4, departments="区卫健局", duties=duties),
    )
    (found,) = defects("department-unlisted", of)
    assert found.item is not None
    assert found.item.seq == 3
    assert found.message == "职责中写作“区卫健委”，部门一栏写作“区卫健局”，没有“区卫健委”。"


def test_a_duty_in_the_wrong_column_makes_no_department() -> None:
    duty = "定期通报工作进展"
    of = document(
        item("一", 1, departments=duty),
        item("二", 2, departments="区民政局", duties=[f"1. {duty}，督促整改落实。"]),
    )
    assert messages("department-unlisted", of) == []


BUSY = {
    "all speak": ("区民政局 区财政局", [CIVIL, FINANCE]),
    "mentioned as a partner": (
        "区民政局 区财政局 区残联",
        ["1. 区民政局会同残联审核材料。", FINANCE],
    ),
    "mentioned by its field": (
        "区财政局 区教育局 区民政局",
        ["1. 区财政局负责资金。", "2. 区教育局协助民政部门审核。"],
    ),
    "combined opening": (
        "区发改局 区财政局 区人社局",
        ["1. 区发改局、区财政局、区人社局按照各自职责做好工作。"],
    ),
    "short for a described body": (
        "区委组织部 驻村干部派出单位",
        ["1. 区委组织部负责选派。", "2. 派出单位落实帮扶责任。"],
    ),
    "other spelling": (
        "区教育局 区民政局 区卫健局",
        ["1. 区教育局负责一。", "2. 区民政局负责二。", "3. 区卫健委负责三。"],
    ),
    "by the district's name": (
        "区教育局 区民政局 鸡冠消防救援大队",
        ["1. 区教育局负责一。", "2. 区民政局负责二。", "3. 区消防救援大队负责三。"],
    ),
    "not told by department": ("区应急局 区民政局 区住建局", ["1. 建立制度。", "2. 开展调查。"]),
    "only one of them told": ("区应急局 区民政局 区住建局", [CIVIL, "2. 开展调查。"]),
    "left open": ("区民政局 区财政局 各有关单位", [CIVIL, FINANCE]),
}


def test_idle() -> None:
    of = document(item(departments="区民政局 区财政局 区审计局", duties=[CIVIL, FINANCE]))
    (found,) = messages("department-idle", of)
    assert "“区审计局”" in found


def test_idle_where_every_point_has_its_department() -> None:
    of = document(item(departments="区民政局 区审计局", duties=[CIVIL]))
    assert len(messages("department-idle", of)) == 1


@pytest.mark.parametrize(("column", "duties"), BUSY.values(), ids=BUSY)
def test_not_idle(column: str, duties: list[str]) -> None:
    assert messages("department-idle", document(item(departments=column, duties=duties))) == []


# case: columns of items one after another; the minor spelling, the usual one
VARIANTS = {
    "局 and 委": (["区卫健局", "区卫健委", "区卫健局"], ("区卫健委", "区卫健局")),
    "the district's name": (
        ["鸡冠消防救援大队", "鸡冠消防救援大队", "区消防救援大队"],
        ("区消防救援大队", "鸡冠消防救援大队"),
    ),
    "inside brackets": (
        ["区住建局（城管局）", "区住建局（城管局）", "区住建局（区城管局）"],
        ("区住建局（区城管局）", "区住建局（城管局）"),
    ),
    "short and full": (["区人社局", "区人社局", "区人力资源和社会保障局"], ("区人力", "区人社局")),
    "registration": (["市不动产中心", "市不动产登记中心"], ("市不动产登记中心", "市不动产中心")),
}
DIFFERENT = {
    "two levels": ["市自规局", "自规局鸡冠分局"],
    "city and district": ["鸡西市生态环境局", "鸡冠生态环境局"],
    "with a second name": ["区住建局", "区住建局（城管局）"],
    "party and government": ["区委办公室", "区政府办公室"],
    "not the same field": ["区教育局", "区体育局", "区委组织部", "团区委"],
    "left open": ["区民政局", "区民政局等负有安全生产监管职责相关部门"],
}


@pytest.mark.parametrize(("columns", "spellings"), VARIANTS.values(), ids=VARIANTS)
def test_variant_names_both_spellings(columns: list[str], spellings: tuple[str, str]) -> None:
    of = document(*(item(f"事项{n}", n, departments=c) for n, c in enumerate(columns, 1)))
    (found,) = messages("department-variant", of)
    assert all(spelling in found for spelling in spellings)


def test_a_spelling_in_running_text_is_a_variant_of_the_columns() -> None:
    of = document(
        item("一", 1, departments="市自规局"),
        item("二", 2, departments="市自规局", township=["配合市自然资源规划局开展巡查。"]),
    )
    (found,) = defects("department-variant", of)
    assert found.field == "township_duties"
    assert "“市自然资源规划局”" in found.message


def test_the_end_of_a_longer_name_is_no_spelling() -> None:
    columns = ["青溪区总工会", "青溪区总工会"]
    duties = ["1. 青溪区总工会负责维权。"]
    of = document(
        *(item(f"事项{n}", n, departments=c, duties=duties) for n, c in enumerate(columns, 1)),
        title="某省某市青溪区某乡履行职责事项清单",
    )
    assert messages("department-variant", of) == []


def test_variant_is_reported_once_where_it_first_appears() -> None:
    columns = ["区卫健局", "区卫健局", "区卫健委", "区卫健局", "区卫健委"]
    of = document(*(item(f"事项{n}", n, departments=c) for n, c in enumerate(columns, 1)))
    (found,) = defects("department-variant", of)
    assert found.item is not None
    assert found.item.seq == 3
    assert "2个事项" in found.message


@pytest.mark.parametrize("columns", DIFFERENT.values(), ids=DIFFERENT)
def test_different_bodies_are_no_variants(columns: list[str]) -> None:
    of = document(*(item(f"事项{n}", n, departments=c) for n, c in enumerate(columns, 1)))
    assert messages("department-variant", of) == []


USUAL = [item(f"工作{seq}", seq, departments="区财政局 区民政局") for seq in (1, 2, 3)]
# case: a column, what it is taken for
SLIPS = {
    "neighbours exchanged": ("区政财局", "区财政局"),
    "character lost": ("区民局", "区民政局"),
    "character twice": ("区财财政局", "区财政局"),
    "another department": ("区教育局", None),  # one character apart, as 区民政局 is from 区财政局
    "another level": ("市财政局", None),
    "beside the usual one": ("区财政局 区政财局", None),
}


@pytest.mark.parametrize(("column", "usual"), SLIPS.values(), ids=SLIPS)
def test_a_slip_in_a_name_is_told_as_another_spelling(column: str, usual: str | None) -> None:
    found = defects("department-variant", document(*USUAL, item("别的", 9, departments=column)))
    assert [(d.item.seq, usual in d.message) for d in found if d.item and usual] == (
        [(9, True)] if usual else []
    )
    assert len(found) == bool(usual)


def test_a_slip_is_not_told_again_by_the_duties() -> None:
    of = document(
        *USUAL,
        item("别的", 9, departments="区政财局 区民政局", duties=[CIVIL, "2. 区财政局负责拨付。"]),
    )
    assert [messages(rule, of) for rule in ("department-unlisted", "department-idle")] == [[], []]
