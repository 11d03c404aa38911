"""Judges a document: every rule, table and document alike; and which of it was accepted with a reason.

In: a document, its dataframes, waivers. Out: findings, each with place and fingerprint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.schema import list_schemas
from pipeline.validate.case import Case
from pipeline.validate.findings import SEVERITIES, Defect, Finding, to_finding, with_fingerprints
from pipeline.validate.rules import RULES, DocumentRule, Rule, TableRule

_Found = tuple[Rule, Defect]


def validate(case: Case, rules: Sequence[Rule] = RULES) -> tuple[Finding, ...]:
    """What the rules find in a document: by severity, then list, then place."""
    found = [*_of_tables(case, rules), *_of_document(case, rules)]
    new = _without_consequences(f for f in found if not _is_void(case, f))
    findings = [to_finding(rule.id, rule.severity, defect) for rule, defect in new]
    order = {schema.id: schema.order for schema in list_schemas()}

    def place(finding: Finding) -> tuple[int, int, int, int, int, str]:
        return (
            SEVERITIES.index(finding.severity),
            order.get(finding.list or "", 0),
            finding.page or 0,
            finding.line or 0,
            finding.seq or 0,
            finding.rule,
        )

    return with_fingerprints(sorted(findings, key=place))


def _of_tables(case: Case, rules: Sequence[Rule]) -> Iterator[_Found]:
    # Imported late: with pandera it takes a second, and `dutylist rules` does without.
    from pipeline.validate.tables import table_defects

    held = [rule for rule in rules if isinstance(rule, TableRule)]
    for own in case.lists:
        yield from table_defects(own, held)


def _of_document(case: Case, rules: Sequence[Rule]) -> Iterator[_Found]:
    for rule in rules:
        if isinstance(rule, DocumentRule):
            yield from ((rule, defect) for defect in rule.defects(case))


def _is_void(case: Case, found: _Found) -> bool:
    """Whether the item is damaged in a way by which this defect of it says nothing new."""
    rule, defect = found
    return defect.item is not None and not rule.void_in.isdisjoint(
        case.damage(defect.list, defect.item.id)
    )


def _without_consequences(found: Iterator[_Found]) -> list[_Found]:
    """The defects without those that another defect of the same item explains."""
    result = list(found)
    rules_at: dict[tuple[str | None, str], set[str]] = {}
    for rule, defect in result:
        if defect.item is not None:
            rules_at.setdefault((defect.list, defect.item.id), set()).add(rule.id)
    return [
        (rule, defect)
        for rule, defect in result
        if defect.item is None
        or rule.consequence_of.isdisjoint(rules_at[defect.list, defect.item.id])
    ]
