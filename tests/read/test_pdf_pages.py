"""What programs draw around a table and inside its cells: the cells read are always the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.model.characters import count
from pipeline.model.source import Line
from tests.read.drawn import FONT, ROWS, TITLE, Box, Drawing, boxes, lines, rows, texts, write


def shaded_header(canvas: Canvas) -> None:
    """A fill behind the header, a little smaller than its cells."""
    canvas.setFillGray(0.8)
    for box in boxes()[:2]:
        canvas.rect(box.x0 + 2, box.y0 + 2, box.x1 - box.x0 - 4, 20, stroke=0, fill=1)
    canvas.setFillGray(0)


def white_sheet(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.rect(0, 0, 595, 842, stroke=0, fill=1)
    canvas.setFillGray(0)


def highlighted_words(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 0)
    canvas.rect(150, 633, 40, 12, stroke=0, fill=1)
    canvas.setFillGray(0)


def check_box(canvas: Canvas) -> None:
    canvas.rect(400, 632, 9, 9)


def head_and_foot_rules(canvas: Canvas) -> None:
    canvas.line(60, 790, 535, 790)
    canvas.line(60, 60, 535, 60)


def text_off_the_sheet(canvas: Canvas) -> None:
    canvas.drawString(700, 630, "印张之外")
    canvas.drawString(150, -30, "印张之外")


def white_text(canvas: Canvas) -> None:
    """White on white is seen by nobody."""
    canvas.setFillGray(1)
    canvas.drawString(150, 640, "看不见")
    canvas.setFillGray(0)


def slanted_watermark(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFillGray(0.85)
    canvas.translate(200, 600)
    canvas.rotate(45)
    canvas.setFont(FONT, 60)
    canvas.drawString(0, 0, "内部资料")
    canvas.restoreState()


def large_upright_watermark(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFillGray(0.75)
    canvas.setFont(FONT, 60)
    canvas.drawString(120, 630, "内部资料")
    canvas.restoreState()


def transparent_watermark(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFillColor(Color(1, 0, 0, alpha=0.3))
    canvas.setFont(FONT, 40)
    canvas.drawString(120, 640, "征求意见稿")
    canvas.restoreState()


def tiled_watermark(canvas: Canvas) -> None:
    """Small and pale, all over the sheet, and so across text and rules."""
    canvas.saveState()
    canvas.setFillGray(0.8)
    canvas.setFont(FONT, 11)
    for x in range(10, 560, 47):
        for y in range(20, 820, 13):
            canvas.drawString(x, y, "仅供参考")
    canvas.restoreState()


def outlined_watermark(canvas: Canvas) -> None:
    text = canvas.beginText(120, 630)
    text.setFont(FONT, 60)
    text.setTextRenderMode(1)
    text.textOut("样本")
    canvas.drawText(text)


AROUND = (
    shaded_header, white_sheet, highlighted_words, check_box, head_and_foot_rules,
    text_off_the_sheet, white_text, slanted_watermark, large_upright_watermark,
    transparent_watermark, tiled_watermark, outlined_watermark,
)  # fmt: skip


@pytest.mark.parametrize("extra", AROUND, ids=lambda extra: extra.__name__)
def test_what_is_no_text_of_the_list_changes_no_cell(
    extra: Callable[[Canvas], None], tmp_path: Path
) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    drawing.canvas.setFont(FONT, 11)
    extra(drawing.canvas)
    write(drawing.canvas)
    source = drawing.read()
    assert rows(source) == list(ROWS)
    assert texts(source) == [TITLE]
    kept = sum(count("".join(row)) for row in ROWS) + count(TITLE)
    assert source.characters - source.markup == kept


def faked_bold(canvas: Canvas, box: Box) -> None:
    lines(canvas, box)
    for shift in (0.3, 0.6):
        canvas.drawString(box.x0 + 5 + shift, box.y0 + 8, box.text)


def bold_by_the_character(canvas: Canvas, box: Box) -> None:
    lines(canvas, box)
    for index, char in enumerate(box.text if box.text.endswith("。") else ""):
        canvas.drawString(box.x0 + 5 + 11 * index, box.y0 + 8, char)
        canvas.drawString(box.x0 + 5.4 + 11 * index, box.y0 + 8, char)


@pytest.mark.parametrize("rules", [faked_bold, bold_by_the_character])
def test_bold_that_is_faked_by_drawing_twice(
    rules: Callable[[Canvas, Box], None], tmp_path: Path
) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    write(drawing.canvas, rules)
    assert rows(drawing.read()) == list(ROWS)


def test_the_same_text_in_neighbouring_cells_is_no_bold(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    canvas = drawing.canvas
    canvas.setFont(FONT, 11)
    for index in range(4):
        x, y = 100 + 22 * (index % 2), 700 - 13 * (index // 2)
        lines(canvas, Box(x, y, x + 22, y + 13, ""))
        canvas.drawString(x + 1, y + 3, "县县")
    assert rows(drawing.read()) == [("县县", "县县"), ("县县", "县县")]


@pytest.mark.parametrize("text", ["white on dark", "invisible over a picture"])
def test_text_that_is_seen_or_stands_for_a_picture_is_text(text: str, tmp_path: Path) -> None:
    """A white heading on a dark ground; the text layer of a scan (rendering mode 3)."""
    drawing = Drawing(tmp_path / "v1.pdf")
    canvas = drawing.canvas
    canvas.setFont(FONT, 11)
    if text == "white on dark":
        canvas.rect(90, 690, 200, 30, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(100, 700, TITLE)
    else:
        scan = Image.new("L", (595, 842), 250)
        scan.paste(40, (100, 842 - 709, 100 + 11 * len(TITLE), 842 - 700))
        canvas.drawImage(ImageReader(scan), 0, 0, *drawing.size)
        words = canvas.beginText(100, 700)
        words.setTextRenderMode(3)
        words.textOut(TITLE)
        canvas.drawText(words)
    assert texts(drawing.read()) == [TITLE]


def test_forms_inside_forms(tmp_path: Path) -> None:
    """A page that some program put into a form, scaled, and that into another."""
    drawing = Drawing(tmp_path / "v1.pdf")
    canvas = drawing.canvas
    canvas.beginForm("inner")
    write(canvas)
    canvas.endForm()
    canvas.beginForm("outer")
    canvas.translate(10, 20)
    canvas.doForm("inner")
    canvas.endForm()
    canvas.scale(0.8, 0.8)
    canvas.doForm("outer")
    source = drawing.read()
    assert rows(source) == list(ROWS)
    first = next(block for block in source.blocks if not isinstance(block, Line))
    want = (1, 0.8 * 90, 842 - 0.8 * 720, 0.8 * 450, 842 - 0.8 * 696)
    assert first.place.box == pytest.approx(want, abs=0.2)


def test_a_space_that_is_drawn_on_its_own_is_kept(tmp_path: Path) -> None:
    """LibreOffice and browsers draw the space after a point's number apart from both."""
    drawing = Drawing(tmp_path / "v1.pdf")
    canvas = drawing.canvas
    canvas.setFont("Helvetica", 11)
    canvas.drawString(100, 700, "1.")
    canvas.drawString(109.2, 700, " ")
    canvas.setFont(FONT, 11)
    canvas.drawString(112.3, 700, "负责受理")
    assert texts(drawing.read()) == ["1. 负责受理"]


