"""Bold faked by drawing twice, and letters that merely stand twice."""

from __future__ import annotations

import pytest

from pipeline.read.pdf.aside import _drawn_once
from pipeline.read.pdf.values import Glyph


def glyphs(text: str, places: list[float], width: float) -> list[Glyph]:
    return [Glyph(c, x, 0.0, x + width, 10.0) for c, x in zip(text, places, strict=True)]


@pytest.mark.parametrize(
    ("text", "places", "width", "kept"),
    [
        ("局局", [0.0, 0.4], 10.0, "局"),  # bold
        ("局局", [0.0, 10.0], 10.0, "局局"),
        ("ff", [0.0, 2.5], 5.0, "ff"),  # Office, in a font whose boxes are wider than the letters
        ("ff", [0.0, 1.86], 4.6, "ff"),  # squeezed to fit its line
        ("ll", [0.0, 2.2], 2.2, "ll"),
        ("llll", [0.0, 0.2, 2.2, 2.4], 2.2, "ll"),  # both in bold
    ],
)
def test_a_glyph_drawn_twice(text: str, places: list[float], width: float, kept: str) -> None:
    assert "".join(g.text for g in _drawn_once(glyphs(text, places, width))) == kept
