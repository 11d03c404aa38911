"""Compound files of old Office programs (OLE): the streams at their top level.

Their names tell what a file is, whatever it is called: MS-CFB (Compound File Binary File Format), 2.2 to 2.6.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_SMALL_SECTOR, _SMALL_STREAM = 64, 4096
_NONE = 0xFFFFFFFA
"""From here on, a sector's number says that there is none."""


class _Stream(NamedTuple):
    name: str
    start: int
    size: int


def stream_names(data: bytes) -> frozenset[str]:
    """The names at the top level of a compound file; none where it is damaged."""
    try:
        return frozenset(stream.name for stream in Compound(data).streams)
    except (struct.error, IndexError, ValueError):
        return frozenset()


class Compound:
    """A compound file. Damage raises struct.error, IndexError or ValueError."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in (9, 12):
            raise ValueError("no compound file")
        self._size = 1 << shift

    @cached_property
    def streams(self) -> tuple[_Stream, ...]:
        """What is at the top level: the root's children, which hang on one another left and right."""
        return tuple(self._children())

    def stream(self, name: str) -> bytes:
        """The bytes of a stream at the top level; ValueError where there is none of that name."""
        found = next((s for s in self.streams if s.name == name), None)
        if found is None:
            raise ValueError(f"no stream {name}")
        if found.size >= _SMALL_STREAM:
            return self._chain(found.start)[: found.size]
        # Small streams lie in a stream of their own, the root's.
        root = self._chain(struct.unpack_from("<I", self._directory, 116)[0])
        table = self._chain(struct.unpack_from("<I", self._data, 60)[0])
        sectors = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
        parts: list[bytes] = []
        sector = found.start
        while sector < _NONE and len(parts) <= _SMALL_STREAM // _SMALL_SECTOR:
            parts.append(root[sector * _SMALL_SECTOR : (sector + 1) * _SMALL_SECTOR])
            sector = sectors[sector]
        return b"".join(parts)[: found.size]

    def _children(self) -> Iterator[_Stream]:
        ahead = [struct.unpack_from("<I", self._directory, 76)[0]]
        seen: set[int] = set()
        while ahead:
            index = ahead.pop()
            if index in seen or (index + 1) * _ENTRY > len(self._directory):
                continue
            seen.add(index)
            entry = self._directory[index * _ENTRY : (index + 1) * _ENTRY]
            length, left, right, start, size = (
                struct.unpack_from(f"<{kind}", entry, at)[0]
                for kind, at in (("H", 64), ("I", 68), ("I", 72), ("I", 116), ("I", 120))
            )
            yield _Stream(entry[: max(length - 2, 0)].decode("utf-16-le", "replace"), start, size)
            ahead += (left, right)

    @cached_property
    def _directory(self) -> bytes:
        return self._chain(struct.unpack_from("<I", self._data, 48)[0])

    @cached_property
    def _table(self) -> list[int]:
        """Which sector follows each."""
        numbers = list(struct.unpack_from("<109I", self._data, 76))
        more, seen = struct.unpack_from("<I", self._data, 68)[0], 0
        while more < _NONE and seen < len(self._data) // self._size:
            *own, more = struct.unpack_from(
                f"<{self._size // 4}I", self._data, (more + 1) * self._size
            )
            numbers += own
            seen += 1
        return [
            number
            for sector in numbers
            if sector < _NONE
            for number in struct.unpack_from(
                f"<{self._size // 4}I", self._data, (sector + 1) * self._size
            )
        ]

    def _chain(self, sector: int) -> bytes:
        parts: list[bytes] = []
        while sector < _NONE:
            parts.append(self._data[(sector + 1) * self._size : (sector + 2) * self._size])
            sector = self._table[sector]
            if len(parts) > len(self._data) // self._size + 1:
                raise ValueError("a chain of sectors that goes in a circle")
        return b"".join(parts)
