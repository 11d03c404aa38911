"""The changes between two versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from pipeline.compare.match import Pair, match
from pipeline.compare.neutral import neutral
from pipeline.compare.own_words import places_of
from pipeline.compare.sections import section_changes, successors
from pipeline.compare.values import (
    Change,
    ChangeKind,
    Comparison,
    Entry,
    FieldChange,
    SectionKey,
    Side,
    Summary,
)
from pipeline.model.schema import list_schemas

KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
"""In the order in which readers look for them."""


def compare(old: Side, new: Side) -> Comparison:
    """What changed from the old to the new version; between lists of two places, what differs."""
    places = places_of(old.place, new.place)
    here, there = (neutral(old), neutral(new)) if places else (old, new)
    pairs = match(here.entries, there.entries)
    same = successors(here, there, pairs)
    kept = tuple(_kept(here.entries, there.entries, pairs, same))
    changes = (
        *(_as_written(change, old.entries[i], new.entries[j]) for i, j, change in kept),
        *_unpaired("removed", old.entries, {i for i, _ in pairs}),
        *_unpaired("added", new.entries, {j for _, j in pairs}),
    )
    return Comparison(
        old.version,
        new.version,
        _summary(changes, old.entries, new.entries, pairs),
        tuple(section_changes(here, there, same, pairs)),
        tuple(sorted(changes, key=_interest)),
        places,
    )


def _kept(
    old: Sequence[Entry],
    new: Sequence[Entry],
    pairs: Sequence[Pair],
    same: Mapping[SectionKey, SectionKey],
) -> Iterator[tuple[int, int, Change]]:
    """The duties that both versions have, and of which something but the number is new."""
    for i, j in pairs:
        reworded = tuple(_changed_fields(old[i], new[j]))
        if same.get(old[i].section_key) != new[j].section_key:
            yield i, j, Change("moved", old[i], new[j], reworded)
        elif reworded:
            yield i, j, Change("changed", old[i], new[j], reworded)


def _as_written(change: Change, old: Entry, new: Entry) -> Change:
    """A change with the words that the lists have, in place of those by which they were compared."""
    fields = (
        FieldChange(field.field, old.fields[field.field], new.fields[field.field])
        for field in change.fields
    )
    return Change(change.kind, old, new, tuple(fields))


def _unpaired(kind: ChangeKind, entries: Sequence[Entry], paired: set[int]) -> Iterator[Change]:
    for index, entry in enumerate(entries):
        if index not in paired:
            yield (Change(kind, entry, None) if kind == "removed" else Change(kind, None, entry))


def _changed_fields(old: Entry, new: Entry) -> Iterator[FieldChange]:
    for field, value in old.fields.items():
        if field in new.fields and old.texts[field] != new.texts[field]:
            yield FieldChange(field, value, new.fields[field])


def _summary(
    changes: Sequence[Change], old: Sequence[Entry], new: Sequence[Entry], pairs: Sequence[Pair]
) -> Summary:
    counts = Counter(change.kind for change in changes)
    renumbered = sum(old[i].seq != new[j].seq for i, j in pairs) - sum(
        change.old.seq != change.new.seq for change in changes if change.old and change.new
    )
    same = len(pairs) - counts["moved"] - counts["changed"]
    return Summary(
        **{kind: counts[kind] for kind in KINDS}, renumbered=renumbered, unchanged=same - renumbered
    )


def _interest(change: Change) -> tuple[int, ...]:
    """What readers look for first: duties that went to another list, then by kind and place."""
    order = {schema.id: schema.order for schema in list_schemas()}
    return (
        0 if change.is_relisted else 1,
        KINDS.index(change.kind),
        order[change.stands.list],
        change.stands.seq or 0,
    )
