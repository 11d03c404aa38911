"""Doubts of a scan as the report lets a person settle them: what stands in the data, and the other reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.document import Document
from pipeline.model.source import Doubt
from pipeline.validate.findings import Finding
from pipeline.validate.rules.documents.doubts import DOUBTFUL_READING, excerpt_of

# Characters on either side that a correction names, as many as it takes to be clear.
_AROUND = (2, 4, 6, 8, 12, 16)


@dataclass(frozen=True, slots=True)
class DoubtView:
    """Words of a field of an item, which stand there once, as they are in the data and as the other reading has
    them."""

    item: str
    field: str
    was: str
    other: str


def doubt_views(document: Document, findings: Sequence[Finding]) -> Mapping[str, DoubtView]:
    """What can be settled by an entry of corrections.toml, by the fingerprint of its finding."""
    doubts = document.recognition.doubts if document.recognition else ()
    by_place = {(doubt.place.box, excerpt_of(doubt)): doubt for doubt in doubts}
    items = {item.id: item for duty_list in document.lists for item in duty_list.items}
    found: dict[str, DoubtView] = {}
    for finding in findings:
        doubt = by_place.get((finding.box, finding.excerpt or ""))
        item, name = items.get(finding.item_id or ""), finding.field or ""
        if finding.rule != DOUBTFUL_READING.id or not (doubt and item and name in item.cells):
            continue
        text = item.text(name)
        clear = (words for words in _words(doubt) if words[0] and text.count(words[0]) == 1)
        if words := next(clear, None):
            found[finding.fingerprint] = DoubtView(item.id, name, *words)
    return found


def _words(doubt: Doubt) -> Iterator[tuple[str, str]]:
    """The words around a doubt, ever more of them, as read and as read otherwise."""
    for around in _AROUND:
        before, after = doubt.before[-around:], doubt.after[:around]
        yield f"{before}{doubt.read}{after}", f"{before}{doubt.other}{after}"
