"""Runs the table rules as pandera checks, lazily, and turns failure cases into defects."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import pandas as pd
import pandera.pandas as pa

from pipeline.model.document import Document, DutyList, Section
from pipeline.model.schema import schema_of
from pipeline.validate.column_types import NUMBER, Text
from pipeline.validate.findings import Defect, Finding, at_item, to_finding
from pipeline.validate.frames import Frames
from pipeline.validate.rules import TABLE_RULES, TableRule
from pipeline.validate.rules.types import Failure, Table
from pipeline.validate.sections import numbering

_MISSING = next(rule for rule in TABLE_RULES if rule.id == "missing-value")
_NOT_NULLABLE = "not_nullable"


def table_findings(document: Document, frames: Frames) -> Iterator[Finding]:
    """Every finding of the table rules, over all lists."""
    for duty_list in document.lists:
        judged = numbering(duty_list)
        rows = [(section, item) for section in duty_list.sections for item in section.items]
        items = Table(frames.items[duty_list.id], judged)
        for rule, index, failure in _failures(items, "items", duty_list.id):
            section, item = rows[index]
            if failure.section is not None:
                section = duty_list.sections[failure.section]
            yield to_finding(
                rule.id,
                rule.severity,
                at_item(
                    duty_list, section, item, failure.message, field=failure.field, key=failure.key
                ),
            )
        sections = Table(frames.sections[duty_list.id], judged)
        for rule, index, failure in _failures(sections, "sections", duty_list.id):
            section = duty_list.sections[index]
            yield to_finding(rule.id, rule.severity, _at_section(duty_list, section, failure))


def _columns(list_id: str) -> dict[str, pa.Column]:
    """What pandera holds a list's rows to: column types and cells that are never empty."""
    columns: dict[str, pa.Column] = {
        "seq": pa.Column(NUMBER, nullable=False),
        "section_no": pa.Column(Text, nullable=True),
        "section": pa.Column(Text, nullable=True),
        "page_start": pa.Column(NUMBER, nullable=True),
        "page_end": pa.Column(NUMBER, nullable=True),
    }
    for column in schema_of(list_id).printed_columns[1:]:
        for field in column.fields:
            required = column.required and field == column.field
            columns[field] = pa.Column(Text, nullable=not required)
    return columns


def _check(rule: TableRule, failing: Collection[int]) -> pa.Check:
    """Holds where the rule does. A single truth costs pandera a tenth of one for each row."""
    return pa.Check(
        lambda frame: not failing or pd.Series(~frame.index.isin(failing), index=frame.index),
        name=rule.id,
        ignore_na=False,
    )


def _failures(table: Table, kind: str, list_id: str) -> list[tuple[TableRule, int, Failure]]:
    """The failing rows, in row order; each row once a rule and field."""
    rules = {rule.id: rule for rule in TABLE_RULES if rule.frame == kind}
    failing = {rule.id: rule.failures(table) for rule in rules.values()}
    schema = pa.DataFrameSchema(
        _columns(list_id) if kind == "items" else {},
        checks=[_check(rule, list(failing[rule.id])) for rule in rules.values()],
        strict=kind == "items",
    )
    try:
        schema.validate(table.frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return []
    found: dict[tuple[int, str, str | None], tuple[TableRule, int, Failure]] = {}
    for check, column, index in zip(cases["check"], cases["column"], cases["index"], strict=True):
        row = int(index)
        if check == _NOT_NULLABLE:
            rule, failure = _MISSING, _empty(str(column), list_id)
        else:
            rule, failure = rules[str(check)], failing[str(check)][row]
        found[row, rule.id, failure.field] = (rule, row, failure)
    ordered = [found[key] for key in sorted(found, key=lambda k: (k[0], k[1], k[2] or ""))]
    return _one_a_row(ordered, table.numbering.tails if kind == "items" else frozenset())


def _one_a_row(
    found: list[tuple[TableRule, int, Failure]], tails: Collection[int]
) -> list[tuple[TableRule, int, Failure]]:
    """Several empty cells of one row, as one defect: the row was cut off, or its cells moved.

    So are those of a row that was broken in two.
    """
    result: list[tuple[TableRule, int, Failure]] = []
    broken: set[int] = set()
    for rule, row, failure in found:
        last = result[-1] if result else None
        if rule is not _MISSING or not last or last[0] is not _MISSING:
            result.append((rule, row, failure))
        elif last[1] == row:
            message = last[2].message.removesuffix("。") + "；" + failure.message
            result[-1] = (rule, row, replace(last[2], message=message))
        elif row in tails and last[1] == row - 1:
            message = "这一行缺少单元格，下一行没有序号：多半是同一事项被拆成了两行。"
            result[-1] = (rule, row - 1, replace(last[2], message=message))
            broken.add(row)
        elif row not in broken:
            result.append((rule, row, failure))
    return result


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
