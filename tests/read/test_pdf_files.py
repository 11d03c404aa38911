"""PDF files that are no ordinary ones: scans, encrypted, damaged, out of all proportion."""

from __future__ import annotations

import io
import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.model.errors import SourceError
from pipeline.normalise import normalise
from pipeline.read import read_source
from pipeline.read.pdf.contents import Contents
from pipeline.read.pdf.loading import load
from pipeline.validate import validate
from pipeline.validate.case import Case
from tests import ROOT
from tests.read import rawpdf
from tests.read.drawn import FONT, ROWS, TITLE, Drawing, rows, texts, write

SAMPLE = ROOT / "tests/samples/xijiao.word-portrait.pdf"


def scan(canvas: Canvas, strips: int = 1) -> None:
    """A picture over the sheet, in so many strips."""
    picture = ImageReader(Image.new("L", (60, 80), 230))
    for strip in range(strips):
        height = 842 / strips
        canvas.drawImage(picture, 0, strip * height, 595, height)


def test_a_file_that_is_changed_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    write(drawing.canvas)
    drawing.canvas.save()

    def changed_meanwhile(path: Path) -> Iterator[Contents]:
        yield from load(path)
        path.write_bytes(path.read_bytes() + b"\n")

    monkeypatch.setattr("pipeline.read.pdf.load", changed_meanwhile)
    with pytest.raises(SourceError, match=r"v1\.pdf: was changed while it was read; run again"):
        read_source(tmp_path / "v1.pdf")


