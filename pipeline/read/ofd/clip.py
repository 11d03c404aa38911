"""Pictures of places in an OFD: drawn with the fonts that it holds, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from pipeline.model.source import Box
from pipeline.read.ofd.drawing import Budget, draw
from pipeline.read.ofd.faces import Faces, NoOutlineError
from pipeline.read.ofd.package import Package, PageParts
from pipeline.read.ofd.pictures import Pictures
from pipeline.read.ofd.sheet import to_pdf
from pipeline.read.pdf.clip import clips_of


def clips(path: Path, boxes: Sequence[Box], *, scale: float = 1.5) -> list[bytes | None]:
    """A PNG of each box, as of a PDF; None for each on a page with a letter whose font the file does not hold.

    Raises SourceError where the file cannot be read, and where a box lies outside of its page.
    """
    found: dict[int, bytes] = {}
    file = str(path)
    package, budget = Package(path.read_bytes(), file), Budget(file)
    pictures, faces = Pictures(package), Faces(package)
    last = max((box[0] for box in boxes), default=0)
    for number, page in enumerate(islice(package.pages(), last), 1):
        wanted = [index for index, box in enumerate(boxes) if box[0] == number]
        data = _drawn(page, budget, pictures, faces) if wanted else None
        if data is not None:
            places = [(1, *boxes[index][1:]) for index in wanted]
            found.update(zip(wanted, clips_of(data, places, scale, path), strict=True))
    return [found.get(index) for index in range(len(boxes))]


def _drawn(page: PageParts, budget: Budget, pictures: Pictures, faces: Faces) -> bytes | None:
    """The page as a PDF; None where its letters cannot be drawn."""
    drawing = draw(page, budget)
    try:
        return to_pdf(
            drawing,
            pictures.drawn_in(drawing, page.resources),
            lambda drawn: faces.marks(drawn, page.resources),
        )
    except NoOutlineError:
        return None
