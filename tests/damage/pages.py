"""Damage to the pages of a rendered list: lost, doubled, in another order, the file cut short."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.normalise.patterns import list_title, section_title
from pipeline.validate.numbering import spans
from tests.damage.expect import Expected
from tests.damage.kinds import expect


@dataclass(frozen=True, slots=True)
class Page:
    """A page of one list: the numbers and section rows on it, and what it is made of."""

    list: str
    seqs: tuple[int, ...]
    sections: tuple[str, ...]
    opens_section: bool
    part: object
    goes_on: bool = False
    """Whether it begins inside a row."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a rendered document, and how to make a document of other pages."""

    pages: tuple[Page, ...]
    join: Callable[[Sequence[Page]], bytes]
    numbered: bool = True
    """Whether the contents can be held to them."""


@dataclass(frozen=True, slots=True)
class PageKind:
    """One kind of damage to pages; `make` gives None where a document has no place for it."""

    name: str
    make: Callable[[Pages, random.Random], tuple[bytes, Expected] | None]
    formats: tuple[str, ...] = ("txt", "docx", "pdf")
    hidden: str = ""


def text_pages(data: bytes) -> Pages:
    """The pages of a text export: each begins with the title of its list."""
    lines = data.decode().split("\n")
    starts = [
        at
        for at, line in enumerate(lines)
        if list_title(line) and any("\t" in following for following in lines[at + 1 : at + 5])
    ]
    parts = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    front = lines[: starts[0]]
    pages = tuple(_text_page(part) for part in parts)
    return Pages(pages, lambda kept: "\n".join([*front, *_lines(kept)]).encode())


def _text_page(part: list[str]) -> Page:
    schema = list_title(part[0])
    assert schema is not None
    seqs = tuple(int(m[1]) for line in part if (m := re.match(r"(\d+)\t", line)))
    rows = [line for line in part[1:] if "\t" in line and "序号" not in line]
    titles = [section_title(line) for line in rows]
    return Page(
        schema.id,
        seqs,
        tuple(t.no or "" for t in titles if t),
        bool(titles[:1] and titles[0]),
        part,
    )


def _lines(pages: Sequence[Page]) -> list[str]:
    return [line for page in pages for line in page.part]  # type: ignore[attr-defined]


def _pick(pages: Pages, rng: random.Random, fits: Callable[[int], bool]) -> int | None:
    fitting = [at for at in range(len(pages.pages)) if fits(at)]
    return rng.choice(fitting) if fitting else None


def _first(pages: Pages, at: int) -> bool:
    return at == 0 or pages.pages[at - 1].list != pages.pages[at].list


def _last(pages: Pages, at: int) -> bool:
    return at == len(pages.pages) - 1 or pages.pages[at + 1].list != pages.pages[at].list


_Make = Callable[[Pages, random.Random], tuple[bytes, Expected] | None]


def _lost(where: Callable[[Pages, int], bool], *rules: str) -> _Make:
    def make(pages: Pages, rng: random.Random) -> tuple[bytes, Expected] | None:
        at = _pick(pages, rng, lambda at: where(pages, at) and bool(pages.pages[at].seqs))
        if at is None:
            return None
        page = pages.pages[at]
        kept = [p for index, p in enumerate(pages.pages) if index != at]
        seqs = (page.seqs[0] - 1, page.seqs[-1] + 1, None)
        says = f"第{spans(page.seqs)}项" if rules == ("sequence-gap",) else None
        # Whole sections at a list's end leave no trace but in the contents' line of the next list.
        own = None if "contents-page" in rules and page.opens_section else page.list
        # … or in the numbers printed on the pages.
        printed = ("page-order",) if own is None else ()
        # How many items went with the end of a list, only a stated total may tell.
        beside = (
            "page-order",
            "declared-total",
            *_headless(pages, at, pages.pages[at + 1 : at + 2]),
        )
        return pages.join(kept), expect(
            *rules, *printed, list=own, seq=seqs, says=says, beside=beside
        )

    return make


def _headless(pages: Pages, at: int, now_here: Sequence[Page]) -> tuple[str, ...]:
    """What is told of half a row that now stands first in its list, above all that it could belong to."""
    torn = _first(pages, at) and any(page.goes_on for page in now_here)
    return ("unaccounted-text",) if torn else ()


def _doubled(pages: Pages, rng: random.Random) -> tuple[bytes, Expected] | None:
    at = _pick(pages, rng, lambda at: bool(pages.pages[at].seqs))
    if at is None:
        return None
    page = pages.pages[at]
    copies = [*pages.pages[: at + 1], *pages.pages[at:]]
    return pages.join(copies), expect(
        *("sequence-duplicate", "page-order"),
        list=page.list,
        seq=(*page.seqs, None),
        beside="page-order",
    )


def _swapped(pages: Pages, rng: random.Random) -> tuple[bytes, Expected] | None:
    at = _pick(
        pages,
        rng,
        lambda at: not _last(pages, at) and bool(pages.pages[at].seqs and pages.pages[at + 1].seqs),
    )
    if at is None:
        return None
    here, following = pages.pages[at : at + 2]
    order = [*pages.pages[:at], following, here, *pages.pages[at + 2 :]]
    return pages.join(order), expect(
        *("sequence-order", "section-order", "page-order"),
        list=here.list,
        seq=(*here.seqs, *following.seqs, None),
        # A total that stood below the last rows now stands among them.
        beside=("page-order", "declared-total", *_headless(pages, at, [following])),
    )


def _middle(pages: Pages, at: int) -> bool:
    """Whether rows begin on a page of the same list both before and after."""
    own = pages.pages[at].list
    after = [p for p in pages.pages[at + 1 :] if p.list == own and p.seqs]
    return not _first(pages, at) and bool(after)


def _hides(pages: Pages, at: int) -> bool:
    """Whether a last page begins with a section row, so that no section is cut by its loss, and the
    contents of no list after it are wrong."""
    unseen = at == len(pages.pages) - 1 or not pages.numbered
    return unseen and _last(pages, at) and pages.pages[at].opens_section


KINDS = (
    PageKind("page lost", _lost(_middle, "sequence-gap")),
    PageKind(
        "first page of a list lost",
        _lost(lambda pages, at: _first(pages, at) and not _last(pages, at), "sequence-gap"),
    ),
    PageKind(
        "last page of a list lost",
        _lost(
            lambda pages, at: _last(pages, at) and not _first(pages, at) and not _hides(pages, at),
            *("section-count", "contents-page"),
        ),
    ),
    PageKind(
        "last page lost, with whole sections",
        _lost(lambda pages, at: not _first(pages, at) and _hides(pages, at), "section-count"),
        hidden="what is left is a valid list: no line says how many sections or pages there are",
    ),
    PageKind("page doubled", _doubled),
    PageKind("pages swapped", _swapped),
)
