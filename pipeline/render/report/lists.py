"""Lists, sections and items as the report shows them: each with its findings beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from pipeline.model.document import Document, DutyList, Item, Section
from pipeline.model.schema import Field
from pipeline.render.evidence import Evidence
from pipeline.render.report.departments import Department
from pipeline.render.report.findings import (
    FindingView,
    columns_shown,
    filter_words,
    section_anchor,
    section_of,
)
from pipeline.render.wording import DISPOSITION_NAMES, LEVEL_NAMES, section_heading, section_label
from pipeline.validate.points import point_by_point


@dataclass(frozen=True, slots=True)
class CellView:
    """A printed cell behind the name: its paragraphs, each point by point, or the departments that it lists."""

    field: str
    title: str
    paragraphs: tuple[tuple[str, ...], ...]
    departments: tuple[Department, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item. `named` are the departments that the filter finds it by; `arrangement` says what became of
    a duty that was taken back, and `receiving` who has it now. `source_text` is what the source has at
    its line."""

    item: Item
    cells: tuple[CellView, ...]
    named: tuple[Department, ...]
    arrangement: str
    receiving: tuple[Department, ...]
    notes: tuple[FindingView, ...]
    source_text: str | None

    @property
    def filter_words(self) -> str:
        """What the filter by finding finds it by."""
        return filter_words(self.notes)


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with what it says of itself against what there is; `notes` are its own findings."""

    anchor: str
    section: Section
    items: tuple[ItemView, ...]
    notes: tuple[FindingView, ...]

    @property
    def label(self) -> str:
        """The name, by which the filter calls it."""
        return section_label(self.section)

    @property
    def heading(self) -> str:
        """Numeral and name."""
        return section_heading(self.section)

    @property
    def filter_words(self) -> str:
        """What the filter by finding finds it by."""
        return filter_words(self.notes)

    @property
    def levels(self) -> tuple[tuple[str, str], ...]:
        """The levels of what is found in it or in its items, each with its name, the worst first."""
        notes = chain(self.notes, *(item.notes for item in self.items))
        found = {view.level for view in notes}
        return tuple((level, name) for level, name in LEVEL_NAMES.items() if level in found)

    @property
    def differs(self) -> bool:
        """Whether it declares another number of items than there are."""
        return self.section.differs

    @property
    def verdict(self) -> str:
        """How the declared and the actual count compare, in words."""
        declared, actual = self.section.declared_count, len(self.items)
        if declared is None:
            return "未标明"
        if not self.differs:
            return "相符"
        return f"{'少' if actual < declared else '多'}{abs(declared - actual)}项"


@dataclass(frozen=True, slots=True)
class ListView:
    """A list with its sections, and the titles of the columns behind number and name."""

    list: DutyList
    columns: tuple[str, ...]
    sections: tuple[SectionView, ...]


def list_views(
    document: Document,
    findings: Sequence[FindingView],
    departments: Sequence[Department],
    evidence: Evidence,
) -> tuple[ListView, ...]:
    """A view of each list, in their order."""
    make = _Maker(findings, {d.name: d for d in departments}, evidence.lines)
    return tuple(make.list_view(duty_list) for duty_list in document.lists)


class _Maker:
    """Makes views of what a document holds, out of what is known of all of it."""

    def __init__(
        self,
        findings: Sequence[FindingView],
        departments: Mapping[str, Department],
        lines: Mapping[int, str],
    ) -> None:
        self._findings = findings
        self._departments = departments
        self._lines = lines
        self._of_item: dict[str, list[FindingView]] = {}
        for view in findings:
            if view.finding.item_id:
                self._of_item.setdefault(view.finding.item_id, []).append(view)

    def list_view(self, duty_list: DutyList) -> ListView:
        columns = columns_shown(duty_list)
        own: dict[int | None, list[FindingView]] = {}
        for view in self._findings:
            if view.finding.list == duty_list.id and not view.finding.item_id:
                own.setdefault(section_of(view.finding, duty_list), []).append(view)
        sections = tuple(
            SectionView(
                section_anchor(duty_list, index),
                section,
                tuple(self._item(item, columns) for item in section.items),
                tuple(own.get(index, ())),
            )
            for index, section in enumerate(duty_list.sections)
        )
        return ListView(duty_list, tuple(column.title for column in columns), sections)

    def _item(self, item: Item, columns: Sequence[Field]) -> ItemView:
        receiving = item.receiving_departments
        disposition = DISPOSITION_NAMES.get(item.text("disposition"), "")
        return ItemView(
            item=item,
            cells=tuple(self._cell(item, column) for column in columns),
            named=self._named(item.departments or receiving or _others_named(item, columns)),
            arrangement=disposition or ("承接部门" if receiving else ""),
            receiving=self._named(receiving),
            notes=tuple(self._of_item.get(item.id, ())),
            source_text=self._lines.get(item.place.line or 0),
        )

    def _cell(self, item: Item, column: Field) -> CellView:
        texts = item.texts(column.name)
        linked = self._named(texts) if column.holds == "departments" else ()
        paragraphs = () if linked else point_by_point(texts)
        return CellView(column.name, column.title, paragraphs, linked)

    def _named(self, names: Sequence[str]) -> tuple[Department, ...]:
        """The departments of these names; none where the page has no place for one of them."""
        known = all(name in self._departments for name in names)
        return tuple(self._departments[name] for name in names) if known else ()


def _others_named(item: Item, columns: Sequence[Field]) -> tuple[str, ...]:
    """The departments of the columns that only some documents' lists have."""
    fields = (column.name for column in columns if column.holds == "departments")
    return tuple(dict.fromkeys(name for field in fields for name in item.texts(field)))
