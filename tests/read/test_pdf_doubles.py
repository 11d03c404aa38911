"""Bold faked by drawing twice, and letters that merely stand twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.pdf.aside import drawn_once
from pipeline.read.pdf.glyphs import Glyph, Glyphs


def glyphs(text: str, places: list[float], width: float) -> Glyphs:
    return Glyphs.of(Glyph(c, x, 0.0, x + width, 10.0) for c, x in zip(text, places, strict=True))


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
    assert "".join(drawn_once(glyphs(text, places, width)).texts) == kept


@given(
    st.lists(
        st.tuples(st.sampled_from("局人一"), st.integers(0, 60), st.integers(0, 60)), max_size=60
    )
)
def test_each_glyph_is_kept_once(places: list[tuple[str, int, int]]) -> None:
    drawn = [Glyph(c, x / 2, y / 2, x / 2 + 10, y / 2 + 10) for c, x, y in places]

    def doubles(one: Glyph, other: Glyph) -> bool:
        near = abs(one.x0 - other.x0) < 1.5 and abs(one.top - other.top) < 1.5
        return one.text == other.text and near

    kept: list[Glyph] = []
    for glyph in drawn:
        if not any(doubles(glyph, other) for other in kept):
            kept.append(glyph)
    assert list(drawn_once(Glyphs.of(drawn))) == kept
