"""The list that comes with the project, as a printed list to damage."""

from __future__ import annotations

from functools import cache

from pipeline.model.document import Item
from pipeline.model.schema import schema_of
from pipeline.normalise import normalise
from pipeline.read import read_source
from tests import ROOT
from tests.corpus.printed import FIELDS, PrintedDocument, PrintedList, PrintedRow

_SOURCE = ROOT / "raw/xijiao/v1.txt"


@cache
def real_list() -> PrintedDocument:
    """The shipped list; its own defects are in it."""
    document = normalise(read_source(_SOURCE), "xijiao", "v1")
    lists = []
    for duty_list in document.lists:
        rows = []
        for section in duty_list.sections:
            rows.append(
                PrintedRow(
                    "section", ((f"{section.no}、{section.name}（{section.declared_count}项）",),)
                )
            )
            rows += [_row(duty_list.id, item) for item in section.items]
        headings = tuple(column.title for column in schema_of(duty_list.id).printed_columns)
        lists.append(PrintedList(duty_list.id, duty_list.title, headings, tuple(rows)))
    return PrintedDocument(document.title, tuple(lists))


def _row(list_id: str, item: Item) -> PrintedRow:
    cells = (
        (item.printed_name,) if field == "item_name" else item.texts(field)
        for field in FIELDS[list_id]
    )
    return PrintedRow("item", ((item.number,), *cells))
