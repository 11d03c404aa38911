"""Which marks of a sheet are seen: decided once, before anything else looks at them.

A mark is seen where the sheet looks otherwise without it. So the sheet is drawn as it is, then without
its text, then without its rules: what differs is the ink of each, and a mark that is white on white,
covered, clipped, switched off, transparent or invisible has none, whatever the reason. Glyphs that
stand on one another are told apart by leaving away one of them at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2_raw as raw

from pipeline.read.pdf import ink
from pipeline.read.pdf.glyphs import Flags, Floats, Glyphs, Indices
from pipeline.read.pdf.ink import Ink
from pipeline.read.pdf.overlaps import contested
from pipeline.read.pdf.pdfium import calls
from pipeline.read.pdf.pdfium.drawing import Paper, Pixels, switch

Handles = npt.NDArray[np.uint64]

# A glyph of which less than this share of its ink is seen is covered, but for a sliver.
_SLIVER = 0.35
# The share of its ink that shows where a glyph lies on a rule of its own colour.
_SHOWN = 0.6
# As many drawings of a sheet tell glyphs apart that stand on one another.
_MOST_LAYERS = 6
# In sizes: how far the ink of a glyph may be off its box.
_OFF = 0.5
# The share of a space's box that has ink where a glyph was called a space.
_INKED = 0.1
# Pixels: as far the ink of a glyph may reach out of its box.
_BLEEDING = 1.5
# An ideograph whose ink is this share of its box across or down is cut off.
_PART = 0.4
_IDEOGRAPHS = ("\u3400", "\u9fff")
# The share of an area at which it is seen.
_SEEN_AREA = 0.5
_PLACES = 5


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a sheet, their boxes in pixels of its drawing: `owners` has the text object of each
    glyph, `texts` all text objects; `strokes` and `fills` with the object of each; `others`: objects
    that draw anything else, pictures too."""

    glyphs: Glyphs
    owners: Handles
    texts: Sequence[int]
    strokes: Floats
    stroke_of: Sequence[int]
    fills: Floats
    fill_of: Sequence[int]
    others: frozenset[int]

    @property
    def drawings(self) -> set[int]:
        """All objects but text."""
        return {*self.stroke_of, *self.fill_of, *self.others}

    @property
    def rules(self) -> set[int]:
        """The objects that draw rules and nothing else."""
        return set(self.stroke_of) - self.others


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen: of each glyph whether its own ink is, of white space whether it has any; the parts of
    each stroke, as shares of its length; of each fill whether. `left`: the ink of all else, on finer paper."""

    glyphs: Flags
    strokes: Sequence[Sequence[tuple[float, float]]]
    fills: Flags
    left: Pixels | None


def look(paper: Paper, marks: Marks) -> Sight:
    """What a person sees of the marks of a sheet."""
    views = _views(paper, marks)
    return Sight(
        _seen_glyphs(paper, marks, views),
        ink.visible_runs(Ink(views.without_text, views.grounds), marks.strokes),
        _seen_areas(Ink(views.without_text, paper.blank), marks.fills),
        _left(paper, marks) if marks.others else None,
    )


@dataclass(frozen=True, slots=True)
class _Views:
    """Drawings of a sheet: as it is, without its text, without its rules as well, and with nothing
    but the areas that are filled."""

    whole: Pixels
    without_text: Pixels
    without_rules: Pixels
    grounds: Pixels


def _views(paper: Paper, marks: Marks) -> _Views:
    rules = marks.rules
    grounds = set(marks.fill_of) - rules - marks.others
    whole = paper.drawn(on=1)
    switch(marks.texts, on=False)
    without_text = paper.drawn(on=2) if marks.drawings else paper.blank
    switch(rules, on=False)
    without_rules = paper.drawn(on=3) if grounds or marks.others else paper.blank
    switch(marks.others, on=False)
    only = (paper.drawn() if marks.others else without_rules) if grounds else paper.blank
    switch((*marks.texts, *rules, *marks.others), on=True)
    return _Views(whole, without_text, without_rules, only)


def _left(paper: Paper, marks: Marks) -> Pixels:
    """The ink of what is no text, rule or ground, drawn finer: letters may be among it."""
    finer = paper.finer
    switch((*marks.texts, *marks.rules), on=False)
    drawn = finer.drawn()
    switch(marks.others, on=False)
    without = finer.drawn()
    switch((*marks.texts, *marks.rules, *marks.others), on=True)
    return Ink(drawn, without).picture


def _seen_areas(some: Ink, boxes: Floats) -> Flags:
    if not len(boxes):
        return np.zeros(0, np.bool_)
    seen = ink.sampled(some, boxes, _PLACES, _PLACES) >= ink.FAINT
    flags: Flags = seen.mean(axis=1) >= _SEEN_AREA
    return flags


def _seen_glyphs(paper: Paper, marks: Marks, views: _Views) -> Flags:
    """Of each glyph whether its own ink is seen; of white space, whether there is ink in it."""
    glyphs = marks.glyphs
    if not len(glyphs):
        return np.zeros(0, np.bool_)
    text = Ink(paper.difference(views.whole, views.without_text, on=4))
    blank = glyphs.hollow
    seen, whole = ink.lit_and_whole(text, glyphs.boxes)
    firsts, seconds = contested(glyphs, seen & ~blank)
    doubtful = np.union1d(np.union1d(firsts, seconds), _partly(text, glyphs, seen & ~whole))
    if len(doubtful):
        seen[doubtful] = _own_ink(paper, marks, views.without_text, doubtful, (firsts, seconds))
    dark = np.flatnonzero(~seen & ~blank)
    if len(dark):
        seen[dark] = _unlit(paper, marks, views, dark, seen)
    spaces = np.flatnonzero(seen & blank)
    if len(spaces):
        seen[spaces] = _inked_spaces(text, glyphs, spaces)
    return seen


def _partly(text: Ink, glyphs: Glyphs, maybe: Flags) -> Indices:
    """The ideographs of which only a part is seen."""
    some = [
        index
        for index in np.flatnonzero(maybe).tolist()
        if _IDEOGRAPHS[0] <= glyphs.texts[index] <= _IDEOGRAPHS[1] and glyphs.texts[index] != "一"
    ]
    chosen = np.array(some, np.int64)
    small = (ink.extents(text, glyphs.boxes[chosen]) < _PART).any(axis=1)
    found: Indices = chosen[small]
    return found


def _own_ink(
    paper: Paper, marks: Marks, bare: Pixels, doubtful: Indices, pairs: tuple[Indices, Indices]
) -> Flags:
    """Which of the glyphs are seen where no other text is, not only those that stand on them; `bare` is
    the sheet without text."""
    owners = marks.owners
    layers = _layers(owners[doubtful], owners[pairs[0]], owners[pairs[1]])
    layer_of = np.array([layers[owner] for owner in owners[doubtful].tolist()])
    seen = np.zeros(len(doubtful), np.bool_)
    switch(marks.texts, on=False)
    for layer in range(max(layers.values()) + 1):
        objects = [owner for owner, own in layers.items() if own == layer]
        here = np.flatnonzero(layer_of == layer)
        boxes = marks.glyphs.boxes[doubtful[here]]
        switch(objects, on=True)
        own = Ink(paper.drawn(), bare)
        switch(marks.drawings, on=False)
        alone = paper.drawn()
        switch(marks.drawings, on=True)
        switch(objects, on=False)
        # Where the sheet looks the same without it, such as on a rule, ink tells nothing.
        telling = Ink(alone, bare).picture >= ink.FAINT
        most = ink.amounts(Ink(np.where(telling, alone, paper.blank), paper.blank), boxes)
        some = ink.amounts(Ink(np.where(telling, own.drawn, bare), bare), boxes)
        seen[here] = ink.lit(own, boxes) & (some >= _SLIVER * most)
    switch(marks.texts, on=True)
    return seen


def _layers(objects: Handles, firsts: Handles, seconds: Handles) -> dict[int, int]:
    """A layer for each text object, another for those that stand on one another."""
    beside: dict[int, set[int]] = {owner: set() for owner in objects.tolist()}
    for one, other in zip(firsts.tolist(), seconds.tolist(), strict=True):
        if one != other:
            beside[one].add(other)
            beside[other].add(one)
    layers: dict[int, int] = {}
    for owner, others in beside.items():
        taken = {layers[other] for other in others if other in layers}
        free = (layer for layer in range(_MOST_LAYERS - 1) if layer not in taken)
        layers[owner] = next(free, _MOST_LAYERS - 1)
    return layers


def _unlit(paper: Paper, marks: Marks, views: _Views, dark: Indices, seen: Flags) -> Flags:
    """Which of the glyphs without ink of their own in their boxes are seen all the same: drawn beside
    them, or on a rule; or cannot be drawn here."""
    boxes, owners = marks.glyphs.boxes[dark], marks.owners[dark]
    objects = set(owners.tolist())
    drawn = set(marks.owners[seen].tolist())
    switch((*marks.texts, *marks.rules), on=False)
    switch(objects, on=True)
    alone = paper.drawn()
    switch(marks.rules, on=True)
    themselves = Ink(paper.drawn(), views.without_text).picture >= ink.FAINT
    switch(marks.texts, on=True)
    ground = views.without_rules
    expected = Ink(alone, ground).picture >= ink.FAINT
    # A rule is as dark as the glyph makes its place, or as light where it is light on dark.
    further = views.without_text.astype(np.int16) - alone
    ruled = ((alone < ground) & (further <= ink.FAINT)) | (
        (alone > ground) & (further >= -ink.FAINT)
    )
    shown = expected & (themselves | ruled)
    around = boxes + np.array([-1, -1, 1, 1])
    most, some = (ink.amounts(Ink(flags.astype(np.uint8)), around) for flags in (expected, shown))
    found = (some > 0) & (some >= _SHOWN * most)
    elsewhere = np.array([owner not in drawn for owner in owners.tolist()])
    if elsewhere.any():
        switch(objects - drawn, on=False)
        own = Ink(views.whole, paper.drawn())
        switch(objects, on=True)
        off = _OFF * (boxes[:, 3:] - boxes[:, 1:2]) * np.array([-1, -1, 1, 1])
        found |= elsewhere & ink.lit(own, boxes + off)
        missing = _missing_fonts(drawn, objects - drawn)
        found |= np.array([owner in missing for owner in owners.tolist()])
    return found


def _missing_fonts(drawn: Iterable[int], objects: Iterable[int]) -> set[int]:
    """The objects whose font is not in the file, and draws nothing on the sheet: it is not on the machine."""
    fonts = {font for owner in drawn if (font := calls.text_font(owner))}
    return {
        owner
        for owner in objects
        if (font := calls.text_font(owner)) not in fonts
        and font
        and calls.font_is_embedded(font) != 1
        and calls.render_mode(owner) != raw.FPDF_TEXTRENDERMODE_INVISIBLE
    }


def _inked_spaces(text: Ink, glyphs: Glyphs, spaces: Indices) -> Flags:
    """Which of the white space has ink that is not that of a glyph standing over it."""
    inner = glyphs.boxes[spaces] + _BLEEDING * np.array([1, 0, -1, 0])
    shares = (ink.sampled(text, inner, _PLACES, _PLACES) >= ink.FAINT).mean(axis=1)
    others = glyphs.boxes[~glyphs.hollow]
    found: Flags = (shares >= _INKED) & (inner[:, 2] - inner[:, 0] >= _BLEEDING)
    for index in np.flatnonzero(found).tolist():
        x0, top, x1, bottom = inner[index]
        over = (others[:, 0] < x1) & (others[:, 2] > x0) & (others[:, 1] < bottom)
        found[index] = not (over & (others[:, 3] > top)).any()
    return found
