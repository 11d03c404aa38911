"""From a source's rows to a duty list: classify every block, assemble the items, account for all.

In: a `Source`. Out: a `Document`, in which every character of the source is in one class.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.document import AsideAt, ContentsEntry, Document, Leftover
from pipeline.model.errors import SourceError
from pipeline.model.source import Line, Row, Source
from pipeline.normalise.account import account
from pipeline.normalise.assemble import assemble
from pipeline.normalise.classify import Marked, classify
from pipeline.normalise.listed import with_listed_rows
from pipeline.normalise.patterns import (
    DOCUMENT_TITLE,
    contents_entry,
    is_cut_title,
    item_number,
    list_title,
)


def normalise(source: Source, list_id: str, version: str, *, path: str = "") -> Document:
    """The document that a source holds; `path` is how messages call its file.

    Raises SourceError when none of the three lists is in it.
    """
    marked = classify(with_listed_rows(source))
    unruled = source.paging == "sheets" and not any(isinstance(b, Row) for b in source.blocks)
    if unruled and any(list_title(b.text) for b in source.blocks if isinstance(b, Line)):
        raise SourceError(
            "its tables have no ruling, so nothing tells their rows apart; print it with borders, "
            "at least between the rows, or use the Word file or a text export",
            path or source.file,
        )
    if not any(m.part in ("list-title", "header") for m in marked):
        raise SourceError(_no_list(source), path or source.file)
    assembled = assemble(marked)
    leftovers = _leftovers(marked) + assembled.leftovers
    return Document(
        list_id=list_id,
        version=version,
        title=_title(marked),
        file=source.file,
        sha256=source.sha256,
        format=source.format,
        pages=_pages(source, marked),
        printed_pages=tuple(sheet.printed for sheet in source.sheets),
        scanned_sheets=tuple(sheet.number for sheet in source.sheets if sheet.scanned),
        copied_sheets=tuple((s.number, s.copy_of) for s in source.sheets if s.copy_of is not None),
        contents=_contents(marked),
        lists=assembled.lists,
        leftovers=leftovers,
        accounting=account(source, marked, assembled.lists, leftovers, assembled.dropped),
        asides=tuple(_asides(marked)),
    )


def _no_list(source: Source) -> str:
    told = "not a duty list: none of its three lists was found"
    if source.format == "txt" and not any(isinstance(block, Row) for block in source.blocks):
        told += ", nor any row; in a text export the columns stand apart by tabs"
    return told


def _asides(marked: Sequence[Marked]) -> Iterator[AsideAt]:
    """What stands beside the text, each with the item whose row it stands in or goes on."""
    seq: int | None = None
    for m in marked:
        if m.part == "item" and isinstance(m.block, Row):
            seq = item_number(m.block.cells[0].text)
        elif m.part != "continuation":
            seq = None
        for aside in m.block.asides:
            yield AsideAt(aside.kind, aside.text, m.schema.id if m.schema else None, seq, m.place)


def _title(marked: Sequence[Marked]) -> str:
    """The title as printed; a document without a title page may have it in its running heads only."""
    titles: list[str] = []
    for text in (m.text.strip() for m in marked if m.part == "title"):
        if titles and is_cut_title(titles[-1], text):
            titles[-1] += text
        else:
            titles.append(text)
    heads = (m.text for m in marked if m.part == "running" and DOCUMENT_TITLE.fullmatch(m.text))
    return " ".join(titles) or next(heads, "")


def _leftovers(marked: Sequence[Marked]) -> tuple[Leftover, ...]:
    return tuple(
        Leftover(m.text.strip(), m.place, m.schema.id if m.schema else None)
        for m in marked
        if m.part == "leftover"
    )


def _pages(source: Source, marked: Sequence[Marked]) -> int | None:
    if source.paging == "sheets":
        return len(source.sheets)
    if source.paging == "titles":
        return sum(m.part == "list-title" for m in marked)
    return None


def _contents(marked: Sequence[Marked]) -> tuple[ContentsEntry, ...]:
    entries: list[ContentsEntry] = []
    for m in marked:
        if m.part != "contents":
            continue
        title, page = contents_entry(m.text) or (m.text, None)
        if schema := list_title(title):
            entries.append(ContentsEntry(schema.id, title, page, m.place))
    return tuple(entries)
