"""The PDF reader: the same list from a word processor and from a browser, cell for cell."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.model.characters import count
from pipeline.model.document import Document
from pipeline.model.errors import SourceError
from pipeline.model.listdata import list_data
from pipeline.model.source import Line
from pipeline.normalise import normalise
from pipeline.read import read_source
from pipeline.read.pdf.folios import page_numbers
from tests import ROOT
from tests.layouts import page, print_to_pdf
from tests.programs import program

SAMPLES = ROOT / "tests/samples"
TRUTH = json.loads((SAMPLES / "xijiao.truth.json").read_text(encoding="utf-8"))
FIELDS = ("item_name", "departments", "superior_duties", "township_duties", "arrangement")


def squeeze(value: Any) -> str:
    return re.sub(r"\s+", "", "".join(value) if isinstance(value, list) else str(value or ""))


def wrong_cells(document: Document) -> list[tuple[str, int, str]]:
    """The cells that are not as in the truth, and the lists whose numbers or sections are not."""
    wrong: list[tuple[str, int, str]] = []
    have = {duty_list["id"]: duty_list for duty_list in list_data(document)["lists"]}
    for list_id, truth in TRUTH["lists"].items():
        sections = have[list_id]["sections"]
        if [(s["name"], s["declared_count"], len(s["items"])) for s in sections] != [
            (s["name"], s["declared"], s["items"]) for s in truth["sections"]
        ]:
            wrong.append((list_id, 0, "sections"))
        items = {item["seq"]: item for section in sections for item in section["items"]}
        for item in truth["items"]:
            read = items.get(item["seq"], {})
            wrong += [
                (list_id, item["seq"], field)
                for field in FIELDS
                if field in item and squeeze(read.get(field)) != squeeze(item[field])
            ]
    return wrong


@pytest.fixture(scope="module")
def word_portrait() -> Document:
    source = read_source(SAMPLES / "xijiao.word-portrait.pdf")
    blocks = [
        b.text if isinstance(b, Line) else "".join(c.text for c in b.cells) for b in source.blocks
    ]
    assert sum(map(count, blocks)) == source.characters - source.markup
    return normalise(source, "xijiao", "v1")


def test_every_cell_of_the_word_processors_pdf(word_portrait: Document) -> None:
    assert wrong_cells(word_portrait) == []
    assert word_portrait.accounting.unaccounted == 0


def test_paragraphs_that_go_on_over_a_page_break(word_portrait: Document) -> None:
    """Item 68's nine points are nine paragraphs, wherever the pages broke."""
    cooperative = word_portrait.lists[1]
    item = cooperative.items[67]
    assert [p[:2] for p in item.texts("superior_duties")] == [f"{n}." for n in range(1, 10)]
    assert item.page_end is not None
    assert item.place.page is not None
    assert len({box[0] for box in item.boxes}) == item.page_end - item.place.page + 1


def test_pages_are_those_printed(word_portrait: Document) -> None:
    """The sample numbers each list from 1: sheets 3, 7 and 40 print page 1."""
    assert [(d.place.sheet, d.place.page, d.page_end) for d in word_portrait.lists] == [
        (3, 1, 4),
        (7, 1, 33),
        (40, 1, 5),
    ]


LAYOUTS = {
    "portrait": ("portrait", ""),
    "landscape": ("landscape", ""),
    "ruled between rows only": ("portrait", "td,th{border-left:0;border-right:0}"),
    # Rows higher than a page: no horizontal rule on it at all.
    "no header repeated": (
        "portrait",
        "thead{display:table-row-group} body{font-size:12pt} p{text-indent:2em}",
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_cell_of_a_browsers_pdf(layout: str, tmp_path: Path) -> None:
    path = print_to_pdf(program("chromium"), page(TRUTH, *LAYOUTS[layout]), tmp_path)
    document = normalise(read_source(path), "xijiao", "v1")
    assert wrong_cells(document) == []
    assert document.accounting.unaccounted == 0


def test_what_a_browser_prints_around_a_page(tmp_path: Path) -> None:
    """Date and title above, address and "2/4" below, on every sheet: running text, whatever the date."""
    path = print_to_pdf(
        program("chromium"), page(TRUTH, *LAYOUTS["portrait"]), tmp_path, heads=True
    )
    document = normalise(read_source(path), "xijiao", "v1")
    assert wrong_cells(document) == []
    assert document.leftovers == ()
    assert document.accounting.unaccounted == 0
    starts = [duty_list.place.sheet or 0 for duty_list in document.lists]
    assert [duty_list.page_end for duty_list in document.lists[:2]] == [s - 1 for s in starts[1:]]


def draw(path: Path, pages: int = 1, text: str = "", **options: Any) -> None:
    canvas = Canvas(str(path), **options)
    for _ in range(pages):
        canvas.rect(10, 10, 50, 50)
        canvas.drawString(100, 100, text)
        canvas.showPage()
    canvas.save()


def test_a_scan_says_what_to_do(tmp_path: Path) -> None:
    draw(tmp_path / "scan.pdf")
    with pytest.raises(
        SourceError, match=r"scan\.pdf: (a scan without a text layer|not a duty list)"
    ):
        read_source(tmp_path / "scan.pdf")


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    draw(tmp_path / "v1.pdf", text="x", encrypt=StandardEncryption("secret"))
    with pytest.raises(SourceError, match="encrypted"):
        read_source(tmp_path / "v1.pdf")


def test_far_too_many_pages_are_refused(tmp_path: Path) -> None:
    draw(tmp_path / "v1.pdf", pages=2001, text="x")
    with pytest.raises(SourceError, match="2001 pages"):
        read_source(tmp_path / "v1.pdf")


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"%PDF-1.4\n"], ids=["empty", "text", "header only"]
)
def test_what_is_no_pdf_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "v1.pdf").write_bytes(data)
    with pytest.raises(SourceError, match=r"empty|not a PDF|not a duty list"):
        read_source(tmp_path / "v1.pdf")


@pytest.mark.parametrize("share", [0.2, 0.6, 0.99])
def test_a_cut_off_file_is_refused(share: float, tmp_path: Path) -> None:
    data = (SAMPLES / "xijiao.word-portrait.pdf").read_bytes()
    (tmp_path / "v1.pdf").write_bytes(data[: int(len(data) * share)])
    with pytest.raises(SourceError, match=r"damaged|a text layer|not a duty list"):
        normalise(read_source(tmp_path / "v1.pdf"), "xijiao", "v1")


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ((None, None, None), (1, 2, 3)),  # none printed: the sheets
        ((None, 1, 2), (None, 1, 2)),  # a cover
        ((4, None, 6), (4, 5, 6)),  # one that lost its number between two that agree
        ((4, None, 7), (4, None, 7)),
    ],
)
def test_page_numbers(printed: tuple[int | None, ...], numbers: tuple[int | None, ...]) -> None:
    assert page_numbers(printed) == numbers
