"""Everybody can read the pages: on a phone, on paper, in the dark, with a screen reader."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import axe_core_python
import pypdfium2
import pytest

from pipeline.model.listdata import list_data
from pipeline.render.changes.page import render_changes_html
from pipeline.render.index import IndexEntry, render_index
from tests.compare.edits import compared
from tests.documents import SMALL, read
from tests.render.report.browsing import DEFECTIVE, Viewer, report
from tests.render.report.test_folds import LONG as MANY

AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
WAIVER = '[[waiver]]\nrule = "section-count"\nreason = "待核实"\n'
LONG = "https：非常长没有空格的一段文字" * 30 + "x" * 300


def _report(folder: Path) -> str:
    text = DEFECTIVE.replace("做好统计工作。", LONG).replace(
        "县残联", "县残联等" + "很" * 60 + "局"
    )
    return report(folder, text, WAIVER)


def _changes(folder: Path) -> str:
    new = SMALL.replace("负责核发", LONG).replace("3	开展志愿服务。\n", "")
    old, new_data = (list_data(read(text, folder)) for text in (SMALL, new))
    return render_changes_html(compared(old, new_data))


def _index(_: Path) -> str:
    counts = {"error": 0, "warning": 0, "info": 0, "waived": 0}
    entries = [
        IndexEntry("甲", "v1", "甲乡清单", 9, counts),
        IndexEntry("甲", "v2", LONG, 9, counts | {"error": 1}, "v1"),
        IndexEntry("乙", "v1", "乙乡清单", 9, counts | {"warning": 2, "waived": 1}),
        IndexEntry("丙", "v1", "", 9, counts | {"info": 2}),
    ]
    return render_index(entries)


PAGES = {"report": _report, "changes": _changes, "index": _index}
pages = pytest.mark.parametrize("make", PAGES.values(), ids=PAGES)


@pages
@pytest.mark.parametrize("width", [1280, 800, 390])
def test_nothing_sticks_out(width: int, make: Callable[[Path], str], viewer: Viewer) -> None:
    viewer.look(width=width)
    viewer.open(make(viewer.folder))
    assert viewer.ask("document.documentElement.scrollWidth") <= width


@pages
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False)])
def test_an_audit_finds_no_barrier(
    width: int, dark: bool, make: Callable[[Path], str], viewer: Viewer
) -> None:
    """By axe-core: WCAG 2.1 A and AA, colour contrast included, and its best practices."""
    viewer.look(width=width, dark=dark)
    viewer.open(make(viewer.folder))
    viewer.chrome.execute_script(AXE)
    violations = viewer.chrome.execute_async_script(
        "axe.run(document, {resultTypes: ['violations']}).then(arguments[0])"
    )["violations"]
    found = [(v["id"], node["html"]) for v in violations for node in v["nodes"]]
    assert found == []


@pages
def test_dark_is_dark(make: Callable[[Path], str], viewer: Viewer) -> None:
    def ground() -> int:
        colour = viewer.ask("getComputedStyle(document.body).backgroundColor")
        return int(colour.split("(")[1].split(",")[0])

    viewer.open(make(viewer.folder))
    assert ground() > 200
    viewer.look(dark=True)
    assert ground() < 60


def _printed(viewer: Viewer) -> str:
    data = viewer.chrome.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
    with pypdfium2.PdfDocument(base64.b64decode(data)) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    return "".join(text.split())


def test_on_paper_everything_is_there_but_the_controls(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, DEFECTIVE))
    paper = _printed(viewer)
    for part in ("开展志愿服务。", "县卫健局负责体检。", "少1项", "列出了2次", "再生育审批"):
        assert part in paper
    assert "配合事项，列在首位（1）" in paper, "the duties of the departments are unfolded"
    for control in ("查找事项", "筛选", "链接", "跳到"):
        assert control not in paper


def test_on_paper_nothing_is_folded(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, MANY))
    assert "做好第62项统计工作。" in _printed(viewer)


def test_on_paper_a_filtered_view_stays_filtered(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder, DEFECTIVE), "?q=志愿")
    paper = _printed(viewer)
    assert "开展志愿服务。" in paper
    assert "做好统计工作" not in paper
