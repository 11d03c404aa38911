"""An OFD page as a page of a PDF, to be looked at: object for object, in the order in which they are drawn.

Its letters are no letters but boxes with a cross, of their place, size and colour: where a letter is seen
can be told without its font, which is seldom in the file or on the machine.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pipeline.read.ofd.drawing import Drawing, Drawn, Letter
from pipeline.read.ofd.matrix import Matrix
from pipeline.read.ofd.pictures import Image
from pipeline.read.pdf.contents import ASCENT, DESCENT
from pipeline.read.pdf.paths import Point

# Of its size: how far from the edge of its box the box of a letter is drawn, and how thick.
_INSET, _THICK = 0.14, 0.09
# Points: what is farther is on no sheet.
_FARTHEST = 30_000.0
# In place of an object without ink, so that each has one in the PDF too.
_NOTHING = "-9 -9 1 1 re f"
_FLIPPED = Matrix(1, 0, 0, -1, 0, 1)


def crosses(drawn: Drawn) -> str:
    """The operators that draw a cross in a box for each letter of an object."""
    marks = "".join(_letter(letter) for letter in drawn.letters if not letter.text.isspace())
    return f"{_number(_THICK * drawn.letters[0].size)} w {marks} S" if marks else ""


def to_pdf(
    drawing: Drawing, images: Mapping[str, Image], letters: Callable[[Drawn], str] = crosses
) -> bytes:
    """A PDF of one page with an object for each of the drawing's; `images` are those of its pictures that are
    known, `letters` gives what draws an object's letters."""
    numbers = {name: 5 + 2 * index for index, name in enumerate(images)}
    content = "\n".join(_shown(drawn, numbers, letters) for drawn in drawing.objects)
    opacities = sorted({_hundredth(p.opacity) for d in drawing.objects for p in (d.fill, d.line)})
    states = " ".join(f"/G{o} <</ca {o / 100:.2f} /CA {o / 100:.2f}>>" for o in opacities)
    pictures = " ".join(f"/I{number} {number} 0 R" for number in numbers.values())
    box = f"0 0 {_number(drawing.width)} {_number(drawing.height)}"
    objects = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        f"<</Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R /Resources <</ExtGState <<{states}>> "
        f"/XObject <<{pictures}>> >> >>".encode(),
        _stream("/Filter /FlateDecode", zlib.compress(content.encode(), 1)),
    ]
    for name, number in numbers.items():
        objects += _image(images[name], number + 1)
    return _file(objects)


def _image(image: Image, mask: int) -> Iterator[bytes]:
    head = (
        f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height} /BitsPerComponent 8 "
        "/Filter /FlateDecode /ColorSpace "
    )
    clear = f" /SMask {mask} 0 R" if image.opacity is not None else ""
    yield _stream(f"{head}/DeviceRGB{clear}", image.colours)
    yield _stream(f"{head}/DeviceGray", image.opacity) if image.opacity is not None else b"null"


def _stream(head: str, data: bytes) -> bytes:
    return f"<<{head} /Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def _file(objects: Iterable[bytes]) -> bytes:
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    start, count = len(made), len(places) + 1
    made += f"xref\n0 {count}\n0000000000 65535 f \n".encode()
    made += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return (
        bytes(made)
        + f"trailer\n<</Size {count} /Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def _shown(drawn: Drawn, images: Mapping[str, int], letters: Callable[[Drawn], str]) -> str:
    """The operators that draw an object."""
    fill, line = drawn.fill, drawn.line
    if drawn.letters:
        inked = [letter for letter in drawn.letters if not letter.text.isspace()]
        marks = (letters(drawn) if drawn.visible else "") or _NOTHING
        line, extent = fill, [corner for letter in inked for corner in corners(letter)]
    elif drawn.picture is not None:
        number = images.get(drawn.picture)
        matrix = " ".join(map(_number, drawn.matrix.after(_FLIPPED)))
        marks = _NOTHING if number is None else f"{matrix} cm /I{number} Do"
        extent = []
    else:
        assert drawn.path is not None
        path = drawn.path
        parts = [part for part in path.parts if len(part) > 1]
        how = {(True, True): "B", (True, False): "f"}.get((path.filled, path.stroked), "S")
        how += "*" if drawn.even_odd and path.filled else ""
        marks = f"{_number(path.width)} w {_outline(parts)} {how}" if parts else _NOTHING
        extent = [point for part in parts for point in part]
    clips = "".join(
        f"{_outline(clip)} W n " for clip in drawn.clips if not _holds(clip, extent, drawn)
    )
    # One opacity does for both, as its parts are: those that differ are of frames of areas.
    opacity = fill.opacity if drawn.path is None or drawn.path.filled else line.opacity
    colours = (
        " ".join(f"{value:.3f}" for value in fill[:3]),
        " ".join(f"{value:.3f}" for value in line[:3]),
    )
    return f"q /G{_hundredth(opacity)} gs {colours[0]} rg {colours[1]} RG {clips}{marks} Q"


def _letter(letter: Letter) -> str:
    """A box with a cross."""
    a, b, c, d = corners(letter, _INSET)
    middles = [((p[0] + q[0]) / 2, (p[1] + q[1]) / 2) for p, q in ((a, b), (b, c), (c, d), (d, a))]
    box = _outline([[a, b, c, d]]) + "h "
    return box + _outline([[middles[0], middles[2]], [middles[1], middles[3]]])


def corners(letter: Letter, inset: float = 0.0) -> list[Point]:
    """The corners of a letter's box, made smaller by this share of it on each side."""
    length = max(1e-9, (letter.along[0] ** 2 + letter.along[1] ** 2) ** 0.5)
    ax, ay = letter.along[0] / length, letter.along[1] / length
    lefts = inset * letter.width, (1 - inset) * letter.width
    low, high = (inset - DESCENT) * letter.size, (ASCENT - inset) * letter.size
    return [
        (letter.x + ax * u - ay * v, letter.y + ay * u + ax * v)
        for u, v in ((lefts[0], low), (lefts[1], low), (lefts[1], high), (lefts[0], high))
    ]


def _holds(clip: Sequence[Sequence[Point]], extent: Sequence[Point], drawn: Drawn) -> bool:
    """Whether an object is in a clip that is a box, so that it need not be cut."""
    if not extent or len(clip) != 1 or len(clip[0]) != 5:
        return False
    (x0, y0), _, (x1, y1) = clip[0][:3]
    if clip[0][1] not in ((x1, y0), (x0, y1)):
        return False
    more = drawn.path.width / 2 if drawn.path and drawn.path.stroked else 0.0
    xs, ys = zip(*extent, strict=True)
    across = min(x0, x1) <= min(xs) - more and max(xs) + more <= max(x0, x1)
    down = min(y0, y1) <= min(ys) - more and max(ys) + more <= max(y0, y1)
    return bool(across and down)


def _outline(parts: Iterable[Sequence[Point]]) -> str:
    return "".join(
        f"{_number(x)} {_number(y)} {'l' if index else 'm'} "
        for part in parts
        for index, (x, y) in enumerate(part)
    )


def _number(value: float) -> str:
    return f"{min(max(value, -_FARTHEST), _FARTHEST):.3f}"


def _hundredth(opacity: float) -> int:
    return max(0, min(100, round(100 * opacity)))
