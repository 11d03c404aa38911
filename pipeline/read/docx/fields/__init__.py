"""Fields: the results that Word stores are read, instructions are not; what Word shows without storing
it (circled characters, automatic numbers, drop-downs) is worked out of the instruction.

How fields stand in a file: ECMA-376 part 1, 17.16.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.read.docx.fields.results import Counters, result_of, shows_result
from pipeline.read.docx.markup import DELETED, TC, TEXT_BOX
from pipeline.read.docx.names import child, tag, value

FIELD_MARK, INSTRUCTION, SIMPLE = tag("w:fldChar"), tag("w:instrText"), tag("w:fldSimple")
_CONTAINERS = frozenset({TC, TEXT_BOX, tag("w:footnote"), tag("w:endnote")})


@dataclass(slots=True)
class _Field:
    """A field that has begun: its first mark, its instruction, and its result once that has begun."""

    start: Any
    instruction: str = ""
    result: str | None = None


class Fields:
    """Where a flow of text stands among the fields of its part, whose marks come in order."""

    def __init__(self, root: Any) -> None:
        self._start_of = dict(_marks(root))
        self._open: list[_Field] = []
        self._counters = Counters()

    def enter_paragraph(self, outline: int | None) -> None:
        """Takes note of a paragraph, of this outline level (from 0) where it is a heading."""
        if outline is not None:
            self._counters.enter_heading(outline)

    def mark(self, element: Any) -> str:
        """What a field's mark adds to the text: at the end of a field, what it shows and does not store."""
        start = self._start_of.get(element)
        if start is element:
            self._open.append(_Field(element))
        open_field = next((f for f in self._open if f.start is start), None)
        if start is None or open_field is None or start is element:
            return ""
        if value(element, "w:fldCharType") == "separate":
            open_field.result = ""
            return ""
        del self._open[self._open.index(open_field) :]
        text = self._shown(open_field)
        return "" if text and self.takes(text) else text

    def simple(self, element: Any) -> str:
        """What a field that is one element shows where it stores nothing."""
        if any(True for _ in element.iter(tag("w:t"), FIELD_MARK)):
            return ""
        return self._shown(_Field(element, value(element, "w:instr") or ""))

    def instruct(self, text: str) -> None:
        """Takes a piece of the instruction of the field that began last."""
        if self._open and self._open[-1].result is None:
            self._open[-1].instruction += text

    def takes(self, text: str) -> bool:
        """Whether text is not shown where it stands: in an instruction, or as a value that is only kept."""
        for field in reversed(self._open):
            if field.result is None:
                # The result of a field inside an instruction is part of the instruction.
                field.instruction += text
                return True
            if not shows_result(field.instruction):
                return True
            field.result += text
        return False

    def _shown(self, field: _Field) -> str:
        stored = (field.result or "").strip()
        return result_of(field.instruction, stored, child(field.start, "w:ffData"), self._counters)


def _marks(root: Any) -> Iterator[tuple[Any, Any]]:
    """Each mark of the fields that end in the cell in which they begin, with the field's first mark.

    Those of others are damage: what stands after the mark would not be read.
    """
    begun: list[tuple[Any, list[Any]]] = []
    for mark in root.iter(FIELD_MARK):
        around = tuple(mark.iterancestors())
        if any(element.tag in DELETED for element in around):
            continue
        container = next((element for element in around if element.tag in _CONTAINERS), None)
        if value(mark, "w:fldCharType") == "begin":
            begun.append((container, [mark]))
            continue
        own = next((i for i in range(len(begun) - 1, -1, -1) if begun[i][0] is container), None)
        if own is None:
            continue
        begun[own][1].append(mark)
        if value(mark, "w:fldCharType") == "end":
            marks = begun[own][1]
            del begun[own:]
            yield from ((each, marks[0]) for each in marks)
