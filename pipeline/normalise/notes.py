"""What a document says beside its lists, as notes, and the other lists that are printed in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.characters import seam
from pipeline.model.document import Note, OtherList
from pipeline.model.source import Row
from pipeline.model.text import squeeze
from pipeline.model.wording import wording
from pipeline.normalise.parts import (
    OtherHeader,
    OtherRow,
    OtherSection,
    OtherTitle,
    Part,
    Remark,
    merged_text,
)
from pipeline.normalise.remarks import ENDED, SHORTEST_WRAPPED


def notes_of(parts: Sequence[Part], *, wrapped: bool) -> tuple[tuple[int, Note], ...]:
    """The remarks of a document, each with the index of its first block; `wrapped`: its lines are those of
    sheets, so that a paragraph may have several."""
    notes: list[tuple[int, Note]] = []
    last: Remark | None = None
    for part in parts:
        if not isinstance(part, Remark):
            continue
        text = _text(part)
        if wrapped and last and last.index == part.index - 1 and _goes_on(_text(last), text):
            index, head = notes.pop()
            notes.append((index, Note(seam(head.text, text), head.place, head.list)))
        else:
            notes.append((part.index, Note(text, part.place, part.list)))
        last = part
    return tuple(notes)


def _text(part: Remark) -> str:
    """A remark in one line; a row's cells apart by a space, a merged one once."""
    if merged := merged_text(part.block):
        return " ".join(merged.split())
    return " ".join(part.text.split())


def _goes_on(head: str, tail: str) -> bool:
    squeezed = squeeze(tail)
    starts = wording("note_start").match(squeezed) or wording("note_point").match(squeezed)
    return len(head) >= SHORTEST_WRAPPED and head[-1] not in ENDED and not starts


def others_of(parts: Iterable[Part]) -> tuple[OtherList, ...]:
    """The other lists; one whose title stands on each of its pages is one list."""
    groups: dict[str, list[Part]] = {}
    current: list[Part] = []
    for part in parts:
        if isinstance(part, OtherTitle):
            current = groups.setdefault(squeeze(merged_text(part.block)), [])
        if isinstance(part, OtherTitle | OtherHeader | OtherSection | OtherRow):
            current.append(part)
    return tuple(_other(group) for group in groups.values())


def _other(parts: Sequence[Part]) -> OtherList:
    header = next((part for part in parts if isinstance(part, OtherHeader)), None)
    rows: list[list[str]] = []
    sections: list[tuple[int, str]] = []
    for part in parts:
        if isinstance(part, OtherSection):
            sections.append((len(rows), merged_text(part.block)))
        elif isinstance(part, OtherRow):
            cells = list(_cells(part))
            if rows and cells and not cells[0]:
                rows[-1] = [_joined(*pair) for pair in _pairs(rows[-1], cells)]
            else:
                rows.append(cells)
    return OtherList(
        title=squeeze(merged_text(parts[0].block)),
        place=parts[0].place,
        columns=tuple(_cells(header)) if header else (),
        rows=tuple(map(tuple, rows)),
        sections=tuple(sections),
    )


def _cells(part: Part) -> Iterator[str]:
    if isinstance(part.block, Row):
        yield from (cell.text for cell in part.block.cells)


def _pairs(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The cells side by side, empty ones where a row is shorter."""
    for index in range(max(len(one), len(other))):
        yield (
            one[index] if index < len(one) else "",
            other[index] if index < len(other) else "",
        )


def _joined(above: str, below: str) -> str:
    return "\n".join(filter(None, (above, below)))
