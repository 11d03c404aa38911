"""Compound files of old Office programs (OLE): the names of the streams at their top level.

They tell what a file is, whatever it is called: MS-CFB (Compound File Binary File Format), 2.2 to 2.6.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER, _ENTRY = 512, 128
# A file of this many sectors of its directory is no document.
_MOST_SECTORS = 10_000
_NONE = 0xFFFFFFFA
"""From here on, a sector's number says that there is none."""


def stream_names(data: bytes) -> frozenset[str]:
    """The names at the top level of a compound file; none where it is damaged."""
    try:
        return frozenset(_top_level(_directory(data)))
    except (struct.error, IndexError, ValueError):
        return frozenset()


def _directory(data: bytes) -> bytes:
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        raise ValueError("no compound file")
    size = 1 << shift
    fat = [
        number
        for sector in struct.unpack_from("<109I", data, 76)
        if sector < _NONE
        for number in struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    ]
    sector = struct.unpack_from("<I", data, 48)[0]
    parts: list[bytes] = []
    while sector < _NONE and len(parts) < _MOST_SECTORS:
        parts.append(data[(sector + 1) * size : (sector + 2) * size])
        sector = fat[sector]
    return b"".join(parts)


def _top_level(directory: bytes) -> Iterator[str]:
    """The names of the root's children, which hang on one another to the left and to the right."""
    ahead = [struct.unpack_from("<I", directory, 76)[0]]
    seen: set[int] = set()
    while ahead:
        index = ahead.pop()
        if index in seen or (index + 1) * _ENTRY > len(directory):
            continue
        seen.add(index)
        entry = directory[index * _ENTRY : (index + 1) * _ENTRY]
        length = struct.unpack_from("<H", entry, 64)[0]
        yield entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
        ahead += struct.unpack_from("<2I", entry, 68)
