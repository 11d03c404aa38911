"""What a person sees is what is read: text that nobody sees is left out and counted, rules that nobody
sees rule nothing, and what is printed over a page is text."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.characters import count
from pipeline.model.source import Line, Source
from pipeline.read import read_source
from tests.read.drawn import ROWS, TITLE, rows, texts
from tests.read.seen_pages import FIRST_OWN, NAME, X, Y, document, form, note, table, text

MORE = "多出的文字"
OWN = b"%d 0 R" % FIRST_OWN
OFF = b"/OCProperties <</OCGs [%s] /D <</OFF [%s]>>>>" % (OWN, OWN)
SCREEN_ONLY = (
    b"/OCProperties <</OCGs [%s] /D <</AS [<</Event /Print /Category [/Print] /OCGs [%s]>>]>>>>"
    % (OWN, OWN)
)
LAYER = b"/Properties <</L %s>>" % OWN
WHITE_BOX = b"1 g %g %g 200 16 re f 0 g " % (NAME.x0 + 4, Y - 4)
DARK_BOX = b"0.2 0.3 0.5 rg %g %g 100 20 re f 0 g " % (X - 5, Y - 5)
MASK = form(b"0 g 0 0 595 842 re f", more=b"/Group <</S /Transparency /CS /DeviceGray>>")

# What is in the file beside the table, and that nobody sees it.
UNSEEN = {
    "white on white": document(table() + b"1 g " + text(MORE)),
    "white in inks": document(table() + b"0 0 0 0 k " + text(MORE)),
    "nearly white": document(table() + b"0.985 g " + text(MORE)),
    "in the colour of its ground": document(DARK_BOX + table() + b"0.2 0.3 0.5 rg " + text(MORE)),
    "nearly in the colour of its ground": document(
        DARK_BOX + table() + b"0.21 0.31 0.51 rg " + text(MORE)
    ),
    "invisible": document(table() + text(MORE, mode=3)),
    "transparent": document(
        table() + b"/G gs " + text(MORE),
        b"<</Type /ExtGState /ca 0.02>>",
        resources=b"/ExtGState <</G %s>>" % OWN,
    ),
    "behind a mask": document(
        table() + b"/G gs " + text(MORE),
        b"<</Type /ExtGState /SMask <</Type /Mask /S /Luminosity /G %d 0 R>>>>" % (FIRST_OWN + 1),
        MASK,
        resources=b"/ExtGState <</G %s>>" % OWN,
    ),
    "outside its clip": document(table() + b"q 90 600 20 9 re W n " + text(MORE) + b"Q"),
    "outside its form": document(
        table() + b"/X Do", form(text(MORE), 90, 90), resources=b"/XObject <</X %s>>" % OWN
    ),
    "on a layer that is off": document(
        table() + b"/OC /L BDC " + text(MORE) + b"EMC",
        b"<</Type /OCG /Name (x)>>",
        resources=LAYER,
        catalog=OFF,
    ),
    "on a layer for the screen": document(
        table() + b"/OC /L BDC " + text(MORE) + b"EMC",
        b"<</Type /OCG /Name (x) /Usage <</Print <</PrintState /OFF>>>>>>",
        resources=LAYER,
        catalog=SCREEN_ONLY,
    ),
    "a point high": document(table() + text(MORE, size=1)),
    "off the sheet": document(table() + text(MORE, 700, 500)),
    "cut off by the sheet's box": document(
        table() + text(MORE, 20, 800), page=b"/CropBox [60 60 560 790]"
    ),
    "white, on a turned sheet": document(
        table() + b"1 g " + text(MORE), page=b"/Rotate 270 /CropBox [60 60 560 790]"
    ),
    "white, in larger units": document(table() + b"1 g " + text(MORE), page=b"/UserUnit 2"),
    "under a white box": document(
        text(MORE) + DARK_BOX.replace(b"0.2 0.3 0.5 rg", b"1 g") + table()
    ),
    "under a shading": document(
        text(MORE) + b"q %g %g 100 20 re W n /S sh Q " % (X - 5, Y - 5) + table(),
        b"<</ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 595 0] /Function"
        b" <</FunctionType 2 /Domain [0 1] /C0 [1] /C1 [1] /N 1>> /Extend [true true]>>",
        resources=b"/Shading <</S %s>>" % OWN,
    ),
}


def read(data: bytes, folder: Path) -> Source:
    (folder / "v1.pdf").write_bytes(data)
    return read_source(folder / "v1.pdf")


def unseen(source: Source) -> str:
    assert source.ink is not None
    return "".join(line.text for line in source.ink.unseen)


@pytest.mark.parametrize("way", UNSEEN)
def test_text_that_nobody_sees_is_left_out_and_counted(way: str, tmp_path: Path) -> None:
    source = read(UNSEEN[way], tmp_path)
    assert rows(source) == list(ROWS)
    assert unseen(source) == MORE
    assert source.markup == count(MORE)


OLD, NEW = ROWS[2][1], "新名称"
COVERED = [("1", NEW) if row[0] == "1" else row for row in ROWS]
AT_NAME = (NAME.x0 + 5, NAME.y0 + 8)

# Ways to put new words over the old ones of a cell.
CORRECTED = {
    "a white box": document(table() + WHITE_BOX + text(NEW, *AT_NAME)),
    "a form with a white box": document(
        table() + b"/X Do",
        form(WHITE_BOX + text(NEW, *AT_NAME)),
        resources=b"/XObject <</X %s>>" % OWN,
    ),
    "a note on white": document(
        table(),
        b"<</Type /Annot /Subtype /FreeText /Rect [%g %g %g %g] /F 4 /AP <</N %d 0 R>>>>"
        % (NAME.x0 + 1, NAME.y0 + 1, NAME.x0 + 291, NAME.y0 + 23, FIRST_OWN + 1),
        form(b"1 g 0 0 290 22 re f 0 g " + text(NEW, 4, 7), 290, 22),
        page=b"/Annots [%s]" % OWN,
    ),
}


@pytest.mark.parametrize("way", CORRECTED)
def test_of_words_over_others_the_upper_ones_are_read(way: str, tmp_path: Path) -> None:
    source = read(CORRECTED[way], tmp_path)
    assert rows(source) == COVERED
    assert unseen(source) == OLD


def test_a_second_text_that_nobody_sees_is_left_out_as_a_whole(tmp_path: Path) -> None:
    """What a program for scans adds to a page that has text: the same words, a little off."""
    again = b"q 0.97 0 0 0.97 9 21 cm " + table().replace(b" re S", b" re n").replace(
        b"BT 0 Tr", b"BT 3 Tr"
    )
    source = read(document(table() + again + b"Q"), tmp_path)
    assert rows(source) == list(ROWS)
    assert texts(source) == [TITLE]
    assert count(unseen(source)) == count(TITLE + "".join("".join(row) for row in ROWS))


SHOWN = {
    "white on a dark ground": document(DARK_BOX + table() + b"1 g " + text(MORE)),
    "inside a form": document(
        table() + b"/X Do", form(text(MORE)), resources=b"/XObject <</X %s>>" % OWN
    ),
    "filled with a pattern": document(
        table() + b"/Pattern cs /P scn " + text(MORE),
        form(b"0 g 0 0 10 10 re f", 10, 10).replace(
            b"/Type /XObject /Subtype /Form",
            b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /XStep 10 /YStep 10",
        ),
        resources=b"/Pattern <</P %s>>" % OWN,
    ),
    "typed over the page": document(
        table(),
        note(b"FreeText", 4, b"/AP <</N %d 0 R>>" % (FIRST_OWN + 1)),
        form(text(MORE, 2, 5), 100, 20),
        page=b"/Annots [%s]" % OWN,
    ),
    "the value of a field": document(
        table(),
        note(b"Widget", 4, b"/FT /Tx /T (a) /V (b) /AP <</N %d 0 R>>" % (FIRST_OWN + 1)),
        form(text(MORE, 2, 5), 100, 20),
        page=b"/Annots [%s]" % OWN,
        catalog=b"/AcroForm <</Fields [%s]>>" % OWN,
    ),
    "a stamp": document(
        table(),
        note(b"Stamp", 4, b"/AP <</N %d 0 R>>" % (FIRST_OWN + 1)),
        form(text(MORE, 2, 5), 100, 20),
        page=b"/Annots [%s]" % OWN,
    ),
}


@pytest.mark.parametrize("way", SHOWN)
def test_text_that_a_person_sees_is_read(way: str, tmp_path: Path) -> None:
    source = read(SHOWN[way], tmp_path)
    assert ("1", f"{OLD} {MORE}") in rows(source)
    assert unseen(source) == ""


# What is laid over the page and no text of it.
BESIDE = {
    "hidden": (note(b"FreeText", 6, b"/AP <</N %d 0 R>>" % (FIRST_OWN + 1)), text(MORE, 2, 5)),
    "on screens only": (
        note(b"FreeText", 0, b"/AP <</N %d 0 R>>" % (FIRST_OWN + 1)),
        text(MORE, 2, 5),
    ),
    "a highlight": (
        note(b"Highlight", 4, b"/AP <</N %d 0 R>>" % (FIRST_OWN + 1)).replace(
            b"/Rect", b"/Rect [145 %g 220 %g] /Old" % (Y - 4, Y + 12)
        ),
        b"/G gs 1 1 0 rg 0 0 75 16 re f",
    ),
    "a line through words": (
        note(b"StrikeOut", 4, b"/AP <</N %d 0 R>>" % (FIRST_OWN + 1)).replace(
            b"/Rect", b"/Rect [145 %g 220 %g] /Old" % (Y - 4, Y + 12)
        ),
        b"1 0 0 RG 0 8 m 75 8 l S",
    ),
    "a note's icon": (note(b"Text", 4), b""),
    "a link": (note(b"Link", 4, b"/Border [0 0 1]"), b""),
}


@pytest.mark.parametrize("way", BESIDE)
def test_marks_over_a_page_change_nothing(way: str, tmp_path: Path) -> None:
    annotation, drawn = BESIDE[way]
    multiply = form(drawn, 100, 20).replace(
        b"/Resources <<", b"/Resources <</ExtGState <</G <</BM /Multiply>>>> "
    )
    source = read(document(table(), annotation, multiply, page=b"/Annots [%s]" % OWN), tmp_path)
    assert rows(source) == list(ROWS)
    assert source.ink is not None
    assert (source.ink.unread, source.ink.unseen) == ((), ())


STROKE = b"250 604 m 250 652 l S "
# Strokes through the middle of a column, which would make two of it.
INVISIBLE_RULES = {
    "white": table() + b"1 G " + STROKE,
    "under a white area": STROKE + b"1 g 245 600 12 60 re f 0 g " + table(),
    "clipped": table() + b"q 90 600 20 9 re W n " + STROKE + b"Q",
    "transparent": table() + b"/G gs " + STROKE,
    "on a layer that is off": table() + b"/OC /L BDC " + STROKE + b"EMC",
}


@pytest.mark.parametrize("way", INVISIBLE_RULES)
def test_a_stroke_that_nobody_sees_rules_nothing(way: str, tmp_path: Path) -> None:
    data = document(
        INVISIBLE_RULES[way],
        b"<</Type /OCG /Name (x)>>",
        resources=LAYER + b"/ExtGState <</G <</CA 0.02>>>>",
        catalog=OFF,
    )
    assert rows(read(data, tmp_path)) == list(ROWS)


def test_a_clean_page_has_no_ink_left_over(tmp_path: Path) -> None:
    source = read(document(table()), tmp_path)
    assert source.ink is not None
    assert (source.ink.sheets, source.ink.unread, source.ink.unseen) == (1, (), ())
    assert [block.text for block in source.blocks if isinstance(block, Line)] == [TITLE]
