"""A list's numbers as a line of text, and their explanation as another.

一(3) 1 2 3 二(2) 4 | 5       sections with ordinal and size, then their items; | where a page begins
党建(3) 1 2 ?                 a section without numeral; a row without a number
一 1 2                        a section without a size
1 2 二(2) 3                   rows above the first section row
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model.numerals import numeral, numeral_value
from pipeline.validate.numbering import Break, Explanation, spans
from pipeline.validate.numbering.explain import explain
from pipeline.validate.numbering.observed import Part, all_numbers

# "一(3)", "党建", "二"
_SECTION = re.compile(r"(?P<name>[^\d(|?]+)(?:\((?P<size>\d+)\))?")


def parts(line: str) -> tuple[Part, ...]:
    """What a line of the notation says."""
    sections: list[list[str]] = []
    for word in line.split():
        starts = not sections or not (word in "|?" or word.isdecimal() or word.startswith("（"))
        if starts:
            sections.append([])
        sections[-1].append(word)
    return tuple(map(_section_part, sections))


def _section_part(words: Sequence[str]) -> Part:
    """A section: its row, and what stands under it down to the next."""
    cuts = [at for at, word in enumerate(words) if word.startswith("（")]
    whole = _part([word for word in words if not word.startswith("（")])
    if not cuts:
        return whole
    above = words[1 : cuts[0]]
    inner = [words[a:b] for a, b in pairwise([*cuts, len(words)])]
    return replace(whole, subparts=tuple(map(_part, [above, *inner] if above else inner)))


def _part(words: Sequence[str]) -> Part:
    title = _SECTION.fullmatch(words[0])
    rows = [word for word in words if word == "?" or word.isdecimal()]
    before = (len([w for w in words[:at] if w in rows]) for at, w in enumerate(words) if w == "|")
    name = title["name"].strip("（）") if title else None
    return Part(
        numbers=tuple(None if row == "?" else int(row) for row in rows),
        ordinal=numeral_value(name or ""),
        size=int(title["size"]) if title and title["size"] else None,
        name=name,
        titled=title is not None,
        opening=frozenset(before),
    )


def explained(line: str) -> str:
    """The explanation of a line, in words, one for each defect."""
    observed = parts(line)
    return "; ".join(_words(observed, explain(observed)))


def _words(observed: tuple[Part, ...], found: Explanation) -> Iterator[str]:
    numbers = all_numbers(observed)
    for told in found.items:
        b = told.fault
        rows = spans([n or 0 for n in numbers[b.index : b.index + b.rows]])
        yield f"{_item(b, rows, numbers)} in {_name(observed[told.section])}"
    yield from _of_rows(found.sections, found.sizes, observed)
    for inner in found.subsections:
        section = observed[inner.section]
        titled = [part for part in section.subparts if part.titled]
        yield from (f"{_name(section)}: {w}" for w in _of_rows(inner.rows, inner.sizes, titled))
    if found.untitled:
        yield "first section row lost"
    for row in sorted(found.tails):
        yield f"row {row} is the rest of the row above"


def _of_rows(rows: Sequence[Break], sizes: Sequence[int], of: Sequence[Part]) -> Iterator[str]:
    yield from (f"section row {_section(b, of)}" for b in rows)
    yield from (f"size of {_name(of[index])}" for index in sizes)


def _item(b: Break, rows: str, numbers: tuple[int | None, ...]) -> str:
    due = f" for {spans(b.missing)}" if b.missing else ""
    if b.kind == "gap":
        return f"{spans(b.missing)} lost"
    if b.other is not None:
        return f"{rows} and {numbers[b.other]} exchanged"
    if b.kind == "duplicate":
        return f"{rows} again{due}"
    return f"{rows}{due}" if due else f"{rows} moved"


def _section(b: Break, observed: Sequence[Part]) -> str:
    name, due = _name(observed[b.index]), "、".join(map(numeral, b.missing))
    if b.kind == "gap":
        return f"{due} lost"
    if b.rows > 1:
        name += f"–{_name(observed[b.index + b.rows - 1])}"
    again = " again" if b.kind == "duplicate" else ""
    return f"{name}{again}" + (f" for {due}" if due else "" if again else " moved")


def _name(part: Part) -> str:
    return part.name or "the top"
