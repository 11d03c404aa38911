"""One trial of the PDF reader: a made-up list, laid out at random, read back and set against what went in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.model.document import Document, DutyList, Item
from pipeline.normalise import normalise
from pipeline.read import read_source
from pipeline.validate import validate
from pipeline.validate.case import Case
from tests.corpus.pdf import Layout, PrintedPdf, print_pdf
from tests.corpus.printed import FIELDS, PrintedDocument, truth


def failures(printed: PrintedDocument, layout: Layout, folder: Path) -> list[str]:
    """What a PDF of the document gives back otherwise than it was put in; empty when all is right."""
    paper = print_pdf(printed, layout)
    path = folder / "v1.pdf"
    path.write_bytes(paper.data)
    document = normalise(read_source(path), "made-up", "v1")
    return [
        *differences(document, truth(printed)["lists"], paper),
        *(f"{f.rule}: {f.message}" for f in validate(Case(document))),
        *([f"unaccounted {n}"] if (n := document.accounting.unaccounted) else []),
    ]


def differences(
    document: Document, lists: dict[str, Any], paper: PrintedPdf | None = None
) -> Iterator[str]:
    """Cells, sections, numbers and (where the paper is known) pages and paragraphs that are not as
    they should be."""
    have = {duty_list.id: duty_list for duty_list in document.lists}
    for list_id, expected in lists.items():
        duty_list = have.get(list_id)
        if duty_list is None:
            yield f"{list_id}: no such list"
            continue
        sections = [(s.no, s.name, s.declared_count, len(s.items)) for s in duty_list.sections]
        want = [(s["no"], s["name"], s["declared"], s["items"]) for s in expected["sections"]]
        if sections != want:
            yield f"{list_id} sections: {sections} for {want}"
        if [i.seq for i in duty_list.items] != [i["seq"] for i in expected["items"]]:
            yield f"{list_id} numbers: {[i.seq for i in duty_list.items]}"
        if paper and duty_list.place.page != paper.starts[list_id]:
            yield f"{list_id} starts on {duty_list.place.page}, not {paper.starts[list_id]}"
        yield from _items(duty_list, expected["items"], paper)


def _items(
    duty_list: DutyList, expected: list[dict[str, Any]], paper: PrintedPdf | None
) -> Iterator[str]:
    have = {item.seq: item for item in duty_list.items}
    for want in expected:
        item = have.get(want["seq"])
        where = f"{duty_list.id} {want['seq']}"
        if item is None:
            yield f"{where}: lost"
            continue
        for column, field in enumerate(FIELDS[duty_list.id], 1):
            vague = paper is None or (duty_list.id, want["seq"], column) in paper.vague
            yield from _cell(where, field, item.value(field), want[field], vague=vague)
        if paper:
            yield from _pages(where, item, paper.pages[duty_list.id, want["seq"]])


def _cell(where: str, field: str, got: Any, want: Any, *, vague: bool) -> Iterator[str]:
    if squeeze(got) != squeeze(want):
        yield f"{where} {field}: {got!r} for {want!r}"
    elif not vague and field != "item_name" and list(got) != list(want):
        yield f"{where} {field}, paragraphs: {got!r} for {want!r}"


def _pages(where: str, item: Item, want: tuple[int | None, int | None]) -> Iterator[str]:
    if (item.place.page, item.page_end) != want:
        yield f"{where} pages: {item.place.page}–{item.page_end} for {want}"


def squeeze(value: Any) -> str:
    """A value as bare characters."""
    return re.sub(r"\s+", "", value if isinstance(value, str) else "".join(value))
