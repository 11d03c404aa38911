"""Writes a printed list as OFD (GB/T 33190), laid out by `compose` as a PDF is."""

from __future__ import annotations

import io
import zipfile
from html import escape

from tests.corpus.compose import Composed, Sheet, Text, compose
from tests.corpus.layout import Layout
from tests.corpus.pdf import measure_of
from tests.corpus.printed import PrintedDocument

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72
_ASCENT, _THICK = 0.86, 0.5


def to_ofd(document: PrintedDocument, layout: Layout) -> bytes:
    """The document as an OFD."""
    composed = compose(document, layout, measure_of(layout))
    width, height = (round(side * _MM, 3) for side in layout.paper)
    uses = "".join(
        f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>'
        for n in range(len(composed.sheets))
    )
    files = {
        "OFD.xml": f"<ofd:OFD {_NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>"
        f"0 0 {width} {height}</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{uses}</ofd:Pages>"
        "</ofd:Document>",
    } | _pages(composed, layout)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return buffer.getvalue()


def _pages(composed: Composed, layout: Layout) -> dict[str, str]:
    return {
        f"Doc_0/Pages/Page_{n}/Content.xml": f"<ofd:Page {_NS}><ofd:Content><ofd:Layer>"
        f"{_inner(sheet, layout)}</ofd:Layer></ofd:Content></ofd:Page>"
        for n, sheet in enumerate(composed.sheets)
    }


def _inner(sheet: Sheet, layout: Layout) -> str:
    measure = measure_of(layout)
    rules = (
        f'<ofd:PathObject Boundary="{_mm(r.x0)} {_mm(r.top)} {_mm(r.x1 - r.x0 + 1)} {_mm(r.bottom - r.top + 1)}" '
        f'LineWidth="{_mm(_THICK)}"><ofd:AbbreviatedData>M 0 0 L {_mm(r.x1 - r.x0)} {_mm(r.bottom - r.top)}'
        "</ofd:AbbreviatedData></ofd:PathObject>"
        for r in sheet.rules
    )
    texts = (_text(text, text.size / layout.font_size, measure) for text in sheet.texts)
    return "".join((*rules, *texts))


def _text(text: Text, scale: float, measure: object) -> str:
    assert callable(measure)
    steps = " ".join(_mm(measure(char) * scale + text.spread) for char in text.text[:-1])
    width = sum(measure(char) * scale + text.spread for char in text.text)
    return (
        f'<ofd:TextObject Boundary="{_mm(text.x)} {_mm(text.top)} {_mm(width)} {_mm(text.size)}" '
        f'Size="{_mm(text.size)}"><ofd:TextCode X="0" Y="{_mm(_ASCENT * text.size)}" DeltaX="{steps}">'
        f"{escape(text.text)}</ofd:TextCode></ofd:TextObject>"
    )


def _mm(points: float) -> str:
    return f"{points * _MM:.3f}"
