"""Links into the report: they stay valid, show what is filtered away, and lead somewhere."""

from __future__ import annotations

import tomllib

import pytest

from tests.render.report.browsing import DEFECTIVE, Viewer, attribute, copied, report

PADDED = DEFECTIVE.replace("开展志愿服务。", "开展志愿服务。" + "很长的事项名称，" * 300)


def in_sight(viewer: Viewer, id: str) -> bool:
    box = viewer.ask("document.getElementById(arguments[0]).getBoundingClientRect().toJSON()", id)
    return bool(0 <= box["top"] < 900)


def test_a_deep_link_shows_and_marks_the_item(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, PADDED), "reclaimed-001")
    assert in_sight(viewer, "reclaimed-001")
    assert viewer.ask("document.activeElement.id") == "reclaimed-001"
    assert viewer.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("width", [1280, 900, 390])
def test_the_bar_does_not_cover_what_is_linked(width: int, viewer: Viewer) -> None:
    viewer.look(width=width)
    viewer.open(report(viewer.folder, PADDED), "?q=县&list=cooperative")
    viewer.follow("cooperative-002")
    top = viewer.ask("document.getElementById('cooperative-002').getBoundingClientRect().top")
    assert top >= viewer.ask("document.getElementById('filters').getBoundingClientRect().bottom")


def test_a_deep_link_to_a_finding(viewer: Viewer) -> None:
    page = report(viewer.folder, DEFECTIVE)
    viewer.open(page)
    finding = attribute(viewer.all(".finding")[-1], "id")
    assert finding.startswith("finding-")
    viewer.open(page, finding)
    assert viewer.ask("document.activeElement.id") == finding


def test_a_link_into_a_filtered_view_shows_its_target(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, DEFECTIVE), "?list=reclaimed")
    assert not viewer.find("#basic-003").is_displayed()
    viewer.follow("basic-003")
    assert viewer.find("#basic-003").is_displayed()
    assert viewer.ask("document.activeElement.id") == "basic-003"
    assert "已清除筛选" in viewer.find("#toast").text
    viewer.chrome.back()
    viewer.pause()
    assert viewer.shown() == ["reclaimed-001", "reclaimed-002"]


def test_a_link_to_what_the_filter_shows_keeps_the_filter(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, DEFECTIVE), "?list=reclaimed")
    viewer.follow("reclaimed-002")
    assert viewer.shown() == ["reclaimed-001", "reclaimed-002"]


def test_a_finding_is_reached_from_a_filtered_view(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, DEFECTIVE), "?finding=duplicate-department")
    viewer.find("#cooperative-001 .note").click()
    viewer.wait_for("document.activeElement.classList.contains('finding')")
    assert viewer.find("#findings").is_displayed()


def test_a_link_to_what_is_gone_says_so(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder), "cooperative-999")
    assert "没有找到“cooperative-999”" in viewer.find("#toast").text


def test_every_link_inside_the_page_has_its_target_and_every_id_is_one(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, DEFECTIVE))
    broken = (
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => decodeURIComponent(a.hash.slice(1)))"
        ".filter(id => !document.getElementById(id))"
    )
    assert viewer.ask(broken) == []
    ids = viewer.ask("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))


def test_the_link_of_an_item_is_copied(viewer: Viewer) -> None:
    told, text = copied(viewer, report(viewer.folder), "#basic-002 .permalink")
    assert (told, text) == ("链接已复制", viewer.own[0] + "#basic-002")


def test_the_waiver_of_a_finding_is_copied_and_accepts_it(viewer: Viewer) -> None:
    told, text = copied(viewer, report(viewer.folder, DEFECTIVE), ".finding .copy")
    assert "waivers.toml" in told
    assert tomllib.loads(text)["waiver"][0]["rule"] == "section-count"
    viewer.open(report(viewer.folder, DEFECTIVE, text.replace('""', '"待核实"')))
    assert viewer.find("#state").text == "发现1个警告（另有1个已豁免）"
    assert len(viewer.all(".copy")) == 1
