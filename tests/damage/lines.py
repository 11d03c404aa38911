"""Damage to the lines of a text export: contents, titles, headings, foreign lines, broken bytes, a cut."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from pipeline.normalise.patterns import list_title, section_title
from tests.damage.expect import Expected
from tests.damage.kinds import expect

_Make = Callable[[list[str], random.Random], "tuple[list[str], Expected] | None"]
_FOREIGN = ("扫描件仅供参考，以正式文件为准", "第3次修改稿，请勿外传", "广告：专业代办各类证照")


@dataclass(frozen=True, slots=True)
class LineKind:
    """One kind of damage to the lines of a text export; `make` gets and returns the lines."""

    name: str
    make: _Make
    formats: tuple[str, ...] = ("txt",)
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    at: int
    list: str
    section: str | None
    seq: int


def _rows(lines: list[str]) -> list[_Line]:
    """The item rows with the list and section in which they stand."""
    rows: list[_Line] = []
    own, section = "", None
    for at, line in enumerate(lines):
        if (schema := list_title(line)) and at > 8:
            own = schema.id
        elif title := section_title(line):
            section = title.no
        elif own and (match := re.match(r"(\d+)\t", line)):
            rows.append(_Line(at, own, section, int(match[1])))
    return rows


def _titles(lines: list[str]) -> list[tuple[int, str]]:
    found = [(at, list_title(line)) for at, line in enumerate(lines) if at > 8]
    return [(at, schema.id) for at, schema in found if schema]


def _entries(lines: list[str]) -> list[tuple[int, str]]:
    ids = ("basic", "cooperative", "reclaimed")
    found = [at for at, line in enumerate(lines) if "....." in line]
    return list(zip(found, ids, strict=False))  # of another list nothing is asked


def _wrong_page(lines: list[str], rng: random.Random) -> tuple[list[str], Expected]:
    at, own = rng.choice(_entries(lines))
    head, page = lines[at].rsplit("\t", 1)
    wrong = rng.choice([n for n in range(1, 40) if n != int(page)])
    return _put(lines, at, f"{head}\t{wrong}"), expect("contents-page", list=own)


def _page_number_lost(lines: list[str], rng: random.Random) -> tuple[list[str], Expected]:
    at, own = rng.choice(_entries(lines))
    return _put(lines, at, lines[at].rsplit("\t", 1)[0]), expect("contents-page", list=own)


def _entry_lost(lines: list[str], rng: random.Random) -> tuple[list[str], Expected]:
    at, own = rng.choice(_entries(lines))
    return _put(lines, at), expect("contents-page", list=own)


def _title_lost(lines: list[str], rng: random.Random) -> tuple[list[str], Expected] | None:
    titles = _titles(lines)
    again = [
        (at, own) for (at, own), (_, above) in zip(titles[1:], titles, strict=False) if own == above
    ]
    inside = [(at, own) for at, own in again if own != titles[-1][1]]
    if not inside:
        return None
    at, own = rng.choice(inside)
    later = {"basic": "cooperative", "cooperative": "reclaimed"}[own]
    return _put(lines, at), expect("contents-page", list=later)


def _heading_lost(lines: list[str], rng: random.Random) -> tuple[list[str], Expected]:
    at = rng.choice([at for at, line in enumerate(lines) if line.startswith("序号\t")])
    return _put(lines, at), expect()


def _foreign(lines: list[str], rng: random.Random) -> tuple[list[str], Expected]:
    row, text = rng.choice(_rows(lines)), rng.choice(_FOREIGN)
    return (
        _put(lines, row.at, text, lines[row.at]),
        expect("unaccounted-text", list=row.list, says=text[:20]),
    )


def _foreign_below(lines: list[str], rng: random.Random) -> tuple[list[str], Expected]:
    """Under the last row of a list."""
    rows = _rows(lines)
    last = [row for row, after in pairwise(rows) if after.list != row.list]
    row, text = rng.choice(last), rng.choice(_FOREIGN)
    return (
        _put(lines, row.at, lines[row.at], text),
        expect("unaccounted-text", list=row.list, says=text[:20]),
    )


def _foreign_above(lines: list[str], rng: random.Random) -> tuple[list[str], Expected]:
    """Between a title and the headings under it."""
    at = rng.choice([at for at, line in enumerate(lines) if line.startswith("序号\t")])
    text = rng.choice(_FOREIGN)
    return _put(lines, at, text, lines[at]), expect("unaccounted-text", says=text[:20])


def _foreign_at_the_end(lines: list[str], rng: random.Random) -> tuple[list[str], Expected]:
    text = rng.choice(_FOREIGN)
    return [*lines, text], expect("unaccounted-text", says=text[:20])


def _foreign_in_front(lines: list[str], rng: random.Random) -> tuple[list[str], Expected]:
    return [lines[0], rng.choice(_FOREIGN), *lines[1:]], expect()


def _foreign_cell(lines: list[str], rng: random.Random) -> tuple[list[str], Expected]:
    row, text = rng.choice(_rows(lines)), rng.choice(_FOREIGN)
    return (
        _put(lines, row.at, f"{lines[row.at]}\t{text}"),
        expect("unaccounted-text", list=row.list, says=text[:20]),
    )


def _cut(lines: list[str], rng: random.Random) -> tuple[list[str], Expected] | None:
    """The file ends inside a row of the last list, not in the last of its section."""
    rows = _rows(lines)
    inside = [
        row
        for row, following in pairwise(rows)
        if row.list == rows[-1].list and row.section == following.section
    ]
    if not inside:
        return None
    row = rng.choice(inside)
    line = lines[row.at]
    kept = line[: rng.randint(line.index("\t") + 2, len(line) - 2)]
    return (
        [*lines[: row.at], kept],
        expect(
            "section-count",
            list=row.list,
            section=row.section,
            beside=("missing-value", "stray-punctuation", "unbalanced-brackets"),
        ),
    )


def _broken_in_two(lines: list[str], rng: random.Random) -> tuple[list[str], Expected]:
    """A line end inside a cell."""
    row = rng.choice(_rows(lines))
    line = lines[row.at]
    at = rng.randint(line.index("\t") + 2, len(line.rstrip()) - 1)
    return (
        _put(lines, row.at, line[:at], line[at:]),
        expect(
            # The one or the other half of the row, or both.
            *("unaccounted-text", "missing-value"),
            list=row.list,
            # What a half of a cell looks like on its own.
            beside=(
                *("unaccounted-text", "missing-value"),
                *("unbalanced-brackets", "name-spacing", "stray-punctuation"),
            ),
        ),
    )


def _put(lines: list[str], at: int, *others: str) -> list[str]:
    return [*lines[:at], *others, *lines[at + 1 :]]


KINDS = (
    LineKind("contents: wrong page", _wrong_page),
    LineKind("contents: page number lost", _page_number_lost),
    LineKind("contents: line lost", _entry_lost),
    LineKind("title of a page lost", _title_lost),
    LineKind("foreign line", _foreign),
    LineKind("foreign line below a list", _foreign_below),
    LineKind("foreign line above a header row", _foreign_above),
    LineKind("foreign line at the end", _foreign_at_the_end),
    LineKind(
        "foreign line in front", _foreign_in_front, hidden="what stands in front is kept as a note"
    ),
    LineKind("cell too many", _foreign_cell),
    LineKind("file cut inside a row", _cut),
    LineKind("row broken in two lines", _broken_in_two),
    LineKind("heading row lost", _heading_lost, hidden="nothing of a duty is lost with it"),
)
