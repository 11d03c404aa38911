"""Glyphs that are no text of the document: outside the sheet, drawn twice, watermarks, white on white.

What is set aside counts as markup. Whether glyphs belong to a watermark is decided for all glyphs of
a style together, and never for the style that most of the sheet is set in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from pipeline.read.pdf.contents import Contents, Fill, Stroke, Style
from pipeline.read.pdf.decoration import without_decoration
from pipeline.read.pdf.glyphs import Flags, Floats, Glyph, Glyphs

# A glyph drawn again within a seventh of its size, and half of its width, is bold faked by drawing it
# twice; the second f of Office stands farther off.
_DOUBLE, _DOUBLE_WIDTH = 0.15, 0.5
# A watermark is pale or lets through what it crosses; grey from 0 (black) to 1 (white).
_PALE, _CLEAR = 0.6, 0.95
# White on white is seen by nobody.
_WHITE = 0.98
# Its letters are so much larger than the text, or …
_LARGE = 1.6
# … so large a share of them runs into the text or the rules of the tables, which no text does.
_COLLIDING = 0.2
# … or a few of them do, and it says the same so many times over.
_FEW, _REPEATED = 2, 4
# Points: a rule has no thickness, but meets what it touches.
_HAIR = 0.01


def printed(contents: Contents) -> dict[int, Glyphs]:
    """The glyphs that belong to the document, by quarter turns against the frame, in the order in
    which they are drawn."""
    numbers = np.bincount(contents.style_of, minlength=len(contents.styles)).tolist()
    main = _main(contents.styles, numbers)
    kept = _inside(contents)
    for index, style in enumerate(contents.styles):
        if style.turn is None or (
            index != main and _faint(style) and _is_watermark(index, main, contents)
        ):
            kept &= contents.style_of != index
        elif style.grey >= _WHITE and not style.outline:
            for at in np.flatnonzero(contents.style_of == index).tolist():
                kept[at] &= _on_a_ground(contents.glyphs.boxes[at].tolist(), contents.fills)
    turns = np.array([-1 if style.turn is None else style.turn for style in contents.styles])
    turn_of = turns[contents.style_of] if len(turns) else contents.style_of
    return {
        turn: drawn_once(contents.glyphs.where(kept & (turn_of == turn)))
        for turn in sorted(set(turn_of[kept].tolist()))
    }


def _main(styles: Sequence[Style], numbers: Sequence[int]) -> int | None:
    """The style that most of the sheet is set in: a watermark may have more letters than the text."""
    inked = [index for index, style in enumerate(styles) if not _faint(style)]
    return max(inked or range(len(styles)), key=numbers.__getitem__, default=None)


def _faint(style: Style) -> bool:
    return style.opacity < _CLEAR or style.outline or _PALE <= style.grey < _WHITE


def _is_watermark(index: int, main: int | None, contents: Contents) -> bool:
    styles, style_of = contents.styles, contents.style_of
    if main is None or styles[main].size <= 0:
        return False
    own = contents.glyphs.where(style_of == index)
    large = styles[index].size > _LARGE * styles[main].size
    if large and len(own) < np.count_nonzero(style_of == main):
        return True
    faint = np.array([_faint(style) for style in styles])
    others = contents.glyphs.where(~faint[style_of] & ~contents.glyphs.blank)
    # Lines under it and through it are its own.
    strokes = without_decoration(contents.strokes, own)
    colliding = sum(_collides(glyph, others.boxes, strokes) for glyph in own)
    repeated = len(set(own.texts)) * _REPEATED <= len(own)
    return colliding > (_FEW if repeated else _COLLIDING * len(own))


def _collides(glyph: Glyph, others: Floats, strokes: Iterable[Stroke]) -> bool:
    if glyph.text.isspace():
        return False
    # The middle half of the box: the outer parts of two texts' boxes may overlap.
    dx, dy = (glyph.x1 - glyph.x0) / 4, (glyph.bottom - glyph.top) / 4
    x0, top, x1, bottom = glyph.x0 + dx, glyph.top + dy, glyph.x1 - dx, glyph.bottom - dy
    lefts, tops, rights, bottoms = others.T
    meeting = (x0 < rights) & (lefts < x1) & (top < bottoms) & (tops < bottom)
    return bool(meeting.any()) or any(
        x0 < s.x1 + _HAIR and s.x0 < x1 and top < s.bottom + _HAIR and s.top < bottom
        for s in strokes
    )


def _on_a_ground(box: Sequence[float], fills: Sequence[Fill]) -> bool:
    """Whether a glyph stands on a picture or a filled area that is not white."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(
        fill.x0 <= x <= fill.x1 and fill.top <= y <= fill.bottom
        for fill in fills
        if fill.grey is None or fill.grey < _WHITE
    )


def _inside(contents: Contents) -> Flags:
    """Which glyphs stand on the sheet."""
    x0, top, x1, bottom = contents.glyphs.boxes.T
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    inside: Flags = (x >= 0) & (x <= contents.width) & (y >= 0) & (y <= contents.height)
    return inside


def drawn_once(glyphs: Glyphs) -> Glyphs:
    """Each glyph once; bold is faked by drawing it twice."""
    kept = np.ones(len(glyphs), np.bool_)
    seen: dict[tuple[str, int], list[tuple[float, float]]] = {}
    suspects = np.flatnonzero(_crowded(glyphs))
    for index, glyph in zip(suspects.tolist(), glyphs.take(suspects), strict=True):
        text, x0, top, x1, bottom = glyph
        reach = _DOUBLE * (bottom - top)
        across = min(reach, _DOUBLE_WIDTH * (x1 - x0))
        if reach <= 0 or text.isspace():
            continue
        place = top / (4 * reach)
        band = int(place)
        # A double may stand in the next band where the glyph is near its edge.
        other = band - 1 if place - band < 0.5 else band + 1
        near = [*seen.get((text, band), ()), *seen.get((text, other), ())]
        if any(-across < x - x0 < across and -reach < y - top < reach for x, y in near):
            kept[index] = False
        else:
            seen.setdefault((text, band), []).append((x0, top))
    return glyphs.where(kept)


def _crowded(glyphs: Glyphs) -> Flags:
    """Which glyphs stand where they may be doubles: few do, and only they are looked at closely.

    Two of one text that are nearer than half a square's side share a square, of the squares that the
    sheet is divided into or of those moved by half a side, across, down or both.
    """
    crowded = np.zeros(len(glyphs), np.bool_)
    side = 2 * _DOUBLE * float(glyphs.sizes.max(initial=0.0))
    if side <= 0:
        return crowded
    texts = np.fromiter(map(hash, glyphs.texts), np.int64, len(glyphs))
    for shift in ((0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5)):
        x, y = np.floor(glyphs.boxes[:, :2] / side + shift).astype(np.int64).T
        squares = texts ^ (x * 0x9E3779B1 + y * 0x85EBCA77)
        order = np.argsort(squares, kind="stable")
        same = squares[order[1:]] == squares[order[:-1]]
        crowded[order[1:][same]] = crowded[order[:-1][same]] = True
    return crowded
