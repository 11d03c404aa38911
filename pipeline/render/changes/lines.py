"""The comparison in lines for a terminal: one per section and change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.compare.pieces import Piece
from pipeline.compare.values import Change, Comparison, SectionChange, SectionSize
from pipeline.render.changes.wording import (
    KIND_NAMES,
    SECTION_KIND_NAMES,
    headline,
    marked_fields,
    place_of,
)
from pipeline.render.wording import NO_SECTION, list_titles

_DECLARED = "标明"
# A line tells which item and gives an idea of the edit; the page has all of it.
_NAME_LENGTH, _EDIT_LENGTH, _EDITS = 40, 16, 2


def summarise(comparison: Comparison) -> str:
    """The comparison in a few lines."""
    return "\n".join(_lines(comparison))


def _lines(comparison: Comparison) -> Iterator[str]:
    old, new = comparison.old, comparison.new
    yield f"{old.list_id}/{old.version} → {new.list_id}/{new.version}"
    yield headline(comparison)
    yield from map(_section, comparison.sections)
    yield from map(_change, comparison.changes)


def _section(change: SectionChange) -> str:
    sides = [side for side in (change.old, change.new) if side]
    names = " → ".join(dict.fromkeys(side.name or NO_SECTION for side in sides))
    kind = SECTION_KIND_NAMES[change.kind]
    return f"[分类{kind}] {list_titles()[change.list]} {names}（{_sizes(change, sides)}）"


def _sizes(change: SectionChange, sides: Sequence[SectionSize]) -> str:
    """How many items; of a section that has as many as before, what it says of their number."""
    if change.kind == "resized" and len({side.items for side in sides}) == 1:
        old, new = (_declared(side) for side in sides)
        return f"{old}改为{new.removeprefix(_DECLARED) if old.startswith(_DECLARED) else new}"
    return f"{' → '.join(str(side.items) for side in sides)}项"


def _declared(size: SectionSize) -> str:
    return "未标明项数" if size.declared_count is None else f"{_DECLARED}{size.declared_count}项"


def _change(change: Change) -> str:
    places = dict.fromkeys(place_of(side) for side in (change.old, change.new) if side)
    name = _short(str(change.stands.fields["item_name"]), _NAME_LENGTH)
    fields = "；".join(f"{title}{_edits(found)}" for title, found in marked_fields(change.fields))
    edits = f"（{fields}）" if fields else ""
    return f"[{KIND_NAMES[change.kind]}] {' → '.join(places)} {name}{edits}"


def _edits(found: list[Piece]) -> str:
    """The first edits to a field: what went, what came."""
    edits: list[str] = []
    for before, piece in pairwise([None, *found]):
        assert piece is not None
        text = f"“{_short(piece.text, _EDIT_LENGTH)}”"
        if piece.kind == "del":
            edits.append(f"删{text}")
        elif piece.kind == "ins" and before and before.kind == "del":
            edits[-1] = f"改{edits[-1].removeprefix('删')}为{text}"
        elif piece.kind == "ins":
            edits.append(f"增{text}")
    more = f"等{len(edits)}处" if len(edits) > _EDITS else ""
    return "、".join(edits[:_EDITS]) + more


def _short(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
