"""`dutylist site`: the pages over all lists, out of the database."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from pipeline.batch.files import written_beside
from pipeline.batch.together.atlas import opened, read_atlas
from pipeline.model.task import OutputFolder
from pipeline.render.together import Page
from pipeline.render.together.checks import Cell, Found, checks_page, laws_page
from pipeline.render.together.counties import county_pages
from pipeline.render.together.departments import bodies, department_pages, departments_page
from pipeline.render.together.duties import PER_PAGE, duties_page, duty_pages
from pipeline.render.together.figures import figures_page
from pipeline.render.together.finding import search_pages
from pipeline.render.wording import list_titles
from pipeline.system.folders import open_folder
from pipeline.together.atlas import Atlas
from pipeline.together.queries import QUERIES

# Our own files, of which a smaller corpus leaves some behind.
_NUMBERED = re.compile(r"(?:where-)?\d{4,}\.(?:html|js)")


def write_site(folder: Path, out: Path) -> int:
    """Writes the pages; how many files. Raises SourceError where there is no database, OutputError."""
    file = opened(folder)

    def report(list_id: str, version: str) -> str:
        there = out.parent / list_id / version / "index.html"
        return f"../{list_id}/{version}" if there.is_file() else ""

    atlas = read_atlas(file, report)
    written = 0
    kept: dict[str, set[str]] = {}
    for inside, pages in groupby(_pages(file, atlas), key=lambda page: page.folder):
        where = OutputFolder(out, (inside,) if inside else ())
        for page in pages:
            with written_beside(where, [(page.name, page.content)]) as put_in_place:
                put_in_place()
            kept.setdefault(inside, set()).add(page.name)
            written += 1
    for inside, names in kept.items():
        if inside:
            _remove_others(OutputFolder(out, (inside,)), names)
    return written


def _pages(file: sqlite3.Connection, atlas: Atlas) -> Iterator[Page]:
    places = {own.list: number for number, own in enumerate(atlas.lists)}
    sizes = {
        (places[list_id], kind, section): items
        for list_id, kind, section, items in file.execute(
            "SELECT list, kind, section, count(*) FROM items GROUP BY list, kind, section"
        )
    }
    all_ = bodies(atlas, _names(file), dict(file.execute(_LISTS_OF_DEPARTMENTS)))
    known = [(body.name, body.superior + body.receiving) for body in all_]
    tables = [*_tables(file, atlas)]
    yield figures_page(atlas, sizes, known, sum(len(table.rows) for table in tables[:4]))
    yield duties_page(atlas)
    yield departments_page(all_, file.execute(_UNMATCHED).fetchall())
    yield checks_page(tables)
    yield laws_page(file.execute(_LAWS))
    yield from search_pages(atlas, dict(file.execute(_TEXTS)))
    yield from duty_pages(atlas)
    yield from department_pages(atlas, all_)
    yield from county_pages(atlas)


def _names(file: sqlite3.Connection) -> dict[str, list[str]]:
    rows = file.execute(
        "SELECT department, name FROM departments ORDER BY department, items DESC, name"
    )
    return {name: [row[1] for row in own] for name, own in groupby(rows, key=lambda row: row[0])}


def _tables(file: sqlite3.Connection, atlas: Atlas) -> Iterator[Found]:
    numbers = {duty.duty: number for number, duty in enumerate(atlas.duties)}

    def duty(id_: str, text: str) -> Cell:
        return Cell(text, f"duties/{numbers[id_] // PER_PAGE:04}.html#{id_}")

    yield Found(
        "在这里是基本履职，在别处已收回",
        "同一个县里，有的清单列为基本履职事项，有的写明已由上级部门收回。",
        ("县", "基本履职事项", "份数", "上级部门收回事项", "份数"),
        tuple(
            (Cell(county or ""), duty(one, a), Cell(str(n)), duty(other, b), Cell(str(k)))
            for county, a, n, b, k, one, other in file.execute(_CONTRADICTIONS)
        ),
    )
    yield Found(
        "收回的同一件事，承接部门不同",
        "同一个县里，同一件收回的事写着不同的承接部门。",
        ("县", "上级部门收回事项", "承接部门"),
        tuple(
            (Cell(county or ""), duty(id_, name), Cell(named.replace(",", "、")))
            for county, name, named, id_ in file.execute(_DIFFERS)
        ),
    )
    yield Found(
        "照抄的痕迹",
        "事项的文字中写着别处的名称。",
        ("县", "清单", "事项", "说明", "原文"),
        tuple(
            (
                *_where(atlas, county, town, list_id),
                *(Cell(f"{list_titles()[kind]}第{seq}项"), Cell(message), Cell(excerpt or "")),
            )
            for county, town, list_id, kind, seq, message, excerpt in file.execute(_COPIED)
        ),
    )
    yield Found(
        "与本县多数清单不同的写法",
        "同一个县的清单互相矛盾的事项，逐份列出。",
        ("县", "清单", "事项", "说明"),
        tuple(
            (
                *_where(atlas, county, town, list_id),
                *(Cell(excerpt or ""), Cell(message)),
            )
            for county, town, list_id, message, excerpt in file.execute(_OTHERWISE)
        ),
    )
    yield Found(
        "没有把握的",
        "可能是同一件事的两项职责，没有合并；相符程度从0到1。",
        ("一项", "另一项", "相符程度"),
        tuple(
            (duty(one, a), duty(other, b), Cell(f"{likeness:.2f}"))
            for likeness, a, b, one, other in file.execute(_NEAR)
        ),
    )
    yield Found(
        "部门多而没有写明谁牵头的",
        "对应的上级部门有四个以上，上级部门职责中没有“牵头”二字。",
        ("县", "清单", "事项", "部门数"),
        tuple(
            (*_where(atlas, county, town, list_id), Cell(name), Cell(str(departments)))
            for county, town, name, departments, list_id, _ in file.execute(_MANY)
        ),
    )
    yield Found(
        "动词含糊的",
        "事项名称以指导、参与或协助开头，说不清谁做什么。",
        ("县", "清单", "事项"),
        tuple(
            (*_where(atlas, county, town, list_id), Cell(name))
            for county, town, _, name, list_id, _ in file.execute(_VAGUE)
        ),
    )


def _where(atlas: Atlas, county: str | None, town: str | None, list_id: str) -> tuple[Cell, Cell]:
    return Cell(county or ""), _list_cell(atlas, town or list_id, list_id)


def _list_cell(atlas: Atlas, name: str, list_id: str) -> Cell:
    report = atlas.reports[list_id]
    return Cell(name, f"{report}/index.html" if report else "")


def _remove_others(where: OutputFolder, kept: Iterable[str]) -> None:
    with open_folder(where.root, where.inside) as folder:
        for name in folder.names():
            if name not in kept and _NUMBERED.fullmatch(name):
                folder.remove(name)


_LISTS_OF_DEPARTMENTS = (
    "SELECT department, count(DISTINCT list) FROM item_departments GROUP BY department"
)
_UNMATCHED = "SELECT name, items FROM departments_unmatched"
_LAWS = (
    "SELECT c.law, c.article, count(*), min(i.item_name) FROM citations c"
    " JOIN items i ON i.list = c.list AND i.item = c.item GROUP BY c.law, c.article"
)
# What lists say of a duty beside its name: of the first list that has it.
_TEXTS = (
    "SELECT duty, coalesce(superior_duties, '') || ' ' || coalesce(township_duties, '')"
    " || ' ' || coalesce(arrangement, '') FROM items WHERE kind <> 'basic'"
    " AND rowid IN (SELECT min(rowid) FROM items GROUP BY duty)"
)
_CONTRADICTIONS = (
    "SELECT county, basic, basic_in, reclaimed, reclaimed_in, duty, other FROM contradictions"
    " ORDER BY county, duty, other"
)
_DIFFERS = "SELECT county, item_name, named, duty FROM receiving_differs ORDER BY county, duty"
_FOUND = (
    " FROM findings f JOIN lists l ON l.list = f.list WHERE f.rule = '{}' AND f.waived = 0"
    " ORDER BY f.rowid"
)
_COPIED = "SELECT l.county, l.town, f.list, f.kind, f.seq, f.message, f.excerpt" + _FOUND.format(
    "copied-place-name"
)
_OTHERWISE = "SELECT l.county, l.town, f.list, f.message, f.excerpt" + _FOUND.format(
    "contradiction"
)
_MANY, _VAGUE = QUERIES["many_departments"].sql, QUERIES["vague"].sql
_NEAR = (
    "SELECT n.likeness, d.item_name, o.item_name, n.duty, n.other FROM near n"
    " JOIN duties d ON d.duty = n.duty JOIN duties o ON o.duty = n.other"
    " ORDER BY n.likeness DESC, n.duty, n.other"
)
