"""What a field shows of which Word stores no result: ECMA-376 part 1, 17.16.5."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from pipeline.read.docx.fields.equation import equation
from pipeline.read.docx.names import child, number, tag, value
from pipeline.read.docx.numerals import printed
from pipeline.read.docx.symbols import sign

# " SEQ item \* Arabic": the first word says what a field is.
_KEYWORD = re.compile(r"\s*([A-Za-z]+|=)\s*")
# Fields that keep a value or an entry and show nothing, whatever they store.
_SILENT = frozenset({"SET", "ASK", "TC", "XE", "TA", "RD", "PRIVATE"})
# "\* CHINESENUM3": the general switch for numbers.
_NUMBER_SWITCH = re.compile(r"\\\*\s*(\w+)")
_NUMBER_FORMATS = {
    "chinesenum1": "ideographDigital",
    "chinesenum2": "chineseLegalSimplified",
    "chinesenum3": "chineseCountingThousand",
    "circlenum": "decimalEnclosedCircle",
    "gb1": "decimalEnclosedFullstop",
    "gb2": "decimalEnclosedParen",
    "gb3": "decimalEnclosedCircle",
    "zodiac1": "ideographTraditional",
    "zodiac2": "ideographZodiac",
    "alphabetic": "lowerLetter",
    "roman": "lowerRoman",
}
# "\s )": what stands after an automatic number; a full stop where nothing is said.
_SEPARATOR = re.compile(r'\\s(?:\s+"?([^\s"\\])"?)?')
# The name of a sequence, and "\r 5": the number at which it starts anew.
_SEQUENCE = re.compile(r"(?P<name>[^\s\\]+)")
_RESET = re.compile(r"\\r\s*(\d+)")
# "MACROBUTTON name text", "SYMBOL 252 \f Wingdings".
_BUTTON = re.compile(r"\S+\s+(?P<text>.*?)\s*", re.S)
_CODE = re.compile(r"0[xX](?P<hex>[0-9a-fA-F]{1,4})|(?P<decimal>\d{1,5})")
_FONT = re.compile(r'\\f\s*"?(?P<name>[^"\\]+?)"?\s*(?:\\|$)')
_BODY = 9
"""The outline level of what is no heading."""


class Counters:
    """Counts of the fields that number: automatic numbers by outline level, and sequences by name."""

    def __init__(self) -> None:
        self._levels: Counter[int] = Counter()
        self._sequences: Counter[str] = Counter()
        self._level = _BODY

    def enter_heading(self, outline: int) -> None:
        """A heading: what is below it is counted anew."""
        for level in [level for level in self._levels if level > outline]:
            del self._levels[level]

    def next_automatic(self) -> int:
        """The number of the next automatic number."""
        self._levels[_BODY] += 1
        return self._levels[_BODY]

    def next_of(self, instruction: str, stored: str) -> int:
        """The next number of the sequence that an instruction names; one that is stored stands."""
        name = _SEQUENCE.match(instruction)
        reset = _RESET.search(instruction)
        key = name["name"].lower() if name else ""
        step = 0 if r"\c" in instruction else 1
        due = number(reset[1]) if reset else self._sequences[key] + step
        self._sequences[key] = number(stored, due)
        return self._sequences[key]


def shows_result(instruction: str) -> bool:
    """Whether what a field stores is shown."""
    return _parts(instruction)[0] not in _SILENT


def result_of(instruction: str, stored: str, form: Any | None, counters: Counters) -> str:
    """What a field shows beyond the result that it stores."""
    name, rest = _parts(instruction)
    if name == "SEQ":
        text = _formatted(counters.next_of(rest, stored), rest)
        return "" if stored or r"\h" in rest else text
    if stored:
        return ""
    match name:
        case "EQ":
            return equation(rest)
        case "AUTONUM" | "AUTONUMLGL" | "AUTONUMOUT":
            return _formatted(counters.next_automatic(), rest) + _separator(rest)
        case "MACROBUTTON" | "GOTOBUTTON":
            button = _BUTTON.fullmatch(rest)
            return button["text"] if button else ""
        case "SYMBOL":
            return _symbol(rest)
        case "FORMDROPDOWN":
            return _chosen(child(form, "w:ddList"))
        case "FORMCHECKBOX":
            return _checked(child(form, "w:checkBox"))
    return ""


def _parts(instruction: str) -> tuple[str, str]:
    match = _KEYWORD.match(instruction)
    return (match[1].upper(), instruction[match.end() :]) if match else ("", "")


def _formatted(count: int, instruction: str) -> str:
    switch = _NUMBER_SWITCH.search(instruction)
    name = switch[1] if switch else ""
    known = _NUMBER_FORMATS.get(name.lower(), "decimal")
    return printed(count, known.replace("lower", "upper") if name.isupper() else known)


def _separator(instruction: str) -> str:
    match = _SEPARATOR.search(instruction)
    return (match[1] or "") if match else "."


def _symbol(instruction: str) -> str:
    code, font = _CODE.match(instruction), _FONT.search(instruction)
    if code is None:
        return ""
    point = int(code["hex"], 16) if code["hex"] else number(code["decimal"])
    return sign(f"{point:x}", font["name"] if font else None)


def _chosen(choices: Any | None) -> str:
    """The entry of a drop-down form field that is chosen: the first where nothing is said."""
    if choices is None:
        return ""
    entries = [value(entry) or "" for entry in choices.findall(tag("w:listEntry"))]
    chosen = value(child(choices, "w:result")) or value(child(choices, "w:default"))
    index = number(chosen)
    return entries[index] if 0 <= index < len(entries) else ""


def _checked(box: Any | None) -> str:
    state = child(box, "w:checked")
    state = child(box, "w:default") if state is None else state
    return "☒" if state is not None and value(state) not in ("0", "false", "off") else "☐"
