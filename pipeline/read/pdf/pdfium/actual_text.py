"""Text that a file gives in place of its glyphs' own (ActualText, ISO 32000-1, 14.9.4).

pdfium gives all of it to the first text object of the marked content and nothing to the others, so that
text over several lines or fonts would stand in one place, and the rest seem unreadable.
"""

from __future__ import annotations

from collections.abc import Iterable

import pypdfium2_raw as raw

from pipeline.read.pdf.pdfium import calls

_KEY = b"ActualText"


def replacing(objects: Iterable[int]) -> set[int]:
    """The marks by which text is given in place of that of the objects."""
    return {mark for handle in objects for mark in _marks(handle)}


def remove(objects: Iterable[int]) -> None:
    """Has the objects tell their own text again."""
    for handle in objects:
        for mark in _marks(handle):
            calls.remove_mark(handle, mark)


def _marks(handle: int) -> list[int]:
    found = [calls.mark(handle, number) for number in range(max(0, calls.count_marks(handle)))]
    return [
        mark
        for mark in found
        if mark and calls.mark_value_type(mark, _KEY) != raw.FPDF_OBJECT_UNKNOWN
    ]
