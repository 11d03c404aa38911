"""Damage to the cells of a row: lost, shifted by a column, run together."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from tests.corpus.printed import FIELDS, Paragraphs, PrintedDocument
from tests.damage.expect import Expected
from tests.damage.kinds import Damaged, Kind, expect
from tests.damage.spots import Spot, pick, spots, with_cell, with_row

Make = Callable[[PrintedDocument, random.Random], Damaged | None]
Cells = tuple[Paragraphs, ...]


def _lost(list_id: str, field: str) -> Make:
    def make(document: PrintedDocument, rng: random.Random) -> Damaged | None:
        spot = pick(rng, spots(document), lambda s: s.list.id == list_id)
        if spot is None:
            return None
        return Damaged(with_cell(document, spot, field, ()), _missing(spot, field))

    return make


def _missing(spot: Spot, *fields: str) -> Expected:
    return expect(
        "missing-value",
        list=spot.list.id,
        section=spot.section,
        seq=(spot.seq, None) if "seq" in fields else spot.seq,
        field=fields[0] if len(fields) == 1 and fields[0] else None,
    )


def _rearranged(change: Callable[[Cells, int], Cells], *fields: str) -> Make:
    """Cells of a row of the cooperative list at other columns; `change` gets them and a column."""

    def make(document: PrintedDocument, rng: random.Random) -> Damaged | None:
        spot = pick(rng, spots(document), lambda s: s.list.id == "cooperative")
        if spot is None:
            return None
        column = rng.randint(1, len(FIELDS["cooperative"]) - 1)
        row = replace(spot.row, cells=change(spot.row.cells, column))
        return Damaged(with_row(document, spot.list, spot.at, row), _missing(spot, *fields, "", ""))

    return make


def _right(cells: Cells, _: int) -> Cells:
    """1 | name | department → 1 | – | name | department, the last two run together."""
    number, name, departments, superior, township = cells
    return (number, (), name, departments, superior + township)


def _left(cells: Cells, _: int) -> Cells:
    """1 | name | department → name | department | …, the number lost."""
    return (*cells[1:], ())


def _left_after_name(cells: Cells, _: int) -> Cells:
    number, name, departments, superior, township = cells
    return (number, name, superior, township, ()) if departments else cells


def _merged(cells: Cells, column: int) -> Cells:
    """Two neighbouring cells in one, the other left empty."""
    both = cells[column] + cells[column + 1]
    return (*cells[:column], both, (), *cells[column + 2 :])


def _cut_off(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    """The second half of the row's cells gone, as where a line was cut."""
    spot = pick(rng, spots(document), lambda s: s.list.id == "cooperative")
    if spot is None:
        return None
    row = replace(spot.row, cells=(*spot.row.cells[:3], (), ()))
    return Damaged(with_row(document, spot.list, spot.at, row), _missing(spot, "", ""))


KINDS = (
    *(
        Kind(f"cell lost: {list_id} {field}", _lost(list_id, field))
        for list_id, fields in FIELDS.items()
        for field in fields
    ),
    Kind("cells shifted right", _rearranged(_right, "item_name")),
    Kind("cells shifted left, number lost", _rearranged(_left, "seq")),
    Kind("cells shifted left, departments lost", _rearranged(_left_after_name, "township_duties")),
    Kind("two cells in one", _rearranged(_merged)),
    Kind("row cut off", _cut_off),
)
