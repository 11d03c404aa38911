"""The pages on departments: what each hands down and took back, and where its own duties are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.render.together import Page, page
from pipeline.render.together.duties import PER_PAGE
from pipeline.together.atlas import Atlas

_ROLES = {"superior": "下放的职责：由乡镇（街道）配合", "receiving": "收回的职责：由它承接"}


@dataclass(frozen=True, slots=True)
class Line:
    """A duty of a department: in how many lists it is its, and which lack it though most of their county have it."""

    number: int
    lists: int
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A department with the wordings of its name and its duties by role."""

    name: str
    file: str
    names: tuple[str, ...]
    lists: int
    roles: Mapping[str, tuple[tuple[int, int], ...]]

    @property
    def superior(self) -> int:
        """How many duties it hands down."""
        return len(self.roles.get("superior", ()))

    @property
    def receiving(self) -> int:
        """How many duties it took back."""
        return len(self.roles.get("receiving", ()))


def bodies(
    atlas: Atlas, names: Mapping[str, Sequence[str]], lists: Mapping[str, int]
) -> tuple[Body, ...]:
    """The departments, those with most duties first; `names` are their wordings, the commonest first."""
    found: defaultdict[str, dict[str, list[tuple[int, int]]]] = defaultdict(dict)
    for number, duty in enumerate(atlas.duties):
        for name, role, count in duty.departments:
            found[name].setdefault(role, []).append((number, count))
    ranked = sorted(found, key=lambda name: (-sum(map(len, found[name].values())), name))
    return tuple(
        Body(
            name=name,
            file=f"{place:04}.html",
            names=tuple(names.get(name, ())),
            lists=lists.get(name, 0),
            roles={role: tuple(rows) for role, rows in found[name].items()},
        )
        for place, name in enumerate(ranked)
    )


def departments_page(all_: Sequence[Body], unmatched: Sequence[tuple[str, int]]) -> Page:
    """The page over all departments; `unmatched` are wordings that the dictionary lacks."""
    return page("departments.html", "site_departments", "部门", rows=all_, unmatched=unmatched)


def department_pages(atlas: Atlas, all_: Sequence[Body]) -> Iterator[Page]:
    """A page for each department."""
    for body in all_:
        roles = [
            (heading, [_line(atlas, *row) for row in sorted(rows, key=lambda r: (-r[1], r[0]))])
            for role, heading in _ROLES.items()
            for rows in [body.roles.get(role, ())]
        ]
        yield page(
            body.file,
            "site_department",
            body.name,
            folder="departments",
            atlas=atlas,
            names=body.names,
            roles=roles,
            per=PER_PAGE,
        )


def _line(atlas: Atlas, number: int, lists: int) -> Line:
    having = set(atlas.holders[number])
    missing: list[int] = []
    for group in atlas.counties:
        without = [n for n in group.lists if n not in having]
        if len(without) * 2 < len(group.lists):
            missing += without
    return Line(number, lists, tuple(missing))
