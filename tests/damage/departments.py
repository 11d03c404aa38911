"""Damage to the departments of an item: the column and the duties no longer agree."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tests.corpus.printed import PrintedDocument
from tests.damage.kinds import Damaged, Kind, expect
from tests.damage.spots import Spot, pick, spots, with_cell

_WORDINGS = (
    ("人社", "人力资源和社会保障"),
    ("住建", "住房和城乡建设"),
    ("卫健", "卫生健康"),
    ("发改", "发展和改革"),
)


def _told_by_department(spot: Spot) -> bool:
    """Whether each department of the column opens one point of its own."""
    if spot.list.id != "cooperative" or len(spot.cell("departments")) < 2:
        return False
    names, points = spot.cell("departments"), spot.cell("superior_duties")
    return len(names) == len(points) and all(
        name in point[:24] for name, point in zip(names, points, strict=True)
    )


def _at(spot: Spot, rule: str, field: str | None = "departments"):  # type: ignore[no-untyped-def]
    return expect(rule, list=spot.list.id, section=spot.section, seq=spot.seq, field=field)


def _with(document: PrintedDocument, spot: Spot, names: Sequence[str], rule: str) -> Damaged:
    return Damaged(with_cell(document, spot, "departments", tuple(names)), _at(spot, rule))


def _doubled(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    spot = pick(
        rng,
        spots(document),
        lambda s: s.list.id == "cooperative" and len(s.cell("departments")) > 1,
    )
    if spot is None:
        return None
    names = list(spot.cell("departments"))
    names.insert(rng.randrange(len(names) + 1), rng.choice(names))
    return _with(document, spot, names, "duplicate-department")


def _removed(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    spot = pick(rng, spots(document), _told_by_department)
    if spot is None:
        return None
    names = list(spot.cell("departments"))
    del names[rng.randrange(len(names))]
    return _with(document, spot, names, "department-unlisted")


def _added(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    spot = pick(rng, spots(document), _told_by_department)
    if spot is None:
        return None
    duties = "".join(spot.cell("superior_duties") + spot.cell("township_duties"))
    others = [
        name
        for other in spots(document)
        if other.list is spot.list
        for name in other.cell("departments")
        if name not in duties
    ]
    if not others:
        return None
    names = [*spot.cell("departments"), rng.choice(others)]
    return _with(document, spot, names, "department-idle")


def _respelt(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    """The long name once where the short one is used, or the other way round."""
    counted = [
        (s, n) for s in spots(document) if s.list.id == "cooperative" for n in s.cell("departments")
    ]
    rng.shuffle(counted)
    for spot, name in counted:
        if sum(n == name for _, n in counted) < 3 or name in "".join(spot.cell("superior_duties")):
            continue
        for short, long in _WORDINGS:
            if short in name:
                names = [
                    n.replace(short, long) if n == name else n for n in spot.cell("departments")
                ]
                damaged = with_cell(document, spot, "departments", tuple(names))
                return Damaged(damaged, _at(spot, "department-variant", None))
    return None


def _plain_removed(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    spot = pick(
        rng,
        spots(document),
        lambda s: (
            s.list.id == "cooperative"
            and len(s.cell("departments")) > 1
            and not any(n in "".join(s.cell("superior_duties")) for n in s.cell("departments"))
        ),
    )
    if spot is None:
        return None
    damaged = with_cell(document, spot, "departments", spot.cell("departments")[:-1])
    return Damaged(damaged, expect())


KINDS = (
    Kind("department doubled", _doubled),
    Kind("department removed from the column", _removed),
    Kind("department added to the column", _added),
    Kind("department in another spelling", _respelt),
    Kind(
        "department removed, duties name none",
        _plain_removed,
        hidden="no word of the duties says who else is meant",
    ),
)
