"""Sheets that were read before: recognition takes seconds a sheet, and gives the same for the same pixels."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.read.kept import shelf
from pipeline.read.pdf.contents import Contents, DoubtAt, Stroke, Style
from pipeline.read.pdf.glyphs import Glyphs
from pipeline.read.pdf.scan.recognise import SMALL, TINY
from pipeline.read.pdf.scan.sheets import read_sheet

# What a reading depends on besides this program and its models.
_PACKAGES = ("onnxruntime", "numpy", "opencv-python", "opencv-python-headless")


def read_once(pixels: npt.NDArray[np.uint8], dpi: float, number: int) -> Contents:
    """The sheet as `read_sheet` reads it; as it was kept, where it was read before."""
    kept = shelf()
    if kept is None:
        return read_sheet(pixels, dpi, number)
    key = _digest(pixels, dpi)
    found = _from_record(kept.load(key), number)
    if found is None:
        found = read_sheet(pixels, dpi, number)
        kept.save(key, _record(found))
    return found


def _digest(pixels: npt.NDArray[np.uint8], dpi: float) -> str:
    digest = hashlib.sha256(repr((pixels.shape, dpi, _readers())).encode())
    digest.update(np.ascontiguousarray(pixels).data)
    return digest.hexdigest()


@cache
def _readers() -> tuple[str, ...]:
    """The models and the versions of what runs them."""
    found = [SMALL.sha256, TINY.sha256]
    for package in _PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return tuple(found)


def _record(contents: Contents) -> dict[str, Any]:
    """The sheet as JSON has it, with a digest that tells whether it is whole."""
    sheet = {
        "size": [float(contents.width), float(contents.height)],
        "turn": int(contents.turn),
        "texts": list(contents.glyphs.texts),
        "boxes": contents.glyphs.boxes.tolist(),
        "styles": [list(style) for style in contents.styles],
        "style_of": contents.style_of.tolist(),
        "strokes": [list(map(float, stroke)) for stroke in contents.strokes],
        "doubts": [[list(map(float, doubt.box)), *doubt[1:]] for doubt in contents.doubts],
    }
    return {"sheet": sheet, "sha256": _sha256(sheet)}


def _from_record(record: Mapping[str, Any], number: int) -> Contents | None:
    """The sheet of a record, or None where it is none that was written so."""
    match record:
        case {"sheet": dict() as sheet, "sha256": str(digest)} if digest == _sha256(sheet):
            pass
        case _:
            return None
    width, height = sheet["size"]
    boxes = np.array(sheet["boxes"], np.float64).reshape(-1, 4)
    return Contents(
        number=number,
        width=width,
        height=height,
        turn=sheet["turn"],
        glyphs=Glyphs(sheet["texts"], boxes),
        styles=[Style(*style) for style in sheet["styles"]],
        style_of=np.array(sheet["style_of"], np.int64),
        strokes=[Stroke(*stroke) for stroke in sheet["strokes"]],
        fills=(),
        recognised=True,
        doubts=[DoubtAt(tuple(box), *texts) for box, *texts in sheet["doubts"]],
    )


def _sha256(sheet: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(sheet, sort_keys=True).encode()).hexdigest()
