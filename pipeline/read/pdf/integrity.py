"""Whether the compressed parts of a PDF are whole.

pdfium shows what it can of a damaged file and says nothing; a page would lose its end in silence. So
each part that text depends on is unpacked once and set against its checksum (RFC 1950).
"""

from __future__ import annotations

import re
import zlib

# "… /Filter/FlateDecode …>> stream": where the data of a part starts.
_STREAM = re.compile(rb"stream\r?\n")
_DEFLATED = re.compile(rb"/Filter\s*(?:\[\s*)?/FlateDecode\s*(?:\]|/|>|\s)")
# Pictures hold no text; where a font is damaged, pdfium leaves its text out.
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")

_LONGEST_HEAD = 4096
# The line ends around a part of no bytes.
_LONGEST_BLANK = 4
# What the parts of a page may unpack to, all in all; a duty list has some megabytes.
_MOST = 128 * 2**20
_CHUNK = 2**20
_HEADER, _CHECKSUM = 2, 4


class DamagedError(Exception):
    """A part that cannot be unpacked to its end."""


class TooLargeError(Exception):
    """Parts that unpack to far more than any document of this kind."""


def check_parts(data: bytes) -> None:
    """Raises DamagedError or TooLargeError where the compressed parts of a PDF are not as they
    should be. Those of an encrypted one cannot be told from damage, and are not looked at."""
    if b"/Encrypt" in data:
        return
    total = 0
    for match in _STREAM.finditer(data):
        start = match.end()
        if data[match.start() - 1 : match.start()].isalnum():
            continue  # endstream
        head = data[max(0, start - _LONGEST_HEAD) : match.start()]
        head = head[head.rfind(b"obj") + 1 :]
        if not _DEFLATED.search(head + b" ") or _PICTURE.search(head):
            continue
        end = data.find(b"endstream", start)
        total += _unpacked(memoryview(data)[start : end if end >= 0 else len(data)], _MOST - total)


def _unpacked(part: memoryview, most: int) -> int:
    """The size of a part unpacked; one without a byte is what some programs write for nothing."""
    if not bytes(part[:_LONGEST_BLANK]).strip():
        return 0
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    size, checksum = 0, 1
    pending: memoryview | bytes = part[_HEADER:]
    try:
        while not inflater.eof:
            piece = inflater.decompress(pending, _CHUNK)
            size, checksum = size + len(piece), zlib.adler32(piece, checksum)
            if size > most:
                raise TooLargeError
            pending = inflater.unconsumed_tail
            if not piece and not pending and not inflater.eof:
                raise DamagedError
    except zlib.error as error:
        raise DamagedError from error
    # Some programs leave the checksum away.
    stored = inflater.unused_data[:_CHECKSUM]
    if len(stored) == _CHECKSUM and stored.strip() and int.from_bytes(stored, "big") != checksum:
        raise DamagedError
    return size
