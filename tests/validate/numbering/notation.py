"""A list's numbers as a line of text, and their explanation as another.

一(3) 1 2 3 二(2) 4 | 5       sections with ordinal and size, then their items; | where a page begins
党建(3) 1 2 ?                 a section without numeral; a row without a number
一 1 2                        a section without a size
1 2 二(2) 3                   rows above the first section row
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.numerals import numeral, numeral_value
from pipeline.validate.numbering import Break, Explanation, spans
from pipeline.validate.numbering.explain import explain
from pipeline.validate.numbering.observed import Part, all_numbers

# "一(3)", "党建", "二"
_SECTION = re.compile(r"(?P<name>[^\d(|?]+)(?:\((?P<size>\d+)\))?")


def parts(line: str) -> tuple[Part, ...]:
    """What a line of the notation says."""
    result: list[Part] = []
    rows: list[int | None] = []
    opening: set[int] = set()
    title: re.Match[str] | None = None

    def close() -> None:
        if title or rows:
            name = title["name"] if title else None
            size = int(title["size"]) if title and title["size"] else None
            ordinal = numeral_value(name or "")
            result.append(
                Part(tuple(rows), ordinal, size, name, title is not None, frozenset(opening))
            )

    for word in line.split():
        if word == "|":
            opening.add(len(rows))
        elif word == "?" or word.isdecimal():
            rows.append(None if word == "?" else int(word))
        else:
            close()
            rows, opening, title = [], set(), _SECTION.fullmatch(word)
            assert title is not None, word
    close()
    return tuple(result)


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
    for b in found.sections:
        yield f"section row {_section(b, observed)}"
    for index in found.sizes:
        yield f"size of {_name(observed[index])}"
    if found.untitled:
        yield "first section row lost"
    for row in sorted(found.tails):
        yield f"row {row} is the rest of the row above"


def _item(b: Break, rows: str, numbers: tuple[int | None, ...]) -> str:
    due = f" for {spans(b.missing)}" if b.missing else ""
    if b.kind == "gap":
        return f"{spans(b.missing)} lost"
    if b.other is not None:
        return f"{rows} and {numbers[b.other]} exchanged"
    if b.kind == "duplicate":
        return f"{rows} again{due}"
    return f"{rows}{due}" if due else f"{rows} moved"


def _section(b: Break, observed: tuple[Part, ...]) -> str:
    name, due = _name(observed[b.index]), "、".join(map(numeral, b.missing))
    if b.kind == "gap":
        return f"{due} lost"
    again = " again" if b.kind == "duplicate" else ""
    return f"{name}{again}" + (f" for {due}" if due else "" if again else " moved")


def _name(part: Part) -> str:
    return part.name or "the top"
