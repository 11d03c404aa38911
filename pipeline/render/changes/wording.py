"""What both the page and the terminal say of a comparison, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.compare.pieces import Piece, pieces
from pipeline.compare.side import as_text
from pipeline.compare.values import ChangeKind, Comparison, Entry, FieldChange, SectionChangeKind
from pipeline.model.schema import list_schemas
from pipeline.render.wording import DISPOSITION_NAMES, NO_SECTION, field_titles, list_titles

KIND_NAMES: dict[ChangeKind, str] = {
    "moved": "移动",
    "added": "新增",
    "removed": "删除",
    "changed": "修改",
}
SECTION_KIND_NAMES: dict[SectionChangeKind, str] = {
    "renamed": "更名",
    "split": "拆分",
    "resized": "项数变化",
    "added": "新增",
    "removed": "删除",
}


def headline(comparison: Comparison) -> str:
    """How many items became what, what did not happen left out."""
    summary = comparison.summary
    still = f"{summary.renumbered}项只是序号变化，{summary.unchanged}项未变。"
    counts = [(name, getattr(summary, kind)) for kind, name in KIND_NAMES.items()]
    parts = [f"{name}{count}项" for name, count in counts if count]
    relisted = sum(change.is_relisted for change in comparison.changes)
    if relisted:
        parts[0] += f"（其中{relisted}项移到其他清单）"
    if parts:
        return f"{'，'.join(parts)}；{still}"
    return f"事项{'' if comparison.sections else '和分类'}没有变化；{still}"


def place_of(entry: Entry) -> str:
    """Where an item stands: list, section and number."""
    number = f"第{entry.seq}项" if entry.seq is not None else "（无序号）"
    return f"{list_titles()[entry.list]}·{entry.section or NO_SECTION}·{number}"


def marked_fields(changes: Sequence[FieldChange]) -> Iterator[tuple[str, list[Piece]]]:
    """Title and marked text of each field; a column whose parts are given apart is not given twice."""
    changed = {change.field for change in changes}
    for change in changes:
        if not changed & _parts_of(change.field):
            old, new = (_shown(change.field, side) for side in (change.old, change.new))
            yield field_titles().get(change.field, change.field), pieces(old, new)


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
