"""What a person sees of a number: 001, 50%, 2025年4月 (ECMA-376 part 1, 18.8.31, number formats).

Of the language of formats what lists use is known: sections for signs, digits, thousands, percents, text, dates and
Chinese numerals. Anything else shows the number as it is.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from pipeline.model.numerals import DIGITS, numeral

GENERAL = "General"
# The formats that have a number and no code, as Excel and WPS in Chinese show them.
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d", 49: "@",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
}  # fmt: skip
# Quoted text, an escaped character, room for a character, a character that fills; [Red], [$-804], [DBNum1];
# letters of dates, digits, anything else.
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<room>[_*].)|\[(?P<tag>[^\]]*)\]|(?P<general>General)'
    r"|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[eE](?![+-]))|(?P<digits>[0#?][0#?,.]*|\.[0#?]+)|(?P<percent>%)"
    r"|(?P<text>@)|(?P<plain>[-+/():：、，。年月日时分秒 ￥$号第项条个（）])|(?P<unknown>.)",
    re.S,
)
_BETWEEN_SECTIONS = re.compile(r'("[^"]*"|\\.|\[[^\]]*\])|;')
_LONGEST_CODE = 200
# Day 0 of a workbook; by mistake 1900 has a 29 February in it, so that later days count from one day before.
_EPOCH, _EPOCH_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)
_MOST_DAYS = 2_958_465

_Token = tuple[str, str]
"""A token's kind and its text."""


def shown(value: str, code: str, *, since_1904: bool = False) -> str | None:
    """How a cell with this number and this format looks; None where the number shows as it is."""
    if code in (GENERAL, "@", "") or len(code) > _LONGEST_CODE:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) > Decimal(10) ** 15:
        return None
    section, number = _section(code, number)
    tokens = [(m.lastgroup or "", m[m.lastgroup or 0]) for m in _TOKEN.finditer(section)]
    kinds = {kind for kind, _ in tokens}
    if "unknown" in kinds:
        return None
    if "date" in kinds:
        return _date(tokens, number, since_1904=since_1904)
    return _number(tokens, number)


def _section(code: str, number: Decimal) -> tuple[str, Decimal]:
    """The part of a format for a number of this sign, and the number that it shows."""
    ends = [match.start() for match in _BETWEEN_SECTIONS.finditer(code) if match[1] is None]
    bounds = zip([0, *(end + 1 for end in ends)], [*ends, len(code)], strict=True)
    parts = [code[start:end] for start, end in bounds]
    if number < 0 and len(parts) > 1:
        return parts[1], -number
    return parts[2] if number == 0 and len(parts) > 2 else parts[0], number


def _number(tokens: Sequence[_Token], number: Decimal) -> str | None:
    digits = [text for kind, text in tokens if kind in ("digits", "general")]
    if len(digits) > 1:
        return None
    number *= Decimal(100) ** sum(kind == "percent" for kind, _ in tokens)
    tags = [text for kind, text in tokens if kind == "tag"]
    if any(tag.startswith("DBNum") for tag in tags):
        return None
    sign = "-" if number < 0 else ""
    found: list[str] = []
    for kind, text in tokens:
        match kind:
            case "digits":
                found.append(_digits(text, abs(number)))
            case "general":
                found.append(_plain(abs(number)))
            case "percent":
                found.append("%")
            case "quoted" | "escaped" | "plain":
                found.append(text)
            case "room":
                found.append(" " if text[0] == "_" else "")
            case "text":
                return None
    return sign + "".join(found).strip()


def _plain(number: Decimal) -> str:
    return str(int(number)) if number == int(number) else str(number.normalize())


def _digits(form: str, number: Decimal) -> str:
    """A number as digits: "000" gives 001, "#,##0.0" 1,234.5, "0.##" 2.5."""
    whole, _, part = form.partition(".")
    most, least = (len(re.sub("[^0#?]", "", part)), part.count("0"))
    rounded = number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
    integer, _, decimals = f"{rounded:f}".partition(".")
    integer = integer.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole.rstrip(","):
        integer = f"{int(integer or 0):,}".rjust(whole.count("0"), "0")
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    return f"{integer}.{decimals}" if decimals else integer


def _date(tokens: Sequence[_Token], number: Decimal, *, since_1904: bool) -> str | None:
    if not 0 <= number <= _MOST_DAYS:
        return None
    epoch = _EPOCH_1904 if since_1904 else _EPOCH
    moment = epoch + datetime.timedelta(seconds=round(float(number) * 86_400))
    chinese = any(kind == "tag" and text == "DBNum1" for kind, text in tokens)
    found: list[str] = []
    for kind, text, part in _parts(tokens):
        if kind == "date":
            value = _of_date(part, len(text), moment)
            if value is None:
                return None
            found.append(_in_chinese(value, part) if chinese else value)
        elif kind in ("quoted", "escaped", "plain"):
            found.append(text)
        elif kind in ("digits", "general", "percent", "text"):
            return None
    return "".join(found).strip()


def _parts(tokens: Sequence[_Token]) -> Iterator[tuple[str, str, str]]:
    """The tokens, each with what of a moment it is: "m" beside hours or seconds are minutes ("n")."""
    letters = [(at, text[0].lower()) for at, (kind, text) in enumerate(tokens) if kind == "date"]
    for at, (kind, text) in enumerate(tokens):
        part = ""
        if kind == "date":
            part = text[0].lower()
            own = letters.index((at, part))
            beside = {letters[own - 1][1]} if own else set()
            after = letters[own + 1][1] if own + 1 < len(letters) else ""
            part = "n" if part == "m" and ("h" in beside or after == "s") else part
        yield kind, text, part


def _of_date(part: str, width: int, moment: datetime.datetime) -> str | None:
    value = {"y": moment.year, "e": moment.year, "m": moment.month, "d": moment.day, "h": moment.hour,
             "n": moment.minute, "s": moment.second}[part]  # fmt: skip
    if part in "ye":
        return f"{value % 100:02}" if width == 2 else str(value)
    # More letters are names of months and days, which lists do not have.
    return None if width > 2 else f"{value:0{width}}"


def _in_chinese(value: str, part: str) -> str:
    """二〇二五, 十二, 三十一."""
    if part in "ye":
        return "".join(DIGITS[int(digit)] for digit in value)
    return numeral(int(value)) or DIGITS[0]
