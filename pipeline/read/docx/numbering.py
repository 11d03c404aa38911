"""Automatic numbering: the numbers that Word prints before paragraphs and keeps in no text.

A reader sees them, so they are text here: 序号 in a list numbered by Word, 1. 2. 3. in a cell. How
Word counts: ECMA-376 part 1, 17.9 (numbering).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.read.docx.names import child, is_on, number, tag, value
from pipeline.read.docx.numerals import printed
from pipeline.read.docx.styles import Styles, numbering_ref
from pipeline.read.docx.symbols import symbol

_LEVELS = 9
_PLACEHOLDER = re.compile("%([1-9])")
_NONE = "0"
"""The list that takes a paragraph out of the numbering that its style gives."""


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is printed: `text` has %1 … %9 for the numbers of the levels."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    gap: str = " "
    legal: bool = False
    restart: int | None = None
    style: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list: the definition whose count it takes part in, its levels, and where it starts anew."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class _Count:
    """Where the counting of a definition stands: the number of each level that has begun."""

    numbers: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through a document: `label` has to be asked for each paragraph, once, in order."""

    def __init__(self, lists: Mapping[str, NumberedList], styles: Styles) -> None:
        self._styles, self._lists = styles, lists
        self._counts: dict[str, _Count] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, properties: Any | None) -> str:
        """The number printed before a paragraph with these properties, and the gap after it."""
        found = self._find(properties)
        if found is None:
            return ""
        name, level = found
        numbered = self._lists[name]
        count = self._counts.setdefault(numbered.definition, _Count())
        self._advance(name, level, count)
        shown = numbered.levels.get(level, Level())
        if shown.hidden:
            return ""
        text = symbol(shown.text) if shown.format == "bullet" else _fill(shown, numbered, count)
        return text + shown.gap if text.strip() else ""

    def _find(self, properties: Any | None) -> tuple[str, int] | None:
        own = numbering_ref(properties)
        name, level = (own.list, own.level) if own else (None, None)
        if name is None:
            given = self._styles.numbering(value(child(properties, "w:pStyle")))
            if given is None:
                return None
            reference, style = given
            name = reference.list
            if level is None:
                level = reference.level
            if level is None and (numbered := self._lists.get(name or "")):
                levels = numbered.levels.items()
                level = next((i for i, known in levels if known.style == style), None)
        if name is None or name == _NONE or name not in self._lists:
            return None
        return name, min(max(level or 0, 0), _LEVELS - 1)

    def _advance(self, name: str, level: int, count: _Count) -> None:
        numbered = self._lists[name]
        # A list that starts anew does so once, when it first comes to the level.
        anew = numbered.starts.get(level) if (name, level) not in self._begun else None
        self._begun.add((name, level))
        start = numbered.levels.get(level, Level()).start
        if anew is not None:
            count.numbers[level] = anew
        elif level in count.numbers:
            count.numbers[level] += 1
        else:
            count.numbers[level] = numbered.starts.get(level, start)
        for deeper in [d for d in count.numbers if d > level]:
            after = numbered.levels.get(deeper, Level()).restart
            # Without more ado a level starts anew after any above it; 0 never, 2 after the second.
            if after is None or (after > 0 and level < after):
                del count.numbers[deeper]


def _fill(shown: Level, numbered: NumberedList, count: _Count) -> str:
    def number_of(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        definition = numbered.levels.get(level, Level())
        current = count.numbers.get(level, definition.start)
        return printed(current, "decimal" if shown.legal else definition.format)

    return _PLACEHOLDER.sub(number_of, shown.text)


def numbered_lists(root: Any | None) -> dict[str, NumberedList]:
    """The lists of a document by identifier, from its part on numbering."""
    if root is None:
        return {}
    definitions = {value(e, "w:abstractNumId") or "": e for e in root.findall(tag("w:abstractNum"))}
    by_style = {
        value(child(e, "w:styleLink")): name
        for name, e in definitions.items()
        if child(e, "w:styleLink") is not None
    }
    lists: dict[str, NumberedList] = {}
    for element in root.findall(tag("w:num")):
        name = value(child(element, "w:abstractNumId")) or ""
        # A definition may stand for the one that a numbering style has.
        link = value(child(definitions.get(name), "w:numStyleLink"))
        name = by_style.get(link, name) if link else name
        if name in definitions:
            lists[value(element, "w:numId") or ""] = _list(name, definitions[name], element)
    return lists


def _list(name: str, definition: Any, element: Any) -> NumberedList:
    levels = {number(value(e, "w:ilvl")): _level(e) for e in definition.findall(tag("w:lvl"))}
    starts: dict[int, int] = {}
    for override in element.findall(tag("w:lvlOverride")):
        level = number(value(override, "w:ilvl"))
        redefined = child(override, "w:lvl")
        if redefined is not None:
            levels[level] = _level(redefined)
            starts[level] = levels[level].start
        start = value(child(override, "w:startOverride"))
        if start is not None:
            starts[level] = number(start, 1)
    return NumberedList(name, levels, starts)


def _level(element: Any) -> Level:
    shape = next(element.iter(tag("w:numFmt")), None)
    gap = value(child(element, "w:suff")) or "tab"
    restart = value(child(element, "w:lvlRestart"))
    return Level(
        start=number(value(child(element, "w:start")), 0),
        format=_format(shape),
        text=value(child(element, "w:lvlText")) or "",
        gap="" if gap == "nothing" else " ",
        legal=bool(is_on(child(element, "w:isLgl"))),
        restart=number(restart) if restart is not None else None,
        style=value(child(element, "w:pStyle")),
        hidden=bool(is_on(child(element, "w:rPr", "w:vanish"))),
    )


def _format(shape: Any | None) -> str:
    # Noughts before the number come as "001, 002, 003, ...".
    custom = (value(shape, "w:format") or "").partition(",")[0]
    return custom or value(shape) or "decimal"
