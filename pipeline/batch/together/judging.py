"""What only many lists show, found in the database in the making, with the waivers that lie beside the sources."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from pipeline.batch.together.database import Database
from pipeline.model.errors import DutyListError
from pipeline.model.task import WAIVERS
from pipeline.together.findings import (
    Places,
    Standing,
    copied_names,
    finding_row,
    taken_back_elsewhere,
    taken_over_by_others,
    unknown_departments,
)
from pipeline.together.values import Extract, Row, item_columns
from pipeline.validate.findings import Finding, with_fingerprints
from pipeline.validate.waiver_file import waivers_of
from pipeline.validate.waivers import Waiver, apply_waivers

Waivers = Mapping[str, Sequence[Waiver]]
"""The waivers of each list."""

_ITEM = ", ".join(f"i.{name}" for name in item_columns())
_STANDING = f"l.city, l.county, l.town, {_ITEM}"


def read_waivers(
    raw: Path, lists: Sequence[tuple[str, str]]
) -> tuple[dict[str, Sequence[Waiver]], list[DutyListError]]:
    """The waivers of each list and version, and which files could not be read."""
    found: dict[str, Sequence[Waiver]] = {}
    failed: list[DutyListError] = []
    for list_id, version in lists:
        try:
            own = waivers_of(raw / list_id / WAIVERS, version, on_many_lists=True)
        except DutyListError as error:
            failed.append(error)
            continue
        if own:
            found[list_id] = own
    return found, failed


def digest_of_waivers(waivers: Waivers, today: datetime.date) -> Iterator[bytes]:
    """Changes when what they say does, or one of them expires."""
    for list_id, own in sorted(waivers.items()):
        said = [(sorted(w.fields.items()), w.reason, w.has_expired(today)) for w in own]
        yield f"{list_id}|{said}".encode()


@dataclass(slots=True)
class Judging:
    """Findings of many lists, gathered list by list and then duty by duty."""

    places: Places = field(default_factory=Places)
    _found: dict[str, list[Finding]] = field(default_factory=dict)

    def judge(self, found: Extract) -> None:
        """What one list shows beside the places of all."""
        own = [*copied_names(found, self.places), *unknown_departments(found)]
        self._found.setdefault(found.list, []).extend(own)

    def compare(self, database: Database) -> None:
        """What the lists of a county show side by side; the database has all items."""
        for here, there in database.rows(_COUNTERPARTS):
            basic, reclaimed = (
                [_standing(row) for row in database.rows(_OF_DUTY, str(duty))]
                for duty in (here, there)
            )
            self._add(taken_back_elsewhere(basic, reclaimed))
        for _, rows in groupby(database.rows(_RECEIVING), key=lambda row: row[0]):
            receiving = [_standing(row[2:], str(row[1])) for row in rows]
            self._add(taken_over_by_others([s for s in receiving if all(s.county)]))

    def rows(self, waivers: Waivers, today: datetime.date) -> Iterator[Row]:
        """The rows of all findings, list after list."""
        for list_id, found in self._found.items():
            told = with_fingerprints(found)
            for finding in apply_waivers(told, waivers.get(list_id, ()), today):
                yield finding_row(list_id, finding)

    def _add(self, found: Iterator[tuple[str, Finding]]) -> None:
        for list_id, finding in found:
            self._found.setdefault(list_id, []).append(finding)


_COUNTERPARTS = (
    "SELECT c.duty, c.other FROM counterparts c JOIN duties d ON d.duty = c.duty"
    " JOIN duties o ON o.duty = c.other WHERE d.kind = 'basic' AND o.kind = 'reclaimed'"
    " ORDER BY c.duty, c.other"
)
_OF_DUTY = (
    f"SELECT {_STANDING} FROM items i JOIN lists l ON l.list = i.list"
    " WHERE i.duty = ? AND l.county IS NOT NULL ORDER BY i.rowid"
)
_RECEIVING = (
    f"SELECT i.duty, r.department, {_STANDING} FROM item_departments r"
    " JOIN items i ON i.list = r.list AND i.item = r.item JOIN lists l ON l.list = i.list"
    " WHERE r.role = 'receiving' AND r.first = 1 ORDER BY i.duty, i.rowid"
)


def _standing(row: Row, first: str = "") -> Standing:
    city, county, town, *item = row
    place = (str(city or ""), str(county or ""))
    return Standing(str(item[0]), place, str(town or ""), tuple(item), first)
