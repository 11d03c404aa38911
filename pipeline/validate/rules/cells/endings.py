"""A rule on how a cell ends: with a mark, as those beside it do, or in the middle of a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.model.document import PlacedItem
from pipeline.model.schema import schema_of
from pipeline.validate.case import Case
from pipeline.validate.findings import Defect, at_item
from pipeline.validate.rules.rule import ANY_DAMAGE, DocumentRule

# What a sentence ends with, or what is around it.
_CLOSING = frozenset("。；！？…;!?.”’）)》】」』")
# A character after which a clause ends.
_ENDING = re.compile(r"(\w)[^\w《“‘（(【「『]")
# So many cells tell how a column is written, if of as many only one ends otherwise.
_FEWEST, _ONE_OF = 20, 20
# Characters of the end that are shown.
_SHOWN = 30


def _unfinished(case: Case) -> Iterator[Defect]:
    ending: frozenset[str] | None = None
    for own in case.lists:
        for field in schema_of(own.duty_list.id).fields_holding("paragraphs", "arrangement"):
            for row, text, marked in _unmarked(own.duty_list.rows, field):
                ending = _ending(case) if ending is None else ending
                if text[-1] not in ending:
                    yield at_item(
                        row,
                        f"末尾没有标点，而本列另外{marked}格都有；最后一个字从不在句末，可能没有写完，或被截断。",
                        field=field,
                        excerpt=text[-_SHOWN:],
                        key=f"{field}{text[-_SHOWN:]}",
                    )


def _unmarked(rows: Sequence[PlacedItem], field: str) -> Iterator[tuple[PlacedItem, str, int]]:
    """The few cells of a column that end without a mark, and how many others end with one."""
    ends = [(row, text) for row in rows if (text := row.item.text(field).rstrip())]
    unmarked = [(row, text) for row, text in ends if text[-1] not in _CLOSING]
    if len(ends) >= _FEWEST and len(unmarked) * _ONE_OF <= len(ends):
        yield from ((row, text, len(ends) - len(unmarked)) for row, text in unmarked)


def _ending(case: Case) -> frozenset[str]:
    """The characters with which clauses of the document end; a cell without a mark is no witness."""
    found: set[str] = set()
    for row in case.rows:
        for field in row.item.cells:
            text = row.item.text(field).rstrip()
            witness = field == "item_name" or text[-1:] in _CLOSING
            found.update(_ENDING.findall(f"{text}。" if witness else text))
    return frozenset(found)


UNFINISHED_TEXT = DocumentRule(
    id="unfinished-text",
    severity="warning",
    meaning="内容在一个词的中间结束，末尾没有标点，而本列其他内容都有。可能没有写完，或在原文件中被截断。",
    example="“……配合做好驻村干部的教育培训，对轮换驻”",
    defects=_unfinished,
    void_in=ANY_DAMAGE,
)
