"""The catalogue: every rule with its id, severity, meaning, example and check, each in one place.

Rules are grouped by what they look at: `table` (numbers, counts and cells of a list's dataframe),
`document` (lists, leftovers), `contents`, `pages` (their order), `points` (numbers inside a cell), `punctuation`,
`departments` (who is named), `names` (of items and sections), `wording` (spaces and labels),
`revisions` (changes that a Word file still tracks).
"""

from __future__ import annotations

from pipeline.validate.rules import (
    contents,
    departments,
    document,
    names,
    pages,
    points,
    punctuation,
    revisions,
    table,
    waivers,
    wording,
)
from pipeline.validate.rules.types import DocumentRule, Rule, TableRule

RULES: tuple[Rule, ...] = (
    *table.RULES,
    *document.RULES,
    *contents.RULES,
    *pages.RULES,
    *points.RULES,
    *punctuation.RULES,
    *departments.RULES,
    *names.RULES,
    *wording.RULES,
    *revisions.RULES,
    *waivers.RULES,
)
TABLE_RULES = tuple(rule for rule in RULES if isinstance(rule, TableRule))
DOCUMENT_RULES = tuple(rule for rule in RULES if isinstance(rule, DocumentRule))

__all__ = ["DOCUMENT_RULES", "RULES", "TABLE_RULES", "DocumentRule", "Rule", "TableRule"]
