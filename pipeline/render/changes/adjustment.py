"""`changes/<old>..<new>.xlsx`: the sheet that an adjustment of the lists is filed with, its grounds left to fill in."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.compare.pieces import Piece
from pipeline.compare.values import Change, Comparison, SectionChange, SectionSize
from pipeline.render.changes.terms import Terms, terms_of
from pipeline.render.changes.wording import (
    both_marked,
    changed_texts,
    marked,
    paragraphs,
    place_of,
    printed_texts,
    section_name,
    section_size,
    unchanged,
)
from pipeline.render.reproducible import reproducible
from pipeline.render.sheet import (
    MOST_LINES,
    Cell,
    Heading,
    Run,
    fill,
    formats_of,
    lines_of,
    new_book,
    wrapped,
)
from pipeline.render.wording import list_titles

ITEMS_SHEET, SECTIONS_SHEET = "事项调整", "分类调整"
# As wide as leaves the print of an A4 sheet legible.
_WORDING = 46
_NUMBER, _KIND = Heading("编号", most=8), Heading("变化", most=14)
_WHERE, _LIST, _NAME = (
    Heading("位置", most=26),
    Heading("清单", most=26),
    Heading("事项名称", most=28),
)
_TO_FILL = Heading("依据", 20), Heading("理由", 20)
# Inches: left, right, top, bottom.
_MARGINS = (0.4, 0.4, 0.75, 0.6)
_LONGEST_HEADER = 240


def render_adjustment(comparison: Comparison) -> bytes:
    """The sheet: a row for each change with old and new wording. The same comparison gives the same bytes."""
    buffer = io.BytesIO()
    terms = terms_of(comparison)
    wordings = (Heading(title, _WORDING, _WORDING) for title in (terms.before, terms.after))
    columns = (*wordings, *_TO_FILL)
    whole_in = f"{comparison.old.version}..{comparison.new.version}.json"
    with new_book(buffer) as book:
        formats = formats_of(book, ruled=True)
        items = book.add_worksheet(ITEMS_SHEET)
        rows = [
            _row(number, change, comparison) for number, change in enumerate(comparison.changes, 1)
        ]
        fill(items, (_NUMBER, _KIND, _WHERE, _NAME, *columns), rows, formats, whole_in)
        if comparison.sections:
            sections = book.add_worksheet(SECTIONS_SHEET)
            rows = [_section(number, s, terms) for number, s in enumerate(comparison.sections, 1)]
            fill(sections, (_NUMBER, _KIND, _LIST, *columns), rows, formats, whole_in)
        for sheet in book.worksheets():
            sheet.set_margins(*_MARGINS)
            sheet.set_header(_header(comparison))
    return reproducible(buffer)


def _header(comparison: Comparison) -> str:
    """What each printed sheet is headed; "&" begins a code there."""
    terms = terms_of(comparison)
    title = "" if comparison.places else comparison.new.title or comparison.new.list_id
    text = f"{title}{terms.sheet}：{terms.sides}".replace("&", "&&")
    return f"&C{text}" if len(text) < _LONGEST_HEADER else ""


def _row(number: int, change: Change, comparison: Comparison) -> list[Cell]:
    terms = terms_of(comparison)
    kind = terms.relisted if change.is_relisted else terms.kinds[change.kind]
    places = dict.fromkeys(place_of(side) for side in (change.old, change.new) if side)
    name = str(change.stands.fields["item_name"])
    return [
        number,
        kind,
        f"\n{terms.arrow} ".join(places),
        name,
        *_wordings(change, comparison),
        None,
        None,
    ]


def _wordings(change: Change, comparison: Comparison) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Old and new wording; where a row cannot show all of it, paragraphs that nothing happened to are counted."""
    old, new = _texts(change)
    for in_short in (False, True):
        fields = [
            _field(title, old.get(title), new.get(title), comparison, in_short)
            for title in {**old, **new}
        ]
        before, after = (tuple(_joined([field[at] for field in fields])) for at in (0, 1))
        if max(wrapped(lines_of(side), _WORDING) for side in (before, after)) <= MOST_LINES:
            break
    return before, after


def _texts(change: Change) -> tuple[dict[str, str], dict[str, str]]:
    """The fields of both sides that changed; all, of a duty that came, went or is in another list; the name,
    of one that only moved."""
    if change.old is None or change.new is None or change.is_relisted:
        old, new = (dict(printed_texts(side)) if side else {} for side in (change.old, change.new))
        return old, new
    texts = list(changed_texts(change.fields))
    if not texts:
        texts = [(title, text, text) for title, text in islice(printed_texts(change.new), 1)]
    return {title: old for title, old, _ in texts}, {title: new for title, _, new in texts}


def _field(
    title: str, old: str | None, new: str | None, comparison: Comparison, in_short: bool
) -> tuple[list[Run], list[Run]]:
    """A field on both sides, each with what only it says marked; nothing on a side that does not have it."""
    if old is None or new is None:
        return _titled(title, old), _titled(title, new)
    if in_short and old != new:
        parts = paragraphs(marked(comparison, old, new))
        before, after = (_in_short(title, parts, came) for came in ("ins", "del"))
    else:
        before, after = (_looks(side) for side in both_marked(comparison, old, new))
    return [*_titled(title, ""), *before], [*_titled(title, ""), *after]


def _titled(title: str, text: str | None) -> list[Run]:
    return [] if text is None else [Run(f"【{title}】\n", "label"), Run(text)]


def _in_short(title: str, parts: Sequence[int | list[Piece]], others: str) -> Iterator[Run]:
    """The paragraphs of one side, without the pieces that are the other side's."""
    for number, part in enumerate(parts):
        yield Run("\n" if number else "")
        if isinstance(part, int):
            yield Run(unchanged(part, title))
        else:
            yield from _looks([piece for piece in part if piece.kind != others])


def _joined(fields: Sequence[Sequence[Run]]) -> Iterator[Run]:
    for number, field in enumerate(filter(None, fields)):
        yield from [Run("\n"), *field] if number else field


def _looks(found: Sequence[Piece]) -> Iterator[Run]:
    return (Run(p.text, "plain" if p.kind == "same" else p.kind) for p in found)


def _section(number: int, change: SectionChange, terms: Terms) -> list[Cell]:
    sides = change.into or ([change.new] if change.new else [])
    new = "；\n".join(map(_said, sides)) or None
    old = _said(change.old) if change.old else None
    kind = terms.section_kinds[change.kind]
    return [number, kind, list_titles()[change.list], old, new, None, None]


def _said(size: SectionSize) -> str:
    return f"{section_name(size)}，{section_size(size)}"
