"""Writes PDF files object by object: what no program that makes documents would write."""

from __future__ import annotations

import zlib
from collections.abc import Sequence


def pdf(objects: Sequence[bytes], root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1."""
    out = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer <</Size %d /Root %d 0 R>>\n" % (len(objects) + 1, root)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(data)
    head = b"<</Length %d /Filter /FlateDecode %s>>" % (len(packed), entries)
    return head + b"\nstream\n" + packed + b"\nendstream"


def one_page(
    content: bytes, *more: bytes, resources: bytes = b"", media: bytes = b"0 0 595 842"
) -> bytes:
    """A PDF of one page with the font /F; `more` are objects from number 6 on."""
    page = (
        b"<</Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R"
        b" /Resources <</Font <</F 5 0 R>> %s>>>>" % (media, resources)
    )
    return pdf([
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        page,
        stream(content),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        *more,
    ])  # fmt: skip


def many_pages(count: int) -> bytes:
    """A PDF of so many pages with a word on each."""
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + count))
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources <</Font <</F 4 0 R>>>>>>"
    return pdf([
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [%s] /Count %d>>" % (kids, count),
        stream(b"BT /F 10 Tf 100 100 Td (x) Tj ET"),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        *[page] * count,
    ])  # fmt: skip


def nested_forms(depth: int, times: int = 1) -> bytes:
    """A PDF whose page draws a form that draws another, and so on, each of them so many times."""
    forms = []
    for level in range(depth):
        last = level == depth - 1
        content = b"BT /F 10 Tf 100 100 Td (x) Tj ET" if last else b"/X Do " * times
        link = b"" if last else b"/XObject <</X %d 0 R>>" % (level + 7)
        entries = (
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
            b" /Resources <</Font <</F 5 0 R>> %s>>" % link
        )
        forms.append(stream(content, entries))
    return one_page(b"/X Do", *forms, resources=b"/XObject <</X 6 0 R>>")
