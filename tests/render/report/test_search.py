"""Find as you type, the filters, and the address that a filtered view has."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.keys import Keys

from tests.documents import SMALL
from tests.render.report.browsing import DEFECTIVE, Viewer, report

BASIC = [f"basic-00{n}" for n in range(1, 6)]
ALL = [*BASIC, "cooperative-001", "cooperative-002", "reclaimed-001", "reclaimed-002"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("志愿", ["basic-003"]),
        ("县 住建局", ["reclaimed-001"]),  # every word, wherever it stands
        ("体检 配合", ["cooperative-001"]),  # in different columns
        ("养老服务县民政局", []),  # cells that lie side by side are no one word
        ("２. 县卫健局", ["cooperative-001"]),  # full-width digits as an input method gives them
        ("源文件", []),  # what the report says around the items is not in them
        ("  ", ALL),
    ],
)
def test_typing_finds_items(words: str, found: list[str], viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, DEFECTIVE))
    viewer.choose("q", words)
    assert viewer.shown() == found
    told = viewer.find("#count").text
    assert told == ("共9项" if found == ALL else f"找到{len(found)}项（共9项）")
    assert viewer.find("#none").is_displayed() == (not found)


def test_matches_are_marked_and_the_page_is_left_as_it_was(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, DEFECTIVE.replace("做好统计工作", "做好<b>工作</b>工作")))
    before = viewer.ask("document.querySelector('#basic-005').rows[0].innerHTML")
    viewer.choose("q", "工作")
    marked = "[...CSS.highlights.get('found')].map(range => range.toString())"
    assert set(viewer.ask(marked)) == {"工作"}
    assert len(viewer.ask(marked)) >= 3
    assert viewer.ask("document.querySelector('#basic-005').rows[0].innerHTML") == before
    viewer.choose("q", "没有的词")
    assert viewer.ask("CSS.highlights.has('found')") is False


@pytest.mark.parametrize(
    ("control", "value", "found"),
    [
        ("f-list", "reclaimed", ["reclaimed-001", "reclaimed-002"]),
        ("f-section", "经济发展", ["basic-004", "basic-005"]),
        ("f-department", "县民政局", ["cooperative-001"]),
        ("f-department", "县住建局", ["reclaimed-001"]),
        ("f-finding", "any", ["cooperative-001"]),
        ("f-finding", "warning", ["cooperative-001"]),
        ("f-finding", "duplicate-department", ["cooperative-001"]),
        ("f-finding", "section-count", []),
    ],
)
def test_filters(control: str, value: str, found: list[str], viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, DEFECTIVE))
    viewer.choose(control, value)
    assert viewer.shown() == found


def test_a_section_with_a_defect_of_its_own_is_found_at_its_heading(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, DEFECTIVE))
    viewer.choose("f-finding", "section-count")
    assert viewer.find("#basic-section-1").is_displayed()
    assert not viewer.find("#basic-section-2").is_displayed()
    assert not viewer.find("#none").is_displayed()


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ("finding=error", "找到1处缺陷，涉及1个分类（共9项）"),
        ("finding=any", "找到2处缺陷，涉及1项、1个分类（共9项）"),
        ("finding=error&list=basic", "找到1个分类（共9项）"),
        ("finding=error&list=reclaimed", "找到0项（共9项）"),
        ("finding=any&q=养老", "找到1项（共9项）"),
        ("finding=info", "找到0处缺陷，涉及0项（共9项）"),
    ],
)
def test_what_is_found_is_counted_sections_too(chosen: str, told: str, viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, DEFECTIVE), f"?{chosen}")
    assert viewer.find("#count").text == told


def test_a_level_alone_shows_its_findings_also_those_of_no_item(viewer: Viewer) -> None:
    text = SMALL.replace("2.配合履职事项清单.....	3\n", "2.配合履职事项清单.....	5\n")
    viewer.open(report(viewer.folder, text), "?finding=any")
    assert [f.is_displayed() for f in viewer.all(".finding")] == [True]
    assert not viewer.find("#none").is_displayed()
    assert not viewer.find("#sections").is_displayed()


def test_filters_work_together_and_the_address_keeps_them(viewer: Viewer) -> None:
    page = report(viewer.folder, DEFECTIVE)
    viewer.open(page)
    viewer.choose("f-list", "basic")
    viewer.choose("f-section", "党的建设")
    viewer.choose("q", "党")
    assert viewer.shown() == ["basic-001", "basic-002"]
    fragment = viewer.ask("location.hash").removeprefix("#")
    viewer.open(page, fragment)
    assert viewer.shown() == ["basic-001", "basic-002"]
    assert viewer.find("#q").get_attribute("value") == "党"
    assert not viewer.find("#findings").is_displayed()


def test_an_address_that_names_what_is_not_there_filters_by_the_rest(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder), "?list=nowhere&department=<b>&q=志愿")
    assert viewer.shown() == ["basic-003"]


def test_the_keyboard_alone_searches_and_clears(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder))
    body = viewer.find("body")
    body.send_keys(Keys.TAB)
    assert viewer.ask("document.activeElement.className") == "skip"
    for _ in range(20):
        if viewer.ask("document.activeElement.id") == "q":
            break
        viewer.chrome.switch_to.active_element.send_keys(Keys.TAB)
    assert viewer.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    viewer.chrome.switch_to.active_element.send_keys("志愿")
    viewer.pause()
    assert viewer.shown() == ["basic-003"]
    assert viewer.find("#count").get_attribute("role") == "status"
    viewer.chrome.switch_to.active_element.send_keys(Keys.ESCAPE)
    viewer.pause()
    assert viewer.shown() == ALL
    assert viewer.ask("document.activeElement.id") == "q"
    assert viewer.ask("location.hash") == ""


def test_without_scripts_everything_is_there_and_no_dead_control(viewer: Viewer) -> None:
    viewer.chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        viewer.open(report(viewer.folder, DEFECTIVE), "basic-003")
        assert all(viewer.find(f"#{item}").is_displayed() for item in ALL)
        assert not viewer.find("#filters").is_displayed()
        assert viewer.find("#findings").is_displayed()
    finally:
        viewer.chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
