"""What a person checks the data against: the source's own lines, and pictures of places in a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

from pipeline.model.document import Document
from pipeline.model.errors import SourceError
from pipeline.model.schema import schema_of_title
from pipeline.model.source import Box
from pipeline.model.text import squeeze
from pipeline.validate.findings import Finding

# Kept small: a report is mailed around. Points of height, pictures of one place, pictures in all.
_HIGHEST, _PER_PLACE, _IN_ALL = 320.0, 2, 40
# Pixels to a point: a table as wide as an upright A4 sheet gets about 700 pixels.
_SCALE = 1.4


@dataclass(frozen=True, slots=True)
class Picture:
    """One part of a place: the sheet it is on, and a PNG; `cut` where its lower part is left out."""

    sheet: int
    png: bytes
    cut: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """`lines`: the source's text by the number of its first line, for every item, section and finding.

    `pictures`: of the place of a finding, by its fingerprint. Where several findings are of one
    place, the first has them, and `see` gives its fingerprint for the others.
    """

    lines: Mapping[int, str] = field(default_factory=dict)
    pictures: Mapping[str, tuple[Picture, ...]] = field(default_factory=dict)
    see: Mapping[str, str] = field(default_factory=dict)


def gather(path: Path, document: Document, findings: Sequence[Finding]) -> Evidence:
    """Reads from the source what stands beside its data in the report.

    Where the source cannot be read any more there is none: a report without is better than no report.
    """
    try:
        if document.format in ("txt", "md"):
            from pipeline.read.text import read_lines

            return Evidence(lines=_lines(read_lines(path), document, findings))
        if document.format == "pdf":
            from pipeline.read.pdf import clip

            return _pictures(path, document, findings, clip.clips)
        if document.format == "ofd":
            from pipeline.read.ofd import clip as ofd_clip

            return _pictures(path, document, findings, ofd_clip.clips)
    except (OSError, SourceError):
        pass
    return Evidence()


def _lines(lines: Sequence[str], document: Document, findings: Sequence[Finding]) -> dict[int, str]:
    """From where each thing starts to where the next one does, a blank line or a repeated title."""
    starts = {f.line for f in findings} | set(_starts(document))
    found = {}
    for start in starts:
        if start is not None and 0 < start <= len(lines):
            end = start
            while end < len(lines) and end + 1 not in starts and not _ends(lines[end]):
                end += 1
            found[start] = "\n".join(lines[start - 1 : end])
    return found


def _starts(document: Document) -> Iterator[int | None]:
    for duty_list in document.lists:
        for section in duty_list.sections:
            yield section.place.line
            yield from (item.place.line for item in section.items)


def _ends(line: str) -> bool:
    plain = squeeze(line)
    return not plain or schema_of_title(plain) is not None


class _Clips(Protocol):
    """Gives a PNG of each box of a file, or None where it cannot be drawn."""

    def __call__(
        self, path: Path, boxes: Sequence[Box], *, scale: float
    ) -> Sequence[bytes | None]: ...


def _pictures(
    path: Path, document: Document, findings: Sequence[Finding], clips: _Clips
) -> Evidence:
    places: dict[tuple[Box, ...], str] = {}
    see: dict[str, str] = {}
    boxes_of = _boxes(document)
    for finding in findings:
        place = boxes_of.get(finding.item_id or "") or ((finding.box,) if finding.box else ())
        if place in places:
            see[finding.fingerprint] = places[place]
        elif place and sum(map(len, places)) + len(place) <= _IN_ALL:
            places[place] = finding.fingerprint
    boxes = [box for place in places for box in place]
    shown = [(s, x0, top, x1, min(bottom, top + _HIGHEST)) for s, x0, top, x1, bottom in boxes]
    pngs = clips(path, shown, scale=_SCALE)
    made = iter(zip(boxes, shown, pngs, strict=True))
    pictures = {
        key: tuple(
            Picture(box[0], png, box != part) for box, part, png in islice(made, len(place)) if png
        )
        for place, key in places.items()
    }
    drawn = {key: parts for key, parts in pictures.items() if parts}
    return Evidence(pictures=drawn, see={f: key for f, key in see.items() if key in drawn})


def _boxes(document: Document) -> dict[str, tuple[Box, ...]]:
    items = (item for duty_list in document.lists for item in duty_list.items)
    return {item.id: item.boxes[:_PER_PLACE] for item in items}