def test_a_hyphen_at_the_end_of_a_line_stays(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    drawing.canvas.drawString(100, 700, "co-")
    drawing.canvas.drawString(100, 680, "op")
    assert texts(drawing.read()) == ["co-", "op"]


def test_a_mark_that_hangs_over_the_edge_belongs_to_its_cell(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    canvas = drawing.canvas
    canvas.setFont(FONT, 10)
    for x, text in ((100, "开展志愿服务，"), (167, "县民政局")):
        lines(canvas, Box(x, 690, x + 67, 710, ""))
        canvas.drawString(x + 3, 697, text)
    assert rows(drawing.read()) == [("开展志愿服务，", "县民政局")]


def test_the_part_of_a_sheet_that_is_cropped_away_is_not_read(tmp_path: Path) -> None:
    """Places count from the corner of what is displayed."""
    drawing = Drawing(tmp_path / "v1.pdf")
    canvas = drawing.canvas
    canvas.setCropBox((50, 100, 545, 780))
    canvas.setFont(FONT, 11)
    canvas.drawString(60, 800, "裁切之外")
    write(canvas)
    source = drawing.read()
    assert texts(source) == [TITLE]
    assert source.markup == 4
    header = next(block for block in source.blocks if not isinstance(block, Line))
    assert header.place.box == pytest.approx((1, 30, 80, 390, 104), abs=0.2)
