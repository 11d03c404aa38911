"""Reads the database as `Atlas`: all lists side by side."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from pipeline.batch.together.database import DATABASE
from pipeline.model.errors import SourceError
from pipeline.model.sentence import Sentence
from pipeline.together.atlas import Atlas, Held, OneDuty, OneList
from pipeline.together.extract import KINDS


def opened(folder: Path) -> sqlite3.Connection:
    """The database, to be read. Raises SourceError where there is none."""
    path = folder / DATABASE
    if not path.is_file():
        raise SourceError("is not there; run dutylist collect first", str(path))
    file = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        file.execute("SELECT duty FROM items LIMIT 1").fetchall()
    except sqlite3.DatabaseError as error:
        raise SourceError(
            Sentence("is no database of dutylist collect ({error})", error=error), str(path)
        ) from error
    return file


def read_atlas(file: sqlite3.Connection, report: Callable[[str, str], str]) -> Atlas:
    """All lists; `report` gives the address of a list's report by list and version, or nothing."""
    rows = file.execute(
        "SELECT list, version, title, province, city, county, town, items FROM lists ORDER BY rowid"
    )
    lists = tuple(
        OneList(
            list=row[0],
            version=row[1],
            title=row[2] or "",
            province=row[3] or "",
            city=row[4] or "",
            county=row[5] or "",
            town=row[6] or "",
            items=row[7],
            report=report(row[0], row[1]),
        )
        for row in rows
    )
    wordings = _wordings(file)
    duties = _duties(file, wordings)
    numbers = {duty.duty: number for number, duty in enumerate(duties)}
    said = {duty: {text: n for n, text in enumerate(own)} for duty, own in wordings.items()}
    held: list[dict[int, Held]] = [{} for _ in lists]
    places = {own.list: number for number, own in enumerate(lists)}
    for list_id, item, name, page, duty in file.execute(
        "SELECT list, item, item_name, page_start, duty FROM items ORDER BY rowid"
    ):
        held[places[list_id]].setdefault(numbers[duty], Held(said[duty][name], item, page))
    return Atlas(lists, duties, tuple(held))


def _wordings(file: sqlite3.Connection) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for duty, wording in file.execute(
        "SELECT duty, wording FROM wordings ORDER BY duty, lists DESC, wording"
    ):
        found[duty].append(wording)
    return found


def _duties(file: sqlite3.Connection, wordings: dict[str, list[str]]) -> tuple[OneDuty, ...]:
    departments: defaultdict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for duty, department, role, lists in file.execute(
        "SELECT i.duty, r.department, r.role, count(DISTINCT i.list) AS lists FROM item_departments r"
        " JOIN items i ON i.list = r.list AND i.item = r.item GROUP BY i.duty, r.department, r.role"
        " ORDER BY i.duty, sum(r.first) DESC, lists DESC, r.department"
    ):
        departments[duty].append((department, role, lists))
    rows = file.execute(
        "SELECT duty, kind, item_name, lists, share, sections FROM duties"
    ).fetchall()
    rows.sort(key=lambda row: (KINDS.index(row[1]), -row[3], row[0]))
    return tuple(
        OneDuty(
            duty=duty,
            kind=kind,
            item_name=name,
            lists=lists,
            share=share,
            sections=tuple(filter(None, (sections or "").split(";"))),
            wordings=tuple(wordings[duty]),
            departments=tuple(departments[duty]),
        )
        for duty, kind, name, lists, share, sections in rows
    )
