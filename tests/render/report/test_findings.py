"""What the report says of the document: its state, each defect with its place, the sections' sizes."""

from __future__ import annotations

from pathlib import Path

from tests.documents import SMALL
from tests.render.report.browsing import DEFECTIVE, Viewer, report

WAIVER = '[[waiver]]\nrule = "section-count"\nlist = "basic"\nreason = "漏印一项，待核实"\n'


def test_it_says_what_the_document_is_and_its_state(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, DEFECTIVE))
    assert viewer.find("h1").text == "甲省乙市丙县丁乡 履行职责事项清单"
    assert viewer.find("#state").text == "发现1个错误、1个警告"


def test_the_first_screen_counts_findings_by_kind_and_duties_by_department(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, DEFECTIVE))
    assert [row.text for row in viewer.all("[aria-labelledby=kinds] tbody tr")] == [
        "错误 分类标题（或其下子分类的标题）标明的项数与实有的项数不一致，或没有标明项数而其他分类、其他清单都标明 1",
        "警告 同一事项的部门一栏把一个部门列了两次 1",
    ]
    assert viewer.find("[aria-labelledby=busiest] tbody tr").text == "县民政局 1"
    viewer.find("[aria-labelledby=kinds] a").click()
    viewer.wait_for("document.activeElement.id === 'kind-error-section-count'")


def test_a_finding_has_rule_place_excerpt_and_the_rule_explained_on_demand(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, DEFECTIVE))
    first, second = viewer.all("[id^=finding-]")
    for part in (
        "标明4项，实有3项",
        "基本履职事项清单 › 一、党的建设",
        "第1页",
        "源文件第12行",
        "section-count",
    ):
        assert part in first.text
    assert "第1项 › 对应上级部门" in second.text
    meaning = viewer.find(".rule")
    assert "由序号缺失等已报告的缺陷" not in meaning.text
    meaning.find_element("tag name", "summary").click()
    assert "由序号缺失等已报告的缺陷" in meaning.text


def test_a_waived_finding_comes_last_with_its_reason(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, DEFECTIVE, WAIVER))
    assert viewer.find("#state").text == "发现1个警告（另有1个已豁免）"
    levels = [badge.text for badge in viewer.all(".group .badge")]
    assert levels == ["警告", "已豁免"]
    assert "豁免理由：漏印一项，待核实" in viewer.all(".finding")[-1].text


def test_a_finding_stands_beside_its_item_and_its_section_too(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, DEFECTIVE))
    assert "警告 对应上级部门：“县民政局”列出了2次" in viewer.find("#cooperative-001 .note").text
    [note] = viewer.all(".fold > .note")
    assert note.text == "错误 “一、党的建设”标明4项，实有3项。"
    note.click()
    viewer.wait_for("document.activeElement.id.startsWith('finding-')")


def test_of_two_sections_with_one_number_the_one_that_is_meant_is_marked(viewer: Viewer) -> None:
    text = DEFECTIVE.replace("二、经济发展（2项）", "一、经济发展（3项）")
    viewer.open(report(viewer.folder, text))
    for number, said in (("1", "标明4项，实有3项"), ("2", "标明3项，实有2项")):
        notes = [
            note.text for note in viewer.all(f".section:has(#basic-section-{number}) .fold > .note")
        ]
        assert [said in note for note in notes if "标明" in note] == [True]


def test_a_clean_document_says_so(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder))
    assert viewer.find("#state").text == "未发现缺陷"
    assert "没有发现缺陷：9个事项" in viewer.find(".empty").text
    assert "全部相符" in viewer.find("#sections").text


def test_declared_and_actual_counts_stand_side_by_side_and_the_mismatch_in_words(
    viewer: Viewer,
) -> None:
    viewer.open(report(viewer.folder, DEFECTIVE))
    first, second = viewer.all(".columns table:first-child tbody tr")
    assert first.text == "一、党的建设 4 3 ✕ 少1项"
    assert second.text == "二、经济发展 2 2 ✓ 相符"
    assert viewer.find("#basic-section-1").text == "一、党的建设 标明4项，实有3项，少1项"


def test_the_accounting_adds_up(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder))
    cells = viewer.ask(
        "[...document.querySelectorAll('table.fit td')].map(cell => Number(cell.textContent))"
    )
    assert sum(cells[:-1]) == cells[-1] > 0


def test_the_same_document_gives_the_same_page(tmp_path: Path) -> None:
    assert report(tmp_path, DEFECTIVE) == report(tmp_path, DEFECTIVE)
    assert report(tmp_path, DEFECTIVE) != report(tmp_path, SMALL)
    assert str(tmp_path) not in report(tmp_path, DEFECTIVE)
