"""Files of pictures (PNG, JPEG, TIFF of several sheets), a sheet at a time, each as fine as is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from pipeline.model.errors import SourceError
from pipeline.read.pdf.contents import Contents
from pipeline.read.pdf.scan.kept import read_once
from pipeline.read.pdf.scan.pdf import COARSEST, FINEST

# Inches: the longer side of A4, which is taken where a file says nothing of its size, or nothing that a sheet has.
_A4, _SHORTEST, _LONGEST = 11.69, 7.0, 18.0
_MOST_SHEETS, _MOST_PIXELS = 2000, 120_000_000


def recognised_pictures(path: Path) -> Iterator[Contents]:
    """The sheets of a file. Raises SourceError for one that is damaged or out of all proportion."""
    try:
        with Image.open(path, formats=("PNG", "JPEG", "TIFF")) as file:
            for number, frame in enumerate(ImageSequence.Iterator(file), 1):
                if frame.width * frame.height > _MOST_PIXELS or number > _MOST_SHEETS:
                    raise SourceError("unpacks to far more than a duty list holds", str(path))
                yield _recognised(frame, number)
    except (OSError, SyntaxError, ValueError, EOFError, UnidentifiedImageError) as error:
        raise SourceError("damaged or cut off", str(path)) from error
    except Image.DecompressionBombError as error:
        raise SourceError("unpacks to far more than a duty list holds", str(path)) from error


def _recognised(frame: Image.Image, number: int) -> Contents:
    dpi = _resolution(frame)
    upright = ImageOps.exif_transpose(frame)
    image = upright.convert(
        "RGBA" if "transparency" in upright.info or "A" in upright.mode else "RGB"
    )
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    read_at = min(max(dpi, COARSEST), FINEST)
    if read_at != dpi:
        size = round(image.width * read_at / dpi), round(image.height * read_at / dpi)
        image = image.resize(size, Image.Resampling.LANCZOS)
    return read_once(np.ascontiguousarray(np.asarray(image, np.uint8)), read_at, number)


def _resolution(frame: Image.Image) -> float:
    """Pixels to an inch, as the file says, if a sheet may be so large, else as of A4."""
    longer = max(frame.size)
    try:
        said = float(max(frame.info.get("dpi", (0, 0))))
    except (TypeError, ValueError, ZeroDivisionError):
        said = 0.0
    return said if said > 0 and _SHORTEST <= longer / said <= _LONGEST else longer / _A4
