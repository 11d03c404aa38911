"""Runs the table rules as pandera checks, lazily, and turns failure cases into defects."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

import pandas as pd
import pandera.pandas as pa

from pipeline.document import Document, DutyList, Section
from pipeline.frames import Frames
from pipeline.schema import schema_of
from pipeline.validate.findings import Defect, Finding, at_item, to_finding
from pipeline.validate.rules import TABLE_RULES, TableRule
from pipeline.validate.rules.types import Failure

_MISSING = next(rule for rule in TABLE_RULES if rule.id == "missing-value")
_NOT_NULLABLE = "not_nullable"


def table_findings(document: Document, frames: Frames) -> Iterator[Finding]:
    """Every finding of the table rules, over all lists."""
    for duty_list in document.lists:
        frame = frames.items[duty_list.id]
        placed = [(section, item) for section in duty_list.sections for item in section.items]
        for rule, index, failure in _failures(frame, items_schema(duty_list.id), duty_list.id):
            section, item = placed[index]
            yield to_finding(
                rule.id,
                rule.severity,
                at_item(
                    duty_list, section, item, failure.message, field=failure.field, key=failure.key
                ),
            )
        sections = frames.sections[frames.sections["list"] == duty_list.id].reset_index(drop=True)
        for rule, index, failure in _failures(sections, sections_schema(), duty_list.id):
            section = duty_list.sections[index]
            yield to_finding(rule.id, rule.severity, _at_section(duty_list, section, failure))


def items_schema(list_id: str) -> pa.DataFrameSchema:
    """The pandera schema of one list's rows: column types, required cells, rules on rows."""
    columns: dict[str, pa.Column] = {
        "seq": pa.Column("Int64", nullable=False),
        "section_no": pa.Column("string", nullable=True),
        "section": pa.Column("string", nullable=True),
        "page_start": pa.Column("Int64", nullable=True),
        "page_end": pa.Column("Int64", nullable=True),
    }
    for column in schema_of(list_id).printed_columns[1:]:
        for field in column.fields:
            required = column.required and field == column.field
            columns[field] = pa.Column("string", nullable=not required)
    return pa.DataFrameSchema(columns, checks=_checks("items"), strict=True)


def sections_schema() -> pa.DataFrameSchema:
    """The pandera schema of one list's sections."""
    return pa.DataFrameSchema(checks=_checks("sections"))


def _checks(frame: str) -> list[pa.Check]:
    return [
        pa.Check(partial(_passes, rule), name=rule.id)
        for rule in TABLE_RULES
        if rule.frame == frame
    ]


def _passes(rule: TableRule, frame: pd.DataFrame) -> pd.Series[bool]:
    failing = rule.failures(frame)
    return pd.Series([index not in failing for index in frame.index], index=frame.index, dtype=bool)


def _failures(
    frame: pd.DataFrame, schema: pa.DataFrameSchema, list_id: str
) -> list[tuple[TableRule, int, Failure]]:
    """The failing rows, in row order; each row once a rule and field."""
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return []
    rules = {rule.id: rule for rule in TABLE_RULES}
    failing = cache(lambda rule_id: rules[rule_id].failures(frame))
    found: dict[tuple[int, str, str | None], tuple[TableRule, int, Failure]] = {}
    for check, column, index in zip(cases["check"], cases["column"], cases["index"], strict=True):
        row = int(index)
        if check == _NOT_NULLABLE:
            rule, failure = _MISSING, _empty(str(column), list_id)
        else:
            rule = rules[str(check)]
            failure = failing(rule.id)[row]
        found[row, rule.id, failure.field] = (rule, row, failure)
    return [found[key] for key in sorted(found, key=lambda k: (k[0], k[1], k[2] or ""))]


def _empty(field: str, list_id: str) -> Failure:
    title = next(c.title for c in schema_of(list_id).columns if c.field == field)
    if field == "seq":
        return Failure("序号是空的或不是数字。", field=field, key=field)
    return Failure(f"“{title}”是空的。", field=field, key=field)


def _at_section(duty_list: DutyList, section: Section, failure: Failure) -> Defect:
    return Defect(
        failure.message,
        section.place,
        duty_list.id,
        section,
        field=failure.field,
        excerpt=f"{section.no}、{section.name}" if section.no else None,
        key=section.name or "",
    )
