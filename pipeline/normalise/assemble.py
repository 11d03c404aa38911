"""Puts the parts of a document together: rows to items, items to sections, sections to lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.model.document import (
    DutyList,
    FurtherColumn,
    Item,
    Leftover,
    NumberedBy,
    Section,
    Subsection,
)
from pipeline.model.schema import ListSchema, list_schemas
from pipeline.model.text import squeeze
from pipeline.normalise.columns import Kind
from pipeline.normalise.group import Entry, ItemRows, group
from pipeline.normalise.items import BuiltItem, build_item
from pipeline.normalise.known_departments import split_abutting
from pipeline.normalise.levels import are_parts, titles_of
from pipeline.normalise.parts import (
    HeaderRow,
    ListTitle,
    PageNumber,
    Part,
    Running,
    SectionRow,
    Stray,
)
from pipeline.normalise.patterns import list_title, section_title
from pipeline.normalise.ranges import numbered_by


class Assembled(NamedTuple):
    """The lists, what belonged nowhere, and to which item (list and number) each block belongs."""

    lists: tuple[DutyList, ...]
    leftovers: tuple[Leftover, ...]
    dropped: int
    """Characters between departments (、；) that the split into names leaves out."""
    owners: Mapping[int, tuple[str, int | None]]
    categories: int
    """Characters of cells that stand for section rows."""


def assemble(parts: Sequence[Part]) -> Assembled:
    """The lists of a document, in the order of their schemas."""
    unnumbered: list[DutyList] = []
    leftovers = [_stray(p) for p in parts if isinstance(p, Stray) and p.schema is None]
    dropped = categories = 0
    owners: dict[int, tuple[str, int | None]] = {}
    for schema in list_schemas():
        own = [part for part in parts if part.schema is schema]
        if not own:
            continue
        entries = group(schema, own)
        headings = _extra_headings(own, entries)
        by_category = headings.by_category
        built = [
            build_item(schema, e, headings.kept, by_category=by_category)
            for e in entries
            if isinstance(e, ItemRows)
        ]
        cut = _by_category(built) if by_category else _by_rows(entries, built)
        unnumbered.append(_duty_list(schema, own, cut, headings.columns))
        rows = [e for e in entries if isinstance(e, ItemRows)]
        owners |= {r.index: (schema.id, e.number) for e in rows for r in e.rows}
        leftovers += [_stray(e) for e in entries if isinstance(e, Stray)]
        leftovers += [left for b in built for left in b.leftovers]
        dropped += sum(b.dropped for b in built)
        if by_category:
            categories += sum(
                len(squeeze(f"{b.category or ''}{b.subcategory or ''}")) for b in built
            )
    by = numbered_by([duty_list.sections for duty_list in unnumbered])
    lists = [_with_ids(duty_list, own) for duty_list, own in zip(unnumbered, by, strict=True)]
    # A row without a word has nothing that could be lost.
    leftovers = [left for left in leftovers if left.text]
    return Assembled(split_abutting(lists), tuple(leftovers), dropped, owners, categories)


def _stray(part: Stray) -> Leftover:
    return Leftover(part.text.strip(), part.place, part.list)


class _Headings(NamedTuple):
    """The further columns of a list: `kept` as they are, by heading; whether sections are told by one."""

    columns: tuple[FurtherColumn, ...]
    kept: Mapping[str, Kind]
    by_category: bool


def _extra_headings(parts: Sequence[Part], entries: Sequence[Entry]) -> _Headings:
    by_category = _stands_for_sections(entries)
    columns: dict[str, FurtherColumn] = {}
    kept: dict[str, Kind] = {}
    for part in parts:
        if not isinstance(part, HeaderRow):
            continue
        for use in part.columns:
            if use is None or (use.kind in ("column", "derived") and not use.guessed):
                continue
            if use.kind in ("category", "subcategory") and by_category:
                continue
            if not use.guessed:
                kept[use.heading] = use.kind
            known = use.kind != "unknown" and not use.guessed
            taken_for = use.field if use.guessed else None
            columns.setdefault(
                use.heading, FurtherColumn(use.heading, part.place, known, taken_for)
            )
    return _Headings(tuple(columns.values()), kept, by_category)


def _stands_for_sections(entries: Sequence[Entry]) -> bool:
    """Whether a column like 类别 stands for section rows, which are not there: before the names, or
    with values that come in blocks."""
    if any(isinstance(entry, SectionRow) for entry in entries):
        return False
    firsts = [entry.rows[0] for entry in entries if isinstance(entry, ItemRows)]
    values: list[str] = []
    before_names = False
    for row in firsts:
        kinds = [use.kind if use else "" for use in row.columns]
        if "category" not in kinds or kinds.index("category") >= len(row.row.cells):
            continue
        at = kinds.index("category")
        before_names |= any(use and use.field == "item_name" for use in row.columns[at:])
        values.append(squeeze(row.row.cells[at].text))
    blocks = [v for v, above in zip(values, [None, *values], strict=False) if v and v != above]
    return bool(blocks) and (before_names or len(blocks) == len(set(blocks)) < len(values))


class _Cut(NamedTuple):
    """A section still without its items' identifiers."""

    section: Section
    items: tuple[Item, ...]


