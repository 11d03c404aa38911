"""The source stands beside the data: its own lines, and pictures of the places of a PDF."""

from __future__ import annotations

import base64
import datetime
import io
import re
from functools import cache
from pathlib import Path

from PIL import Image

from pipeline.batch.judge import Judged, judge, render_reports
from pipeline.model.task import Task
from pipeline.render.evidence import gather
from tests import ROOT
from tests.documents import SMALL
from tests.render.report.browsing import Viewer, attribute, report
from tests.render.samples import judge_text

PDF = ROOT / "tests/samples/xijiao.word-portrait.pdf"
_EMBEDDED = re.compile(r'src="data:image/png;base64,([^"]+)"')


@cache
def _sample() -> tuple[Judged, str]:
    judged = judge(Task(PDF, "xijiao", "v1"), datetime.date(2026, 1, 1))
    return judged, render_reports(judged)["index.html"].decode()


def test_an_item_shows_its_line_of_the_source_on_demand(viewer: Viewer) -> None:
    viewer.open(report(viewer.folder))
    raw = viewer.find("#cooperative-001 .raw")
    assert raw.text == "源文件第28行"
    raw.find_element("tag name", "summary").click()
    shown = raw.find_element("tag name", "pre").get_attribute("textContent")
    assert shown == SMALL.splitlines()[27]
    assert "<p>1. 县民政局负责指导。</p>" in shown


def test_a_source_text_goes_on_until_the_next_thing_begins(tmp_path: Path) -> None:
    text = SMALL.replace("3\t开展志愿服务。\n", "3\t开展志愿\n\t服务。\n")
    judged = judge_text(tmp_path, text)
    lines = gather(tmp_path / "v1.txt", judged.document, judged.findings).lines
    at = {item.id: item.place.line or 0 for lst in judged.document.lists for item in lst.items}
    assert lines[at["basic-003"]] == "3\t开展志愿\n\t服务。"
    assert lines[at["basic-002"]] == "2\t做好党员发展工作。"


def test_a_source_that_is_gone_by_then_costs_only_its_lines(tmp_path: Path) -> None:
    judged = judge_text(tmp_path, SMALL)
    (tmp_path / "v1.txt").unlink()
    page = render_reports(judged)["index.html"].decode()
    assert "开展志愿服务" in page
    assert "<pre>" not in page


def test_each_place_of_a_finding_in_a_pdf_is_pictured_once_and_kept_small() -> None:
    judged, page = _sample()
    placed = {finding.item_id for finding in judged.findings if finding.item_id}
    pictures = [base64.b64decode(found) for found in _EMBEDDED.findall(page)]
    assert len(placed) <= len(pictures) <= 40
    assert page.count("同一处的图") == len([f for f in judged.findings if f.item_id]) - len(placed)
    sizes = [Image.open(io.BytesIO(png)).size for png in pictures]
    assert all(width <= 700 and height <= 450 for width, height in sizes)
    assert len(page.encode()) < 1_500_000


def test_the_pictures_are_seen_and_the_pages_too(viewer: Viewer) -> None:
    judged, page = _sample()
    doubled = next(f for f in judged.findings if f.rule == "stray-punctuation")
    viewer.open(page, f"finding-{doubled.fingerprint}")
    picture = viewer.find(f"#finding-{doubled.fingerprint} img")
    viewer.wait_for("[...document.querySelectorAll('.finding.target img')].every(i => i.complete)")
    assert int(attribute(picture, "naturalWidth")) > 500
    viewer.follow(doubled.item_id or "")
    assert viewer.find(f"#{doubled.item_id} .where").text.startswith(f"第{doubled.page}页")


def test_the_same_pdf_gives_the_same_page() -> None:
    judged, page = _sample()
    assert render_reports(judged)["index.html"].decode() == page
