"""Writes pages on which more stands than a person sees, or less: a small table and something beside it.

The font is made of boxes and lies in the file (Type 3), so that every machine draws it.
"""

from __future__ import annotations

from tests.read.drawn import ROWS, TITLE, boxes
from tests.read.rawpdf import pdf, stream

WORDS = "旧新名称多出的文字字段的值已核对补录"
_CHARACTERS = "".join(sorted({*"".join("".join(row) for row in ROWS), *TITLE, *WORDS} - {" "}))
_FIRST = 33
# Numbers of the objects that every file has; those of a test follow.
_CATALOG, _PAGES, _PAGE, _CONTENT, _FONT, _GLYPH, _MAP = range(1, 8)
FIRST_OWN = 8
NAME = boxes()[4]
"""The cell of the first item's name."""
X, Y = NAME.x0 + 200, NAME.y0 + 8
"""A place in it that is empty."""


def text(words: str, x: float = X, y: float = Y, size: float = 11, mode: int = 0) -> bytes:
    """Operators that show words at a place."""
    codes = bytes(_FIRST + _CHARACTERS.index(char) for char in words).hex()
    return f"BT {mode} Tr /C {size} Tf {x} {y} Td <{codes}> Tj ET\n".encode()


def table() -> bytes:
    """The table, all in black."""
    content = b"0 g 0.5 w " + text(TITLE, 180, 740, 16)
    for box in boxes():
        content += b"%g %g %g %g re S " % (box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0)
        content += text(box.text, box.x0 + 5, box.y0 + 8)
    return content


def form(content: bytes, width: float = 595, height: float = 842, more: bytes = b"") -> bytes:
    """A drawing of its own, as an object."""
    return stream(
        content,
        b"/Type /XObject /Subtype /Form /BBox [0 0 %g %g] %s /Resources <<%s>>"
        % (width, height, more, _fonts()),
    )


def note(kind: bytes, flags: int, more: bytes = b"") -> bytes:
    """What is laid over the page at the empty place, as an object."""
    return b"<</Type /Annot /Subtype /%s /Rect [%g %g %g %g] /F %d /Contents (x) %s>>" % (
        kind, X, Y - 5, X + 100, Y + 15, flags, more,
    )  # fmt: skip


def document(
    content: bytes,
    *own: bytes,
    resources: bytes = b"",
    page: bytes = b"",
    catalog: bytes = b"",
) -> bytes:
    """A PDF of one page; the objects of its own are numbered from FIRST_OWN on."""
    return pdf([
        b"<</Type /Catalog /Pages %d 0 R %s>>" % (_PAGES, catalog),
        b"<</Type /Pages /Kids [%d 0 R] /Count 1>>" % _PAGE,
        b"<</Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R %s"
        b" /Resources <<%s %s>>>>" % (_PAGES, _CONTENT, page, _fonts(), resources),
        stream(content),
        _font(),
        stream(b"1000 0 d0 60 0 880 90 re 60 350 880 90 re 60 700 880 90 re 455 0 90 790 re f"),
        stream(_map()),
        *own,
    ])  # fmt: skip


def _fonts() -> bytes:
    return b"/Font <</C %d 0 R>>" % _FONT


def _font() -> bytes:
    count = len(_CHARACTERS)
    return (
        b"<</Type /Font /Subtype /Type3 /FontBBox [0 -120 1000 880] /FontMatrix [.001 0 0 .001 0 0]"
        b" /FirstChar %d /LastChar %d /Widths [%s] /ToUnicode %d 0 R"
        b" /Encoding <</Differences [%d %s]>> /CharProcs <<%s>>>>"
        % (
            _FIRST,
            _FIRST + count - 1,
            b"1000 " * count,
            _MAP,
            _FIRST,
            b" ".join(b"/g%d" % number for number in range(count)),
            b" ".join(b"/g%d %d 0 R" % (number, _GLYPH) for number in range(count)),
        )
    )


def _map() -> bytes:
    entries = "\n".join(
        f"<{_FIRST + number:02x}> <{ord(char):04x}>" for number, char in enumerate(_CHARACTERS)
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "/CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(_CHARACTERS)} beginbfchar\n{entries}\nendbfchar endcmap end end"
    ).encode()
