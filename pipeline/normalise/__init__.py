"""From a source's rows to a duty list: what each block is, which rows are one item, an account of all.

`fold` reads every block once and gives parts; `group` decides which rows are one item; `assemble` makes the
lists; notes, totals and the place are read from the same parts.

In: a `Source`. Out: a `Document`, in which every character of the source is in one class.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.model.document import AsideAt, ContentsEntry, Document
from pipeline.model.errors import SourceError
from pipeline.model.sentence import Sentence, series
from pipeline.model.source import Line, Row, Source
from pipeline.model.text import squeeze
from pipeline.model.wording import wording
from pipeline.normalise.account import account
from pipeline.normalise.assemble import assemble
from pipeline.normalise.fold import fold
from pipeline.normalise.listed import with_listed_rows
from pipeline.normalise.locality import locality
from pipeline.normalise.notes import notes_of, others_of
from pipeline.normalise.parts import (
    Contents,
    DocumentTitle,
    HeaderRow,
    ListTitle,
    OtherTitle,
    Part,
    Running,
    merged_text,
)
from pipeline.normalise.patterns import DOCUMENT_TITLE, is_cut_title, list_title
from pipeline.normalise.places import PlacedTown, several_places
from pipeline.normalise.totals import statements, totals_of

_FIRST_HEADING = "序号"
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"
# The share of a file's characters at which it is not its lists that are missing, but its letters.
_MOSTLY_UNREADABLE = 0.2


def normalise(source: Source, list_id: str, version: str, *, path: str = "") -> Document:
    """The document that a source holds; `path` is how messages call its file.

    Raises SourceError when none of the lists is in it, or those of several places.
    """
    parts = fold(with_listed_rows(source))
    _require_lists(source, parts, path or source.file)
    if places := several_places(parts):
        raise SourceError(_several(places), path or source.file)
    assembled = assemble(parts)
    notes = notes_of(parts, wrapped=source.paging == "sheets")
    title = _title(parts)
    titles = (title, *(p.text for p in parts if isinstance(p, ListTitle)))
    return Document(
        list_id=list_id,
        version=version,
        title=title,
        file=source.file,
        sha256=source.sha256,
        format=source.format,
        pages=_pages(source, parts),
        printed_pages=tuple(sheet.printed for sheet in source.sheets),
        scanned_sheets=tuple(sheet.number for sheet in source.sheets if sheet.scanned),
        copied_sheets=tuple((s.number, s.copy_of) for s in source.sheets if s.copy_of is not None),
        contents=tuple(_contents(parts)),
        lists=assembled.lists,
        leftovers=assembled.leftovers,
        accounting=account(source, parts, assembled),
        asides=tuple(_asides(parts, assembled.owners)),
        locality=locality(titles),
        notes=tuple(note for _, note in notes),
        others=others_of(parts),
        totals=totals_of(statements(parts, notes), assembled.lists),
        ink=source.ink,
        recognition=source.recognition,
    )


def _require_lists(source: Source, parts: Sequence[Part], file: str) -> None:
    unruled = source.paging == "sheets" and not any(isinstance(b, Row) for b in source.blocks)
    if unruled and any(list_title(b.text) for b in source.blocks if isinstance(b, Line)):
        raise SourceError(
            "its tables have no ruling, so nothing tells their rows apart; print it with borders, "
            "at least between the rows, or use the Word file or a text export",
            file,
        )
    if source.format == "txt" and _runs_together(source):
        raise SourceError(
            "nothing tells its columns apart; part them by tabs, by bars (|) or by two spaces or more, "
            "or save the list as .docx or .xlsx",
            file,
        )
    if not any(isinstance(part, ListTitle | HeaderRow) for part in parts):
        raise SourceError(_no_list(source, parts), file)


def _runs_together(source: Source) -> bool:
    """Whether a text has no row, and a line in which the headings of several columns stand."""
    lines = [squeeze(block.text) for block in source.blocks if isinstance(block, Line)]
    return len(lines) == len(source.blocks) and any(
        line.startswith(_FIRST_HEADING) and "事项" in line for line in lines
    )


def _no_list(source: Source, parts: Sequence[Part]) -> str:
    if other := _what_it_is(parts):
        return Sentence(
            "not a duty list: it is a {other}, and none of the three lists was found", other=other
        )
    text = "".join(merged_text(part.block) for part in parts)
    if text.count(_UNREADABLE) >= _MOSTLY_UNREADABLE * max(1, len(text)):
        return (
            "its text cannot be read: its fonts do not tell which characters they print; "
            "export it anew from the original, or run OCR"
        )
    if source.format == "txt" and not any(isinstance(block, Row) for block in source.blocks):
        return (
            "not a duty list: none of its three lists was found, nor any row; "
            "in a text export the columns stand apart by tabs"
        )
    return "not a duty list: none of its three lists was found"


def _what_it_is(parts: Sequence[Part]) -> str:
    """The title of another kind of list, where the file is one: 权责清单."""
    texts = (squeeze(merged_text(part.block)) for part in parts)
    named = [text for text in texts if text and wording("other_list").match(text)]
    return next(iter(named), "")


def places_in(source: Source) -> tuple[PlacedTown, ...]:
    """The towns whose lists a source holds, where it holds those of several."""
    return several_places(fold(with_listed_rows(source)))


def _several(places: Sequence[PlacedTown]) -> str:
    return Sentence(
        "holds the lists of {count} places: {places}; nothing was merged. "
        "`dutylist split FILE` writes a file for each",
        count=len(places),
        places=series(place.told for place in places),
    )


def _asides(
    parts: Sequence[Part], owners: Mapping[int, tuple[str, int | None]]
) -> Iterator[AsideAt]:
    """What stands beside the text, each with the item whose row it stands in or goes on."""
    for part in parts:
        seq = owners[part.index][1] if part.index in owners else None
        for aside in part.block.asides:
            yield AsideAt(aside.kind, aside.text, part.list, seq, part.place)


def _title(parts: Sequence[Part]) -> str:
    """The title as printed; a document without a title page may have it in its running heads only."""
    titles: list[str] = []
    for text in (part.text.strip() for part in parts if isinstance(part, DocumentTitle)):
        if titles and is_cut_title(titles[-1], text):
            titles[-1] += text
        elif squeeze(text) not in map(squeeze, titles):
            titles.append(text)
    heads = (p.text for p in parts if isinstance(p, Running) and DOCUMENT_TITLE.fullmatch(p.text))
    return " ".join(titles) or next(heads, "")


def _pages(source: Source, parts: Sequence[Part]) -> int | None:
    if source.paging == "sheets":
        return len(source.sheets)
    if source.paging == "titles":
        return sum(isinstance(part, ListTitle | OtherTitle) for part in parts)
    return None


def _contents(parts: Sequence[Part]) -> Iterator[ContentsEntry]:
    for part in parts:
        if isinstance(part, Contents) and part.title and (schema := list_title(part.title)):
            yield ContentsEntry(schema.id, part.title, part.page, part.place)
