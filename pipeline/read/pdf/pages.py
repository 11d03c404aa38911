"""Loads a page: the only module that knows pdfplumber. Glyphs that carry no text are set aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from pipeline.characters import count
from pipeline.read.pdf.values import Edge, Glyph, Loaded

# A glyph drawn again within a quarter of its size is bold faked by drawing it twice.
_DOUBLE = 0.25


def load_page(page: Any) -> Loaded:
    """A pdfplumber page as plain values."""
    glyphs = _drawn_once([_glyph(char) for char in page.chars if _belongs(char, page)])
    characters = sum(count(char["text"]) for char in page.chars)
    return Loaded(
        page.page_number,
        page.height,
        tuple(glyphs),
        tuple(Edge(e["x0"], e["top"], e["x1"], e["bottom"]) for e in page.edges),
        characters,
        characters - sum(count(glyph.text) for glyph in glyphs),
    )


def _belongs(char: dict[str, Any], page: Any) -> bool:
    """Whether a glyph stands on the page, upright: a watermark runs across, hidden text outside."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    x0, top, x1, bottom = page.bbox
    # pdfminer calls upright what runs from lower left to upper right.
    a, b, c, d = (float(value) for value in char["matrix"][:4])
    upright = a > 0 and d > 0 and abs(b) < 0.1 * a and abs(c) < 0.5 * d
    return upright and bool(x0 <= x <= x1 and top <= y <= bottom)


def _glyph(char: dict[str, Any]) -> Glyph:
    return Glyph(char["text"], char["x0"], char["top"], char["x1"], char["bottom"])


def _drawn_once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    seen: defaultdict[tuple[str, int], list[Glyph]] = defaultdict(list)
    result: list[Glyph] = []
    for glyph in glyphs:
        band = round(glyph.top / max(glyph.size, 1))
        near = [g for b in (band - 1, band, band + 1) for g in seen[glyph.text, b]]
        tolerance = _DOUBLE * glyph.size
        if not glyph.text.isspace() and any(
            abs(g.x0 - glyph.x0) < tolerance and abs(g.top - glyph.top) < tolerance for g in near
        ):
            continue
        seen[glyph.text, band].append(glyph)
        result.append(glyph)
    return result
