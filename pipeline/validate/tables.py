"""Runs the table rules as pandera checks, lazily, and turns failure cases into defects."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import pandas as pd
import pandera.pandas as pa

from pipeline.model.document import DutyList
from pipeline.model.fields import beside_fields
from pipeline.model.schema import schema_of
from pipeline.validate.case import ListCase
from pipeline.validate.column_types import NUMBER, Text
from pipeline.validate.findings import Defect
from pipeline.validate.rules.items.values import MISSING_VALUE
from pipeline.validate.rules.rule import TableRule

_NOT_NULLABLE = "not_nullable"


def table_defects(own: ListCase, rules: Sequence[TableRule]) -> Iterator[tuple[TableRule, Defect]]:
    """What the rules say of one list, by table and row."""
    for kind in ("items", "sections"):
        held = [rule for rule in rules if rule.table == kind]
        found = {rule.id: (rule, rule.defects(own)) for rule in held}
        checks = [_check(rule.id, defects) for rule, defects in found.values()]
        if kind == "items":
            table = own.items_table
            schema = pa.DataFrameSchema(_columns(own.duty_list), checks=checks, strict=True)
        else:
            table = own.sections_table
            schema = pa.DataFrameSchema({}, checks=checks)
        for row, rule_id in _failures(schema, table):
            rule, defects = found.get(rule_id, (None, {}))
            if rule is not None and row in defects:
                yield rule, defects[row]


def _columns(duty_list: DutyList) -> dict[str, pa.Column]:
    """What pandera holds a list's rows to: column types and cells that are never empty."""
    columns: dict[str, pa.Column] = {
        "seq": pa.Column(NUMBER, nullable=False),
        "section_no": pa.Column(Text, nullable=True),
        "section": pa.Column(Text, nullable=True),
        "page_start": pa.Column(NUMBER, nullable=True),
        "page_end": pa.Column(NUMBER, nullable=True),
    }
    columns |= {f.name: pa.Column(Text, nullable=True) for f in beside_fields(duty_list)}
    for column in schema_of(duty_list.id).printed_columns[1:]:
        for field in column.fields:
            required = column.required and field == column.field
            columns[field] = pa.Column(Text, nullable=not required)
    return columns


def _check(rule_id: str, failing: Collection[int]) -> pa.Check:
    """Holds where the rule does. A single truth costs pandera a tenth of one for each row."""
    rows = list(failing)
    return pa.Check(
        lambda frame: not rows or pd.Series(~frame.index.isin(rows), index=frame.index),
        name=rule_id,
        ignore_na=False,
    )


def _failures(schema: pa.DataFrameSchema, table: pd.DataFrame) -> list[tuple[int, str]]:
    """The rows that fail with the rules that they fail, in the order of the rows."""
    try:
        schema.validate(table, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return []
    checks = (MISSING_VALUE.id if c == _NOT_NULLABLE else str(c) for c in cases["check"])
    return sorted(set(zip(map(int, cases["index"]), checks, strict=True)))
