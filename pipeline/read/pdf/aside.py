"""Glyphs that are no text of the document: outside the sheet, drawn twice, watermarks, white on white.

What is set aside counts as markup. Whether glyphs belong to a watermark is decided for all glyphs of
a style together, and never for the style that most of the sheet is set in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.read.pdf.contents import Contents, Fill, Span, Stroke, Style
from pipeline.read.pdf.values import Glyph

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


def printed(contents: Contents) -> dict[int, list[Glyph]]:
    """The glyphs that belong to the document, by quarter turns against the frame, in the order in
    which they are drawn."""
    kept: dict[int, list[Glyph]] = {}
    main = _main(contents)
    for style, glyphs in contents.glyphs.items():
        if style.turn is None:
            continue
        if style != main and _faint(style) and _is_watermark(style, main, contents):
            continue
        if style.grey >= _WHITE and not style.outline:
            glyphs = [glyph for glyph in glyphs if _on_a_ground(glyph, contents.fills)]
        kept.setdefault(style.turn, []).extend(_inside(glyphs, contents))
    return {turn: _drawn_once(glyphs) for turn, glyphs in kept.items()}


def _main(contents: Contents) -> Style | None:
    """The style that most of the sheet is set in: a watermark may have more letters than the text."""
    inked = [style for style in contents.glyphs if not _faint(style)]
    return max(
        inked or contents.glyphs, key=lambda style: len(contents.glyphs[style]), default=None
    )


def _faint(style: Style) -> bool:
    return style.opacity < _CLEAR or style.outline or _PALE <= style.grey < _WHITE


def _is_watermark(style: Style, main: Style | None, contents: Contents) -> bool:
    if main is None or main.size <= 0:
        return False
    glyphs = contents.glyphs[style]
    if style.size > _LARGE * main.size and len(glyphs) < len(contents.glyphs[main]):
        return True
    others = [g for other, found in contents.glyphs.items() if not _faint(other) for g in found]
    colliding = sum(_collides(glyph, others, contents.strokes) for glyph in glyphs)
    repeated = len({glyph.text for glyph in glyphs}) * _REPEATED <= len(glyphs)
    return colliding > (_FEW if repeated else _COLLIDING * len(glyphs))


def _collides(glyph: Glyph, others: Iterable[Glyph], strokes: Iterable[Stroke]) -> bool:
    if glyph.text.isspace():
        return False
    # The middle half of the box: the outer parts of two texts' boxes may overlap.
    dx, dy = (glyph.x1 - glyph.x0) / 4, (glyph.bottom - glyph.top) / 4
    core = (glyph.x0 + dx, glyph.top + dy, glyph.x1 - dx, glyph.bottom - dy)
    return any(_meets(core, other) for other in others if not other.text.isspace()) or any(
        _meets(core, stroke) for stroke in strokes
    )


def _meets(box: Span, other: Glyph | Stroke) -> bool:
    return (
        box[0] < other.x1 + 0.01
        and other.x0 < box[2]
        and box[1] < other.bottom + 0.01
        and other.top < box[3]
    )


def _on_a_ground(glyph: Glyph, fills: Sequence[Fill]) -> bool:
    """Whether a glyph stands on a picture or a filled area that is not white."""
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return any(
        fill.x0 <= x <= fill.x1 and fill.top <= y <= fill.bottom
        for fill in fills
        if fill.grey is None or fill.grey < _WHITE
    )


def _inside(glyphs: Sequence[Glyph], contents: Contents) -> list[Glyph]:
    width, height = contents.width * 2, contents.height * 2
    return [g for g in glyphs if 0 <= g[1] + g[3] <= width and 0 <= g[2] + g[4] <= height]


def _drawn_once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    seen: dict[tuple[str, int], list[tuple[float, float]]] = {}
    result: list[Glyph] = []
    for glyph in glyphs:
        text, x0, top, x1, bottom = glyph
        reach = _DOUBLE * (bottom - top)
        across = min(reach, _DOUBLE_WIDTH * (x1 - x0))
        if reach <= 0 or text.isspace():
            result.append(glyph)
            continue
        place = top / (4 * reach)
        band = int(place)
        # A double may stand in the next band where the glyph is near its edge.
        other = band - 1 if place - band < 0.5 else band + 1
        same, near = seen.get((text, band)), seen.get((text, other))
        spot = (x0, top, across, reach)
        if (same and _again(same, *spot)) or (near and _again(near, *spot)):
            continue
        if same is None:
            seen[text, band] = [(x0, top)]
        else:
            same.append((x0, top))
        result.append(glyph)
    return result


def _again(
    places: Iterable[tuple[float, float]], x0: float, top: float, across: float, reach: float
) -> bool:
    return any(-across < x - x0 < across and -reach < y - top < reach for x, y in places)
