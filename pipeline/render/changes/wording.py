"""What the page, the sheet and the terminal say of a comparison, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from pipeline.compare.pieces import Piece, before_and_after, pieces
from pipeline.compare.side import as_text
from pipeline.compare.values import (
    Comparison,
    Entry,
    FieldChange,
    SectionSize,
)
from pipeline.model.schema import list_schemas
from pipeline.render.changes.terms import terms_of
from pipeline.render.wording import DISPOSITION_NAMES, NO_SECTION, field_titles, list_titles


def headline(comparison: Comparison) -> str:
    """How many items became what, what did not happen left out."""
    summary, terms = comparison.summary, terms_of(comparison)
    still = f"{summary.renumbered}项{terms.renumbered}，{summary.unchanged}项{terms.unchanged}。"
    parts = []
    relisted = sum(change.is_relisted for change in comparison.changes)
    for kind, name in terms.kinds.items():
        if count := getattr(summary, kind):
            among = f"（其中{relisted}项{terms.relisted}）" if kind == "moved" and relisted else ""
            parts.append(f"{name}{count}项{among}")
    told = "，".join(parts)
    if not parts:
        told = f"事项{'' if comparison.sections else '和分类'}{terms.nothing}"
    return f"{told}；{still}"


def place_of(entry: Entry) -> str:
    """Where an item stands: list, section and number."""
    number = f"第{entry.seq}项" if entry.seq is not None else "（无序号）"
    return f"{list_titles()[entry.list]}·{entry.section or NO_SECTION}·{number}"


def section_name(size: SectionSize) -> str:
    """A section's numeral and name."""
    return "、".join(filter(None, (size.no, size.name))) or NO_SECTION


def section_size(size: SectionSize) -> str:
    """How many items a section has, and how many it says it has where that differs."""
    said = size.declared_count
    differs = said is not None and said != size.items
    return f"{size.items}项（标明{said}项）" if differs else f"{size.items}项"


def marked_fields(
    comparison: Comparison, changes: Sequence[FieldChange]
) -> Iterator[tuple[str, list[Piece]]]:
    """Title and marked text of each field."""
    return ((title, marked(comparison, old, new)) for title, old, new in changed_texts(changes))


def marked(comparison: Comparison, old: str, new: str) -> list[Piece]:
    """The new text with what came and went; words that are equal between two places did neither."""
    return comparison.places.pieces(old, new) if comparison.places else pieces(old, new)


def both_marked(comparison: Comparison, old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts, each with what only it says marked."""
    places = comparison.places
    return places.before_and_after(old, new) if places else before_and_after(old, new)


def changed_texts(changes: Sequence[FieldChange]) -> Iterator[tuple[str, str, str]]:
    """Title, old and new text of each field; a column whose parts are given apart is not given twice."""
    changed = {change.field for change in changes}
    for change in changes:
        if not changed & _parts_of(change.field):
            old, new = (_shown(change.field, side) for side in (change.old, change.new))
            yield title_of(change.field), old, new


def printed_texts(entry: Entry) -> Iterator[tuple[str, str]]:
    """Title and text of each column of an item that says something, as printed."""
    parts = {part for field in entry.fields for part in _parts_of(field)}
    for field, value in entry.fields.items():
        if field not in parts and value:
            yield title_of(field), as_text(value)


def title_of(field: str) -> str:
    """What people call a field; a further column by its heading."""
    return field_titles().get(field, field)


def unchanged(count: int, title: str) -> str:
    """What stands for so many paragraphs, or departments, of a field that nothing happened to."""
    unit = "个" if "部门" in title and "职责" not in title else "段"
    return f"（{count}{unit}未变）"


def paragraphs(found: Sequence[Piece]) -> list[int | list[Piece]]:
    """A marked text by paragraph; a number stands for so many paragraphs in which nothing changed."""
    parts: list[list[Piece]] = [[]]
    for piece in found:
        first, *others = piece.text.split("\n") if piece.kind == "same" else [piece.text]
        parts[-1] += [Piece(piece.kind, first)] if first else []
        parts += [[Piece("same", text)] if text else [] for text in others]
    result: list[int | list[Piece]] = []
    for changed, run in groupby(parts, lambda part: any(piece.kind != "same" for piece in part)):
        if changed:
            result += run
        else:
            result.append(len(list(run)))
    return result


def _shown(field: str, value: str | tuple[str, ...] | None) -> str:
    text = as_text(value)
    return DISPOSITION_NAMES.get(text, text) if field == "disposition" else text


@cache
def _parts_of(field: str) -> frozenset[str]:
    """The fields that are read out of a printed column."""
    columns = (column for schema in list_schemas() for column in schema.columns)
    return frozenset(
        part.name for column in columns if column.field == field for part in column.derived
    )
