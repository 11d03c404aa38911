"""What rules look at: a document, with what several rules need to know of it, each found once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from pipeline.model.document import Document, DutyList, Locality, PlacedItem
from pipeline.model.source import Place
from pipeline.validate.departments import Departments
from pipeline.validate.numbering import Explanation, numbering
from pipeline.validate.page_numbers import PageFault, page_faults
from pipeline.validate.points import Point, points_of
from pipeline.validate.torn import copied_rows, torn_rows

if TYPE_CHECKING:  # pandas takes a second to import; `dutylist rules` does without
    import pandas as pd

Damage = Literal["torn", "copied"]
"""What a defect of a list's rows does to an item. Of one that is torn the end may be lost or another's; one
that is copied repeats another of its list, number and text alike."""


class ListCase:
    """One list, with how its numbers go on and its tables."""

    def __init__(self, duty_list: DutyList, *, others_declare: bool = False) -> None:
        self.duty_list = duty_list
        self.rows = duty_list.rows
        self._others_declare = others_declare

    @property
    def lacks_sizes(self) -> bool:
        """Whether none of the section rows says how many items follow, while all of another list do."""
        titled = [s for s in self.duty_list.sections if s.name is not None]
        by_column = any(row.item.category is not None for row in self.rows)
        silent = all(section.declared_count is None for section in titled)
        return self._others_declare and bool(titled) and silent and not by_column

    @cached_property
    def numbering(self) -> Explanation:
        """What is wrong with the numbers of the list's items and sections."""
        return numbering(self.duty_list)

    @cached_property
    def damage(self) -> dict[str, frozenset[Damage]]:
        """The items, by identifier, that the defects of the numbers damage."""
        items = [row.item for row in self.rows]
        rows: dict[Damage, set[int]] = {
            "torn": torn_rows(items, self.numbering),
            "copied": copied_rows(items, self.numbering),
        }
        return {
            items[at].id: frozenset(kind for kind in rows if at in rows[kind])
            for at in set().union(*rows.values())
        }

    @cached_property
    def items_table(self) -> pd.DataFrame:
        """The rows of the list's CSV."""
        from pipeline.validate.frames import items_table

        return items_table(self.duty_list)

    @cached_property
    def sections_table(self) -> pd.DataFrame:
        """A row per section: what it declares and what there is."""
        from pipeline.validate.frames import sections_table

        return sections_table(self.duty_list.sections)


class Case:
    """One document that is judged."""

    def __init__(self, document: Document, before: Locality | None = None) -> None:
        """`before`: whose list the version before is, where there is one."""
        self.document = document
        self.before = before
        declaring = {duty_list.id for duty_list in document.lists if _all_declare(duty_list)}
        self.lists = tuple(
            ListCase(duty_list, others_declare=bool(declaring - {duty_list.id}))
            for duty_list in document.lists
        )
        self.rows = tuple(row for own in self.lists for row in own.rows)
        self._points: dict[tuple[str, ...], tuple[Point, ...]] = {}

    def table(self, list_id: str) -> pd.DataFrame:
        """The rows of a list's CSV: none where the document lacks the list."""
        from pipeline.validate.frames import empty_table

        own = next((own for own in self.lists if own.duty_list.id == list_id), None)
        return empty_table(list_id) if own is None else own.items_table

    def row_at(self, place: Place) -> PlacedItem | None:
        """The item in whose box the middle of a place is."""
        if place.box is None:
            return None
        sheet, x0, top, x1, bottom = place.box
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        return next(
            (
                row
                for row in self.rows
                for box in row.item.boxes
                if box[0] == sheet and box[1] <= x <= box[3] and box[2] <= y <= box[4]
            ),
            None,
        )

    def points(self, paragraphs: tuple[str, ...]) -> tuple[Point, ...]:
        """The points of a cell."""
        if paragraphs not in self._points:
            self._points[paragraphs] = points_of(paragraphs)
        return self._points[paragraphs]

    def damage(self, list_id: str | None, item_id: str | None) -> frozenset[Damage]:
        """What the defects of its list's numbers do to an item."""
        own = (own.damage for own in self.lists if own.duty_list.id == list_id)
        return next(own, {}).get(item_id or "", frozenset())

    @cached_property
    def departments(self) -> Departments:
        """Who is named in the document."""
        return Departments(self.document, self.rows, self.points)

    @cached_property
    def page_faults(self) -> tuple[PageFault, ...]:
        """Where the numbers printed on the pages do not go on."""
        return tuple(page_faults(self.document))


def _all_declare(duty_list: DutyList) -> bool:
    """Whether every section row of a list says how many items follow."""
    counts = [section.declared_count for section in duty_list.sections]
    return bool(counts) and None not in counts
