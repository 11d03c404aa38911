"""A sheet's contents as a person sees them: what `sight` finds invisible is taken out, and counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pipeline.read.pdf.contents import Contents, Span, Stroke, is_pictured, turned, turned_boxes
from pipeline.read.pdf.glyphs import UNREADABLE, Flags, Floats, Glyphs
from pipeline.read.pdf.ink import Ink, lit
from pipeline.read.pdf.paths import Shapes
from pipeline.read.pdf.pdfium.drawing import FINER, Paper, paper
from pipeline.read.pdf.pdfium.objects import Objects
from pipeline.read.pdf.pdfium.sight import Handles, Marks, Sight, look
from pipeline.read.pdf.seals import rings, seal_words
from pipeline.read.pdf.writing import writing

# Fonts print the same glyph for it as for a hyphen, and maps give either.
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# Points: smaller than this nobody reads, where other text is so many times as large.
_TINY, _LARGER = 2.0, 3.0


def as_seen(
    page: Any, contents: Contents, found: Shapes, drawn: Objects, owners: Sequence[int]
) -> tuple[Contents, set[int]]:
    """The contents of an open page without what nobody sees, and the text objects of which nothing is seen;
    `owners` are its glyphs' text objects."""
    scale = _scaled(page, contents)
    handles = np.array(owners, np.uint64)
    marks = _marks(scale, contents, found, drawn, handles)
    sight = look(scale.paper, marks)
    blank = contents.glyphs.hollow
    visible = sight.glyphs & ~_tiny(contents) & _inside(contents)
    if sight.left is not None and is_pictured(contents):
        # The text layer of a scan: invisible itself, but its words are printed where it says.
        visible |= lit(Ink(sight.left), FINER * marks.glyphs.boxes)
    seals = rings(sight.left) if sight.left is not None else []
    words = (
        ~blank
        & visible
        & seal_words(FINER * marks.glyphs.boxes, contents.styles, contents.style_of, seals)
    )
    printed = visible & ~blank & ~words
    kept = printed | _beside_words(blank, printed, handles)
    texts = list(contents.glyphs.texts)
    for index in np.flatnonzero(sight.glyphs & blank).tolist():
        texts[index] = "-" if texts[index] == _SOFT_HYPHEN else UNREADABLE
    hidden = set(handles[~visible & ~blank].tolist())
    if hidden:
        hidden -= set(handles[visible & ~blank].tolist())
    return replace(
        contents,
        glyphs=Glyphs(texts, contents.glyphs.boxes).where(kept),
        style_of=contents.style_of[kept],
        strokes=_visible_strokes(contents.strokes, sight),
        fills=[
            fill
            for fill, shown in zip(contents.fills, sight.fills.tolist(), strict=True)
            if shown or fill.grey is None
        ],
        unseen=contents.glyphs.where(~visible & ~blank),
        decoration=contents.glyphs.where(words),
        unread=[*contents.unread, *_unread(scale, contents, sight, marks, seals)],
        accounted=True,
    ), hidden


def _beside_words(blank: Flags, printed: Flags, owners: Handles) -> Flags:
    """Which white space stays: it stands with the words of its own text object, or is all of it."""
    found = np.zeros(len(blank), np.bool_)
    spaces = np.flatnonzero(blank)
    if len(spaces):
        words, shown = set(owners[~blank].tolist()), set(owners[printed].tolist())
        own = owners[spaces].tolist()
        found[spaces] = [owner in shown or owner not in words for owner in own]
    return found


def _unread(
    scale: _Scale, contents: Contents, sight: Sight, marks: Marks, seals: Sequence[Span]
) -> list[Span]:
    """Where there is writing that is no text. What a scan shows where its text layer says so is text; a
    scan without any is told as a whole."""
    if sight.left is None or (is_pictured(contents) and not sight.glyphs.any()):
        return []
    boxes, finer = list(seals), FINER * marks.glyphs.boxes
    if is_pictured(contents):
        boxes += [(x0, top, x1, bottom) for x0, top, x1, bottom in finer.tolist()]
    return [scale.unplaced(place, contents) for place in writing(sight.left, boxes)]


@dataclass(frozen=True, slots=True)
class _Scale:
    """A sheet's paper, and the pixels of it to a point across and down."""

    paper: Paper
    across: float
    down: float

    def placed(self, boxes: Floats, contents: Contents) -> Floats:
        """Boxes of the frame in pixels of the sheet as displayed."""
        shown = turned_boxes(boxes, contents.width, contents.height, contents.turn)
        scaled: Floats = shown * np.array([self.across, self.down] * 2)
        return scaled

    def unplaced(self, box: Span, contents: Contents) -> Span:
        """A box in pixels of finer paper in the frame."""
        x0, top, x1, bottom = (side / FINER for side in box)
        shown = x0 / self.across, top / self.down, x1 / self.across, bottom / self.down
        return turned(shown, *_shown_size(contents), -contents.turn % 4)


def _scaled(page: Any, contents: Contents) -> _Scale:
    width, height = _shown_size(contents)
    sheet = paper(page, width, height)
    return _Scale(sheet, sheet.width / max(width, 1e-3), sheet.height / max(height, 1e-3))


def _shown_size(contents: Contents) -> tuple[float, float]:
    """Width and height of the sheet as displayed."""
    sides = contents.width, contents.height
    return sides[::-1] if contents.turn % 2 else sides


def _inside(contents: Contents) -> Flags:
    """Which glyphs stand on the sheet."""
    x0, top, x1, bottom = contents.glyphs.boxes.T
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    inside: Flags = (x >= 0) & (x <= contents.width) & (y >= 0) & (y <= contents.height)
    return inside


def _tiny(contents: Contents) -> Flags:
    sizes = contents.glyphs.sizes
    main = float(np.median(sizes)) if len(sizes) else 0.0
    tiny: Flags = (sizes < _TINY) & (sizes * _LARGER < main)
    return tiny


def _visible_strokes(strokes: Sequence[Stroke], sight: Sight) -> list[Stroke]:
    """The parts of the strokes that are seen."""
    found: list[Stroke] = []
    for stroke, runs in zip(strokes, sight.strokes, strict=True):
        x0, top, x1, bottom = stroke
        for start, end in runs:
            if (start, end) == (0.0, 1.0):
                found.append(stroke)
            elif stroke.horizontal:
                found.append(Stroke(x0 + start * (x1 - x0), top, x0 + end * (x1 - x0), bottom))
            else:
                height = bottom - top
                found.append(Stroke(x0, top + start * height, x1, top + end * height))
    return found


def _marks(
    scale: _Scale, contents: Contents, found: Shapes, drawn: Objects, owners: Handles
) -> Marks:
    def spans(pieces: Sequence[Sequence[float | None]]) -> Floats:
        boxes = np.array([piece[:4] for piece in pieces], np.float64).reshape(-1, 4)
        return scale.placed(boxes, contents)

    handles = drawn.handles
    return Marks(
        Glyphs(contents.glyphs.texts, scale.placed(contents.glyphs.boxes, contents)),
        owners,
        list({*owners.tolist(), *(stray.handle for stray in drawn.strays)}),
        spans(found.strokes),
        [handles[number] for number in found.stroke_of],
        spans(found.fills),
        [handles[number] for number in found.fill_of],
        frozenset(handles[number] for number in found.others),
    )
