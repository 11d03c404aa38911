"""The pages on what lists show only together: contradictions, leftovers of copying, unsure pairs; and the laws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.render.together import Page, page

_MOST = 500


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text, and where it leads, if anywhere."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A table of things to look at, with what they are."""

    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def checks_page(tables: Sequence[Found]) -> Page:
    """The page of things to look at."""
    return page("checks.html", "site_checks", "核对", tables=tables, most=_MOST)


def laws_page(citations: Iterable[tuple[str, str, int, str]]) -> Page:
    """The page on laws: rows of law, article, how many items cite it, and one of them."""
    ordered = sorted(citations, key=lambda row: row[0])
    laws = []
    for law, rows in groupby(ordered, key=lambda row: row[0]):
        own = sorted(((a, times, example) for _, a, times, example in rows), key=lambda r: -r[1])
        laws.append((law, own, sum(times for _, times, _ in own)))
    laws.sort(key=lambda row: (-row[2], row[0]))
    return page("laws.html", "site_laws", "依据", laws=laws)
