"""Reads sheets with pdfium, a page at a time, without pypdfium2's own classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from math import hypot
from typing import Any

import pypdfium2_raw as raw

from pipeline.read.pdf.contents import ASCENT, DESCENT, Contents, Frame, Style, quarter_turns
from pipeline.read.pdf.glyphs import Glyph, Glyphs
from pipeline.read.pdf.paths import Point, shapes
from pipeline.read.pdf.pdfium import calls
from pipeline.read.pdf.pdfium.objects import PageTooLargeError, Stray, read_objects
from pipeline.read.pdf.pdfium.seen import as_seen
from pipeline.read.pdf.pdfium.text import find_runs

__all__ = ["GlyphsMissingError", "PageTooLargeError", "read_contents"]

# How wide a space is taken to be, in font sizes: where it stands matters, not its width.
_SPACE = 0.25
# Points: glyphs are looked for around a place in patches of this side.
_PATCH = 12.0
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"


class GlyphsMissingError(Exception):
    """Text in a font that neither the file nor the machine has: pdfium leaves out what it cannot draw."""


def read_contents(page: Any, number: int, *, most_characters: int, most_objects: int) -> Contents:
    """What sheet `number` holds; `page` is pdfium's handle of it.

    Raises PageTooLargeError beyond the bounds given, before anything is taken from the page, and
    GlyphsMissingError where pdfium does not tell all of its text.
    """
    objects = raw.FPDFPage_CountObjects(page)
    if objects > most_objects:
        raise PageTooLargeError(f"{objects} drawings")
    text = raw.FPDFText_LoadPage(page)
    try:
        count = max(0, raw.FPDFText_CountChars(text))
        if count > most_characters:
            raise PageTooLargeError(f"{count} characters")
        runs = find_runs(calls.address(text), count)
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, box)
        rotation = raw.FPDFPage_GetRotation(page) % 4
        turn = runs.main_turn(rotation)
        frame = Frame(box.left, box.bottom, box.right, box.top, turn)
        glyphs, firsts = runs.glyphs(frame)
    finally:
        raw.FPDFText_ClosePage(text)
    drawn = read_objects(calls.address(page), objects, set(runs.owners.tolist()), most_objects)
    if not all(stray.drawable for stray in drawn.strays):
        raise GlyphsMissingError
    found = shapes(drawn.paths, frame)
    contents = Contents(
        number,
        *frame.size,
        (rotation - turn) % 4,
        glyphs,
        runs.styles_in(frame),
        runs.style_of[firsts],
        found.strokes,
        found.fills,
    )
    strays = list(_left_out(drawn.strays, glyphs, frame))
    owners = [*runs.owners[firsts].tolist(), *(handle for handle, _, _ in strays)]
    contents = contents.with_glyphs((style, glyph) for _, style, glyph in strays)
    return as_seen(page, contents, found, drawn, owners)


def _left_out(
    strays: Sequence[Stray], glyphs: Glyphs, frame: Frame
) -> Iterator[tuple[int, Style, Glyph]]:
    """White space that stands on its own; and a mark that cannot be read for text that repeats none
    that is there, which the reader of the document has to be told of."""
    inked: set[tuple[int, int]] = set()
    if not all(stray.blank for stray in strays):
        inked = {_patch(glyph.x0, glyph.top) for glyph in glyphs}
    for stray in strays:
        a, b, c, d, x, y = stray.matrix
        turn = quarter_turns(a, b)
        turn = None if turn is None else (turn + frame.turn) % 4
        style = Style(round(stray.size * hypot(c, d), 2), round(stray.size * hypot(a, b), 2), turn)
        place = frame.placed(x, y)
        if stray.blank:
            if turn == 0:
                yield stray.handle, style, _glyph(" ", place, style.size, _SPACE * style.width)
        elif not _repeats(frame.placed(*stray.middle), inked):
            yield stray.handle, style, _glyph(_UNREADABLE, place, style.size, style.width)


def _glyph(text: str, place: Point, size: float, width: float) -> Glyph:
    x, base = place
    box = (x, base - ASCENT * size, x + width, base + DESCENT * size)
    return Glyph(text, *(round(value, 3) for value in box))


def _patch(x: float, y: float) -> tuple[int, int]:
    return int(x // _PATCH), int(y // _PATCH)


def _repeats(place: Point, inked: Set[tuple[int, int]]) -> bool:
    """Whether there are glyphs around a place: then the text there was drawn before."""
    column, row = _patch(*place)
    return any((column + i, row + j) in inked for i in (-1, 0, 1) for j in (-1, 0, 1))
