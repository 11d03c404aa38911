"""Damage to section rows, and to whole lists and the contents."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from pipeline.model.numerals import numeral
from pipeline.validate.numbering import spans
from tests.corpus.printed import LIST_IDS, PrintedDocument, PrintedRow
from tests.damage.kinds import TYPED, Damaged, Kind, expect
from tests.damage.spots import SectionSpot, pick, sections, with_row, with_rows, without

Make = Callable[[PrintedDocument, random.Random], Damaged | None]


def _wrong_size(by: int) -> Make:
    def make(document: PrintedDocument, rng: random.Random) -> Damaged | None:
        spot = pick(rng, sections(document), lambda s: s.count + by > 0)
        if spot is None:
            return None
        return Damaged(
            _retitled(
                document, spot, lambda text: text.replace(str(spot.count), str(spot.count + by))
            ),
            expect("section-count", list=spot.list.id, section=spot.no),
        )

    return make


def _size_lost(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    spot = pick(rng, sections(document), lambda s: s.sections > 1)
    if spot is None:
        return None
    return Damaged(
        _retitled(document, spot, lambda _: f"{spot.no}、{spot.name}"),
        expect("section-count", list=spot.list.id, section=spot.no),
    )


def _row_lost(where: Callable[[SectionSpot], bool]) -> Make:
    def make(document: PrintedDocument, rng: random.Random) -> Damaged | None:
        spot = pick(rng, sections(document), lambda s: s.sections > 1 and where(s))
        if spot is None:
            return None
        around = (numeral(spot.index), numeral(spot.index + 2), spot.no, None)
        rule = "section-order" if spot.index < spot.sections - 1 else "section-count"
        return Damaged(
            without(document, spot.list, spot.at),
            expect(rule, list=spot.list.id, section=around),
        )

    return make


def _row_doubled(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    spot = rng.choice(sections(document))
    row = spot.list.rows[spot.at]
    return Damaged(
        with_row(document, spot.list, spot.at, row, row),
        expect("section-order", list=spot.list.id, section=spot.no),
    )


def _repeated_below(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    """The section row again in the middle of its items."""
    spot = pick(rng, sections(document), lambda s: len(s.items) > 2)
    if spot is None:
        return None
    row, below = spot.list.rows[spot.at], rng.choice(spot.items[1:])
    return Damaged(
        with_row(document, spot.list, below.at, row, below.row),
        expect("section-order", list=spot.list.id, section=spot.no),
    )


def _misnumbered(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    spot = rng.choice(sections(document))
    other = rng.choice([n for n in range(1, spot.sections + 4) if numeral(n) != spot.no])
    return Damaged(
        _retitled(document, spot, lambda text: numeral(other) + text.removeprefix(spot.no)),
        expect("section-order", list=spot.list.id, section=(numeral(other), spot.no)),
    )


def _swapped(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    """Two neighbouring sections change places, items and all."""
    spot = pick(rng, sections(document), lambda s: s.index < s.sections - 1)
    if spot is None:
        return None
    rows = list(spot.list.rows)
    middle = spot.items[-1].at + 1
    end = next(
        (s.at for s in sections(document) if s.list is spot.list and s.at > middle), len(rows)
    )
    rows[spot.at : end] = rows[middle:end] + rows[spot.at : middle]
    following = numeral(spot.index + 2)
    return Damaged(
        with_rows(document, spot.list, rows),
        expect(
            *("section-order", "sequence-order"),
            list=spot.list.id,
            section=(spot.no, following),
        ),
    )


def _lost_whole(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    """A section with its row and items, but not the last, after which nothing comes."""
    spot = pick(rng, sections(document), lambda s: s.index < s.sections - 1)
    if spot is None:
        return None
    seqs = [item.seq for item in spot.items]
    return Damaged(
        without(document, spot.list, spot.at, *(item.at for item in spot.items)),
        expect(
            "sequence-gap",
            list=spot.list.id,
            section=(numeral(spot.index), numeral(spot.index + 2), spot.no),
            seq=(seqs[0] - 1, seqs[-1] + 1),
            says=f"第{spans(seqs)}项",
        ),
    )


def _last_lost_whole(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    spot = pick(rng, sections(document), lambda s: 0 < s.index == s.sections - 1)
    if spot is None:
        return None
    gone = (spot.at, *(item.at for item in spot.items))
    return Damaged(without(document, spot.list, *gone), expect())


def _renamed(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    """A joining word changed in a section that another list has too: 应急管理及消防, 应急管理与消防."""
    joined = pick(rng, sections(document), lambda s: {"及", "和"} & set(s.name))
    if joined is None:
        return None
    found = sum(spot.name == joined.name for spot in sections(document))
    if found < 2:
        return None
    names = [s for s in sections(document) if s.name == joined.name]
    changed = joined.name.replace("及", "与").replace("和", "与")
    return Damaged(
        _retitled(document, joined, lambda text: text.replace(joined.name, changed)),
        expect("section-variant", section=tuple(s.no for s in names)),
    )


def _renamed_alone(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    spot = rng.choice(sections(document))
    return Damaged(
        _retitled(document, spot, lambda text: text.replace(spot.name, "其他事务")), expect()
    )


def _retitled(
    document: PrintedDocument, spot: SectionSpot, change: Callable[[str], str]
) -> PrintedDocument:
    text = change(spot.list.rows[spot.at].text)
    return with_row(document, spot.list, spot.at, PrintedRow("section", ((text,),)))


def _list_lost(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    gone = rng.choice([own for own in document.lists if own.id in LIST_IDS])
    rest = tuple(own for own in document.lists if own is not gone)
    return Damaged(replace(document, lists=rest), expect("missing-list", list=gone.id))


def _list_emptied(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    """Title and heading are left, the rows are gone."""
    gone = rng.choice([own for own in document.lists if own.id in LIST_IDS])
    return Damaged(with_rows(document, gone, ()), expect("missing-list", list=gone.id))


KINDS = (
    Kind("size one too low", _wrong_size(-1)),
    Kind("size two too high", _wrong_size(2)),
    Kind("size lost", _size_lost),
    Kind("first section row lost", _row_lost(lambda s: s.index == 0)),
    Kind("section row lost", _row_lost(lambda s: 0 < s.index < s.sections - 1)),
    Kind("last section row lost", _row_lost(lambda s: s.index == s.sections - 1)),
    Kind("section row doubled", _row_doubled),
    Kind("section row again further down", _repeated_below),
    Kind("section misnumbered", _misnumbered),
    Kind("sections swapped", _swapped),
    Kind("section lost, row and items", _lost_whole),
    Kind("section in two wordings", _renamed),
    Kind("list lost", _list_lost),
    Kind("list empty", _list_emptied, formats=TYPED),
    Kind(
        "last section lost, row and items",
        _last_lost_whole,
        hidden="nothing follows it, and no line of the document says how many sections there are",
    ),
    Kind(
        "section renamed",
        _renamed_alone,
        hidden="any words may name a section; only another wording of the same name is told",
    ),
)
