"""What a rule is: what it means for a data officer, how it finds its defects, and when these say nothing new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.validate.case import Case, Damage, ListCase
from pipeline.validate.findings import Defect, Severity

ANY_DAMAGE: frozenset[Damage] = frozenset({"torn", "copied"})
COPIED: frozenset[Damage] = frozenset({"copied"})
NO_DAMAGE: frozenset[Damage] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the catalogue. `meaning` and `example` are for people, in Chinese.

    `consequence_of` are the rules whose defect of an item explains this rule's defects of the same
    item: mended, it takes them along. `void_in` is the damage by which an item's defects of this rule
    say nothing new.
    """

    id: str
    severity: Severity
    meaning: str
    example: str
    consequence_of: frozenset[str] = frozenset()
    void_in: frozenset[Damage] = COPIED

    @property
    def headline(self) -> str:
        """The meaning's first sentence, without its full stop."""
        return self.meaning.partition("。")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRule(Rule):
    """A rule on the document as a whole."""

    defects: Callable[[Case], Iterable[Defect]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRule(Rule):
    """A rule on one list's table, which runs as a pandera check: the defects by row.

    `table` "items" has a row per item of the list, "sections" one per section.
    """

    table: Literal["items", "sections"]
    defects: Callable[[ListCase], Mapping[int, Defect]]
