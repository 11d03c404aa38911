"""Scans: made-up lists drawn, skewed, made noisy and sealed, and read back by recognition."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from pipeline.model.document import Document
from pipeline.model.errors import SourceError
from pipeline.model.listdata import list_data
from pipeline.model.text import squeeze
from pipeline.normalise import normalise
from pipeline.read import read_source
from pipeline.read.kept import Shelf, kept_on
from pipeline.read.pdf import scans
from pipeline.validate import validate
from pipeline.validate.case import Case
from tests.corpus.layout import Layout
from tests.corpus.make import make_list
from tests.corpus.pdf import to_pdf
from tests.corpus.printed import PrintedDocument, truth
from tests.corpus.scan import Scanner, scanned

installed = pytest.mark.skipif(not scans.is_installed(), reason="needs the extra scan: make scan")

SCANNERS = {
    "clean": Scanner(),
    "askew, noisy and dark at one side": Scanner(skew=1.2, noise=8, shadow=0.25, quality=60),
    "under seals, in colour": Scanner(colour=True, seals=1.0),
}


def _scan(
    folder: Path, scanner: Scanner, layout: Layout | None = None
) -> tuple[Path, PrintedDocument]:
    printed = make_list(3, 0.15)
    plain = folder / "plain.pdf"
    plain.write_bytes(to_pdf(printed, layout or Layout(front=())))
    path = folder / "scan.pdf"
    path.write_bytes(scanned(plain, scanner, 1))
    return path, printed


def _read(path: Path) -> Document:
    return normalise(read_source(path), "made", "v1")


def _read_twice(path: Path) -> Document:
    """The document, which is the same when its sheets are looked up as JSON that was kept."""
    kept: dict[str, str] = {}

    def load(digest: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(kept.get(digest, "{}"))
        return found

    def save(digest: str, record: dict[str, Any]) -> None:
        kept[digest] = json.dumps(record)

    with kept_on(Shelf(load, save)):
        first = _read(path)
        assert kept
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("pipeline.read.pdf.scan.kept.read_sheet", None)
            assert _read(path) == first
    return first


def _wrong(document: Document, printed: PrintedDocument) -> list[str]:
    """Cells that differ by more than is in doubt: the width of marks and signs that look alike."""
    found = []
    data = {lst["id"]: lst for lst in list_data(document)["lists"]}
    for list_id, own in truth(printed)["lists"].items():
        items = {i["seq"]: i for s in data[list_id]["sections"] for i in s["items"]}
        for item in own["items"]:
            read = items.get(item["seq"])
            for field in ("item_name", "superior_duties", "township_duties"):
                if field in item and (read is None or _far(item[field], read[field])):
                    found.append(f"{list_id} {item['seq']} {field}: {read and read[field]}")
    return found


def _far(due: str | list[str], read: str | list[str]) -> bool:
    one, other = (squeeze("".join(value)) for value in (due, read))
    return sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other)) > 2


@installed
@pytest.mark.parametrize("name", SCANNERS)
def test_a_scan_is_read(name: str, tmp_path: Path) -> None:
    path, printed = _scan(tmp_path, SCANNERS[name])
    document = _read(path)
    assert _wrong(document, printed) == []
    sizes = [(s.no, s.declared_count, len(s.items)) for lst in document.lists for s in lst.sections]
    assert all(declared == there for _, declared, there in sizes)


@installed
def test_a_table_without_rules_down_it_is_read(tmp_path: Path) -> None:
    path, printed = _scan(tmp_path, Scanner(), Layout(front=(), ruling="between"))
    assert _wrong(_read(path), printed) == []


@installed
def test_what_two_readings_differ_on_is_a_finding_with_its_place(tmp_path: Path) -> None:
    path, _ = _scan(tmp_path, Scanner(dpi=150, noise=25, blur=0.9, quality=40))
    document = _read_twice(path)
    assert document.recognition is not None
    doubts = document.recognition.doubts
    findings = [f for f in validate(Case(document)) if f.rule == "doubtful-reading"]
    assert len(findings) == len(doubts) > 0
    assert all(finding.box for finding in findings)
    reading = list_data(document)["reading"]
    assert reading["doubtful"] >= len(doubts)
    assert len(reading["model_sha256"]) == 64
    json.dumps(reading)


def test_without_its_extra_a_scan_is_refused_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = _scan(tmp_path, Scanner())
    monkeypatch.setattr(scans, "is_installed", lambda: False)
    with pytest.raises(SourceError, match="make scan"):
        _read(path)


@installed
def test_a_tiff_of_a_blank_sheet_and_one_on_its_side_is_read(tmp_path: Path) -> None:
    plain, printed = tmp_path / "plain.pdf", make_list(3, 0.15)
    plain.write_bytes(to_pdf(printed, Layout(front=())))
    with pypdfium2.PdfDocument(plain) as document:
        sheet = document[len(document) - 1].render(scale=200 / 72).to_pil().convert("L")
    path = tmp_path / "v1.tif"
    on_its_side = sheet.transpose(Image.Transpose.ROTATE_90)
    Image.new("L", sheet.size, 255).save(path, save_all=True, append_images=[on_its_side])
    source = read_source(path)
    assert (source.format, len(source.sheets)) == ("picture", 2)
    [read] = normalise(source, "made", "v1").lists
    due = truth(printed)["lists"]["reclaimed"]["items"]
    assert [item.item_name for section in read.sections for item in section.items] == [
        item["item_name"] for item in due
    ]


def test_without_its_extra_a_picture_is_refused_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "v1.jpg"
    Image.new("L", (100, 100), 255).save(path)
    monkeypatch.setattr(scans, "is_installed", lambda: False)
    with pytest.raises(SourceError, match="make scan"):
        read_source(path)


# What a recogniser reads of a line, and what the rules for its marks make of it.
MARKS = {
    "half-width comma among ideographs": ("开展宣传,做好巡查", "开展宣传，做好巡查"),
    "between digits it stays": ("1,000户", "1,000户"),
    "brackets of a section's size": ("二、经济发展(6项)", "二、经济发展（6项）"),
    "a bracket closes as it was opened": ("〔2024]12号", "〔2024〕12号"),
    "angle brackets too": ("〈办法>", "〈办法〉"),
    "more than is left alone": ("面积>50", "面积>50"),
    "a circle alone is a full stop": ("o", "。"),
}


@installed
@pytest.mark.parametrize("name", MARKS)
def test_marks_are_settled_by_rule(name: str) -> None:
    from pipeline.read.pdf.scan.widths import settled

    read, due = MARKS[name]
    assert "".join(settled(list(read))) == due


@installed
@pytest.mark.parametrize("angle", [-3.0, -0.7, 0.0, 1.4])
def test_a_sheet_is_levelled(angle: float) -> None:
    import cv2

    from pipeline.read.pdf.scan.straighten import straighten

    sheet = np.full((1170, 830), 255, np.uint8)
    for y in range(100, 1000, 90):
        cv2.line(sheet, (80, y), (750, y), 0, 2)
    matrix = cv2.getRotationMatrix2D((415, 585), angle, 1.0)
    askew = cv2.warpAffine(sheet, matrix, (830, 1170), borderValue=255)
    rows = straighten(np.asarray(askew, np.uint8), 100).ink.sum(axis=1)
    assert rows.max() > 600  # a rule lies in a row or two, not over many


@installed
def test_a_pale_full_stop_goes_on_a_line_and_dirt_does_not() -> None:
    """Coarse scans of small type have rings that are nowhere dark: 184 of 255 in a sample at 150 dots an inch."""
    from pipeline.read.pdf.scan.segments import find_segments
    from pipeline.read.pdf.scan.straighten import Picture

    grey = np.full((300, 600), 255, np.uint8)
    for x in range(100, 300, 22):  # ten letters
        grey[100:120, x : x + 18] = 40
    ring = np.full((7, 7), 184, np.uint8)
    ring[2:5, 2:5] = 240
    grey[113:120, 322:329] = ring
    grey[60:67, 480:487] = ring  # stands alone
    grey[118:120, 340:346] = 184  # too low for any mark
    picture = Picture(grey, grey < 184, grey < 219, 150.0)
    [found] = find_segments(picture, [], np.zeros(grey.shape, np.bool_))
    assert (found.x0, found.x1) == (100, 329)


# The ink of a line in twentieths of an em, the middles of the characters read of it, and the ink that is in doubt.
READ_OF = {
    "all of it": ([(1, 19), (21, 39), (43, 48)], (10, 30, 47), []),
    "a full stop at the end left out": ([(1, 19), (21, 39), (43, 49)], (10, 30), [(43, 49)]),
    "a character inside": ([(1, 19), (21, 39), (41, 59)], (10, 50), [(23, 37)]),
    "told a little beside itself": ([(1, 19), (21, 39)], (13, 27), []),
    "two that touch, one left out": ([(1, 39)], (10,), [(23, 39)]),
    "dots that lead to a page": ([(1, 19), *((x, x + 4) for x in range(24, 80, 8))], (10,), []),
}


@installed
@pytest.mark.parametrize("name", READ_OF)
def test_ink_that_no_character_accounts_for_is_in_doubt(name: str) -> None:
    from pipeline.read.pdf.contents import Style
    from pipeline.read.pdf.glyphs import Glyph
    from pipeline.read.pdf.scan.segments import Segment
    from pipeline.read.pdf.scan.unread import unread

    marks, middles, due = READ_OF[name]
    style = Style(20, 20, 0)
    glyphs = [(style, Glyph("字", at - 10, 0, at + 10, 20)) for at in middles]
    segment = Segment(0, 0, 100, 20, 19, tuple(marks))
    found = [(round(d.box[0]), round(d.box[2])) for d in unread(glyphs, segment, 1.0)]
    assert found == due
