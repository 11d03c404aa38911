"""Doubts of a scan: a person settles them in the report, which gives the entries for corrections.toml."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.document import Document
from pipeline.model.source import Doubt, Place, Recognition
from pipeline.normalise.correction_file import corrections_of
from pipeline.normalise.corrections import corrected
from pipeline.render.report import render_report
from pipeline.validate import validate
from pipeline.validate.case import Case
from pipeline.validate.findings import with_fingerprints
from tests.documents import SMALL, read
from tests.render.report.browsing import Viewer, copied


def _scan(viewer: Viewer) -> Document:
    """The small list as a scan in which one character was read in two ways."""
    document = read(SMALL, viewer.folder)
    first, *lists = document.lists
    section, *sections = first.sections
    item, *items = section.items
    item = replace(item, boxes=((1, 0.0, 0.0, 99.0, 99.0),))
    section = replace(section, items=(item, *items))
    first = replace(first, sections=(section, *sections))
    at = item.item_name.index("党")
    place = Place(sheet=1, box=(1, 10.0, 10.0, 20.0, 20.0))
    doubt = Doubt(place, item.item_name[:at], "党", item.item_name[at + 1 :], "觉")
    recognition = Recognition("made up", "0", 100, (doubt,))
    return replace(document, lists=(first, *lists), recognition=recognition)


def _page(document: Document) -> str:
    return "".join(render_report(document, with_fingerprints(validate(Case(document)))))


def test_the_other_reading_is_taken_and_the_entry_applies(viewer: Viewer) -> None:
    document = _scan(viewer)
    viewer.open(_page(document))
    assert viewer.find(".settled span").text == "已核对0处，共1处"
    told, _ = copied(viewer, _page(document), ".settle button", ".settled button")
    assert told == "请先填写核对人"
    viewer.find(".settled input").send_keys('张"三')
    viewer.find(".settled button").click()
    viewer.wait_for("document.getElementById('toast').textContent.includes('已复制')")
    text = viewer.chrome.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    assert viewer.find(".settled span").text == "已核对1处，共1处"
    file = viewer.folder / "corrections.toml"
    file.write_text(text, encoding="utf-8")
    [entry] = corrections_of(file, "v1")
    after = corrected(document, [entry])
    assert entry.by == '张"三'
    assert after.lists[0].items[0].item_name == document.lists[0].items[0].item_name.replace(
        "党", "觉"
    )
    assert after.recognition
    assert after.recognition.doubts == ()


def test_a_document_that_is_no_scan_has_nothing_to_settle(viewer: Viewer) -> None:
    assert (
        "settle"
        not in _page(read(SMALL, viewer.folder)).partition("</style>")[2].partition("<script")[0]
    )
