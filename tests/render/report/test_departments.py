"""Who hands down what: the duties of each department, and its load by section."""

from __future__ import annotations

from pathlib import Path

from pipeline.batch.judge import Judged
from pipeline.render.evidence import Evidence
from pipeline.render.report.departments import Department, departments_of, loads_of
from pipeline.render.report.findings import finding_views
from tests.documents import SMALL
from tests.render.report.browsing import Viewer, report
from tests.render.samples import judge_text

# 县民政局 leads one duty, comes second in another (listed twice there), and takes one back.
TEXT = SMALL.replace(
    "2	残疾证办理	县残联", "2	残疾证办理	县残联 县民政局 县民政局"
).replace("承接部门：县住建局", "承接部门：县民政局、县住建局")


def departments(folder: Path, text: str = TEXT) -> tuple[Judged, dict[str, Department]]:
    judged = judge_text(folder, text)
    views = finding_views(judged.document, judged.findings, Evidence())
    found = departments_of(judged.document, views)
    return judged, {department.name: department for department in found}


def test_each_duty_counts_once_in_its_role(tmp_path: Path) -> None:
    _, found = departments(tmp_path)
    assert list(found) == ["县民政局", "县卫健局", "县残联", "县住建局"]
    assert {name: department.counts for name, department in found.items()} == {
        "县民政局": (1, 1, 1, 0),
        "县卫健局": (0, 1, 0, 0),
        "县残联": (1, 0, 0, 0),
        "县住建局": (0, 0, 1, 0),
    }
    assert [duty.item.id for duty in found["县民政局"].duties] == [
        "cooperative-001",
        "cooperative-002",
        "reclaimed-001",
    ]


def test_the_load_adds_up_by_section_and_department(tmp_path: Path) -> None:
    judged, found = departments(tmp_path)
    cooperative, reclaimed = loads_of(judged.document, tuple(found.values()))
    assert cooperative.sections == ("民生服务",)
    assert [(d.name, counts) for d, counts in cooperative.rows] == [
        ("县民政局", (2,)),
        ("县卫健局", (1,)),
        ("县残联", (1,)),
    ]
    assert (cooperative.totals, cooperative.peak) == ((4,), 2)
    assert (reclaimed.title, reclaimed.totals) == ("上级部门收回事项清单", (2,))


def test_two_spellings_stay_two_and_the_finding_is_told_at_both(tmp_path: Path) -> None:
    text = TEXT.replace("承接部门：县民政局、县住建局", "承接部门：县卫健委")
    _, found = departments(tmp_path, text)
    assert {"县卫健局", "县卫健委"} <= set(found)
    assert found["县卫健局"].notes == found["县卫健委"].notes != ()
    assert found["县残联"].notes == ()


def test_the_view_lists_the_duties_and_links_them(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, TEXT), "department-县民政局")
    row = viewer.find("#department-县民政局")
    for part in (
        "配合事项，列在首位（1）\n1. 养老服务",
        "列在其后（1）\n2. 残疾证办理",
        "收回事项，由其承接（1）\n1. 房屋安全评估",
    ):
        assert part in row.text
    row.find_element("partial link text", "房屋安全评估").click()
    viewer.wait_for("document.activeElement.id === 'reclaimed-001'")


def test_a_number_of_the_load_leads_to_its_items(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, TEXT))
    first = viewer.find(".heat[data-list=cooperative] tbody tr")
    assert first.text.split() == ["县民政局", "2", "2"]
    first.find_element("tag name", "a").click()
    viewer.wait_for("location.hash.startsWith('#?')")
    viewer.pause()
    assert viewer.shown() == ["cooperative-001", "cooperative-002"]


def test_the_table_is_sorted_by_any_column(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, TEXT))
    button = viewer.all("#department-table thead button")[3]
    button.click()
    names = [cell.text for cell in viewer.all("#department-table tbody th")]
    assert set(names[:2]) == {"县民政局", "县住建局"}
    heading = viewer.all("#department-table thead th")[3]
    assert heading.get_attribute("aria-sort") == "descending"
    button.click()
    assert heading.get_attribute("aria-sort") == "ascending"


def test_a_list_without_departments_says_so(viewer: Viewer) -> None:
    text = SMALL.partition("配合履职事项清单\n\n序号")[0]
    viewer.open(report(viewer.folder, text))
    assert "没有列出任何部门" in viewer.find("section[aria-labelledby=departments]").text


def test_names_that_an_address_cannot_hold_are_linked_too(viewer: Viewer) -> None:
    text = TEXT.replace("县残联", "县100%局（一）").replace("县卫健局", "县100%局(一)")
    viewer.open(report(viewer.folder, text))
    links = [a for a in viewer.all(".item .departments a") if "100%" in a.text]
    assert [link.text for link in links] == ["县100%局(一)", "县100%局（一）"]
    for link in links:
        viewer.chrome.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
        link.click()
        viewer.wait_for("document.activeElement.id.startsWith('department-')")
        heading = viewer.ask("document.activeElement.querySelector('th').textContent")
        assert heading == link.get_attribute("textContent")
    viewer.choose("f-department", "县100%局（一）")
    assert viewer.shown() == ["cooperative-002"]