def _by_rows(entries: Sequence[Entry], built: Iterable[BuiltItem]) -> list[_Cut]:
    """Sections in printed order; items above the first section row get one without a name."""
    rows = [entry for entry in entries if isinstance(entry, SectionRow)]
    titles = titles_of(rows)
    headings = iter(zip(titles, are_parts(entries, titles), strict=True))
    following = iter(built)
    cuts: list[tuple[Section, list[Item], list[Subsection]]] = []
    for entry in entries:
        if isinstance(entry, SectionRow):
            title, is_part = next(headings)
            if is_part and cuts:
                sub = Subsection(title.no, title.name, title.count, entry.place, 0)
                cuts[-1][2].append(sub)
            else:
                section = Section(title.no, title.name, title.count, entry.place, ())
                cuts.append((section, [], []))
        elif isinstance(entry, ItemRows):
            item = next(following).item
            if not cuts:
                cuts.append((Section(None, None, None, entry.rows[0].place, ()), [], []))
            _, items, parts = cuts[-1]
            if parts:
                item = replace(item, subsection=parts[-1].name)
                parts[-1] = replace(parts[-1], size=parts[-1].size + 1)
            items.append(item)
    return [
        _Cut(replace(section, subsections=tuple(parts)), tuple(items))
        for section, items, parts in cuts
    ]


def _by_category(built: Sequence[BuiltItem]) -> list[_Cut]:
    """Sections by a column that names them: merged downwards, so that it is empty below, or repeated."""
    cuts: list[tuple[Section, list[Item], list[Subsection]]] = []
    category = subcategory = ""
    for item, _, _, named, below in built:
        opens = bool(named) and named != category
        if not cuts or opens:
            category, subcategory = named or "", ""
            title = section_title(category)
            section = Section(
                title.no if title else None,
                title.name if title else category or None,
                title.count if title else None,
                item.place,
                (),
            )
            cuts.append((section, [], []))
        _, items, parts = cuts[-1]
        if below and below != subcategory:
            subcategory = below
            parts.append(Subsection(None, below, None, item.place, 0))
        if parts:
            parts[-1] = replace(parts[-1], size=parts[-1].size + 1)
            item = replace(item, subsection=parts[-1].name)
        items.append(item)
    return [
        _Cut(replace(section, subsections=tuple(parts)), tuple(items))
        for section, items, parts in cuts
    ]


def _duty_list(
    schema: ListSchema,
    parts: Sequence[Part],
    cuts: Sequence[_Cut],
    further: tuple[FurtherColumn, ...],
) -> DutyList:
    titles = [p for p in parts if isinstance(p, ListTitle)]
    printed = next((squeeze(p.text) for p in titles if list_title(p.text)), schema.title)
    # A head of the next list's first page is read before its title.
    own = (p.place.page for p in parts if not isinstance(p, Running | PageNumber))
    pages = [page for page in own if page is not None]
    return DutyList(
        id=schema.id,
        title=printed,
        place=(titles or parts)[0].place,
        page_end=max(pages, default=None),
        sections=tuple(replace(cut.section, items=cut.items) for cut in cuts),
        further_columns=further,
    )


def _with_ids(duty_list: DutyList, by: NumberedBy) -> DutyList:
    """The list, each item with its place in it and its identifier: of its number, where a number printed
    twice gets a suffix; of its place where numbers begin again in each section."""
    seen: defaultdict[str, int] = defaultdict(int)
    position = 0
    sections = []
    for section in duty_list.sections:
        numbered = []
        for item in section.items:
            position += 1
            number = position if by != "list" else item.seq
            base = f"{duty_list.id}-{number:03d}" if number is not None else f"{duty_list.id}-x"
            seen[base] += 1
            own = base if seen[base] == 1 else f"{base}-{seen[base]}"
            numbered.append(replace(item, id=own, position=position))
        sections.append(replace(section, items=tuple(numbered)))
    return replace(duty_list, sections=tuple(sections), numbered_by=by)