def test_a_name_that_is_no_utf_8_is_read(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("清单".encode() + b"\xff.pdf")
    drawing = Drawing(path)
    write(drawing.canvas)
    drawing.canvas.save()
    assert rows(read_source(path)) == list(ROWS)


@pytest.mark.parametrize("strips", [1, 8])
def test_a_scan_between_pages_is_told(strips: int, tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    canvas = drawing.canvas
    write(canvas)
    canvas.showPage()
    scan(canvas, strips)
    # Programs that put pages together number scans too.
    canvas.setFont(FONT, 10)
    canvas.drawString(280, 30, "— 2 —")
    canvas.showPage()
    write(canvas)
    canvas.drawString(280, 30, "— 3 —")  # no copy of the first
    source = drawing.read()
    assert [sheet.scanned for sheet in source.sheets] == [False, True, False]
    assert rows(source) == [*ROWS, *ROWS]
    document = normalise(source, "ding", "v1")
    told = [f for f in validate(Case(document)) if f.rule == "scanned-page"]
    assert [(f.severity, f.page) for f in told] == [("error", 2)]
    assert "第2张" in told[0].message


def test_a_scan_with_a_text_layer_is_text(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    scan(drawing.canvas)
    write(drawing.canvas)
    source = drawing.read()
    assert rows(source) == list(ROWS)
    assert not source.sheets[0].scanned


@pytest.mark.parametrize("numbered", [False, True])
def test_a_scan_throughout_says_what_to_do(numbered: bool, tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "scan.pdf")
    for number in (1, 2):
        scan(drawing.canvas)
        if numbered:
            drawing.canvas.drawString(280, 30, f"- {number} -")
        drawing.canvas.showPage()
    with pytest.raises(
        SourceError, match=r"scan\.pdf: (a scan without a text layer|not a duty list)"
    ):
        drawing.read()


def test_a_cover_picture_is_no_scan(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    scan(drawing.canvas)
    drawing.canvas.setFont(FONT, 30)
    drawing.canvas.drawString(100, 500, TITLE)
    source = drawing.read()
    assert (texts(source), source.sheets[0].scanned) == ([TITLE], False)


@pytest.mark.parametrize("strength", [40, 128])
def test_an_empty_password_is_no_obstacle(strength: int, tmp_path: Path) -> None:
    """Printing or copying is forbidden in many published files; reading is not."""
    lock = StandardEncryption("", ownerPassword="owner", canPrint=0, canCopy=0, strength=strength)
    canvas = Canvas(str(tmp_path / "v1.pdf"), pagesize=(595, 842), encrypt=lock)
    write(canvas)
    canvas.save()
    assert rows(read_source(tmp_path / "v1.pdf")) == list(ROWS)


EXTREMES: dict[str, tuple[Callable[[], bytes], str]] = {
    "no page": (
        lambda: rawpdf.pdf([
            b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [] /Count 0>>",
        ]),
        "has 0 pages",
    ),
    "ten thousand pages": (lambda: rawpdf.many_pages(10_000), "has 10000 pages"),
    "a million strings of one character": (
        lambda: rawpdf.one_page(b"BT /F 1 Tf " + b"1 0 0 1 9 9 Tm (x) Tj " * 1_000_000 + b"ET"),
        "page 1 holds 1000000 drawings",
    ),
    "a million characters": (
        lambda: rawpdf.one_page(
            b"BT /F 1 Tf "
            + b"".join(
                b"1 0 0 1 %d %d Tm (%s) Tj " % (x * 19, y, bytes(range(97, 122)))
                for y in range(0, 4000, 4) for x in range(40)
            )
            + b"ET"
        ),
        "page 1 holds 1[0-9]{6} characters",
    ),
    "a million lines": (
        lambda: rawpdf.one_page(b"10 10 m 50 50 l S " * 1_000_000),
        "page 1 holds 1000000 drawings",
    ),
    "a line of a quarter of a million pieces": (
        lambda: rawpdf.one_page(b"10 10 m " + b"50 50 l " * 250_000 + b"S"), "a text layer|not a duty list",
    ),
    "fifty thousand rules": (
        lambda: rawpdf.one_page(b"".join(
            b"%d %d m 590 %d l S %d 9 m %d 840 l S " % (i % 9, i % 840, i % 840, i % 590, i % 590)
            for i in range(25_000)
        )),
        "a text layer|not a duty list",
    ),
    "a thousand forms in each other": (lambda: rawpdf.nested_forms(1000), "a text layer|not a duty list"),
    "a quarter of a gigabyte of nothing": (lambda: rawpdf.one_page(b" " * 250_000_000), "unpacks to"),
}  # fmt: skip


@pytest.mark.parametrize("case", EXTREMES)
def test_what_is_out_of_all_proportion_is_told_soon(case: str, tmp_path: Path) -> None:
    make, reason = EXTREMES[case]
    (tmp_path / "v1.pdf").write_bytes(make())
    started = time.process_time()  # CPU: a busy machine takes longer, and not much more of it
    with pytest.raises(SourceError, match=reason):
        read_source(tmp_path / "v1.pdf")
    assert time.process_time() - started < 15


@pytest.mark.parametrize("media", [b"0 0 1e9 1e9", b"595 842 0 0", b"0 0 0 0"])
def test_a_sheet_of_any_size_is_read(media: bytes, tmp_path: Path) -> None:
    data = rawpdf.one_page(b"BT /F 10 Tf 100 100 Td (text) Tj ET", media=media)
    (tmp_path / "v1.pdf").write_bytes(data)
    assert texts(read_source(tmp_path / "v1.pdf")) == ["text"]


def test_numbers_beyond_all_bounds_crash_nothing(tmp_path: Path) -> None:
    content = b"BT /F 1e30 Tf 1e38 1e38 Td (x) Tj ET 1e38 0 m 1e38 1e38 l S BT /F 0 Tf (y) Tj ET"
    (tmp_path / "v1.pdf").write_bytes(rawpdf.one_page(content + b" BT /F 9 Tf 9 9 Td (z) Tj ET"))
    assert "z" in texts(read_source(tmp_path / "v1.pdf"))


@pytest.mark.parametrize("seed", range(12))
def test_damage_is_told_or_does_no_harm(
    seed: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Bytes changed, lost or put in anywhere: every character is read, or the file is refused."""
    rng = random.Random(seed)
    data = bytearray(SAMPLE.read_bytes())
    place = rng.randrange(len(data))
    match seed % 3:
        case 0:
            data[place] ^= 1 << rng.randrange(8)
        case 1:
            del data[place : place + rng.choice((1, 100, 5000))]
        case 2:
            data[place:place] = rng.randbytes(rng.choice((1, 100, 1000)))
    (tmp_path / "v1.pdf").write_bytes(data)
    try:
        outcome = str(read_source(tmp_path / "v1.pdf").characters)
    except SourceError as error:
        outcome = str(error)
    assert "damaged" in outcome or outcome == "42538"
    assert capfd.readouterr() == ("", "")


def test_a_picture_that_is_damaged_loses_no_text(tmp_path: Path) -> None:
    """Only what text depends on is looked at."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    write(canvas)
    canvas.save()
    packed = rawpdf.stream(b"\0" * 1000, b"/Subtype /Image")
    (tmp_path / "v1.pdf").write_bytes(buffer.getvalue() + b"99 0 obj " + packed[:-30])
    assert rows(read_source(tmp_path / "v1.pdf")) == list(ROWS)
