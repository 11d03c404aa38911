"""The totals that a document states: in its notice, its titles, a line above a table or a row below it.

本清单共36项，其中基本履职事项12项…: each number with its unit is read with the words before it, which say
what it counts. A number whose subject is neither the document nor a list nor a section is no total.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from pipeline.model.document import DutyList, Note, Total
from pipeline.model.numerals import numeral_value
from pipeline.model.schema import list_schemas
from pipeline.model.source import Place
from pipeline.model.text import squeeze
from pipeline.model.wording import wording
from pipeline.normalise.parts import BodyRow, ListTitle, Part, SectionRow

_COUNT, _CLASSES = wording("total_count"), wording("total_classes")
_AROUND, _WHOLE = wording("total_around").pattern.pattern, wording("total_whole")
_EDGES = re.compile(f"^{_AROUND}+|{_AROUND}+$")
_DELIMITERS = re.compile(r"[，,、；;。：:（）()【】和及与]")
Counted = Literal["items", "sections"]
_BARE = re.compile(rf"{wording('total').pattern.pattern}[:：]?(?P<number>\d{{1,4}})")
_SUBTOTAL = "小计"


@dataclass(frozen=True, slots=True)
class Statement:
    """A text that may state totals, with its place, the list in which it stands, and the section that ends
    there, where it stands below one."""

    text: str
    place: Place
    list: str | None = None
    section: str | None = None


def statements(parts: Sequence[Part], notes: Iterable[tuple[int, Note]]) -> Iterator[Statement]:
    """The titles and notes of a document."""
    titles: set[str] = set()
    for part in parts:
        text = squeeze(part.text)
        if isinstance(part, ListTitle) and text not in titles:
            titles.add(text)
            yield Statement(text, part.place, part.list)
    sections = _sections(parts)
    for index, note in notes:
        section, more = sections.get(index, (None, False))
        # Of a section's rows are 小计, and a total after which more rows of the list come.
        own = section if more or _SUBTOTAL in note.text else None
        yield Statement(squeeze(note.text), note.place, note.list, own)


def _sections(parts: Sequence[Part]) -> dict[int, tuple[str | None, bool]]:
    """For each part the section under whose rows it stands, and whether more rows of its list come."""
    found: dict[int, tuple[str | None, bool]] = {}
    last_rows = {part.list: part.index for part in parts if isinstance(part, BodyRow)}
    sections: dict[str | None, str] = {}
    with_rows: set[str | None] = set()
    for part in parts:
        if isinstance(part, SectionRow):
            sections[part.list] = part.title.name
        elif isinstance(part, BodyRow):
            with_rows.add(part.list)
        elif part.list in with_rows:
            more = last_rows[part.list] > part.index
            found[part.index] = (sections.get(part.list), more)
    return found


def totals_of(statements: Iterable[Statement], lists: Sequence[DutyList]) -> tuple[Total, ...]:
    """The totals of all statements."""
    return tuple(chain.from_iterable(_totals(statement, lists) for statement in statements))


def _totals(statement: Statement, lists: Sequence[DutyList]) -> Iterator[Total]:
    """The totals of one statement; a list that is named stays the subject of what follows."""
    current = Total(0, statement.text, statement.place, statement.list, statement.section)
    for subject, number, of in _numbers(statement.text):
        found = _subject(subject, current, lists)
        if found is None:
            continue
        if subject and not found.section:
            current = found
        yield replace(found, count=number, of=of)


def _numbers(text: str) -> Iterator[tuple[str, int, Counted]]:
    """Each number with a unit: its subject, its value, what it counts."""
    matches: list[tuple[re.Match[str], Counted]]
    matches = [(m, "items") for m in _COUNT.pattern.finditer(text)]
    matches += [(m, "sections") for m in _CLASSES.pattern.finditer(text)]
    end = 0
    for match, of in sorted(matches, key=lambda pair: pair[0].start()):
        if match.start() < end:
            continue
        value = _value(match["number"])
        before = text[end : match.start()]
        end = match.end()
        if value is not None:
            yield _bare(before), value, of
    # "合计 | 12": a row of totals has the number in a cell of its own, where the unit is understood.
    if not matches and (bare := _BARE.fullmatch(text)):
        yield "", int(bare["number"]), "items"


def _bare(before: str) -> str:
    """What is counted, of the words before a number: the last part, or the one before a bracket."""
    for part in reversed(_DELIMITERS.split(before)):
        bare = _EDGES.sub("", part)
        if bare:
            return bare
    return ""


def _subject(subject: str, current: Total, lists: Sequence[DutyList]) -> Total | None:
    """What a subject names; None where it is nothing that can be counted."""
    if not subject:
        return current
    for schema in list_schemas():
        if schema.short_name.fullmatch(subject) or schema.title_pattern.fullmatch(subject):
            return Total(0, current.text, current.place, schema.id)
    own = [lst for lst in lists if current.list in (None, lst.id)]
    if any(section.name == subject for lst in own for section in lst.sections):
        return Total(0, current.text, current.place, current.list, subject)
    if _WHOLE.match(subject):
        # In a list 本清单 is that list.
        return replace(current, section=None)
    return None


def _value(number: str) -> int | None:
    """The value of a number in digits or words, below a thousand: 二百九十, 一百零五."""
    if number.isdecimal():
        return int(number)
    return numeral_value(number.replace("两", "二"))
