"""The comparison as a page: what changed first, marks that are read without colour, links to both sides."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.compare.pieces import Piece, pieces
from pipeline.model.listdata import list_data
from pipeline.render.changes.page import render_changes_html
from pipeline.render.changes.wording import paragraphs
from tests.compare.edits import compared
from tests.documents import SMALL, read
from tests.render.report.browsing import Viewer, attribute

# A duty taken back, one added, one reworded in the second of its two paragraphs, one renumbered.
NEW = (
    SMALL.replace("3	开展志愿服务。\n", "")
    .replace("党的建设（3项）", "党的建设（2项）")
    .replace("4	编制", "3	建立粮食储备和应急保障制度。\n4	编制")
    .replace("县卫健局负责体检", "县卫健局负责免费体检")
    .replace(
        "2	再生育审批",
        "2	开展志愿服务	承接部门：县文明办 工作方式：组织服务。\n3	再生育审批",
    )
)


def _page(viewer: Viewer, new: str = NEW, *, linked: bool = False) -> str:
    sides = (list_data(read(text, viewer.folder)) for text in (SMALL, new))
    return render_changes_html(compared(*sides), linked=linked)


def test_the_summary_comes_first_and_the_move_to_another_list_before_all(viewer: Viewer) -> None:
    viewer.open(_page(viewer))
    assert viewer.find("#state").text.startswith(
        "移动1项（其中1项移到其他清单），新增1项，修改1项；"
    )
    titles = [heading.text for heading in viewer.all("main h2")]
    assert titles[:3] == ["移到其他清单的事项 1项", "新增的事项 1项", "修改的事项 1项"]
    moved = viewer.find(".change.relisted").text
    assert "基本履职事项清单" in moved.splitlines()[0]
    assert "上级部门收回事项清单" in moved.splitlines()[0]
    assert "原在 基本履职事项清单·党的建设·第3项" in moved


def test_marks_are_read_without_colour(viewer: Viewer) -> None:
    viewer.open(_page(viewer))
    change = viewer.find(".change.changed")
    assert change.find_element("tag name", "ins").text == "免费"
    assert "（1段未变）" in change.text
    line = "getComputedStyle(document.querySelector(arguments[0])).textDecorationLine"
    assert viewer.ask(line, ".legend del") == "line-through"
    assert viewer.ask(line, ".legend ins") == "underline"


def test_both_versions_are_linked_where_they_are(viewer: Viewer) -> None:
    viewer.open(_page(viewer, linked=True))
    links = [attribute(link, "href") for link in viewer.all(".change.relisted .where a")]
    assert [link.rpartition("/")[2] for link in links] == [
        "index.html#basic-003",
        "index.html#reclaimed-002",
    ]
    viewer.open(_page(viewer))
    assert viewer.all("a:not([href^='#'])") == []


def test_no_change_says_so(viewer: Viewer) -> None:
    viewer.open(_page(viewer, SMALL))
    assert viewer.find("#state").text.startswith("事项和分类没有变化；")
    assert "没有变化" in viewer.find(".empty").text


SAME, GONE, COME = ("same", "甲"), ("del", "乙"), ("ins", "丙")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("甲", "甲丙", [[SAME, COME]]),
        ("甲\n甲乙", "甲\n甲", [1, [SAME, GONE]]),
        ("甲\n甲\n甲乙\n甲", "甲\n甲\n甲丙\n甲", [2, [SAME, GONE, COME], 1]),
        ("甲\n甲", "甲", None),  # a paragraph less is an edit, wherever its line end is counted
        ("甲", "甲", [1]),
    ],
)
def test_unchanged_paragraphs_are_only_counted(old: str, new: str, shown: list[Any] | None) -> None:
    found = paragraphs(pieces(old, new))
    if shown is None:
        assert any(isinstance(part, list) for part in found)
    else:
        assert found == [
            part if isinstance(part, int) else [Piece(*piece) for piece in part] for part in shown
        ]
