"""Pictures of places in a PDF: what is printed in a box, as a small PNG in shades of grey."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from pipeline.errors import SourceError
from pipeline.source import Box

# Sixteen shades (four bits a pixel) show print as well as 256 do, at half the size.
_SHADES = 16
_GREYS = [shade * 255 // (_SHADES - 1) for shade in range(_SHADES) for _ in "rgb"]
# zlib's level: 6 takes half as long again for 1 % less.
_EFFORT = 4
# Pixels along a side; a longer picture is no place any more, and a wrong box must cost no memory.
_LONGEST_SIDE = 4000


def clips(path: Path, boxes: Sequence[Box], *, scale: float = 1.5) -> list[bytes]:
    """A PNG of each box, in the order given, `scale` pixels to a point; same boxes, same bytes.

    A box that reaches over its sheet is cut at the sheet's edge. Raises SourceError where the file
    or a sheet cannot be opened, and where a box lies outside every sheet.
    """
    wanted: defaultdict[int, list[int]] = defaultdict(list)
    for index, box in enumerate(boxes):
        wanted[box[0]].append(index)
    pictures: dict[int, bytes] = {}
    if not boxes:
        return []
    try:
        with pypdfium2.PdfDocument(path) as document:
            for sheet, indices in wanted.items():
                if not 1 <= sheet <= len(document):
                    raise SourceError(f"has no sheet {sheet}", str(path))
                page = document[sheet - 1]
                for index in indices:
                    pictures[index] = _picture(page, boxes[index], scale, path)
                page.close()
    except pypdfium2.PdfiumError as error:
        raise SourceError("no picture can be drawn of it; damaged", str(path)) from error
    return [pictures[index] for index in range(len(boxes))]


def _picture(page: Any, box: Box, scale: float, path: Path) -> bytes:
    width, height = page.get_size()
    sheet, x0, top, x1, bottom = box
    x0, x1 = max(0.0, x0), min(width, x1)
    top, bottom = max(0.0, top), min(height, bottom)
    if x1 <= x0 or bottom <= top:
        raise SourceError(f"nothing to draw on sheet {sheet} at {box[1:]}", str(path))
    scale = min(scale, _LONGEST_SIDE / max(x1 - x0, bottom - top))
    # The crop is what is left away on each side; a pixel at least stays.
    sides = (x0, height - bottom, width - x1, top)
    crop = tuple(max(0.0, side - 1 / scale) for side in sides)
    bitmap = page.render(scale=scale, crop=crop, grayscale=True)
    try:
        return _png(bitmap.to_pil())
    finally:
        bitmap.close()


def _png(picture: Image.Image) -> bytes:
    indexed = picture.convert("L").point([level * _SHADES // 256 for level in range(256)])
    shades = Image.frombytes("P", indexed.size, indexed.tobytes())
    shades.putpalette(_GREYS)
    target = io.BytesIO()
    shades.save(target, "PNG", bits=4, compress_level=_EFFORT)
    return target.getvalue()
