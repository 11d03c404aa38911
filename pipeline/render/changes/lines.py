"""The comparison in lines for a terminal: one per section and change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.compare.pieces import Piece
from pipeline.compare.values import Change, Comparison, SectionChange, SectionSize
from pipeline.render.changes.terms import Terms, terms_of
from pipeline.render.changes.wording import headline, marked_fields, place_of
from pipeline.render.wording import NO_SECTION, list_titles

_DECLARED = "标明"
# A line tells which item and gives an idea of the edit; the page has all of it.
_NAME_LENGTH, _EDIT_LENGTH, _EDITS = 40, 16, 2


def summarise(comparison: Comparison) -> str:
    """The comparison in a few lines."""
    return "\n".join(_lines(comparison))


def _lines(comparison: Comparison) -> Iterator[str]:
    old, new, terms = comparison.old, comparison.new, terms_of(comparison)
    if comparison.places:
        yield f"{old.list_id}/{old.version} ↔ {new.list_id}/{new.version}"
        yield f"{terms.sides}：{headline(comparison)}"
    else:
        yield f"{old.list_id}/{old.version} → {new.list_id}/{new.version}"
        yield headline(comparison)
    yield from (_section(change, terms) for change in comparison.sections)
    yield from (_change(change, comparison, terms) for change in comparison.changes)


def _section(change: SectionChange, terms: Terms) -> str:
    sides = [side for side in (change.old, change.new) if side]
    names = terms.joined(dict.fromkeys(side.name or NO_SECTION for side in sides))
    kind = terms.section_kinds[change.kind]
    return f"[分类{kind}] {list_titles()[change.list]} {names}（{_sizes(change, sides, terms)}）"


def _sizes(change: SectionChange, sides: Sequence[SectionSize], terms: Terms) -> str:
    """How many items; of a section that has as many as before, what it says of their number."""
    if change.kind == "resized" and len({side.items for side in sides}) == 1:
        old, new = (_declared(side) for side in sides)
        both = all(side.declared_count is not None for side in sides)
        return f"{old}{terms.became}{new.removeprefix(_DECLARED) if both else new}"
    return f"{terms.joined(str(side.items) for side in sides)}项"


def _declared(size: SectionSize) -> str:
    return "未标明项数" if size.declared_count is None else f"{_DECLARED}{size.declared_count}项"


def _change(change: Change, comparison: Comparison, terms: Terms) -> str:
    places = dict.fromkeys(place_of(side) for side in (change.old, change.new) if side)
    name = _short(str(change.stands.fields["item_name"]), _NAME_LENGTH)
    found = marked_fields(comparison, change.fields)
    fields = "；".join(f"{title}{_edits(pieces)}" for title, pieces in found)
    edits = f"（{fields}）" if fields else ""
    return f"[{terms.kinds[change.kind]}] {terms.joined(places)} {name}{edits}"


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
