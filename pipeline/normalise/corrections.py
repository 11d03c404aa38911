"""Puts what a person read in a scan in the place of what the reader read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.model.correction import Correction
from pipeline.model.document import Document, DutyList, Item, Section
from pipeline.model.schema import schema_of
from pipeline.model.source import Doubt
from pipeline.model.text import squeeze
from pipeline.normalise.items import derived_of

# Characters around a doubt by which its place in a cell is found.
_AROUND = 4


def corrected(document: Document, corrections: Sequence[Correction]) -> Document:
    """The document with the corrections that fit: whose words stand there, once. The others are kept in it, to be
    told. What a correction decides is no longer in doubt."""
    if not corrections or document.recognition is None:
        return document
    applied: list[Correction] = []
    doubts = list(document.recognition.doubts)
    lists = []
    for duty_list in document.lists:
        sections = [_section(s, duty_list, corrections, applied) for s in duty_list.sections]
        sections = [
            replace(
                s, items=tuple(_item(i, duty_list, corrections, applied, doubts) for i in s.items)
            )
            for s in sections
        ]
        lists.append(replace(duty_list, sections=tuple(sections)))
    return replace(
        document,
        lists=tuple(lists),
        recognition=replace(document.recognition, doubts=tuple(doubts), corrected=len(applied)),
        unused_corrections=tuple(c for c in corrections if c not in applied),
    )


def _item(
    item: Item,
    duty_list: DutyList,
    corrections: Iterable[Correction],
    applied: list[Correction],
    doubts: list[Doubt],
) -> Item:
    for correction in corrections:
        if correction.item != item.id or correction.field not in item.cells:
            continue
        old = item.text(correction.field)
        if old.count(correction.was) != 1:
            continue
        new = old.replace(correction.was, correction.now)
        value = item.cells[correction.field]
        cells = {
            **item.cells,
            correction.field: tuple(new.split("\n")) if isinstance(value, tuple) else new,
        }
        item = replace(item, cells=cells)
        if correction.field == "item_name":
            item = replace(item, printed_name=new)
        if item.derived:
            texts = {name: item.texts(name) for name in item.cells}
            derived, label = derived_of(schema_of(duty_list.id), texts)
            item = replace(item, derived=derived, measures_label=label)
        doubts[:] = [doubt for doubt in doubts if not _settles(correction, old, doubt)]
        applied.append(correction)
    return item


def _section(
    section: Section,
    duty_list: DutyList,
    corrections: Iterable[Correction],
    applied: list[Correction],
) -> Section:
    for correction in corrections:
        if (correction.list, correction.section_no) != (duty_list.id, section.no):
            continue
        if correction.field == "section" and (section.name or "").count(correction.was) == 1:
            section = replace(
                section, name=(section.name or "").replace(correction.was, correction.now)
            )
        elif correction.field == "declared_count" and (
            str(section.declared_count) == correction.was and correction.now.isdecimal()
        ):
            section = replace(section, declared_count=int(correction.now))
        elif correction.field == "section_no" and section.no == correction.was:
            section = replace(section, no=correction.now)
        else:
            continue
        applied.append(correction)
    return section


def _settles(correction: Correction, text: str, doubt: Doubt) -> bool:
    """Whether a doubt is about words that the correction decides, in a cell that held this text."""
    whole, was = squeeze(text), squeeze(correction.was)
    before = squeeze(doubt.before)[-_AROUND:]
    at = whole.find(f"{before}{doubt.read}{squeeze(doubt.after)[:_AROUND]}")
    start = whole.find(was)
    if at < 0 or start < 0:
        return False
    first = at + len(before)
    return first < start + len(was) and start < first + max(1, len(doubt.read))
