"""The catalogue: every rule, each with its id, severity, meaning, example and check in one place.

Rules are grouped by what they look at: `cells/`, `items/`, `lists/`, `documents/`; those on waivers check
nothing themselves. `rule.py` says what a rule is.
"""

from __future__ import annotations

from pipeline.validate.rules import waivers
from pipeline.validate.rules.cells import characters, endings, points, punctuation
from pipeline.validate.rules.documents import (
    contents,
    corrections,
    doubts,
    leftovers,
    others,
    pages,
    places,
    revisions,
    seen,
    spellings,
    totals,
)
from pipeline.validate.rules.documents import lists as the_lists
from pipeline.validate.rules.items import departments, spacing, values
from pipeline.validate.rules.lists import columns, names, numbers, sections
from pipeline.validate.rules.many_lists import RULES_ON_MANY_LISTS
from pipeline.validate.rules.rule import DocumentRule, Rule, TableRule

RULES: tuple[Rule, ...] = (
    numbers.GAP,
    numbers.DUPLICATE,
    numbers.ORDER,
    sections.SECTION_ORDER,
    sections.SECTION_COUNT,
    totals.DECLARED_TOTAL,
    values.MISSING_VALUE,
    the_lists.MISSING_LIST,
    pages.SCANNED_PAGE,
    leftovers.UNACCOUNTED_TEXT,
    characters.UNREADABLE_CHARACTER,
    contents.CONTENTS_PAGE,
    pages.PAGE_ORDER,
    places.PLACE_DIFFERS,
    points.POINT_NUMBERING,
    points.NUMBERING_LOST,
    punctuation.UNBALANCED_BRACKETS,
    punctuation.STRAY_PUNCTUATION,
    endings.UNFINISHED_TEXT,
    departments.DUPLICATE_DEPARTMENT,
    departments.DEPARTMENT_UNLISTED,
    departments.DEPARTMENT_IDLE,
    spellings.DEPARTMENT_VARIANT,
    others.OTHER_LIST,
    names.DUPLICATE_ITEM,
    spellings.SECTION_VARIANT,
    columns.FURTHER_COLUMN,
    spacing.NAME_SPACING,
    spellings.LABEL_VARIANT,
    revisions.TRACKED_CHANGES,
    seen.UNREAD_INK,
    seen.UNSEEN_TEXT,
    doubts.DOUBTFUL_READING,
    corrections.UNUSED_CORRECTION,
    waivers.UNUSED,
    waivers.EXPIRED,
)
"""In the order in which they are published."""

__all__ = ["RULES", "RULES_ON_MANY_LISTS", "DocumentRule", "Rule", "TableRule"]
