"""Codes that are no characters never pass as such; text that a file gives in place of glyphs is told where
they stand; words that run over a rule belong where they start."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
import pytest

from pipeline.model.errors import SourceError
from pipeline.normalise import normalise
from pipeline.read import read_source
from pipeline.read.pdf.fonts import unmapped
from tests.read.drawn import FONT, ROWS, Drawing, boxes, lines, rows, write
from tests.read.seen_pages import NAME, document, table, text
from tests.read.test_pdf_seen import read

UNREADABLE = "\N{REPLACEMENT CHARACTER}"

# Glyphs of one font with their widths in ems; which of them are unreadable, and why.
CASES = (
    ("ideographs", "党的建设", 1.0, ""),
    ("letters as wide as ideographs: a subset's codes", "ABCDE", 1.0, "ABCDE"),
    ("codes above ASCII", "é¥€ab", 1.0, "é¥€ab"),
    ("letters of their own width", "ABCDE", 0.6, ""),
    ("signs that are wide in any font", "…—%MW", 1.0, ""),
    ("a letter that a font of ideographs has wide", "党的A建设", 1.0, ""),
    ("Hebrew and Arabic as wide as ideographs: glyph numbers", "אבجد", 1.0, "אבجد"),
    ("Hebrew and Arabic of their own width", "אבجد", 0.5, ""),
    ("Thai and Georgian", "ก党ა", 1.0, "กა"),
    ("Greek and Cyrillic, which Chinese fonts have wide", "αβДЖ", 1.0, ""),
    ("Tibetan, Mongolian, Yi, Hangul", "ཀᠠꀀ가", 1.0, ""),
)


@pytest.mark.parametrize(("name", "texts", "width", "lost"), CASES, ids=[c[0] for c in CASES])
def test_codes_that_are_no_characters(name: str, texts: str, width: float, lost: str) -> None:
    found = unmapped(texts, np.full(len(texts), width), lambda: [1] * len(texts))
    flags = [False] * len(texts) if found is None else found.tolist()
    assert "".join(char for char, bad in zip(texts, flags, strict=True) if bad) == lost


def test_fonts_are_judged_one_by_one() -> None:
    found = unmapped("党AB", np.ones(3), lambda: [1, 2, 2])
    assert found is not None
    assert found.tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("code", "told"),
    [("0020", UNREADABLE), ("3000", UNREADABLE), ("200b", UNREADABLE), ("00ad", "-")],
    ids=["a space", "an ideographic space", "no width", "a soft hyphen"],
)
def test_a_glyph_that_its_map_calls_nothing(code: str, told: str, tmp_path: Path) -> None:
    """党 is printed, and the table of the font says otherwise. Only a hyphen prints what it is called."""
    own = document(table())
    start, end = own.index(b"stream\n", own.rindex(b"7 0 obj")) + 7, own.rindex(b"\nendstream")
    mapped = zlib.decompress(own[start:end]).replace(b"<515a>", f"<{code}>".encode())
    source = read(own[:start] + zlib.compress(mapped) + own[end:], tmp_path)
    assert ("1", ROWS[2][1].replace("党", told)) in rows(source)


def test_a_file_whose_fonts_have_no_map_says_so(tmp_path: Path) -> None:
    data = document(table()).replace(b"/ToUnicode", b"/NoUnicode")
    (tmp_path / "v1.pdf").write_bytes(data)
    with pytest.raises(SourceError, match="do not tell which characters they print"):
        normalise(read_source(tmp_path / "v1.pdf"), "x", "v1")


WORDS = "多出的", "文字值"


@pytest.mark.parametrize(
    "places", [((0, 0), (33, 0)), ((0, 0), (0, -11))], ids=["two pieces", "two lines"]
)
def test_text_given_for_several_pieces_is_told_where_they_stand(
    places: tuple[tuple[float, float], ...], tmp_path: Path
) -> None:
    x, y = NAME.x0 + 200, NAME.y0 + 12
    given = "".join(WORDS).encode("utf-16-be").hex().encode()
    pieces = b"".join(
        text(word, x + dx, y + dy) for word, (dx, dy) in zip(WORDS, places, strict=True)
    )
    content = table() + b"/Span <</ActualText <feff%s>>> BDC " % given + pieces + b"EMC"
    (name,) = (row[1] for row in rows(read(document(content), tmp_path)) if row[0] == "1")
    assert UNREADABLE not in name
    assert sorted("".join(name.split())) == sorted(ROWS[2][1] + "".join(WORDS))


def test_an_empty_compressed_part_is_no_damage(tmp_path: Path) -> None:
    """A sound file may have a part of no bytes that is called compressed (qpdf writes it)."""
    empty = b"<</Length 0 /Filter /FlateDecode>>\nstream\n\nendstream"
    assert rows(read(document(table(), empty), tmp_path)) == list(ROWS)


@pytest.mark.parametrize("start", [2, 4.5, 5])
def test_words_that_run_over_a_rule_belong_where_they_start(start: float, tmp_path: Path) -> None:
    """Too long for the number's column, at whose edge a rule strikes a glyph, or just not."""
    drawing = Drawing(tmp_path / "v1.pdf")
    write(drawing.canvas)
    last = boxes()[-1]
    for side in (boxes()[0], boxes()[1]):
        y0 = last.y0 - 24
        moved = type(side)(side.x0, y0, side.x1, last.y0, "")
        lines(drawing.canvas, moved)
    drawing.canvas.setFont(FONT, 11)
    drawing.canvas.drawString(last.x0 - 60 + start, last.y0 - 16, "过长的文字内容")
    drawing.canvas.drawString(last.x0 + 60, last.y0 - 16, "名称")
    assert rows(drawing.read())[-1] == ("过长的文字内容", "名称")
