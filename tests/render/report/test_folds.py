"""The sections of a long list are folded up; whatever one looks for is unfolded."""

from __future__ import annotations

import pytest

from tests.documents import SMALL
from tests.render.report.browsing import Viewer, report

# 66 items: too long to be shown whole.
LONG = SMALL.replace("经济发展（2项）", "经济发展（59项）").replace(
    "5\t做好统计工作。\n", "".join(f"{n}\t做好第{n}项统计工作。\n" for n in range(5, 63))
)


def test_a_long_list_is_folded_and_unfolded_by_hand(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, LONG))
    assert viewer.shown() == []
    viewer.find("#basic-section-1").click()
    assert viewer.shown() == ["basic-001", "basic-002", "basic-003"]
    button = viewer.find("#folds")
    button.click()
    assert len(viewer.shown()) == 66
    viewer.wait_for("document.getElementById('folds').textContent === '全部折叠'")
    button.click()
    assert viewer.shown() == []


def test_a_short_list_is_not_folded(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder))
    assert len(viewer.shown()) == 9


@pytest.mark.parametrize("fragment", ["basic-004", "?q=编制", "?list=basic&q=编制"])
def test_links_search_and_filters_unfold(fragment: str, viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, LONG), fragment)
    assert "basic-004" in viewer.shown()


def test_what_was_folded_is_folded_again_after_a_search(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, LONG), "basic-section-1")
    viewer.choose("q", "统计")
    assert viewer.shown()[0] == "basic-005"
    viewer.find("#clear").click()
    viewer.pause()
    assert viewer.shown() == ["basic-001", "basic-002", "basic-003"]
