"""Bytes to text: which encoding a file is in that does not reliably say so itself."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path

from pipeline.model.errors import SourceError

# Longest first: UTF-32's mark begins with UTF-16's.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In this order; the first that decodes without error and gives the witness is it.
_ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
# What a file that is a list at all has in it, whichever encoding it is in.
_WITNESS = "清单"
# GB2312 and GBK are what a file calls itself that holds characters of GB18030 only.
_NATIONAL = frozenset({"gb2312", "gbk", "hz-gb-2312"})


def decode(data: bytes, path: Path, declared: Sequence[str] = ()) -> str:
    """The text of a file: by its mark, else as it declares, else in the first encoding that fits.

    Raises SourceError for an empty or binary file, and for one in which no 清单 occurs.
    """
    if not data.strip():
        raise SourceError("the file is empty", str(path))
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    candidates = (marked,) if marked else (*filter(None, map(_known, declared)), *_ENCODINGS)
    # Strictly first; then a file with a few broken bytes, which become U+FFFD and are reported.
    for errors in ("strict", "replace"):
        for encoding in candidates:
            try:
                text = data.decode(encoding, errors)
            except UnicodeDecodeError:
                continue
            if _WITNESS in text:
                return text
    if is_binary(data):
        raise SourceError("not a text file (binary content)", str(path))
    raise SourceError("not a duty list: the word 清单 does not occur in it", str(path))


def is_binary(data: bytes) -> bool:
    """Whether more than one byte in a hundred is a control character that no text has."""
    sample = data[:65536]
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1a" for byte in sample)
    return control * 100 > len(sample)


def _known(name: str) -> str | None:
    """Python's name of a declared encoding; None for one that is no encoding of text."""
    try:
        found = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True):
        return None
    return "gb18030" if found.name in _NATIONAL else found.name
