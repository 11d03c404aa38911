"""A side as it reads where all places are one: with it the lists of two places are compared as two versions are."""

from __future__ import annotations

from dataclasses import replace

from pipeline.compare.own_words import plain
from pipeline.compare.side import squeezed, with_fields
from pipeline.compare.values import Entry, SectionKey, SectionSize, Side, Value
from pipeline.model.place_names import Place


def neutral(side: Side) -> Side:
    """The side with the words for its place taken for one and the same."""
    sections: dict[SectionKey, SectionSize] = {}
    for key, size in side.sections.items():
        own = _key(key, side.place)
        first = sections.get(own)
        sections[own] = replace(first, items=first.items + size.items) if first else size
    entries = tuple(_entry(entry, side.place) for entry in side.entries)
    return replace(side, entries=entries, sections=sections)


def _entry(entry: Entry, place: Place) -> Entry:
    fields = {field: _value(value, place) for field, value in entry.fields.items()}
    return replace(with_fields(entry, fields), section_key=_key(entry.section_key, place))


def _key(key: SectionKey, place: Place) -> SectionKey:
    list_id, name = key
    return list_id, None if name is None else squeezed(plain(name, place))


def _value(value: Value, place: Place) -> Value:
    if isinstance(value, tuple):
        return tuple(plain(text, place) for text in value)
    return None if value is None else plain(value, place)
