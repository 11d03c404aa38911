"""Damage to item rows and their numbers: lost, doubled, moved, misread."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from pipeline.validate.numbering import spans
from tests.corpus.printed import PrintedDocument
from tests.damage.kinds import Damaged, Kind, expect
from tests.damage.spots import Spot, pick, sections, spots, with_cell, with_row, with_rows, without

Where = Callable[[Spot], bool]


def _lost(where: Where) -> Callable[[PrintedDocument, random.Random], Damaged | None]:
    def make(document: PrintedDocument, rng: random.Random) -> Damaged | None:
        spot = pick(rng, spots(document), where)
        if spot is None:
            return None
        expected = expect(
            "sequence-gap",
            list=spot.list.id,
            section=spot.section,
            seq=(spot.seq - 1, spot.seq + 1),
            says=f"第{spot.seq}项",
        )
        if spot.ends_list:  # nothing comes after it: only the size that its section declares tells
            expected = expect("section-count", list=spot.list.id, section=spot.section)
        return Damaged(without(document, spot.list, spot.at), expected)

    return make


def _several_lost(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    """Two to six rows in a row, also over the border of two sections (whose row stays)."""
    size = rng.randint(2, 6)
    all_spots = spots(document)
    first = pick(rng, all_spots, lambda s: s.seq + size <= len(_items(document, s)))
    if first is None:
        return None
    gone = [s for s in all_spots if s.list is first.list and first.seq <= s.seq < first.seq + size]
    return Damaged(
        without(document, first.list, *(spot.at for spot in gone)),
        expect(
            "sequence-gap",
            list=first.list.id,
            section=tuple(spot.section for spot in gone),
            seq=(first.seq - 1, first.seq + size),
            says=f"第{spans([spot.seq for spot in gone])}项",
        ),
    )


def _items(document: PrintedDocument, spot: Spot) -> list[Spot]:
    return [other for other in spots(document) if other.list is spot.list]


def _doubled(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    spot = rng.choice(spots(document))
    return Damaged(
        with_row(document, spot.list, spot.at, spot.row, spot.row),
        expect("sequence-duplicate", list=spot.list.id, section=spot.section, seq=spot.seq),
    )


def _doubled_elsewhere(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    """A second copy further down, as a slip of the clipboard leaves it."""
    spot = rng.choice(spots(document))
    below = pick(rng, _items(document, spot), lambda s: s.seq > spot.seq + 1)
    if below is None:
        return None
    return Damaged(
        with_row(document, spot.list, below.at, below.row, spot.row),
        expect("sequence-duplicate", list=spot.list.id, section=below.section, seq=spot.seq),
    )


def _swapped(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    spot = pick(rng, spots(document), lambda s: not s.last)
    if spot is None:
        return None
    rows = list(spot.list.rows)
    rows[spot.at : spot.at + 2] = [rows[spot.at + 1], rows[spot.at]]
    return Damaged(
        with_rows(document, spot.list, rows),
        expect(
            "sequence-order",
            list=spot.list.id,
            section=spot.section,
            seq=(spot.seq, spot.seq + 1),
        ),
    )


def _exchanged(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    """Two rows far from one another change places."""
    spot = rng.choice(spots(document))
    other = pick(rng, _items(document, spot), lambda s: s.seq > spot.seq + 1)
    if other is None:
        return None
    rows = list(spot.list.rows)
    rows[spot.at], rows[other.at] = rows[other.at], rows[spot.at]
    return Damaged(
        with_rows(document, spot.list, rows),
        expect(
            "sequence-order",
            list=spot.list.id,
            section=(spot.section, other.section),
            seq=(spot.seq, other.seq),
        ),
    )


def _moved(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    """One row stands elsewhere, also in another section."""
    spot = rng.choice(spots(document))
    below = pick(rng, _items(document, spot), lambda s: abs(s.seq - spot.seq) > 2)
    if below is None:
        return None
    rows = [row for at, row in enumerate(spot.list.rows) if at != spot.at]
    rows.insert(below.at, spot.row)
    return Damaged(
        with_rows(document, spot.list, rows),
        expect("sequence-order", list=spot.list.id, seq=spot.seq),
    )


def _misread(change: Callable[[str, random.Random], str]) -> Callable[..., Damaged | None]:
    """A number read as another; the duties stay."""

    def make(document: PrintedDocument, rng: random.Random) -> Damaged | None:
        spot = rng.choice(spots(document))
        number = change(str(spot.seq), rng)
        if number == str(spot.seq):
            return None
        return Damaged(
            with_cell(document, spot, "seq", (number,)),
            expect(
                *("sequence-order", "sequence-duplicate"),
                list=spot.list.id,
                section=spot.section,
                seq=int(number),
            ),
        )

    return make


def _other_digit(number: str, rng: random.Random) -> str:
    at = rng.randrange(len(number))
    digits = "123456789" if at == 0 else "0123456789"
    return number[:at] + rng.choice(digits.replace(number[at], "")) + number[at + 1 :]


def _no_number(text: Callable[[str], str]) -> Callable[..., Damaged | None]:
    def make(document: PrintedDocument, rng: random.Random) -> Damaged | None:
        spot = rng.choice(spots(document))
        return Damaged(
            with_cell(document, spot, "seq", tuple(filter(None, [text(str(spot.seq))]))),
            expect(
                "missing-value",
                list=spot.list.id,
                section=spot.section,
                seq=(None, spot.seq),
                field="seq",
            ),
        )

    return make


def _renumbered(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    """A row lost and those below numbered anew: only the declared size can tell."""
    spot = rng.choice(spots(document))
    rest = without(document, spot.list, spot.at)
    return Damaged(
        _numbered_anew(rest, spot.list.id),
        expect("section-count", list=spot.list.id, section=spot.section),
    )


def _perfect_loss(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    spot = pick(rng, spots(document), lambda s: s.size > 1)
    if spot is None:
        return None
    section = next(s for s in sections(document) if s.list is spot.list and s.no == spot.section)
    text = spot.list.rows[section.at].text.replace(f"{section.count}", f"{section.count - 1}")
    rows = list(spot.list.rows)
    rows[section.at] = replace(rows[section.at], cells=((text,),))
    del rows[spot.at]
    return Damaged(_numbered_anew(with_rows(document, spot.list, rows), spot.list.id), expect())


def _numbered_anew(document: PrintedDocument, list_id: str) -> PrintedDocument:
    printed = next(own for own in document.lists if own.id == list_id)
    number, rows = 0, []
    for row in printed.rows:
        number += row.kind == "item"
        rows.append(
            replace(row, cells=((str(number),), *row.cells[1:])) if row.kind == "item" else row
        )
    return with_rows(document, printed, rows)


KINDS = (
    Kind("row lost in a section", _lost(lambda s: not s.first and not s.last)),
    Kind("first row of a section lost", _lost(lambda s: s.first and not s.last)),
    Kind("last row of a section lost", _lost(lambda s: s.last and not s.first and not s.ends_list)),
    Kind("first row of a list lost", _lost(lambda s: s.seq == 1)),
    Kind("last row of a list lost", _lost(lambda s: s.ends_list)),
    Kind("only row of a section lost", _lost(lambda s: s.size == 1 and not s.ends_list)),
    Kind("several rows lost", _several_lost),
    Kind("row lost, rest renumbered", _renumbered),
    Kind("row doubled", _doubled),
    Kind("row over another", _doubled_elsewhere),
    Kind("neighbours swapped", _swapped),
    Kind("rows exchanged", _exchanged),
    Kind("row moved", _moved),
    Kind("number: a digit misread", _misread(_other_digit)),
    Kind("number: a digit more", _misread(lambda n, rng: n + rng.choice("0123456789"))),
    Kind("number: a digit lost", _misread(lambda n, rng: n[:-1] or n)),
    Kind("number: one too high", _misread(lambda n, rng: str(int(n) + 1))),
    Kind("number: letters", _no_number(lambda n: n.replace("0", "O").replace("1", "l") + "B")),
    Kind("number lost", _no_number(lambda n: "")),
    Kind(
        "row lost, rest renumbered, size corrected",
        _perfect_loss,
        hidden="what is left is a valid list; only another version of it can tell",
    ),
)
