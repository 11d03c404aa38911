"""Reads sheets with pdfium, a page at a time, without pypdfium2's own classes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import Any

import pypdfium2_raw as raw

from pipeline.model.sentence import Sentence
from pipeline.read.pdf.contents import Contents, Frame, Span, Style
from pipeline.read.pdf.glyphs import UNREADABLE, Glyphs, Indices
from pipeline.read.pdf.paths import shapes
from pipeline.read.pdf.pdfium import actual_text, calls
from pipeline.read.pdf.pdfium.objects import Objects, PageTooLargeError, read_objects
from pipeline.read.pdf.pdfium.seen import as_seen
from pipeline.read.pdf.pdfium.strays import left_out
from pipeline.read.pdf.pdfium.text import find_runs, readable

__all__ = ["GlyphsMissingError", "PageTooLargeError", "read_contents"]


class GlyphsMissingError(Exception):
    """Text in a font that neither the file nor the machine has: pdfium leaves out what it cannot draw."""


def read_contents(
    page: Any,
    number: int,
    unread: Sequence[Span] = (),
    *,
    most_characters: int,
    most_objects: int,
) -> Contents:
    """What a person sees of sheet `number`; `page` is pdfium's handle of it, `unread` where text is laid
    over it that pdfium does not know, in its own coordinates.

    Raises PageTooLargeError beyond the bounds given, before anything is taken from the page, and
    GlyphsMissingError where pdfium does not tell all of its text.
    """
    if raw.FPDFPage_CountObjects(page) > most_objects:
        raise PageTooLargeError(Sentence("{count} drawings", count=raw.FPDFPage_CountObjects(page)))
    limits = most_characters, most_objects
    contents, hidden, repeated = _seen(page, number, unread, *limits)
    if hidden and repeated:
        # pdfium leaves out text that repeats other text, also where nobody sees the other.
        _remove(page, hidden)
        again, _, _ = _seen(page, number, unread, *limits)
        unseen = (*contents.unseen, *again.unseen)
        contents = replace(again, unseen=Glyphs.of(unseen))
    return contents


def _remove(page: Any, objects: Iterable[int]) -> None:
    for handle in objects:
        # Those inside of forms stay.
        if calls.remove_object(calls.address(page), handle):
            calls.destroy_object(handle)


def _seen(
    page: Any, number: int, unread: Sequence[Span], most_characters: int, most_objects: int
) -> tuple[Contents, set[int], bool]:
    """What a person sees of a sheet, the text objects of which nothing is seen, and whether pdfium left
    out text that repeats other."""
    text = _read_text(page, most_characters)
    drawn = _objects(page, text, most_objects)
    if marks := actual_text.replacing(_doubtful(text, drawn)):
        others = [s for s in drawn.strays if marks.isdisjoint(actual_text.replacing([s.handle]))]
        actual_text.remove({*text.owners, *(stray.handle for stray in drawn.strays)})
        own = _read_text(page, most_characters)
        if own.unreadable <= text.unreadable:
            text, drawn = own, _objects(page, own, most_objects)
        else:
            # The text that is given stands for all of the objects that it is given for.
            drawn = drawn._replace(strays=others)
    if not all(stray.drawable for stray in drawn.strays):
        raise GlyphsMissingError
    strays = list(left_out(drawn.strays, text.glyphs, text.frame))
    found = shapes(drawn.paths, text.frame)
    contents = Contents(
        number,
        *text.frame.size,
        (text.rotation - text.frame.turn) % 4,
        text.glyphs,
        text.styles,
        text.style_of,
        found.strokes,
        found.fills,
        unread=[text.frame.box(box) for box in unread],
    )
    contents = contents.with_glyphs((style, glyph) for _, style, glyph in strays)
    owners = [*text.owners, *(handle for handle, _, _ in strays)]
    shown, hidden = as_seen(page, contents, found, drawn, owners)
    return shown, hidden, any(not stray.blank for stray in drawn.strays)


@dataclass(frozen=True, slots=True)
class _Text:
    """The glyphs of a page in a frame, the text object and the style of each."""

    rotation: int
    frame: Frame
    glyphs: Glyphs
    owners: list[int]
    styles: list[Style]
    style_of: Indices

    @property
    def unreadable(self) -> int:
        """How many glyphs tell no character."""
        return sum(text == UNREADABLE for text in self.glyphs.texts)


def _read_text(page: Any, most: int) -> _Text:
    text = raw.FPDFText_LoadPage(page)
    try:
        count = max(0, raw.FPDFText_CountChars(text))
        if count > most:
            raise PageTooLargeError(Sentence("{count} characters", count=count))
        runs = find_runs(calls.address(text), count)
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, box)
        rotation = raw.FPDFPage_GetRotation(page) % 4
        frame = Frame(box.left, box.bottom, box.right, box.top, runs.main_turn(rotation))
        glyphs, firsts = runs.glyphs(frame)
    finally:
        raw.FPDFText_ClosePage(text)
    owners, styles, style_of = (
        runs.owners[firsts].tolist(),
        runs.styles_in(frame),
        runs.style_of[firsts],
    )
    glyphs = readable(glyphs, owners, styles, style_of)
    return _Text(rotation, frame, glyphs, owners, styles, style_of)


def _objects(page: Any, text: _Text, most: int) -> Objects:
    return read_objects(
        calls.address(page), raw.FPDFPage_CountObjects(page), set(text.owners), most
    )


def _doubtful(text: _Text, drawn: Objects) -> set[int]:
    """The text objects that tell no character, or several characters in the place of one glyph."""
    inked = {stray.handle for stray in drawn.strays if not stray.blank}
    if max(map(len, text.glyphs.texts), default=0) > 1:
        several = (len(characters) > 1 for characters in text.glyphs.texts)
        inked.update(compress(text.owners, several))
    return inked
