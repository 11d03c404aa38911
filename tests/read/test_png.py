"""The PNGs of the report's pictures, as another program reads them."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from pipeline.read.pdf.png import png


@pytest.mark.parametrize("width", [1, 2, 7, 256])  # an odd row ends in half a byte
def test_a_picture_is_read_back_in_sixteen_shades(width: int) -> None:
    picture = np.random.default_rng(width).integers(0, 256, (5, width)).astype(np.uint8)
    read = Image.open(io.BytesIO(png(picture)))
    read.load()  # raises where a checksum is wrong
    assert (read.format, read.size) == ("PNG", (width, 5))
    assert np.array_equal(np.asarray(read.convert("L")), picture // 16 * 17)


def test_black_stays_black_and_white_white() -> None:
    read = Image.open(io.BytesIO(png(np.array([[0, 255]], np.uint8))))
    assert np.asarray(read.convert("L")).tolist() == [[0, 255]]
