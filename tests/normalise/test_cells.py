"""What cells mean."""

from __future__ import annotations

import pytest

from pipeline.model.schema import schema_of
from pipeline.model.source import Cell
from pipeline.normalise.cells import arrangement, close_up, departments, merge


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("上级部门审批建设 项目造成的违法图 斑整改", "上级部门审批建设项目造成的违法图斑整改"),
        ("使用 GPS 技术", "使用GPS技术"),
        ("Big Data 平台", "Big Data平台"),  # a space between Latin words is a space
        ("12345 热线", "12345热线"),
    ],
)
def test_close_up(text: str, expected: str) -> None:
    assert close_up(text) == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["区委组织部 区财政局"], ("区委组织部", "区财政局")),
        (["市自规局、市农业农村局"], ("市自规局", "市农业农村局")),
        (["区民政局", "区残联"], ("区民政局", "区残联")),
        # A name that a line wrap broke: what has no end of a name goes on.
        (["区市场监督 管理局 区财政局"], ("区市场监督管理局", "区财政局")),
        (["区委办公室 区政府办公室"], ("区委办公室", "区政府办公室")),
        (
            ["区住建局（区城管局、区园林局） 区应急局"],
            ("区住建局（区城管局、区园林局）", "区应急局"),
        ),
        (["区住建局 区应急局 区住建局"], ("区住建局", "区应急局", "区住建局")),  # twice stays twice
        (["区委组织部 驻村干部派出单位"], ("区委组织部", "驻村干部派出单位")),
        (["团区委"], ("团区委",)),
        (["区委组织部区财政局"], ("区委组织部", "区财政局")),  # wrapped at the space
        (["市不动产登记中心区文旅局"], ("市不动产登记中心", "区文旅局")),
        (["市政务服务中心县财政局 县司法局"], ("市政务服务中心", "县财政局", "县司法局")),
        (["市公安局中心区分局"], ("市公安局中心区分局",)),  # a district that is called so
        (["市养老服务中心区域办公室"], ("市养老服务中心区域办公室",)),
        (["市自规局城区分局"], ("市自规局城区分局",)),
        (["市自规局 城区分局"], ("市自规局城区分局",)),
        (["鸡冠公安分局 区税务局"], ("鸡冠公安分局", "区税务局")),
        # Ends that look like the end of a name, in the middle of one.
        (["县人力资源和社会 保障局 县司法局"], ("县人力资源和社会保障局", "县司法局")),
        (["县残疾人联 合会", "县政府办 公室"], ("县残疾人联合会", "县政府办公室")),
        (["县发展和改革委 员会 县财政局"], ("县发展和改革委员会", "县财政局")),
        # A mark is no wrap: what stands between two marks is a name, whatever it ends in.
        (["县海关、县人大、县财政局"], ("县海关", "县人大", "县财政局")),
        (["县委县政府督查室"], ("县委县政府督查室",)),
        ([], ()),
    ],
)
def test_departments(paragraphs: list[str], expected: tuple[str, ...]) -> None:
    assert departments(paragraphs) == expected


@pytest.mark.parametrize(
    ("text", "names", "measures", "disposition"),
    [
        ("承接部门：区城管局 履职方式及工作措施：予以查处。", ("区城管局",), "予以查处。", "transferred"),
        ("承接部门：区卫健局、区财政局 履责方式及工作措施：追缴。", ("区卫健局", "区财政局"), "追缴。", "transferred"),
        ("承接部门:区住建局\n工作方式:评估:定级。", ("区住建局",), "评估:定级。", "transferred"),
        ("法律法规条款已失效，不再开展此项工作。", (), "", "discontinued"),
        ("另行通知。", (), "", None),
    ],
)  # fmt: skip
def test_arrangement(
    text: str, names: tuple[str, ...], measures: str, disposition: str | None
) -> None:
    labels = schema_of("reclaimed").labels
    assert labels is not None
    got = arrangement(text.split("\n"), labels)
    assert (got.receiving_departments, got.measures, got.disposition) == (
        names,
        measures,
        disposition,
    )


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([Cell(("1. 甲。",)), Cell(("2. 乙。",))], ("1. 甲。", "2. 乙。")),
        ([Cell(("1. 甲",), runs_on=True), Cell(("乙。", "2. 丙。"))], ("1. 甲乙。", "2. 丙。")),
        # A page with nothing of this cell on it does not end the paragraph.
        ([Cell(("GPS",), runs_on=True), Cell(), Cell(("data",))], ("GPS data",)),
        ([Cell(), Cell(("甲",))], ("甲",)),
    ],
)
def test_merge(parts: list[Cell], expected: tuple[str, ...]) -> None:
    assert merge(parts) == expected
