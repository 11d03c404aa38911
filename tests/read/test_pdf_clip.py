"""Pictures of places in a PDF."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from pipeline.model.errors import SourceError
from pipeline.read.pdf.clip import clips


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Two sheets of 200 by 100 points, the second turned: a black square near the corner that is
    the upper left one as displayed."""
    canvas = Canvas(str(tmp_path / "v1.pdf"), pagesize=(200, 100))
    canvas.rect(10, 70, 20, 20, stroke=0, fill=1)
    canvas.showPage()
    canvas.setPageRotation(90)
    canvas.rect(10, 10, 20, 20, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return tmp_path / "v1.pdf"


def picture(data: bytes) -> Image.Image:
    assert data.startswith(b"\x89PNG")
    return Image.open(io.BytesIO(data)).convert("L")


@pytest.mark.parametrize("sheet", [1, 2])
def test_a_box_is_drawn_as_the_sheet_is_displayed(document: Path, sheet: int) -> None:
    inside, beside = clips(document, [(sheet, 10, 10, 30, 30), (sheet, 40, 10, 60, 30)], scale=2)
    image = picture(inside)
    assert 40 <= image.width <= 44
    assert 40 <= image.height <= 44
    assert image.getpixel((21, 21)) == 0
    assert picture(beside).getextrema() == (255, 255)


def test_pictures_come_in_the_order_asked_for_and_with_the_same_bytes(document: Path) -> None:
    boxes = [(2, 10, 10, 30, 30), (1, 40, 10, 60, 30), (2, 40, 10, 60, 30)]
    drawn = clips(document, boxes)
    assert [picture(data).getextrema()[0] for data in drawn] == [0, 255, 255]
    assert clips(document, boxes) == drawn
    assert clips(document, []) == []


def test_a_box_over_the_edge_is_cut_there(document: Path) -> None:
    [whole] = clips(document, [(1, -50, -50, 900, 900)], scale=1)
    assert picture(whole).size == (200, 100)


def test_an_enormous_picture_is_drawn_smaller(document: Path) -> None:
    [whole] = clips(document, [(1, 0, 0, 200, 100)], scale=1000)
    assert max(picture(whole).size) <= 4000


@pytest.mark.parametrize(
    ("box", "reason"),
    [((3, 0, 0, 10, 10), "no sheet 3"), ((1, 300, 0, 310, 10), "nothing to draw on sheet 1")],
)
def test_a_place_that_is_not_there(
    document: Path, box: tuple[int, float, float, float, float], reason: str
) -> None:
    with pytest.raises(SourceError, match=reason):
        clips(document, [box])


def test_a_damaged_file(tmp_path: Path) -> None:
    (tmp_path / "v1.pdf").write_bytes(b"%PDF-1.4\n")
    with pytest.raises(SourceError, match="damaged"):
        clips(tmp_path / "v1.pdf", [(1, 0, 0, 10, 10)])
