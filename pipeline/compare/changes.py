"""The changes between two versions as plain values, in the shape that is published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.compare.match import Pair, match
from pipeline.compare.read_list import Entry, ListData, entries, identity
from pipeline.compare.sections import Key, section_changes, sections_of, successors
from pipeline.model.schema import list_schemas

SCHEMA_VERSION = 1
KINDS = ("moved", "added", "removed", "changed")
Change = dict[str, Any]


def compare(old: ListData, new: ListData) -> dict[str, Any]:
    """What changed from the old to the new version.

    Every item is counted once in `summary`: `renumbered` are those with nothing new but their
    number, `unchanged` those with nothing new at all.
    """
    sides = entries(old), entries(new)
    sections = sections_of(old), sections_of(new)
    pairs = match(*sides)
    same = successors(*sections, pairs, sides)
    changes, summary = _changes(sides, pairs, same)
    return {
        "schema_version": SCHEMA_VERSION,
        "old": identity(old),
        "new": identity(new),
        "summary": summary,
        "sections": section_changes(*sections, same, pairs, sides),
        "changes": changes,
    }


def _changes(
    sides: tuple[Sequence[Entry], Sequence[Entry]], pairs: Sequence[Pair], same: dict[Key, Key]
) -> tuple[list[Change], dict[str, int]]:
    old, new = sides
    changes: list[Change] = []
    counts = dict.fromkeys(("added", "removed", "moved", "changed", "renumbered", "unchanged"), 0)
    for i, j in pairs:
        fields = changed_fields(old[i], new[j])
        kind = _kind(old[i], new[j], bool(fields), same)
        counts[kind] += 1
        if kind in KINDS:
            changes.append(_change(kind, old[i], new[j], fields))
    gone, fresh = {i for i, _ in pairs}, {j for _, j in pairs}
    changes += [_change("removed", e, None, []) for i, e in enumerate(old) if i not in gone]
    changes += [_change("added", None, e, []) for j, e in enumerate(new) if j not in fresh]
    counts["removed"], counts["added"] = len(old) - len(gone), len(new) - len(fresh)
    return sorted(changes, key=_interest), counts


def _kind(old: Entry, new: Entry, reworded: bool, same: dict[Key, Key]) -> str:
    if same.get(old.place) != new.place:
        return "moved"
    if reworded:
        return "changed"
    return "unchanged" if old.seq == new.seq else "renumbered"


def changed_fields(old: Entry, new: Entry) -> list[dict[str, Any]]:
    """The fields that both items have and that say something else now, with their values as stored."""
    return [
        {"field": field, "old": value, "new": new.fields[field]}
        for field, value in old.fields.items()
        if field in new.fields and old.texts[field] != new.texts[field]
    ]


def _change(
    kind: str, old: Entry | None, new: Entry | None, fields: list[dict[str, Any]]
) -> Change:
    stands = new or old
    assert stands is not None
    return {
        "kind": kind,
        "list": stands.list,
        "old": _place(old),
        "new": _place(new),
        "fields": fields,
    }


def _place(entry: Entry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    return {
        "list": entry.list,
        "seq": entry.seq,
        "section": entry.section,
        "section_no": entry.section_no,
        "id": entry.id,
        "item_name": entry.fields["item_name"],
    }


def _interest(change: Change) -> tuple[int, ...]:
    """What readers look for first: duties that went to another list, then by kind and place."""
    order = {schema.id: schema.order for schema in list_schemas()}
    place = change["new"] or change["old"]
    listed = change["old"] and change["new"] and change["old"]["list"] != change["new"]["list"]
    return (
        0 if listed else 1,
        KINDS.index(change["kind"]),
        order[place["list"]],
        place["seq"] or 0,
    )
