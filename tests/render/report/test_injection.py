"""Whatever a document says stays text, in every field, also in names of files, lists and versions."""

from __future__ import annotations

import datetime

import pytest
from selenium.webdriver.common.by import By

from pipeline.batch.judge import judge, render_parsed, render_reports
from pipeline.compare.read_list import read_list
from pipeline.model.task import Task
from pipeline.render.changes.page import render_changes_html
from pipeline.render.index import IndexEntry, render_index
from tests.compare.edits import compared
from tests.documents import SMALL
from tests.render.report.browsing import Viewer, attribute, report

# Breaks out of a text, an attribute, a script, a style, a comment; and what a template would run.
BAD = "<img/src=x/onerror=stolen=1>\"'></script></style>--><script>stolen=1</script>{{7*7}}&lt;"
PLACES = {
    "title": ("丁乡", f"丁乡{BAD}"),
    "section": ("一、党的建设（3项）", f"一、党{BAD}（4项）"),
    "basic name": ("做好统计工作", BAD),
    "number": ("5\t做好", f"{BAD}\t做好"),
    "cooperative name": ("残疾证办理", BAD),
    "department": ("县残联", f"县残联{BAD.replace(' ', '')}"),
    "departments twice": ("县民政局 县卫健局", f"县{BAD}局 县{BAD}局"),
    "superior duties": ("负责核发", BAD),
    "township duties": ("1. 受理", f"1. {BAD}"),
    "arrangement": ("组织评估", BAD),
    "receiving department": ("县住建局", f"县{BAD}局"),
    "foreign line": ("上级部门收回事项清单\n\n", f"上级部门收回事项清单\n\n{BAD}\n\n"),
}


def harmless(viewer: Viewer) -> bool:
    """Nothing of the document became an element or ran."""
    elements = "img, script:not(:last-child), style:not(head style), iframe, object, [onerror]"
    return (
        viewer.ask("typeof stolen") == "undefined"
        and viewer.chrome.find_elements(By.CSS_SELECTOR, elements) == []
        and viewer.ask("document.scripts.length") <= 1
    )


@pytest.mark.parametrize(("old", "new"), PLACES.values(), ids=PLACES)
def test_a_document_cannot_break_out_of_its_report(old: str, new: str, viewer: Viewer) -> None:
    text = SMALL.replace(old, new)
    assert text != SMALL
    viewer.open(report(viewer.folder, text))
    assert harmless(viewer)
    assert "<img/src=x/onerror=stolen=1>" in viewer.ask("document.body.textContent")
    viewer.choose("q", "onerror")
    assert harmless(viewer)


def test_names_of_files_lists_and_versions_and_reasons_stay_text(viewer: Viewer) -> None:
    # "/" can be in no name; the longest name a file system takes is 255 bytes.
    name = BAD.replace("/", "")
    source = viewer.folder / f"{name}.txt"
    source.write_text(SMALL.replace("党的建设（3项）", "党的建设（4项）"), encoding="utf-8")
    waiver = f"[[waiver]]\nrule = 'section-count'\nreason = '''{BAD}'''\n"
    (viewer.folder / "waivers.toml").write_text(waiver, encoding="utf-8")
    judged = judge(Task(source, name, name), datetime.date(2026, 1, 1))
    viewer.open(render_reports(judged)["index.html"].decode())
    assert harmless(viewer)
    text = viewer.ask("document.body.textContent")
    assert f"{name} / {name}" in text
    assert f"{name}.txt" in text
    assert BAD in attribute(viewer.find(".reason"), "textContent")

    counts = {"error": 0, "warning": 0, "info": 0, "waived": 0}
    viewer.open(render_index([IndexEntry(name, name, BAD, 1, counts, compared_with=name)]))
    assert harmless(viewer)
    assert attribute(viewer.find("tbody a"), "href").count("%3C") >= 2

    data = viewer.folder / "list.json"
    data.write_bytes(render_parsed(judged)["list.json"])
    comparison = compared(read_list(data), read_list(source))
    viewer.open(render_changes_html(comparison, linked=True))
    assert harmless(viewer)


@pytest.mark.parametrize("place", ["section", "basic name", "department", "superior duties"])
def test_a_document_cannot_break_out_of_a_comparison(place: str, viewer: Viewer) -> None:
    sides = []
    for number, text in enumerate((SMALL, SMALL.replace(*PLACES[place])), start=1):
        path = viewer.folder / f"v{number}.txt"
        path.write_text(text, encoding="utf-8")
        sides.append(read_list(path))
    viewer.open(render_changes_html(compared(*sides)))
    assert harmless(viewer)
    assert "onerror=stolen=1" in viewer.ask("document.body.textContent")


@pytest.mark.parametrize(
    "foreign", ["<script>stolen=1</script>", "<img src=x onerror=stolen=1>", "<p onclick=x>"]
)
def test_the_page_itself_forbids_what_is_not_its_own(foreign: str, viewer: Viewer) -> None:
    """Should a text ever get in as markup, the policy in the page still keeps it from running."""
    viewer.open(report(viewer.folder).replace("</main>", f"{foreign}</main>"))
    assert viewer.ask("typeof stolen") == "undefined"
    assert viewer.find("#filters").is_displayed(), "the page's own script runs"
    viewer.chrome.get_log("browser")  # the violations, which the console is to tell
    viewer.chrome.get_log("performance")
