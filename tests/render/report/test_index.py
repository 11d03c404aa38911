"""The page over all lists: each version with its state, in natural order, and every link leads on."""

from __future__ import annotations

import datetime
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipeline.batch.find import find_tasks
from pipeline.batch.run import run
from pipeline.model.task import Folders
from pipeline.render.index import IndexEntry, render_index
from tests.documents import SMALL
from tests.render.report.browsing import DEFECTIVE, Viewer

CLEAN = {"error": 0, "warning": 0, "info": 0, "waived": 0}


def _run(folder: Path) -> Path:
    versions = {"甲 乡/v10": SMALL, "甲 乡/v2": DEFECTIVE, "甲 乡/v1": SMALL, "乙#?/2025-04": SMALL}
    for name, text in versions.items():
        path = folder / f"raw/{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    folders = Folders(folder / "parsed", folder / "reports")
    run(find_tasks([folder / "raw"]), folders, datetime.date(2026, 1, 1), jobs=1, force=False)
    return folder / "reports"


def test_versions_in_natural_order_with_state_and_comparison(viewer: Viewer) -> None:
    reports = _run(viewer.folder)
    viewer.open(reports / "index.html")
    rows = [row.text for row in viewer.all("tbody tr")]
    title = "甲省乙市丙县丁乡 履行职责事项清单 9"
    assert rows == [
        f"乙#? 2025-04 {title} 未发现缺陷",
        f"甲 乡 v1 {title} 未发现缺陷",
        f"甲 乡 v2 {title} 发现1个错误、1个警告 与 v1 比较",
        f"甲 乡 v10 {title} 未发现缺陷 与 v2 比较",
    ]


def test_every_link_between_the_pages_leads_to_a_file(viewer: Viewer) -> None:
    reports = _run(viewer.folder)
    pages = list(reports.rglob("*.html"))
    assert len(pages) == 1 + 4 + 2
    for page in pages:
        viewer.open(page)
        links = viewer.ask(
            "[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"
            ".filter(href => !href.startsWith('#'))"
        )
        assert links, page
        for link in links:
            path, _, fragment = link.partition("#")
            target = (page.parent / unquote(path)).resolve()
            assert target.is_file(), (page, link)
            assert not fragment or f'id="{unquote(fragment)}"' in target.read_text("utf-8")


# The address of the link that a click in the middle of an element follows.
_AT = """(box => document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2)
  .closest("a")?.getAttribute("href") ?? null)(document.querySelector(arguments[0]).getBoundingClientRect())"""


@pytest.mark.parametrize("width", [1280, 390])
def test_the_whole_row_leads_to_the_report(width: int, viewer: Viewer) -> None:
    entries = [
        IndexEntry("甲", "v2", "甲乡清单", 1, CLEAN, compared_with="v1"),
        IndexEntry("乙", "v1", "", None, {}, unreadable="文件是空的"),
    ]
    viewer.look(width=width)
    viewer.open(render_index(entries))
    first, second = "tbody tr:nth-child(1)", "tbody tr:nth-child(2)"
    for cell in ("[data-label=清单]", "[data-label=标题]", "[data-label=状态]"):
        assert unquote(viewer.ask(_AT, f"{first} {cell}")) == "甲/v2/index.html"
    assert "changes" in viewer.ask(_AT, f"{first} td a")
    assert viewer.ask(_AT, f"{second} [data-label=状态]") is None


def test_it_is_searched_and_filtered_and_the_address_keeps_it(viewer: Viewer) -> None:
    entries = [
        IndexEntry("甲", "v1", "甲乡清单", 1, CLEAN),
        IndexEntry("乙", "v1", "乙乡清单", 1, CLEAN | {"error": 2}),
        IndexEntry("丙", "v2", "丙乡清单", 1, CLEAN | {"warning": 1}),
    ]
    page = render_index(entries)
    viewer.open(page)
    viewer.choose("level", "error")
    assert [row.text.split()[0] for row in viewer.all("tbody tr") if row.is_displayed()] == ["乙"]
    assert viewer.find("#count").text == "找到1个版本（共3个）"
    viewer.open(page, viewer.ask("location.hash").removeprefix("#"))
    assert [row.text.split()[0] for row in viewer.all("tbody tr") if row.is_displayed()] == ["乙"]
    viewer.choose("q", "没有")
    assert viewer.find("#none").is_displayed()
    viewer.find("#clear").click()
    viewer.pause()
    assert viewer.find("#count").text == "共3个版本"


# Types a word and says after how many milliseconds the count on the screen is that of its rows.
_SEARCH = """
const [word, count, done] = arguments, start = performance.now(), box = document.getElementById("q");
box.value = word;
box.dispatchEvent(new Event("input", {bubbles: true}));
const look = () => document.getElementById("count").textContent.startsWith(`找到${count}个`)
  ? done(performance.now() - start) : requestAnimationFrame(look);
look();
"""


def test_thousands_of_versions_are_searched_as_one_types(viewer: Viewer) -> None:
    entries = [IndexEntry(f"乡{n}", "v1", f"第{n}号清单", 290, CLEAN) for n in range(5000)]
    viewer.open(render_index(entries))
    for word, count in (("第4321号", 1), ("99号", 50), ("清单", 5000)):
        assert viewer.chrome.execute_async_script(_SEARCH, word, count) < 1500


def test_nothing_yet_says_what_to_do(viewer: Viewer) -> None:
    viewer.open(render_index([]))
    assert "还没有处理过清单" in viewer.find("main").text
