"""Findings as the report shows them: under their rule, with the way to their place and what to check them with."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.characters import visible
from pipeline.model.document import Document, DutyList
from pipeline.model.fields import beside_fields
from pipeline.model.schema import Field, schema_of
from pipeline.render.evidence import Evidence
from pipeline.render.explain import paste
from pipeline.render.marked import marked
from pipeline.render.wording import LEVEL_NAMES, field_titles, list_titles, section_heading
from pipeline.validate.findings import SEVERITIES, Finding
from pipeline.validate.rules import RULES, Rule


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture of a place in a PDF: its sheet, a PNG in base64, and whether the lower part is left out."""

    sheet: int
    png: str
    cut: bool


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its place in the page.

    `level` is its severity, or "waived". `anchor` is what it is about, "" where that is the whole
    document; `place` is the way there in words. `column` is the title of the printed column that it
    is about, "" where it is about none behind the name. `source_text` is what the source has at its
    line, and `shown_at` the fingerprint of the finding whose pictures show the same place.
    """

    finding: Finding
    level: str
    anchor: str
    place: str
    column: str
    source_text: str | None
    pictures: tuple[PictureView, ...]
    shown_at: str | None

    @property
    def words(self) -> tuple[tuple[str, bool], ...]:
        """The excerpt in pieces, each with whether the finding is about it."""
        return marked(self.finding.excerpt or "", self.finding.message)

    @property
    def waiver(self) -> str:
        """The waiver that would accept it, to be pasted; "" where one does."""
        return "" if self.finding.waived else "\n".join(map(visible, paste(self.finding)))

    @property
    def level_name(self) -> str:
        """The level in words."""
        return LEVEL_NAMES[self.level]


@dataclass(frozen=True, slots=True)
class RuleView:
    """The findings of one rule that weigh the same."""

    level: str
    rule: Rule
    findings: tuple[FindingView, ...]

    @property
    def anchor(self) -> str:
        """Its anchor in the page."""
        return f"kind-{self.level}-{self.rule.id}"

    @property
    def level_name(self) -> str:
        """The level in words."""
        return LEVEL_NAMES[self.level]


def finding_views(
    document: Document, findings: Sequence[Finding], evidence: Evidence
) -> tuple[FindingView, ...]:
    """A view of each finding, in their order."""
    lists = {duty_list.id: duty_list for duty_list in document.lists}
    columns = {c.name: c.title for own in document.lists for c in columns_shown(own)}
    return tuple(_view(finding, lists, columns, evidence) for finding in findings)


def by_rule(views: Sequence[FindingView]) -> tuple[RuleView, ...]:
    """The findings by weight, then by rule in the order in which they come; waived ones last."""
    rules = {rule.id: rule for rule in RULES}
    groups: dict[tuple[str, str], list[FindingView]] = {}
    for level in (*SEVERITIES, "waived"):
        for view in views:
            if level == view.level:
                groups.setdefault((level, view.finding.rule), []).append(view)
    return tuple(
        RuleView(level, rules[rule], tuple(found)) for (level, rule), found in groups.items()
    )


def filter_words(views: Sequence[FindingView]) -> str:
    """What the page's filter finds a thing with these findings by: any, their levels and rules."""
    words = [word for view in views for word in ("any", view.level, view.finding.rule)]
    return " ".join(dict.fromkeys(words))


def columns_shown(duty_list: DutyList) -> tuple[Field, ...]:
    """The columns of a list behind number and name."""
    printed = schema_of(duty_list.id).printed_columns[2:]
    return (*(column.csv_fields[0] for column in printed), *beside_fields(duty_list))


def section_anchor(duty_list: DutyList, index: int) -> str:
    """The anchor of a list's section."""
    return f"{duty_list.id}-section-{index + 1}"


def section_of(finding: Finding, duty_list: DutyList) -> int | None:
    """The index of the section that a finding names, by its place where a number is printed twice."""
    if not finding.section_no:
        return None
    named = [i for i, s in enumerate(duty_list.sections) if s.no == finding.section_no]
    for index in named:
        section = duty_list.sections[index]
        here = (section.place.line, section.place.page) == (finding.line, finding.page)
        if here or any(item.id == finding.item_id for item in section.items):
            return index
    return named[0] if named else None


def _view(
    finding: Finding,
    lists: Mapping[str, DutyList],
    columns: Mapping[str, str],
    evidence: Evidence,
) -> FindingView:
    anchor, place = _place(finding, lists.get(finding.list or ""))
    return FindingView(
        finding=finding,
        level="waived" if finding.waived else finding.severity,
        anchor=anchor,
        place=place,
        column=columns.get(finding.field or "", "") if finding.item_id else "",
        # Of an item, the source stands beside the item.
        source_text=None if finding.item_id else evidence.lines.get(finding.line or 0),
        pictures=tuple(_pictures(evidence, finding.fingerprint)),
        shown_at=evidence.see.get(finding.fingerprint),
    )


def _place(finding: Finding, duty_list: DutyList | None) -> tuple[str, str]:
    """The anchor that a finding is about (or ""), and the way to it in words."""
    words = [list_titles().get(finding.list or "", "")]
    anchor = duty_list.id if duty_list else ""
    index = section_of(finding, duty_list) if duty_list else None
    if duty_list and index is not None:
        words.append(section_heading(duty_list.sections[index]))
        anchor = section_anchor(duty_list, index)
    words.append(f"第{finding.seq}项" if finding.seq is not None else "")
    words.append(field_titles().get(finding.field or "", ""))
    return finding.item_id or anchor, " › ".join(filter(None, words))


def _pictures(evidence: Evidence, fingerprint: str) -> Iterator[PictureView]:
    for picture in evidence.pictures.get(fingerprint, ()):
        yield PictureView(picture.sheet, base64.b64encode(picture.png).decode(), picture.cut)
