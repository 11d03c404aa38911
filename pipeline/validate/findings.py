"""A finding: one defect of a document, where it is, and a fingerprint that stays with it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.model.document import DutyList, Item, PlacedItem, Section
from pipeline.model.source import Box, Place

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_LONGEST_EXCERPT, _FINGERPRINT_DIGITS = 120, 16
_NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class SidecarPlace:
    """A line of a file that lies beside the source, such as waivers.toml."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect. `key` is what identifies it besides its place; it is not shown.

    `section` and `item_name` say by name where it is: a waiver may narrow by them. `box` is where in
    a PDF the thing that it is about begins. `subjects` are the names that it is about, such as a
    department's two spellings. `wandering`: the defect is of the document as a whole, and the place
    at which it is reported may change while it stays the same. `sidecar` is where it stands, if that
    is not the source.
    """

    rule: str
    severity: Severity
    message: str
    list: str | None = None
    section_no: str | None = None
    seq: int | None = None
    field: str | None = None
    page: int | None = None
    line: int | None = None
    excerpt: str | None = None
    key: str = ""
    item_id: str | None = None
    section: str | None = None
    item_name: str | None = None
    fingerprint: str = ""
    waived: bool = False
    reason: str | None = None
    box: Box | None = None
    subjects: tuple[str, ...] = ()
    wandering: bool = False
    sidecar: SidecarPlace | None = None


@dataclass(frozen=True, slots=True)
class Defect:
    """What a rule says: the message and the place; the rule's id and severity are added to it."""

    message: str
    place: Place = _NOWHERE
    list: str | None = None
    section: Section | None = None
    item: Item | None = None
    field: str | None = None
    excerpt: str | None = None
    key: str = ""
    subjects: tuple[str, ...] = ()
    wandering: bool = False


def at_item(
    row: PlacedItem,
    message: str,
    *,
    field: str | None = None,
    excerpt: str | None = None,
    key: str = "",
    subjects: tuple[str, ...] = (),
) -> Defect:
    """A defect of one item; what the item says identifies it, so that renumbering does not."""
    return Defect(
        message=message,
        place=row.item.place,
        list=row.duty_list.id,
        section=row.section,
        item=row.item,
        field=field,
        excerpt=excerpt if excerpt is not None else row.item.item_name,
        key=f"{lasting_name(row.item)}|{key}",
        subjects=subjects,
    )


def at_section(
    duty_list: DutyList,
    section: Section,
    message: str,
    *,
    field: str | None = None,
    excerpt: str | None = None,
) -> Defect:
    """A defect of one section; its name identifies it."""
    return Defect(
        message,
        section.place,
        duty_list.id,
        section,
        field=field,
        excerpt=section.name if excerpt is None else excerpt,
        key=section.name or "",
    )


def lasting_name(item: Item) -> str:
    """What tells an item from others whatever its number is: its name, or else what it says."""
    return next((text for text in item.printed_texts if text), "")


def to_finding(rule: str, severity: Severity, defect: Defect) -> Finding:
    """The finding of a rule's defect, without its fingerprint."""
    return Finding(
        rule=rule,
        severity=severity,
        message=defect.message,
        list=defect.list,
        section_no=defect.section.no if defect.section else None,
        seq=defect.item.seq if defect.item else None,
        field=defect.field,
        page=defect.place.page,
        line=defect.place.line,
        excerpt=_shorten(defect.excerpt),
        key=defect.key,
        item_id=defect.item.id if defect.item else None,
        section=defect.section.name if defect.section else None,
        item_name=defect.item.item_name if defect.item else None,
        box=defect.place.box,
        subjects=defect.subjects,
        wandering=defect.wandering,
    )


def with_fingerprints(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with fingerprints: of rule, list, field and key, never of numbers or lines.

    Equal ones get different fingerprints by their order.
    """
    seen: Counter[str] = Counter()
    result: list[Finding] = []
    for finding in findings:
        where = ("", "") if finding.wandering else (finding.list or "", finding.field or "")
        kept = "|".join((finding.rule, *where, finding.key))
        seen[kept] += 1
        digest = hashlib.sha256(f"{kept}|{seen[kept]}".encode()).hexdigest()
        result.append(replace(finding, fingerprint=digest[:_FINGERPRINT_DIGITS]))
    return tuple(result)


def _shorten(text: str | None) -> str | None:
    if text is None or len(text) <= _LONGEST_EXCERPT:
        return text
    return text[: _LONGEST_EXCERPT - 1] + "…"
