"""What an EQ field shows: circled characters, phonetic guides, combined characters, fractions.

Word wrote these before it had elements for them, and still writes circled characters so:
`EQ \\o\\ac(○,1)` is ①. Its grammar: a switch, options, and arguments in brackets apart by , or ;.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.read.docx.numerals import printed

UNKNOWN = "\ufffc"
"""Stands for what is seen on paper and cannot be written as text; it is reported."""
# "\o\ac(", "\s\up 9(", "\f(", "\b \bc\[ (": a switch and its options, up to the bracket.
_SWITCH = re.compile(r"\\([abdfilorsx])((?:\s*\\(?:[a-z]{2}\s*\d*|[lbrc]c\s*\\.))*)\s*\(", re.I)
_FORMATTING = re.compile(r'\\\*\s*(?:"[^"]*"|\S+)')
_ROUND = "○〇◯"
_DEEPEST, _LONGEST = 20, 2000


def equation(instruction: str) -> str:
    """The text that an EQ field with this instruction shows."""
    if len(instruction) > _LONGEST:
        return UNKNOWN
    return _shown(_FORMATTING.sub("", instruction), 0).strip()


def _shown(text: str, depth: int) -> str:
    if depth > _DEEPEST:
        return UNKNOWN
    result = ""
    while switch := _SWITCH.search(text):
        end = _closing(text, switch.end())
        arguments = _arguments(text[switch.end() : end])
        result += _plain(text[: switch.start()]) + _element(
            switch[1].lower(), switch[2].lower(), arguments, depth
        )
        text = text[end + 1 :]
    return result + _plain(text)


def _element(name: str, options: str, arguments: Sequence[str], depth: int) -> str:
    if name == "o":
        return _overstruck(arguments, depth)
    shown = [_shown(argument, depth + 1).strip() for argument in arguments]
    return _ELEMENTS[name](shown)


def _overstruck(arguments: Sequence[str], depth: int) -> str:
    """Characters on top of each other: a circle and a number, a character and its reading."""
    raised = [argument for argument in arguments if _is_raised(argument)]
    level = [argument for argument in arguments if not _is_raised(argument)]
    # What is raised over characters is their reading, as in a phonetic guide; with characters that
    # are lowered it is the upper line of combined characters.
    if raised and level and not any(map(_is_lowered, level)):
        arguments = level
    shown = [_shown(argument, depth + 1).strip() for argument in arguments]
    if len(shown) == 2:
        return _enclosed(*shown) or _enclosed(*reversed(shown)) or "".join(shown)
    return "".join(shown)


def _enclosed(sign: str, inner: str) -> str:
    """The circled character that Unicode has, or nothing."""
    return _CIRCLED.get(inner, "") if sign and sign in _ROUND else ""


def _is_raised(argument: str) -> bool:
    return re.match(r"\s*\\s\s*\\up", argument, re.I) is not None


def _is_lowered(argument: str) -> bool:
    return re.match(r"\s*\\s\s*\\do", argument, re.I) is not None


def _closing(text: str, start: int) -> int:
    """Where the bracket closes that is open at `start`."""
    depth, index = 1, start
    while index < len(text):
        if text[index] == "\\" and text[index + 1 : index + 2] in ("(", ")", "\\", ",", ";"):
            index += 1
        elif text[index] in "()":
            depth += 1 if text[index] == "(" else -1
            if depth == 0:
                return index
        index += 1
    return len(text)


def _arguments(text: str) -> list[str]:
    """Arguments apart by commas or semicolons that stand in no inner bracket and after no backslash."""
    arguments, depth, index = [""], 0, 0
    while index < len(text):
        char = text[index]
        if char == "\\" and text[index + 1 : index + 2] in ("(", ")", "\\", ",", ";"):
            arguments[-1] += text[index : index + 2]
            index += 2
            continue
        depth += (char == "(") - (char == ")")
        if char in ",;" and depth == 0:
            arguments.append("")
        else:
            arguments[-1] += char
        index += 1
    return arguments


def _plain(text: str) -> str:
    return re.sub(r"\\([(),;\\])", r"\1", text)


_CIRCLED = {str(n): printed(n, "decimalEnclosedCircle") for n in range(51)}
_CIRCLED |= {chr(ord("A") + n): chr(0x24B6 + n) for n in range(26)}
_CIRCLED |= {chr(ord("a") + n): chr(0x24D0 + n) for n in range(26)}
_CIRCLED |= dict(zip("一二三四五六七八九十", map(chr, range(0x3280, 0x328A)), strict=True))
_ELEMENTS: dict[str, Callable[[list[str]], str]] = {
    "a": " ".join,
    "b": lambda parts: f"({''.join(parts)})",
    "d": "".join,
    "f": "/".join,
    "i": lambda _: UNKNOWN,
    "l": ",".join,
    "r": lambda parts: f"√{parts[-1]}" if len(parts) == 1 else UNKNOWN,
    "s": "".join,
    "x": "".join,
}
