"""Items as they are printed: every character of every cell, points one below the other."""

from __future__ import annotations

from lxml import html

from tests.render.report.browsing import Viewer, report
from tests.render.samples import shipped, shipped_outputs


def test_a_cell_has_its_text_character_for_character_and_its_points_apart() -> None:
    page = html.fromstring(shipped_outputs().reports["index.html"].decode())
    rows = {body.get("id"): body[0] for body in page.iter("tbody")}
    cells = apart = 0
    for item in (item for own in shipped().document.lists for item in own.items):
        for cell in rows[item.id]:
            if (name := cell.get("class")) in ("superior_duties", "township_duties"):
                assert tuple(p.text_content() for p in cell) == item.texts(name)
                cells += 1
                apart += bool(cell.find_class("point"))
    assert (cells, apart) == (288, 70)


def test_points_stand_one_below_the_other(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder))
    duties = viewer.find("#cooperative-002 .township_duties")
    assert duties.text.split("\n") == ["1. 受理。", "2. 上报。"]
