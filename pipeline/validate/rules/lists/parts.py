"""The parts of sections, （一）… under 一、…: what is wrong with their numerals and sizes, in words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.document import Section, Subsection
from pipeline.model.numerals import numeral_value


def wrong_sizes(section: Section, explained: int) -> str:
    """The parts of a section that have not the size that they declare; nothing where what is lost from the
    section, which other defects explain, is all that they lack."""
    off = [
        (part, part.declared_count - part.size)
        for part in section.subsections
        if part.declared_count not in (None, part.size) and part.declared_count is not None
    ]
    if sum(lacking for _, lacking in off) == explained:
        return ""
    told = (f"“{_heading(p)}”标明{p.declared_count}项，实有{p.size}项" for p, _ in off)
    return "；".join(told)


def without_sizes(section: Section) -> str:
    """The parts of a section that declare no size where others of it do."""
    if all(part.declared_count is None for part in section.subsections):
        return ""
    told = (p for p in section.subsections if p.declared_count is None)
    return "；".join(f"“{_heading(p)}”没有标明项数，实有{p.size}项" for p in told)


def wrong_order(section: Section) -> str:
    """The parts whose numerals do not go on from 一."""
    return "；".join(_breaks(section))


def _breaks(section: Section) -> Iterator[str]:
    due = 1
    for part in section.subsections:
        number = numeral_value(part.no) if part.no else None
        if number is None:
            continue
        if number != due:
            yield f"“{_heading(part)}”的序号不在应有的位置"
        due = number + 1


def _heading(part: Subsection) -> str:
    return f"（{part.no}）{part.name}" if part.no else part.name
