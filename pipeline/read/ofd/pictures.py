"""The pictures of an OFD, as a PDF holds them."""

from __future__ import annotations

import io
import warnings
import zlib
from typing import NamedTuple

from pipeline.model.errors import SourceError
from pipeline.read.ofd.drawing import Drawing
from pipeline.read.ofd.package import Package, Resources

# Pixels: of more a picture is no part of a list; as many along a side are drawn of it.
_MOST_PIXELS, _LONGEST = 50_000_000, 2000
_MOST_BYTES = 64 * 2**20
_FORMATS = ("PNG", "JPEG", "BMP", "GIF", "TIFF")


class Image(NamedTuple):
    """Rows of red, green and blue, compressed; the same of opacity, where not all of it is opaque."""

    width: int
    height: int
    colours: bytes
    opacity: bytes | None


class Pictures:
    """The pictures that pages refer to, each decoded when it is first drawn."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._known: dict[str, Image | None] = {}

    def drawn_in(self, drawing: Drawing, resources: Resources) -> dict[str, Image]:
        """Those of a drawing that are known, by identifier."""
        names = sorted({drawn.picture for drawn in drawing.objects if drawn.picture})
        return {name: image for name in names if (image := self._of(resources, name))}

    def _of(self, resources: Resources, name: str) -> Image | None:
        part = resources.pictures.get(name)
        if part is None:
            return None
        if part not in self._known:
            try:
                self._known[part] = decoded(self._package.bytes_of(part, _MOST_BYTES))
            except SourceError:
                self._known[part] = None
        return self._known[part]


def decoded(data: bytes) -> Image | None:
    """A picture, made smaller where it is finer than a sheet is looked at; None where it cannot be decoded."""
    from PIL import Image as Pillow  # late: few documents have pictures

    try:
        with warnings.catch_warnings(), Pillow.open(io.BytesIO(data), formats=_FORMATS) as picture:
            warnings.simplefilter("ignore")
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            clear = "A" in picture.getbands() or "transparency" in picture.info
            shown = picture.convert("RGBA" if clear else "RGB")
            shown.thumbnail((_LONGEST, _LONGEST))
    except Exception:  # of whatever kind: decoders of damaged pictures raise nearly everything
        return None
    opacity = zlib.compress(shown.getchannel("A").tobytes(), 1) if clear else None
    return Image(*shown.size, zlib.compress(shown.convert("RGB").tobytes(), 1), opacity)
