"""What a rule is: what it means for a data officer, and the function that finds its defects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.model.document import Document
from pipeline.validate.findings import Defect, Severity
from pipeline.validate.sections import Numbering

if TYPE_CHECKING:  # pandas takes a second to import; `dutylist rules` does without
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue. `meaning` and `example` are for people, in Chinese."""

    id: str
    severity: Severity
    meaning: str
    example: str


@dataclass(frozen=True, slots=True)
class Failure:
    """What is wrong with one row of a dataframe. `key` tells it from others of the same row;
    `section` is the index of the section to which it belongs, where that is not the row's own."""

    message: str
    field: str | None = None
    key: str = ""
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """What a table rule looks at: one list's dataframe (its rows, or its sections), and how the
    numbers of that list go on."""

    frame: pd.DataFrame
    numbering: Numbering


@dataclass(frozen=True, slots=True)
class TableRule(Rule):
    """A rule on a dataframe: the failures by row index. It runs as a pandera check.

    `frame` "items" is a list's rows, "sections" the sections of one list.
    """

    frame: Literal["items", "sections"]
    failures: Callable[[Table], dict[int, Failure]]


@dataclass(frozen=True, slots=True)
class DocumentRule(Rule):
    """A rule on the document as a whole."""

    defects: Callable[[Document], Iterable[Defect]]
