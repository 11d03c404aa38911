"""Whose a file among the comparisons is: our own, which is made anew and removed, or a person's, which stays."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import islice

from pipeline.render.reproducible import BEGINNING
from pipeline.system.folders import Folder

# How our own files begin, and what stands near their beginning.
_OURS = {
    ".json": (b'{\n "schema_version": 1,\n "old": {', b""),
    ".html": (b"<!DOCTYPE html>", "比较</title>".encode()),
    ".xlsx": (BEGINNING, b"[Content_Types].xml"),
}
_ARCHIVE = b"PK\x03\x04"
_MOST = 4096


def is_ours(folder: Folder, name: str) -> bool:
    """Whether a file is one that a run has written."""
    start, inside = _OURS.get(os.path.splitext(name)[1], (b"", b""))
    beginning = _beginning(folder, name) if start else b""
    return bool(start) and beginning.startswith(start) and inside in beginning


def is_filled_in(folder: Folder, name: str) -> bool:
    """Whether a file is an adjustment sheet that a person has saved: their words are in it."""
    return (
        os.path.splitext(name)[1] == ".xlsx"
        and _beginning(folder, name).startswith(_ARCHIVE)
        and not is_ours(folder, name)
    )


def _beginning(folder: Folder, name: str) -> bytes:
    """The first bytes of a file; none of what cannot be read."""
    try:
        return _first(folder.pieces(name, folder.size(name)))
    except OSError:
        return b""


def _first(pieces: Iterable[bytes]) -> bytes:
    return b"".join(islice(pieces, 1))[:_MOST]
